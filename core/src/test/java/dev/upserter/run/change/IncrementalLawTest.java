package dev.upserter.run.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.Trial;
import dev.upserter.run.option.StateUse;
import dev.upserter.run.option.StopSignal;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Faults;
import dev.upserter.sandbox.store.Person;
import dev.upserter.source.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever sources, faults and stops came before: after one clean run, Customer.io has what the source says. */
class IncrementalLawTest {
    private static final int PEOPLE = 60;
    private static final int DAYS = 8;

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private final Map<Integer, Integer> source = new TreeMap<>();
    private final TreeSet<Integer> everSeen = new TreeSet<>();
    private int files;

    @ParameterizedTest
    @CsvSource({
        "1, UPSERT, NOTHING", "2, MIRROR, NOTHING", "3, MIRROR, CLEAR", "4, MIRROR, SET", "5, MIRROR, DELETE",
        "6, UPSERT, NOTHING", "7, MIRROR, CLEAR", "8, MIRROR, SET", "9, MIRROR, DELETE", "10, MIRROR, DELETE"
    })
    void afterACleanRunCustomerIoHasWhatTheSourceSays(int seed, Mode mode, Removal removed) throws Exception {
        var random = new Random(seed);
        try (sandbox) {
            for (int day = 0; day < DAYS; day++) {
                change(random);
                for (int disturbed = random.nextInt(3); disturbed > 0; disturbed--) {
                    disturb(mode, removed, random);
                    change(random);
                }
                assertThat(run(mode, removed, new StopSignal()).status()).isEqualTo(Status.COMPLETED);
                assertThat(present()).isEqualTo(expected(removed));
                requireOnlyDifferencesAreSent(mode, removed, random);
            }
        }
    }

    /** Of a source that was delivered wholly, nobody is sent again, and of one that differs, those who differ. */
    private void requireOnlyDifferencesAreSent(Mode mode, Removal removed, Random random) throws IOException {
        RunReport same = run(mode, removed, new StopSignal());
        assertThat(same.requests().sent()).isZero();
        assertThat(same.records().unchanged()).isEqualTo(source.size());
        Map<Integer, Integer> before = mode == Mode.MIRROR ? new HashMap<>(source) : delivered();
        change(random);
        long entries = sandbox.stats().entriesApplied();
        assertThat(run(mode, removed, new StopSignal()).status()).isEqualTo(Status.COMPLETED);
        long differences = source.entrySet().stream()
                .filter(person -> !person.getValue().equals(before.get(person.getKey())))
                .count();
        long gone = before.keySet().stream()
                .filter(person -> !source.containsKey(person))
                .count();
        assertThat(sandbox.stats().entriesApplied() - entries)
                .isEqualTo(differences + (removed == Removal.NOTHING ? 0 : gone));
        assertThat(present()).isEqualTo(expected(removed));
    }

    private void change(Random random) {
        for (int i = 1 + random.nextInt(PEOPLE / 2); i > 0; i--) {
            int person = random.nextInt(PEOPLE);
            if (random.nextInt(4) == 0) {
                source.remove(person);
            } else {
                source.put(person, random.nextInt(5));
            }
        }
        source.put(0, random.nextInt(5));
        everSeen.addAll(source.keySet());
    }

    /** A run that meets with faults, and perhaps stops at some request. */
    private void disturb(Mode mode, Removal removed, Random random) throws IOException {
        sandbox.faults(Faults.parse("500=0.2,503=0.1,500-applied=0.1,reset=0.1,lost=0.05"));
        var stop = new StopSignal();
        int requests = random.nextInt(20);
        long from = sandbox.stats().requests();
        sandbox.onRequest(request -> {
            if (sandbox.stats().requests() - from > requests) {
                stop.stop();
            }
        });
        run(mode, removed, stop);
        sandbox.onRequest(request -> {});
        sandbox.faults(Faults.none());
    }

    private RunReport run(Mode mode, Removal removed, StopSignal stop) throws IOException {
        String rows = source.entrySet().stream()
                .map(person -> "{\"id\":\"p" + person.getKey() + "\",\"n\":" + person.getValue() + "}")
                .collect(Collectors.joining(",", "[", "]"));
        Path data = Files.writeString(folder.resolve("data-" + files++ + ".json"), rows);
        return new Trial(folder, sandbox)
                .config(config -> configured(config, mode, removed))
                .options(options -> options.withStop(stop).withState(StateUse.CONFIGURED.withAllowRemovals()))
                .start(DataFile.of(data))
                .execute();
    }

    private static SyncConfigBuilder configured(SyncConfigBuilder config, Mode mode, Removal removed) {
        return config.incremental(true)
                .mode(mode)
                .removed(removed)
                .mapping("n", "n")
                .maxAttempts(3)
                .parallelism(3);
    }

    /** Whoever is not removed stays known, in the source or not. */
    private Map<Integer, Integer> delivered() {
        return sandbox.people().stream()
                .collect(Collectors.toMap(
                        person -> Integer.valueOf(person.identifier().substring(1)),
                        person -> Integer.valueOf(person.attributes().get("n"))));
    }

    private Map<String, Map<String, String>> present() {
        return sandbox.people().stream().collect(Collectors.toMap(Person::identifier, Person::attributes));
    }

    private Map<String, Map<String, String>> expected(Removal removed) {
        var expected = new HashMap<String, Map<String, String>>();
        Map<String, Map<String, String>> present = present();
        for (int person : everSeen) {
            String id = "p" + person;
            Integer value = source.get(person);
            if (value != null) {
                expected.put(id, Map.of("n", value.toString()));
            } else if (removed == Removal.NOTHING && present.containsKey(id)) {
                expected.put(id, present.get(id));
            } else if (removed == Removal.CLEAR && present.containsKey(id)) {
                expected.put(id, Map.of());
            } else if (removed == Removal.SET && present.containsKey(id)) {
                var flagged = new HashMap<>(present.get(id));
                flagged.put("removed_from_source", "true");
                expected.put(id, flagged);
            }
        }
        return expected;
    }
}

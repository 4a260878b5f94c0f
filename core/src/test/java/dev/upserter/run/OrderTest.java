package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.batch.Api;
import dev.upserter.operation.IdentifierType;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.SandboxConfig;
import dev.upserter.sandbox.fault.Answer;
import dev.upserter.sandbox.fault.Faults;
import dev.upserter.sandbox.store.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of one person take effect in the order of the file, whatever the network does. */
class OrderTest {
    private static final String FAULTS =
            "429=0.01,500=0.04,503=0.04,500-applied=0.04,slow=0.05:20ms,reset=0.04,lost=0.04";

    private static final int ROWS = 300;

    @TempDir
    Path folder;

    private Trial trial(Sandbox sandbox, Api api) {
        sandbox.latency(Duration.ZERO, Duration.ofMillis(8));
        sandbox.faults(Faults.parse(FAULTS));
        sandbox.answerNext(Answer.status(503));
        return new Trial(folder, sandbox)
                .config(config -> config.api(api)
                        .parallelism(50)
                        .requestsPerSecond(1000)
                        .maxAttempts(100)
                        .timeout(Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void everybodyEndsWithTheValuesOfTheirLastRow(Api api) {
        var random = new Random(5);
        var last = new HashMap<String, Integer>();
        String filler = "x".repeat(900);
        String data = Rows.of(ROWS, i -> {
            // Of the first rows every other is one of three people; anybody may be in any letter case.
            String person =
                    "p" + (i < ROWS / 2 && i % 2 == 0 ? random.nextInt(3) : 3 + random.nextInt(150)) + "@example.org";
            last.put(person, i);
            String spelling = random.nextInt(3) == 0 ? person.toUpperCase(Locale.ROOT) : person;
            String rest = api == Api.SINGLE ? "" : (",\"f%d\":\"" + filler + "\"").repeat(6);
            return "{\"id\":\"" + spelling + "\",\"n\":" + i + numbered(rest) + "}";
        });
        try (var sandbox = Sandbox.start()) {
            RunReport report = trial(sandbox, api)
                    .config(config -> config.identifyBy(IdentifierType.EMAIL))
                    .run(data);

            assertThat(report.status()).isEqualTo(Status.COMPLETED);
            assertThat(report.records().delivered()).isEqualTo(ROWS);
            assertThat(report.requests().retried()).isPositive();
            assertThat(sandbox.stats().overlaps()).isZero();
            if (api == Api.SINGLE) {
                assertThat(sandbox.stats().mostInFlight()).isGreaterThan(2);
            }
            assertThat(sandbox.peopleCount()).isEqualTo(last.size());
            last.forEach((person, n) -> assertThat(
                            sandbox.person(person).orElseThrow().attributes())
                    .containsEntry("n", n.toString()));
        }
    }

    private static String numbered(String fields) {
        String rest = fields;
        for (int i = 0; rest.contains("%d"); i++) {
            rest = rest.replaceFirst("%d", Integer.toString(i));
        }
        return rest;
    }

    /** Rows of few people with few attributes, some of which nobody would take, against a model of a few lines. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anyFileEndsAsATrivialModelSays(long seed) {
        var random = new Random(seed);
        Api api = seed % 2 == 0 ? Api.SINGLE : Api.BATCH;
        int people = 1 << random.nextInt(8);
        var model = new TreeMap<String, Map<String, String>>();
        int[] rejected = {0};
        int[] refused = {0};
        String data = Rows.of(300, i -> {
            int kind = random.nextInt(30);
            if (kind == 0) {
                rejected[0]++;
                return random.nextBoolean() ? "{\"a\":1}" : "\"no object\"";
            }
            String person = kind == 1 ? "refused" : "p" + random.nextInt(people);
            refused[0] += kind == 1 ? 1 : 0;
            String name = "abc".substring(random.nextInt(3)).substring(0, 1);
            if (kind != 1) {
                model.computeIfAbsent(person, unused -> new HashMap<>()).put(name, "" + i);
            }
            return "{\"" + name + "\":" + i + ",\"id\":\"" + person + "\",\"pad\":\"" + "x".repeat(900) + "\"}";
        });
        try (var sandbox = Sandbox.start(SandboxConfig.defaults().withSeed(seed))) {
            sandbox.refuse("refused", "invalid", "n", "no");

            RunReport report = trial(sandbox, api).run(data);

            assertThat(report.records().read()).isEqualTo(300);
            assertThat(report.records().rejected()).isEqualTo(rejected[0]);
            assertThat(report.records().deadLetters()).isEqualTo(refused[0]);
            assertThat(report.records().pending()).isZero();
            assertThat(sandbox.stats().overlaps()).isZero();
            assertThat(values(sandbox)).isEqualTo(model);
        }
    }

    private static Map<String, Map<String, String>> values(Sandbox sandbox) {
        var values = new TreeMap<String, Map<String, String>>();
        for (Person person : sandbox.people()) {
            var attributes = new HashMap<>(person.attributes());
            attributes.remove("pad");
            values.put(person.identifier(), attributes);
        }
        return values;
    }
}

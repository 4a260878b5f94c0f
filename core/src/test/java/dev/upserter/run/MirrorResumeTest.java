package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.batch.Api;
import dev.upserter.plan.JoinCounts;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.problem.Code;
import dev.upserter.report.Counts;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.option.Resume;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.run.option.StopSignal;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.traffic.RecordedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs that had removed some of the people who are gone, and go on. */
class MirrorResumeTest {
    private static final int PEOPLE = 8000;
    private static final int STAY = 10;
    /** Long identifiers, so that the removals fill several requests. */
    private static final String PAD = "x".repeat(130);

    private static final Pattern PERSON = Pattern.compile("\"(p\\d+)x+\"");

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Trial mirror(Removal removal) {
        return new Trial(folder, sandbox)
                .config(config -> config.mode(Mode.MIRROR)
                        .mapping("n", "n")
                        .removed(removal)
                        .irreversible(true)
                        .parallelism(1))
                .options(MirrorResumeTest::unlimited);
    }

    private static RunOptions unlimited(RunOptions options) {
        return options.withState(StateUse.CONFIGURED.withAllowRemovals());
    }

    private static String people(int count) {
        return Rows.of(count, i -> "{\"id\":\"p" + i + PAD + "\",\"n\":" + i + "}");
    }

    private void removedAsTold(Removal removal) {
        assertThat(sandbox.people().stream()
                        .filter(person -> person.attributes().containsKey("n"))
                        .filter(person -> !person.attributes().containsKey("removed_from_source")))
                .as("people who stay as they were")
                .hasSize(STAY);
        switch (removal) {
            case DELETE, SUPPRESS -> assertThat(sandbox.peopleCount()).isEqualTo(STAY);
            case NOTHING, CLEAR, SET, DETACH ->
                assertThat(sandbox.peopleCount()).isEqualTo(PEOPLE);
        }
    }

    /** How often each person stood in a request since recording began. */
    private Map<String, Long> removalsByPerson() {
        return sandbox.requests().stream()
                .map(RecordedRequest::bodyText)
                .flatMap(body -> PERSON.matcher(body).results())
                .map(match -> match.group(1))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private void stopAtSecondRequest(StopSignal stop) {
        var requests = new AtomicInteger();
        sandbox.onRequest(request -> {
            if (requests.incrementAndGet() == 2) {
                stop.stop();
            }
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Removal.class,
            names = {"CLEAR", "SET", "DELETE", "SUPPRESS"})
    void aRunThatWasStoppedAmongItsRemovalsRemovesTheRestAndNobodyTwice(Removal removal) {
        mirror(removal).run(people(PEOPLE));
        sandbox.recordRequests(true);
        var stop = new StopSignal();
        stopAtSecondRequest(stop);
        RunReport stopped = mirror(removal)
                .options(options -> unlimited(options).withStop(stop))
                .run(people(STAY));
        long removed = stopped.records().delivered();
        RunReport resumed = mirror(removal)
                .options(options -> options.withResume(new Resume.Of(stopped.run())))
                .run(people(STAY));

        int gone = PEOPLE - STAY;
        assertThat(stopped.status()).isEqualTo(Status.STOPPED);
        assertThat(removed).isBetween(1L, gone - 1L);
        assertThat(stopped.people()).isEqualTo(new JoinCounts(0, 0, 0, STAY, gone, 0, PEOPLE));
        assertThat(resumed.status()).as(resumed.toJson()).isEqualTo(Status.COMPLETED);
        assertThat(resumed.run()).isEqualTo(stopped.run());
        assertThat(resumed.records()).isEqualTo(new Counts(STAY, gone - removed, 0, STAY, gone - removed, 0, 0, 0));
        removedAsTold(removal);
        assertThat(removalsByPerson()).hasSize(gone).values().allMatch(count -> count == 1);
        sendsNothingMore(removal);
    }

    private void sendsNothingMore(Removal removal) {
        long before = sandbox.stats().requests();
        RunReport next = mirror(removal).options(options -> options).run(people(STAY));
        assertThat(next.status()).as(next.toJson()).isEqualTo(Status.COMPLETED);
        assertThat(next.records()).isEqualTo(new Counts(STAY, 0, 0, STAY, 0, 0, 0, 0));
        assertThat(sandbox.stats().requests()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(
            value = Removal.class,
            names = {"SET", "DELETE"})
    void aRunThatWasKilledAmongItsRemovalsRemovesTheRestAndRepeatsAtMostWhatWasInFlight(Removal removal)
            throws Exception {
        Path all = Files.writeString(folder.resolve("all.json"), people(PEOPLE));
        Path some = Files.writeString(folder.resolve("some.json"), people(STAY));
        assertThat(execute(removal, all, Long.MAX_VALUE)).contains("\"delivered\" : " + PEOPLE);
        sandbox.recordRequests(true);

        sandbox.latency(Duration.ofMillis(20), Duration.ofMillis(200));
        assertThat(execute(removal, some, sandbox.stats().requests() + 1)).isEmpty();
        sandbox.latency(Duration.ZERO, Duration.ZERO);
        String resumed = execute(removal, some, Long.MAX_VALUE);

        assertThat(resumed).contains("\"status\" : \"completed\"", "\"read\" : " + STAY);
        removedAsTold(removal);
        assertThat(removalsByPerson()).hasSize(PEOPLE - STAY).values().allMatch(count -> count <= 2);
        long before = sandbox.stats().requests();
        assertThat(execute(removal, some, Long.MAX_VALUE)).contains("\"unchanged\" : " + STAY, "\"sent\" : 0");
        assertThat(sandbox.stats().requests()).isEqualTo(before);
    }

    private String execute(Removal removal, Path data, long requests) throws Exception {
        return CrashChild.execute(
                sandbox,
                requests,
                Api.BATCH.name(),
                data.toString(),
                folder.resolve("killed").toString(),
                Mode.MIRROR.name(),
                removal.name());
    }

    @Test
    void aRemovalThatWasRefusedIsNotTriedAgainInTheSameRunButInTheNext() throws Exception {
        mirror(Removal.DELETE).run(people(PEOPLE));
        refuseRemovals();
        var stop = new StopSignal();
        stopAtSecondRequest(stop);
        RunReport stopped = mirror(Removal.DELETE)
                .options(options -> unlimited(options).withStop(stop))
                .run(people(STAY));
        long given = stopped.records().deadLetters();
        RunReport resumed = mirror(Removal.DELETE)
                .options(options -> unlimited(options).withResume(new Resume.Of(stopped.run())))
                .run(people(STAY));

        assertThat(given).isPositive();
        assertThat(stopped.status()).as(stopped.toJson()).isEqualTo(Status.STOPPED);
        assertThat(resumed.status()).isEqualTo(Status.COMPLETED_WITH_PROBLEMS);
        assertThat(resumed.records().deadLetters()).isEqualTo(5);
        List<String> letters = Files.readAllLines(resumed.files().deadLetters());
        assertThat(letters).hasSize(5).doesNotHaveDuplicates();
        assertThat(resumed.problems()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.REJECTED_BY_SERVER);
            assertThat(finding.count()).isEqualTo(5);
        });
        for (int i = 0; i < 5; i++) {
            sandbox.heal(refused(i));
        }
        RunReport next = mirror(Removal.DELETE).run(people(STAY));
        assertThat(next.records()).isEqualTo(new Counts(STAY, 5, 0, STAY, 5, 0, 0, 0));
        assertThat(sandbox.peopleCount()).isEqualTo(STAY);
    }

    private static String refused(int i) {
        return "p" + (STAY + i * 1500) + PAD;
    }

    private void refuseRemovals() {
        for (int i = 0; i < 5; i++) {
            sandbox.refuse(refused(i), "invalid", "id", "no");
        }
    }
}

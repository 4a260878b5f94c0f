package dev.upserter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.Reading;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.delivery.http.DestinationConfig;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.plan.RemovalLimit;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.Run;
import dev.upserter.run.Trial;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sandbox.fault.Gate;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of rows is told of each, with the object that it was made of. */
@Timeout(120)
final class RowOutcomesTest extends RowRuns {
    @Test
    void aListenerThatThrowsIsToldOfTheOtherRowsAndChangesNothing() {
        var told = new AtomicInteger();
        RunReport report = run(Rows.of(customers(5), MAPPER).hand(outcome -> {
            told.incrementAndGet();
            throw new IllegalStateException(SECRET);
        }));

        assertThat(report.status()).isEqualTo(Status.COMPLETED);
        assertThat(told).hasValue(5);
    }

    @Test
    void eachVerdictComesWithItsReason() {
        sandbox.refuse("4", "invalid", "plan", "may not be bad");
        config = given -> given.filter("plan != 'free'");
        List<Map<String, String>> rows = List.of(
                Map.of("id", "1", "plan", "pro"),
                Map.of("id", "2", "plan", "free"),
                Map.of("plan", "pro"),
                Map.of("id", "4", "plan", "bad"),
                Map.of("id", "1", "plan", "team"));
        var outcomes = new ArrayList<RowOutcome<Map<String, String>>>();
        run(Rows.maps(rows), outcomes);

        outcomes.sort(Comparator.comparingLong(RowOutcome::row));
        assertThat(outcomes)
                .extracting(RowOutcome::verdict)
                .containsExactly(
                        RowVerdict.DELIVERED,
                        RowVerdict.FILTERED,
                        RowVerdict.REJECTED,
                        RowVerdict.REFUSED,
                        RowVerdict.DELIVERED);
        assertThat(outcomes.get(2).code()).hasValue("ID_MISSING");
        assertThat(outcomes.get(2).key()).isEmpty();
        assertThat(outcomes.get(2).message()).isNotEmpty();
        assertThat(outcomes.get(3).code()).hasValue("REJECTED_BY_SERVER");
        assertThat(outcomes.get(3).key()).hasValue("4");
        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(outcome.context())
                        .hasValueSatisfying(map -> assertThat(rows).contains(map)));
    }

    @Test
    void whatTheSecondNightDoesNotSendIsUnchangedAndWhoIsGoneIsARemoval() {
        config = given -> given.mode(Mode.MIRROR).removed(Removal.DELETE).maxRemoved(new RemovalLimit(50, true));
        run(Rows.of(customers(4), MAPPER));
        var outcomes = new ArrayList<RowOutcome<Customer>>();
        List<Customer> later = List.of(
                customers(1).getFirst(),
                new Customer("c2", "team", LocalDate.of(2026, 1, 31)),
                new Customer("c3", "pro", LocalDate.of(2026, 1, 31)));
        run(Rows.of(later, MAPPER), outcomes);

        assertThat(outcomes.stream()
                        .map(outcome -> outcome.key().orElseThrow() + " " + outcome.verdict() + " "
                                + outcome.isRemoval() + " " + outcome.context().isPresent()))
                .containsExactlyInAnyOrder(
                        "c1 UNCHANGED false true",
                        "c2 DELIVERED false true",
                        "c3 UNCHANGED false true",
                        "c4 DELIVERED true false");
    }

    @Test
    void whatIsStoppedInTheMiddleIsPendingWithItsObject() throws Exception {
        var outcomes = new ArrayList<RowOutcome<Customer>>();
        try (Gate gate = sandbox.hold()) {
            var report = new CompletableFuture<RunReport>();
            Thread.ofPlatform()
                    .daemon()
                    .start(() -> report.complete(run(Rows.of(customers(20_000), MAPPER), outcomes)));
            sandbox.awaitRequests(1, Duration.ofSeconds(30));
            stop.stop();
            gate.release();
            RunReport end = report.get(30, TimeUnit.SECONDS);
            assertThat(outcomes).hasSize((int) end.records().read());
            assertThat(outcomes.stream().filter(one -> one.verdict() == RowVerdict.PENDING))
                    .isNotEmpty()
                    .allSatisfy(one -> assertThat(one.context()).isPresent());
        }
    }

    /** The rows are written aside to count them, and keep their objects. */
    @Test
    void eventsThatMustBeCountedFirstKeepTheirObjects() {
        List<Map<String, Object>> rows = List.of(
                Map.of("id", "1", "at", Instant.parse("2026-01-01T00:00:00Z").getEpochSecond()),
                Map.of("id", "2", "at", Instant.parse("2026-01-02T00:00:00Z").getEpochSecond()));
        var outcomes = new ArrayList<RowOutcome<Map<String, Object>>>();
        SyncConfig events = Reading.yaml("{type: event, userId: id, event: Order, time: at, triggers: allow}")
                .withDestination(new DestinationConfig(
                        new Credentials(sandbox.siteId(), sandbox.apiKey()), null, sandbox.endpoint()));
        Handing handing = Rows.maps(rows).hand(outcomes::add);
        RunReport report = new Run(
                        events,
                        handing.data(),
                        RunOptions.in(folder.resolve("state")).withRowEnds(handing.ends()),
                        Trial.surroundings())
                .execute();

        assertThat(report.records().delivered()).as(report.toString()).isEqualTo(2);
        assertThat(outcomes).allSatisfy(one -> assertThat(one.context()).hasValue(rows.get((int) one.row() - 1)));
    }

    @Test
    void filesAndStreamsHaveOutcomesWithoutObjects() throws Exception {
        Path file = Files.writeString(folder.resolve("people.csv"), "id,plan\n1,pro\n2,pro\n");
        var outcomes = new ArrayList<RowOutcome<Void>>();
        run(Rows.file(file), outcomes);
        run(Rows.stream(Files.newInputStream(file), "people"), outcomes);

        assertThat(outcomes)
                .hasSize(4)
                .allSatisfy(outcome -> assertThat(outcome.context()).isEmpty());
        assertThat(outcomes).extracting(outcome -> outcome.key().orElseThrow()).containsExactly("1", "2", "1", "2");
    }

    @Test
    void anEndpointThatIsDownLeavesAllPending() {
        config = given -> given.endpoint(URI.create("http://localhost:1")).maxOutage(Duration.ofMillis(1));
        var outcomes = new ArrayList<RowOutcome<Customer>>();
        run(Rows.of(customers(3), MAPPER), outcomes);
        assertThat(outcomes).extracting(RowOutcome::verdict).containsOnly(RowVerdict.PENDING);
    }
}

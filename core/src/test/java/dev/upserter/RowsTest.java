package dev.upserter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.problem.Code;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of a program, in whole runs. */
@Timeout(120)
final class RowsTest extends RowRuns {
    static Stream<Rows<?>> forms() {
        List<Map<String, Object>> maps = customers(3).stream()
                .map(one -> Map.<String, Object>of("id", one.id(), "plan", one.plan(), "since", one.since()))
                .toList();
        Iterator<Customer> each = customers(3).iterator();
        return Stream.of(
                Rows.maps(maps),
                Rows.maps(maps.stream()),
                Rows.maps(maps.iterator()),
                Rows.of(customers(3), MAPPER),
                Rows.of(customers(3).stream(), MAPPER),
                Rows.of(customers(3).iterator(), MAPPER),
                Rows.records(customers(3)),
                Rows.records(customers(3).stream()),
                Rows.pull(() -> each.hasNext() ? each.next() : null, MAPPER));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void rowsOfEachFormArriveAndComeBackWithTheirOutcome(Rows<?> rows) {
        var outcomes = new ArrayList<RowOutcome<?>>();
        RunReport report = run(rows.hand(outcomes::add));

        assertThat(report.status()).as(report.toString()).isEqualTo(Status.COMPLETED);
        assertThat(sandbox.person("c2").orElseThrow().attributes().toString())
                .contains("plan")
                .contains("pro")
                .contains("2026-01-31");
        assertThat(outcomes).hasSize(3).allSatisfy(outcome -> {
            assertThat(outcome.verdict()).isEqualTo(RowVerdict.DELIVERED);
            assertThat(outcome.key()).hasValue("c" + outcome.row());
            assertThat(outcome.context().orElseThrow().toString()).contains("c" + outcome.row());
            assertThat(outcome.code()).isEmpty();
            assertThat(outcome).hasToString("row " + outcome.row() + ": DELIVERED");
        });
    }

    @Test
    void typesKeepTheirValuesAndAMissingFieldIsNotNull() {
        var full = new LinkedHashMap<String, @Nullable Object>();
        full.put("id", 7);
        full.put("big", 9_007_199_254_740_993L);
        full.put("share", 0.1f);
        full.put("moment", Instant.parse("2026-01-31T08:00:00Z"));
        full.put("tags", List.of("a", "b"));
        full.put("gone", null);
        full.put("nested", Map.of("city", "Kraków"));
        sandbox.recordRequests(true);
        run(Rows.maps(List.of(full)));

        assertThat(sandbox.requests().getLast().bodyText())
                .contains("\"big\":9007199254740993")
                .contains("\"share\":0.1")
                .contains("\"moment\":\"2026-01-31T08:00:00+00:00\"")
                .contains("\"tags\":[\"a\",\"b\"]")
                .contains("\"gone\":null")
                .contains("{\"city\":\"Kraków\"}");
    }

    @Test
    void whatAnIteratorThrowsIsTheCauseAndNoTextOfItIsShown() {
        var thrown = new IllegalStateException(SECRET);
        Stream<Customer> broken =
                Stream.concat(customers(3).stream(), Stream.of(1).map(one -> {
                    throw thrown;
                }));
        var outcomes = new ArrayList<RowOutcome<Customer>>();
        RunReport report = run(Rows.of(broken, MAPPER).named("crm"), outcomes);

        assertThat(report.status()).isEqualTo(Status.REFUSED);
        assertThat(report.cause()).isSameAs(thrown);
        assertThat(report.problems()).first().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.INPUT_UNREADABLE);
            assertThat(finding.toString())
                    .contains("crm row 4", "java.lang.IllegalStateException")
                    .doesNotContain(SECRET);
        });
        assertThat(outcomes).extracting(RowOutcome::verdict).containsOnly(RowVerdict.PENDING);
    }

    @Test
    void whatAMapperThrowsIsTheCauseChecked() {
        var thrown = new IOException(SECRET);
        RunReport report = run(Rows.of(customers(1), (customer, row) -> {
            throw thrown;
        }));

        assertThat(report.cause()).isSameAs(thrown);
        assertThat(report.toJson()).doesNotContain(SECRET);
    }

    static Stream<Arguments> misfits() {
        var nulls = Arrays.asList((Map<String, Object>) null);
        return Stream.of(
                misfit(
                        Rows.maps(List.of(Map.of("id", 1, "token", new StringTokenizer(SECRET)))),
                        "the field token holds a value of the type java.util.StringTokenizer, which no row can have"),
                misfit(Rows.maps(nulls), "the row is null"),
                misfit(
                        Rows.of(List.of(1), (id, row) -> row.set("id", id).set("id", 2)),
                        "the field id was given twice"));
    }

    private static Arguments misfit(Rows<?> rows, String message) {
        return Arguments.of(rows, message);
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void aRowWithoutTheFormOfOneEndsTheRunByRowAndField(Rows<?> rows, String message) {
        RunReport report = run(rows);

        assertThat(report.problems())
                .singleElement()
                .satisfies(finding -> assertThat(finding.toString())
                        .contains("rows row 1", message)
                        .doesNotContain(SECRET));
        assertThat(sandbox.stats().requests()).isZero();
    }

    @Test
    void noRowsAreAnEmptySource() {
        RunReport report = run(Rows.of(List.<Customer>of(), MAPPER));

        assertThat(report.problems()).extracting(finding -> finding.code()).containsExactly(Code.INPUT_EMPTY);
    }

    @Test
    void rowsAreReadOnceAndClosedWhateverBecomesOfTheRun() {
        var closed = new AtomicInteger();
        Rows<Customer> rows = Rows.of(customers(2).stream().onClose(closed::incrementAndGet), MAPPER);
        run(rows);
        assertThat(closed).hasValue(1);
        assertThatThrownBy(() -> run(rows)).isInstanceOf(IllegalStateException.class);

        stop.stop();
        run(Rows.of(customers(2).stream().onClose(closed::incrementAndGet), MAPPER));
        assertThat(closed).hasValue(2);
    }

    /** Waits for objects that do not come. */
    private static final class Waiting implements Pull<Customer> {
        private final BlockingQueue<Customer> queue = new LinkedBlockingQueue<>(customers(2));
        private final CountDownLatch isAsked = new CountDownLatch(3);
        private final AtomicInteger closed = new AtomicInteger();

        @Override
        public Customer next() throws InterruptedException {
            isAsked.countDown();
            return queue.take();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    private CompletableFuture<RunReport> start(Rows<?> rows, CompletableFuture<Thread> thread) {
        var report = new CompletableFuture<RunReport>();
        thread.complete(Thread.ofPlatform().daemon().start(() -> report.complete(run(rows))));
        return report;
    }

    @Test
    void aStopEndsAWaitForRowsAndClosesThem() throws Exception {
        var waiting = new Waiting();
        var thread = new CompletableFuture<Thread>();
        CompletableFuture<RunReport> running = start(Rows.pull(waiting, MAPPER), thread);
        waiting.isAsked.await();
        stop.stop();

        RunReport report = running.get(20, TimeUnit.SECONDS);
        assertThat(report.problems())
                .first()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo(Code.INTERRUPTED));
        assertThat(report.cause()).isNull();
        assertThat(waiting.closed).hasValue(1);
        assertThat(report.records().pending()).isEqualTo(report.records().read());
    }

    @Test
    void anInterruptEndsARunThatWaitsForRows() throws Exception {
        var waiting = new Waiting();
        var thread = new CompletableFuture<Thread>();
        CompletableFuture<RunReport> running = start(Rows.pull(waiting, MAPPER), thread);
        waiting.isAsked.await();
        thread.join().interrupt();

        RunReport report = running.get(20, TimeUnit.SECONDS);
        assertThat(report.problems())
                .first()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo(Code.INTERRUPTED));
        assertThat(waiting.closed).hasValue(1);
    }

    /** Otherwise a mirror would remove whoever comes after the interrupt. */
    @Test
    void rowsThatEndBecauseTheirThreadWasInterruptedAreNotAllRows() {
        Iterator<Customer> each = customers(2).iterator();
        RunReport report = run(Rows.pull(
                () -> {
                    if (each.hasNext()) {
                        return each.next();
                    }
                    Thread.currentThread().interrupt();
                    return null;
                },
                MAPPER));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.problems())
                .first()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo(Code.INTERRUPTED));
    }
}

package dev.upserter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.delivery.http.Connections;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.memory.MemoryBudget;
import dev.upserter.sandbox.Sandbox;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class JobTest {
    private final Sandbox sandbox = Sandbox.start();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Upserter upserter(State state) {
        return builder(state).build();
    }

    private Upserter.Builder builder(State state) {
        return builder(state, Map.of());
    }

    private Upserter.Builder builder(State state, Map<String, String> more) {
        var tree = new HashMap<String, String>(more);
        tree.put("userId", "id");
        tree.put("endpoint", sandbox.endpoint().toString());
        tree.put("siteId", sandbox.siteId());
        tree.put("apiKey", sandbox.apiKey());
        return Upserter.builder().configuration(tree).environment(Map.of()).state(state);
    }

    private static State state(boolean isKept) {
        return isKept ? State.temporary() : State.none();
    }

    /** People as they come, until somebody writes "end". */
    private Rows<String> queued() {
        return queued(new CountDownLatch(1));
    }

    /** The same, telling when the first is asked for. */
    private Rows<String> queued(CountDownLatch asked) {
        return Rows.pull(
                new Pull<String>() {
                    @Override
                    public @Nullable String next() throws InterruptedException {
                        asked.countDown();
                        String id = queue.take();
                        return id.equals("end") ? null : id;
                    }

                    @Override
                    public void close() {
                        closed.countDown();
                    }
                },
                (id, row) -> row.set("id", id));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aJobTellsOfItsRowsAndItsEnd(boolean isKept) throws Exception {
        var outcomes = new ConcurrentLinkedQueue<RowOutcome<String>>();
        try (var upserter = upserter(state(isKept))) {
            Job job = upserter.start(queued(), outcomes::add);
            queue.add("ana");
            queue.add("bo");
            queue.add("end");

            Report report = job.join();

            assertThat(report.orThrow().delivered()).isEqualTo(2);
            assertThat(job.future()).isCompletedWithValue(report);
            assertThat(job.progress().delivered()).isEqualTo(2);
            assertThat(job.progress().isPaused()).isFalse();
        }
        assertThat(outcomes).extracting(RowOutcome::verdict).containsOnly(RowVerdict.DELIVERED);
        assertThat(outcomes)
                .extracting(outcome -> outcome.context().orElseThrow())
                .containsExactlyInAnyOrder("ana", "bo");
        assertThat(closed.getCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aStopEndsAWaitForRowsAndClosesThem(boolean isKept) throws Exception {
        try (var upserter = upserter(state(isKept))) {
            Job job = upserter.start(queued());
            queue.add("ana");

            job.stop();
            job.stop();

            Report report = job.join();
            assertThat(report.status()).isEqualTo(Report.Status.STOPPED);
            assertThat(report.problems()).extracting(Report.Problem::code).containsExactly("INTERRUPTED");
            assertThat(report.read()).isEqualTo(report.delivered() + report.pending());
            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Who closes, and when: the listener of rows, that of requests, the rows themselves as they are asked and as they are closed. */
    @ParameterizedTest
    @CsvSource({
        "outcome, false",
        "outcome, true",
        "request, false",
        "request, true",
        "next, false",
        "next, true",
        "close, false"
    })
    void whatARunCallsMayCloseTheUpserter(String who, boolean isKept) throws Exception {
        var closer = new AtomicReference<@Nullable Upserter>();
        var calls = new AtomicInteger();
        Consumer<String> calling = what -> {
            Upserter upserter = closer.get();
            if (what.equals(who) && upserter != null) {
                calls.incrementAndGet();
                upserter.close();
            }
        };
        var upserter = builder(state(isKept))
                .http(HttpOptions.defaults().withListener(request -> calling.accept("request")))
                .build();
        closer.set(upserter);
        var rows = Rows.pull(
                new Pull<Integer>() {
                    private int last;

                    @Override
                    public @Nullable Integer next() {
                        if (last == 500) {
                            calling.accept("next");
                        }
                        return last == 2000 ? null : ++last;
                    }

                    @Override
                    public void close() {
                        calling.accept("close");
                    }
                },
                (id, row) -> row.set("id", id));

        Report report = upserter.run(rows, outcome -> calling.accept("outcome"));

        assertThat(calls).hasPositiveValue();
        assertThat(report.read()).isEqualTo(report.delivered() + report.pending());
        assertThatIllegalStateException().isThrownBy(() -> upserter.start(queued()));
        upserter.close();
    }

    /** One person, whose iterator tells when it is asked. */
    private static Rows<String> one(CountDownLatch asked) {
        return Rows.of(
                () -> {
                    asked.countDown();
                    return List.of("bo").iterator();
                },
                (id, row) -> row.set("id", id));
    }

    /** The smallest budget has room for one run. */
    @ParameterizedTest
    @CsvSource({"false, 15m", "true, 15m", "false, 0s", "true, 0s"})
    void aRunWithoutRoomInTheMemoryWaitsOrIsRefusedBeforeItReads(boolean isKept, String maxOutage) throws Exception {
        try (var upserter = builder(state(isKept), Map.of("maxOutage", maxOutage))
                .memory(16)
                .build()) {
            var reads = new CountDownLatch(1);
            Job first = upserter.start(queued(reads));
            reads.await();
            var asked = new CountDownLatch(1);
            Job second = upserter.start(one(asked));

            boolean waits = !maxOutage.equals("0s");
            if (waits) {
                while (second.progress().waiting().isEmpty()) {
                    Thread.onSpinWait();
                }
                assertThat(second.progress().waiting())
                        .hasValue("the memory has room for 1 run at once, and others have it");
                assertThat(asked.getCount()).isEqualTo(1);
            } else {
                Report refused = second.join();
                assertThat(refused.problems())
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.code()).isEqualTo("OUT_OF_RESOURCES"));
                assertThat(refused.read()).isZero();
            }
            queue.add("ana");
            queue.add("end");

            assertThat(first.join().orThrow().delivered()).isEqualTo(1);
            assertThat(second.join().delivered()).isEqualTo(waits ? 1 : 0);
            assertThat(second.progress().waiting().isPresent()).isFalse();
            assertThat(asked.getCount()).isEqualTo(waits ? 0 : 1);
        }
    }

    @Test
    void aStopEndsTheWaitForRoomInTheMemory() throws Exception {
        try (var upserter = builder(State.none()).memory(16).build()) {
            var reads = new CountDownLatch(1);
            Job first = upserter.start(queued(reads));
            reads.await();
            var asked = new CountDownLatch(1);
            Job second = upserter.start(one(asked));

            second.stop();

            assertThat(second.join().status()).isEqualTo(Report.Status.STOPPED);
            assertThat(first.future()).isNotDone();
            first.stop();
        }
    }

    /** A row may be made of what another run says; it must not wait for the one that asks. */
    @Test
    void aRunInsideOfARunNeedsNoRoom() throws Exception {
        try (var upserter = builder(State.none()).memory(16).build()) {
            Report report = upserter.run(Rows.of(
                    List.of("ana", "bo"),
                    (id, row) -> row.set(
                            "id",
                            id
                                    + upserter.plan(Rows.maps(List.of(Map.of("id", id))))
                                            .pending())));

            assertThat(report.orThrow().delivered()).isEqualTo(2);
        }
        assertThat(sandbox.person("ana1")).isPresent();
    }

    /** A listener is called by threads of the delivery. */
    @ParameterizedTest
    @CsvSource({"outcome, false", "outcome, true", "request, false", "request, true"})
    void aRunThatAListenerBeginsNeedsNoRoom(String who, boolean isKept) {
        var read = new AtomicLong();
        var nested = new AtomicReference<@Nullable Upserter>();
        Consumer<String> calling = what -> {
            Upserter upserter = what.equals(who) ? nested.getAndSet(null) : null;
            if (upserter != null) {
                read.set(upserter.check(Rows.maps(List.of(Map.of("id", "bo"))))
                        .orThrow()
                        .read());
            }
        };
        try (var upserter = builder(state(isKept))
                .memory(16)
                .http(HttpOptions.defaults().withListener(request -> calling.accept("request")))
                .build()) {
            nested.set(upserter);
            Report report = upserter.run(Rows.maps(List.of(Map.of("id", "ana"))), outcome -> calling.accept("outcome"));

            assertThat(report.orThrow().delivered()).isEqualTo(1);
        }
        assertThat(read).hasValue(1);
    }

    /** What an upserter lets go of at its end may fail; here, on the thread of its last run. */
    @Test
    void aJobEndsThoughTheEndOfItsUpserterFails() {
        MemoryBudget memory = MemoryBudget.ofProcess();
        var open = new OpenRuns(memory.rooms());
        SyncConfig config = ConfigurationTexts.sync(
                ConfigurationTexts.tree(Map.of(
                                "sync", "customers",
                                "userId", "id",
                                "endpoint", sandbox.endpoint().toString(),
                                "siteId", sandbox.siteId(),
                                "apiKey", sandbox.apiKey()))
                        .read(ConfigReader.local(Map.of())),
                null);
        var upserter = new Upserter(
                config,
                State.none(),
                Connections.kept(),
                new Meters(),
                open,
                folder -> new Direct(config, Surroundings.of(Map.of()), memory));

        Job job = upserter.start(Rows.of(
                List.of("ana"),
                (id, row) -> open.close(() -> {
                    throw new IllegalStateException("the end fails");
                })));

        assertThat(job.join().delivered()).isZero();
    }

    /** The run never comes to the rows, so that it closes them itself. */
    @Test
    void rowsThatFailAsTheyAreClosedDoNotHideTheReport() throws Exception {
        try (var upserter =
                builder(State.none(), Map.of("maxOutage", "0s")).memory(16).build()) {
            var reads = new CountDownLatch(1);
            Job first = upserter.start(queued(reads));
            reads.await();

            Report refused = upserter.run(Rows.pull(
                    new Pull<String>() {
                        @Override
                        public @Nullable String next() {
                            return null;
                        }

                        @Override
                        public void close() {
                            throw new AssertionError("the close fails");
                        }
                    },
                    (id, row) -> row.set("id", id)));

            assertThat(refused.problems()).extracting(Report.Problem::code).containsExactly("OUT_OF_RESOURCES");
            first.stop();
        }
    }

    @Test
    void theListenerOfAnIngesterMayCloseTheUpserter() throws Exception {
        var upserter = upserter(State.none());
        Ingester<Integer> ingester = upserter.<Integer>ingester((id, row) -> row.set("id", id))
                .onRow(outcome -> upserter.close())
                .start();

        ingester.add(1);

        assertThat(ingester.close(Duration.ofSeconds(20))).isZero();
        assertThat(sandbox.peopleCount()).isEqualTo(1);
    }

    @Test
    void toCancelTheFutureStopsTheRun() throws Exception {
        try (var upserter = upserter(State.none())) {
            Job job = upserter.start(queued());

            assertThat(job.future().cancel(true)).isTrue();

            assertThat(job.join().status()).isEqualTo(Report.Status.STOPPED);
            assertThat(job.future()).isCancelled();
        }
    }

    @Test
    void aPauseHoldsTheRowsBack() throws Exception {
        try (var upserter = upserter(State.none())) {
            Job job = upserter.start(queued());
            job.pause();
            assertThat(job.progress().isPaused()).isTrue();
            queue.add("ana");
            queue.add("end");
            assertThat(job.future()).isNotDone();

            job.resume();

            assertThat(job.join().delivered()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void toCloseTheClientStopsItsRuns(boolean isKept) {
        Job job;
        try (var upserter = upserter(state(isKept))) {
            job = upserter.start(queued());
        }
        assertThat(job.join().status()).isEqualTo(Report.Status.STOPPED);
    }
}

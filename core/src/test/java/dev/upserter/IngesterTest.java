package dev.upserter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.SandboxConfig;
import dev.upserter.sandbox.fault.Faults;
import dev.upserter.sandbox.fault.Gate;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Objects that a service adds, against a sandbox. */
@Timeout(120)
final class IngesterTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    /** Rows are sent when they fill a request, or somebody flushes. */
    private static final Duration NEVER = Duration.ofHours(1);

    private Sandbox sandbox = Sandbox.start();
    private final List<RowOutcome<Message>> outcomes = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        sandbox.close();
    }

    /** As of a queue: partition and offset, and what it says. */
    private record Message(int partition, long offset, String person, long value) {}

    private static final RowMapper<Message> MAPPER =
            (message, row) -> row.set("id", message.person()).set("value", message.value());

    private Upserter upserter(Map<String, ?> more) {
        var tree = new HashMap<String, Object>();
        tree.put("userId", "id");
        tree.put("endpoint", sandbox.endpoint().toString());
        tree.put("siteId", sandbox.siteId());
        tree.put("apiKey", sandbox.apiKey());
        tree.putAll(more);
        return Upserter.builder().configuration(tree).environment(Map.of()).build();
    }

    private Ingester.Builder<Message> builder(Upserter upserter) {
        return upserter.ingester(MAPPER).onRow(outcomes::add);
    }

    private static Message message(long i) {
        return new Message(0, i, "p" + i, i);
    }

    private long value(String person) {
        return sandbox.person(person)
                .orElseThrow()
                .number("value")
                .orElseThrow()
                .longValue();
    }

    @Test
    void whatIsAddedArrivesAndIsToldAfterAWhile() throws Exception {
        var told = new CountDownLatch(3);
        try (Upserter upserter = upserter(Map.of());
                Ingester<Message> ingester = upserter.ingester(MAPPER)
                        .onRow(outcome -> {
                            outcomes.add(outcome);
                            told.countDown();
                        })
                        .flushAfter(Duration.ofMillis(20))
                        .start()) {
            for (int i = 0; i < 3; i++) {
                ingester.add(message(i));
            }
            told.await();
            assertThat(sandbox.peopleCount()).isEqualTo(3);
            assertThat(outcomes).allSatisfy(outcome -> {
                assertThat(outcome.verdict()).isEqualTo(RowVerdict.DELIVERED);
                assertThat(outcome.key())
                        .hasValue(outcome.context().orElseThrow().person());
            });
            assertThat(ingester.flush(LONG)).isTrue();
            assertThat(ingester.open()).isZero();
            assertThat(ingester.count(RowVerdict.DELIVERED)).isEqualTo(3);
        }
    }

    @Test
    void rowsAndBytesFlush() throws Exception {
        try (Upserter upserter = upserter(Map.of());
                Ingester<Message> byRows =
                        builder(upserter).flushAfter(NEVER).flushRows(2).start();
                Ingester<Message> byBytes =
                        builder(upserter).flushAfter(NEVER).flushBytes(10).start()) {
            byRows.add(message(1));
            byRows.add(message(2));
            sandbox.awaitRequests(1, LONG);
            byBytes.add(message(3));
            sandbox.awaitRequests(2, LONG);
        }
    }

    @Test
    void aCloseSendsWhatIsLeftAndTakesNoMore() throws Exception {
        try (Upserter upserter = upserter(Map.of())) {
            Ingester<Message> ingester = builder(upserter).flushAfter(NEVER).start();
            ingester.add(message(1));
            assertThat(ingester.close(LONG)).isZero();
            assertThat(sandbox.peopleCount()).isEqualTo(1);
            assertThat(ingester.close(LONG)).isZero();
            assertThatThrownBy(() -> ingester.add(message(2)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the ingester is closed");
            assertThat(ingester.failure()).isEmpty();
        }
        assertThat(outcomes).hasSize(1);
    }

    @Test
    void manyThreadsAddAndTheLastValueOfEachPersonStands() throws Exception {
        int threads = 4;
        int each = 2_000;
        try (Upserter upserter = upserter(Map.of());
                Ingester<Message> ingester =
                        builder(upserter).queue(100, 1 << 20).start()) {
            var adding = new ArrayList<Thread>();
            for (int t = 0; t < threads; t++) {
                int own = t;
                adding.add(Thread.startVirtualThread(() -> {
                    for (int i = 0; i < each; i++) {
                        addUnchecked(ingester, new Message(own, i, "t" + own + "-" + i % 7, i));
                    }
                }));
            }
            for (Thread thread : adding) {
                thread.join();
            }
            assertThat(ingester.flush(LONG)).isTrue();
        }
        for (int t = 0; t < threads; t++) {
            for (int p = 0; p < 7; p++) {
                int last =
                        IntStream.range(0, each).filter(i -> i % 7 == 0).max().orElseThrow();
                long highest = last + p < each ? last + p : last + p - 7;
                assertThat(value("t" + t + "-" + p)).isEqualTo(highest);
            }
        }
        assertThat(outcomes).hasSize(threads * each);
        assertThat(outcomes.stream().map(one -> one.context().orElseThrow())).doesNotHaveDuplicates();
    }

    private static void addUnchecked(Ingester<Message> ingester, Message message) {
        try {
            ingester.add(message);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void offerGivesUpWhereThereIsNoRoomAndThenThereIsNoOutcome() throws Exception {
        try (Upserter upserter = upserter(Map.of("parallelism", 1));
                Gate gate = sandbox.hold();
                Ingester<Message> ingester =
                        builder(upserter).flushRows(1).queue(2, 1 << 20).start()) {
            long added = 0;
            while (ingester.offer(message(added), Duration.ofMillis(200))) {
                added++;
            }
            assertThat(added).isGreaterThan(2).isLessThan(100);
            assertThat(ingester.open()).isEqualTo(added);
            gate.release();
            assertThat(ingester.flush(LONG)).isTrue();
            assertThat(outcomes).hasSize((int) added);
        }
    }

    @Test
    void aMistakeOfTheMapperIsThatOfWhoeverAdds() throws Exception {
        try (Upserter upserter = upserter(Map.of());
                Ingester<Integer> ingester = upserter.<Integer>ingester((number, row) -> {
                            if (number == 0) {
                                throw new IOException("secret");
                            }
                            row.set("id", number).set("token", new StringTokenizer("secret"));
                        })
                        .start()) {
            assertThatThrownBy(() -> ingester.add(1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the field token")
                    .hasMessageNotContaining("secret");
            assertThatThrownBy(() -> ingester.add(0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasCauseInstanceOf(IOException.class);
            assertThat(ingester.open()).isZero();
        }
    }

    @Test
    void rejectedAndRefusedRowsComeBackWithTheirReason() throws Exception {
        sandbox.refuse("p2", "invalid", "value", "may not be 2");
        try (Upserter upserter = upserter(Map.of());
                Ingester<Message> ingester = builder(upserter).start()) {
            ingester.add(new Message(0, 1, "", 1));
            ingester.add(message(2));
            ingester.add(message(3));
            assertThat(ingester.flush(LONG)).isTrue();
        }
        var verdicts = new TreeMap<Long, RowVerdict>();
        outcomes.forEach(one -> verdicts.put(one.row(), one.verdict()));
        assertThat(verdicts.values()).containsExactly(RowVerdict.REJECTED, RowVerdict.REFUSED, RowVerdict.DELIVERED);
    }

    @Test
    void anOutageEndsInPendingRowsAndLaterOnesAreTriedAnew() throws Exception {
        int port = sandbox.endpoint().getPort();
        try (Upserter upserter = upserter(Map.of("maxOutage", "1s"));
                Ingester<Message> ingester = builder(upserter).flushRows(1).start()) {
            ingester.add(message(1));
            assertThat(ingester.flush(LONG)).isTrue();
            sandbox.close();
            ingester.add(message(2));
            assertThat(ingester.flush(LONG)).isTrue();
            assertThat(outcomes.getLast().verdict()).isEqualTo(RowVerdict.PENDING);
            assertThat(outcomes.getLast().code()).hasValue("DESTINATION_DOWN");

            sandbox = Sandbox.start(SandboxConfig.defaults().withPort(port));
            ingester.add(outcomes.getLast().context().orElseThrow());
            assertThat(ingester.flush(LONG)).isTrue();
            assertThat(outcomes.getLast().verdict()).isEqualTo(RowVerdict.DELIVERED);
            assertThat(value("p2")).isEqualTo(2);
        }
    }

    @Test
    void refusedCredentialsEndItAndNothingIsLost() throws Exception {
        try (Upserter upserter = upserter(Map.of("apiKey", "wrong"))) {
            Ingester<Message> ingester = builder(upserter).flushRows(1).start();
            ingester.add(message(1));
            assertThat(ingester.flush(LONG)).isTrue();
            assertThat(outcomes)
                    .singleElement()
                    .satisfies(one -> assertThat(one.verdict()).isEqualTo(RowVerdict.PENDING));
            assertThat(ingester.failure()).isPresent();
            assertThatThrownBy(() -> ingester.add(message(2)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the ingester has ended");
        }
    }

    @Test
    void whatACloseCannotSendIsPendingAndCounted() throws Exception {
        try (Upserter upserter = upserter(Map.of())) {
            Ingester<Message> ingester = builder(upserter).flushRows(1).start();
            ingester.add(message(1));
            assertThat(ingester.flush(LONG)).isTrue();
            sandbox.close();
            for (int i = 2; i < 6; i++) {
                ingester.add(message(i));
            }
            assertThat(ingester.close(Duration.ofMillis(200))).isEqualTo(4);
        }
        assertThat(outcomes).hasSize(5);
        assertThat(outcomes.getLast().code()).hasValue("INTERRUPTED");
    }

    @Test
    void theListenerMustNotWait() throws Exception {
        var thrown = new AtomicReference<@Nullable Throwable>();
        try (Upserter upserter = upserter(Map.of())) {
            var itself = new AtomicReference<Ingester<Message>>();
            Ingester<Message> ingester = upserter.ingester(MAPPER)
                    .onRow(outcome -> {
                        try {
                            assertThat(itself.get().offer(message(2), Duration.ZERO))
                                    .isTrue();
                            itself.get().add(message(3));
                        } catch (InterruptedException | IllegalStateException e) {
                            thrown.compareAndSet(null, e);
                        }
                    })
                    .flushRows(1)
                    .start();
            itself.set(ingester);
            ingester.add(message(1));
            assertThat(ingester.flush(LONG)).isTrue();
            ingester.close(LONG);
        }
        assertThat(thrown.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("listener");
    }

    /**
     * A consumer that commits what has its outcome, in order, under faults and while the destination is killed and comes back:
     * no message is lost.
     */
    @Test
    void aConsumerCommitsByOutcomeUnderFaults() throws Exception {
        int count = 6_000;
        int port = sandbox.endpoint().getPort();
        sandbox.faults(Faults.parse("503=0.1,500-applied=0.05,lost=0.05"));
        BlockingQueue<Message> again = new LinkedBlockingQueue<>();
        var commits = new Commits();
        var addedAgain = new TreeSet<Long>();
        try (Upserter upserter = upserter(Map.of("maxOutage", "1s", "parallelism", 4));
                Ingester<Message> ingester = upserter.ingester(MAPPER)
                        .onRow(outcome -> {
                            Message message = outcome.context().orElseThrow();
                            if (outcome.verdict() == RowVerdict.PENDING) {
                                again.add(message);
                            } else {
                                commits.done(message.offset());
                            }
                        })
                        .queue(500, 1 << 20)
                        .flushAfter(Duration.ofMillis(50))
                        .start()) {
            for (int i = 0; i < count; i++) {
                commits.begin(i);
                ingester.add(message(i));
                if (i == count / 2) {
                    sandbox.close();
                }
                if (i == count / 2 + 400) {
                    ingester.flush(LONG);
                    sandbox = Sandbox.start(SandboxConfig.defaults().withPort(port));
                }
            }
            while (commits.committed() < count) {
                assertThat(ingester.flush(LONG)).isTrue();
                Message message = again.poll();
                while (message != null) {
                    ingester.add(message);
                    addedAgain.add(message.offset());
                    message = again.poll();
                }
            }
        }
        assertThat(addedAgain).isNotEmpty();
        for (int i = count / 2 + 401; i < count; i++) {
            addedAgain.add((long) i);
        }
        assertThat(addedAgain).allSatisfy(i -> assertThat(value("p" + i)).isEqualTo(i));
    }

    /** Which messages are done, from the first without a gap: what a consumer may commit. */
    private static final class Commits {
        private final Map<Long, Boolean> open = new ConcurrentHashMap<>();
        private volatile long next;

        void begin(long offset) {
            open.put(offset, false);
        }

        synchronized void done(long offset) {
            open.put(offset, true);
            while (open.remove(next, true)) {
                next++;
            }
        }

        long committed() {
            return next;
        }
    }

    @Test
    void anUpserterThatIsClosedStopsItsIngesters() throws Exception {
        Ingester<Message> ingester;
        try (Upserter upserter = upserter(Map.of())) {
            ingester = builder(upserter).flushAfter(NEVER).start();
            ingester.add(message(1));
        }
        assertThat(outcomes).hasSize(1);
        assertThatThrownBy(() -> ingester.add(message(2))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void memoryAndThreadsStayFlat() throws Exception {
        try (Upserter upserter = upserter(Map.of("parallelism", 4));
                Ingester<Message> ingester =
                        upserter.ingester(MAPPER).queue(1_000, 1 << 20).start()) {
            add(ingester, 20_000);
            long before = used();
            add(ingester, 60_000);
            assertThat(Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().equals("delivery")))
                    .hasSizeLessThanOrEqualTo(5);
            assertThat(used() - before).isLessThan(16 << 20);
        }
    }

    private void add(Ingester<Message> ingester, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            ingester.add(new Message(0, i, "p" + i % 500, i));
        }
        assertThat(ingester.flush(LONG)).isTrue();
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}

package dev.upserter.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.batch.Api;
import dev.upserter.batch.Batch;
import dev.upserter.batch.BatchPool;
import dev.upserter.batch.Ordering;
import dev.upserter.batch.Routing;
import dev.upserter.memory.MemoryBudget;
import dev.upserter.memory.MemoryShare;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private static final String FOUR = "[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"a\"},{\"id\":\"c\"}]";

    private interface Wait {
        void go() throws InterruptedException;
    }

    /** Starts what has to wait, and returns when it waits. */
    private static CompletableFuture<Boolean> waiting(Wait wait) {
        var done = new CompletableFuture<Boolean>();
        Thread thread = Thread.startVirtualThread(() -> {
            try {
                wait.go();
                done.complete(true);
            } catch (InterruptedException e) {
                done.completeExceptionally(e);
            }
        });
        while (thread.getState() != Thread.State.WAITING) {
            assertThat(done).as("it had to wait").isNotDone();
            Thread.onSpinWait();
        }
        return done;
    }

    private static void assertEnds(CompletableFuture<Boolean> wait) throws Exception {
        assertThat(wait.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whenAllPlacesAreTakenTheNextBatchWaitsForOne() throws Exception {
        String large = "\"" + "x".repeat(600_000) + "\"";
        List<Batch> batches = Batches.oneForEach(FOUR.replace("\"id\"", "\"t\":" + large + ",\"id\""));
        var flights = new InFlight(2, Long.MAX_VALUE, new BatchPool(Api.SINGLE.route()));
        flights.enter(batches.get(0));
        flights.enter(batches.get(1));

        CompletableFuture<Boolean> third = waiting(() -> flights.enter(batches.get(2)));
        flights.leave(batches.get(1));

        assertEnds(third);
        assertThat(flights.oldest()).isEqualTo(1);
    }

    @Test
    void withLessMemoryFewerBatchesGoAtOnceAndOneAlwaysDoes() throws Exception {
        List<Batch> batches = Batches.oneForEach(FOUR);
        MemoryBudget budget = MemoryBudget.of(MemoryBudget.LEAST);
        try (MemoryShare share = budget.open()) {
            share.require(MemoryBudget.LEAST);
            var pool = new BatchPool(Routing.of(Api.SINGLE.route(), Ordering.EXCLUSIVE), share);
            var flights = new InFlight(100, Long.MAX_VALUE, pool);
            flights.enter(batches.get(0));
            assertThat(budget.taken())
                    .isEqualTo(MemoryBudget.LEAST + batches.get(0).memory());

            CompletableFuture<Boolean> second = waiting(() -> flights.enter(batches.get(1)));
            assertThat(flights.isFull()).isTrue();
            flights.leave(batches.get(0));
            pool.release(batches.get(0));

            assertEnds(second);
            flights.leave(batches.get(1));
            pool.release(batches.get(1));
            assertThat(budget.taken()).isEqualTo(MemoryBudget.LEAST);
        }
    }

    @Test
    void smallBatchesMayBeSomeMoreAndWhoWaitsIsWokenWhenHalfOfTheseAreGone() throws Exception {
        List<Batch> batches = Batches.oneForEach(
                IntStream.range(0, 67).mapToObj(i -> "{\"id\":" + i + "}").collect(Collectors.joining(",", "[", "]")));
        var flights = new InFlight(2, Long.MAX_VALUE, new BatchPool(Api.SINGLE.route()));
        for (int i = 0; i < 66; i++) {
            assertThat(flights.enter(batches.get(i)))
                    .as("a worker for batch %d", i)
                    .isEqualTo(i < 2);
        }

        CompletableFuture<Boolean> next = waiting(() -> flights.enter(batches.get(66)));
        for (int i = 0; i < 31; i++) {
            flights.leave(batches.get(i));
        }
        assertThat(next).isNotDone();
        flights.leave(batches.get(31));

        assertEnds(next);
        assertThat(flights.take().sequence()).isEqualTo(1);
        assertThat(flights.takeAll()).hasSize(66);
        assertThat(flights.takeAll()).isEmpty();
    }

    @Test
    void whenTheMemoryIsTakenTheNextBatchWaitsThoughThereAreOtherPlaces() throws Exception {
        List<Batch> batches = Batches.oneForEach(FOUR);
        var flights = new InFlight(100, batches.getFirst().memory() + 1, new BatchPool(Api.SINGLE.route()));
        flights.enter(batches.get(0));

        CompletableFuture<Boolean> second = waiting(() -> flights.enter(batches.get(1)));
        flights.leave(batches.get(0));

        assertEnds(second);
    }

    @Test
    void oneBatchMayGoHoweverLargeItIs() throws Exception {
        var flights = new InFlight(100, 1, new BatchPool(Api.SINGLE.route()));

        flights.enter(Batches.oneForEach(FOUR).getFirst());

        assertThat(flights.oldest()).isEqualTo(1);
    }

    @Test
    void aBatchWaitsForThoseThatTouchItsPeopleAndForNoOther() throws Exception {
        List<Batch> batches = Batches.oneForEach(FOUR);
        var flights = new InFlight(100, Long.MAX_VALUE, new BatchPool(Api.SINGLE.route()));
        for (Batch batch : batches) {
            flights.enter(batch);
        }
        flights.awaitPredecessors(batches.get(1));
        flights.awaitPredecessors(batches.get(3));
        var firstHasLanded = new AtomicBoolean();
        CompletableFuture<Boolean> third = waiting(() -> {
            flights.awaitPredecessors(batches.get(2));
            assertThat(firstHasLanded).isTrue();
        });
        flights.leave(batches.get(1));
        flights.leave(batches.get(3));
        assertThat(third).isNotDone();
        firstHasLanded.set(true);
        flights.leave(batches.get(0));

        assertEnds(third);
        assertThat(flights.oldest()).isEqualTo(3);
    }

    @Test
    void allAreAwaited() throws Exception {
        List<Batch> batches = Batches.oneForEach(FOUR);
        var flights = new InFlight(100, Long.MAX_VALUE, new BatchPool(Api.SINGLE.route()));
        flights.awaitAll();
        flights.enter(batches.get(0));
        flights.enter(batches.get(1));
        CompletableFuture<Boolean> all = waiting(flights::awaitAll);
        flights.leave(batches.get(0));
        assertThat(all).isNotDone();
        flights.leave(batches.get(1));

        assertEnds(all);
        assertThat(flights.oldest()).isEqualTo(Long.MAX_VALUE);
    }
}

package dev.upserter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RunRoomsTest {
    private static final Duration LONG = Duration.ofMinutes(15);

    @AutoClose
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private final RunRooms one = MemoryBudget.of(MemoryBudget.LEAST).rooms();

    private static RunRooms.Room take(RunRooms rooms, Duration patience, Consumer<String> waiting)
            throws InterruptedException {
        return rooms.take(patience, () -> false, waiting);
    }

    private static RunRooms.Room take(RunRooms rooms) throws InterruptedException {
        return take(rooms, Duration.ZERO, waiting -> {});
    }

    private Future<String> refusal(RunRooms rooms) {
        return threads.submit(() -> {
            try (var room = take(rooms)) {
                return "";
            } catch (ProblemException e) {
                return e.problems().getFirst().message();
            }
        });
    }

    @Test
    void whoFindsNoRoomIsRefused() throws Exception {
        try (var room = take(one)) {
            assertThat(refusal(one).get())
                    .isEqualTo("the memory has room for 1 run at once, and none was free for this one within 0 s."
                            + " Nothing was sent");
        }
        assertThat(refusal(one).get()).isEmpty();
    }

    @Test
    void aRunInsideOfARunTakesNoneOfTheSameMemory() throws Exception {
        try (var room = take(one);
                var inside = take(one)) {
            inside.close();
            assertThat(refusal(one).get()).isNotEmpty();
        }
        try (var room = one.inside(() -> room())) {
            assertThat(refusal(one).get()).isEmpty();
        }
    }

    private RunRooms.Room room() {
        try {
            return take(one);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRunInsideOfARunTakesRoomInAnotherMemory() throws Exception {
        RunRooms other = MemoryBudget.of(MemoryBudget.LEAST).rooms();
        try (var room = take(one);
                var inside = take(other)) {
            assertThat(refusal(other).get()).isNotEmpty();
        }
        assertThat(refusal(other).get()).isEmpty();
    }

    /** The first waits before the second comes. Each tells when it goes on. */
    @Test
    void thoseWhoWaitGoOnInTheirOrder() throws Exception {
        var order = new LinkedBlockingQueue<Integer>();
        List<Future<?>> waiters;
        try (var room = take(one)) {
            waiters = List.of(waiter(0, order), waiter(1, order), waiter(2, order), waiter(3, order));
        }
        for (Future<?> waiter : waiters) {
            waiter.get();
        }
        assertThat(order).containsExactly(0, 1, 2, 3);
    }

    private Future<?> waiter(int number, LinkedBlockingQueue<Integer> order) throws InterruptedException {
        var waits = new CountDownLatch(1);
        Future<?> waiter = threads.submit(() -> {
            try (var room = take(one, LONG, why -> waits.countDown())) {
                return order.add(number);
            }
        });
        waits.await();
        return waiter;
    }

    /** Whoever gave up is not waited for. */
    @Test
    void whoIsInterruptedLosesTheTurn() throws Exception {
        try (var room = take(one)) {
            var waits = new CountDownLatch(1);
            var ended = new CountDownLatch(1);
            Future<?> waiter = threads.submit(() -> {
                try (var never = take(one, LONG, why -> waits.countDown())) {
                    return never;
                } finally {
                    ended.countDown();
                }
            });
            waits.await();
            assertThat(waiter.cancel(true)).isTrue();
            ended.await();
        }
        assertThat(refusal(one).get()).isEmpty();
    }
}

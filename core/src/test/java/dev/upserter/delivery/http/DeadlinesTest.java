package dev.upserter.delivery.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    @Test
    void aRequestThatTakesTooLongIsCancelledAndKnowsIt() throws Exception {
        try (var deadlines = new Deadlines(Duration.ofMillis(20), () -> {})) {
            var cancelled = new CountDownLatch(1);
            long start = System.nanoTime();
            Deadlines.Watch watch = deadlines.watch(() -> {
                cancelled.countDown();
                return true;
            });

            assertThat(cancelled.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(System.nanoTime() - start)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(20).toNanos());
            assertThat(watch.hasExpired()).isTrue();
        }
    }

    @Test
    void aRequestThatHasEndedIsLeftAlone() throws Exception {
        try (var deadlines = new Deadlines(Duration.ofMillis(20), () -> {})) {
            var ended = new AtomicInteger();
            Deadlines.Watch watch = deadlines.watch(() -> ended.incrementAndGet() > 0);
            watch.end();
            var later = new CountDownLatch(1);
            deadlines.watch(() -> {
                later.countDown();
                return true;
            });

            assertThat(later.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(watch.hasExpired()).isFalse();
            assertThat(ended).hasValue(0);
        }
    }
}

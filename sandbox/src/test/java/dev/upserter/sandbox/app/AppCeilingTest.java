package dev.upserter.sandbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AppCeilingTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 7);
    private final AppCeiling ceiling = new AppCeiling(nanos::get);

    private int admitted(int asked) {
        int admitted = 0;
        for (int i = 0; i < asked; i++) {
            admitted += ceiling.admits() ? 1 : 0;
        }
        return admitted;
    }

    private void pass(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void tenPassAtOnceAndTheNextAfterASecond() {
        assertThat(admitted(12)).isEqualTo(10);

        pass(999);
        assertThat(admitted(1)).isZero();

        pass(1);
        assertThat(admitted(12)).isEqualTo(10);
    }

    /** A counter that begins anew with each second of a clock would admit twenty around its start. */
    @Test
    void anySecondCountsWhereverItStarts() {
        pass(900);
        assertThat(admitted(6)).isEqualTo(6);

        pass(600);
        assertThat(admitted(12)).isEqualTo(4);

        pass(400);
        assertThat(admitted(12)).isEqualTo(6);
    }

    @Test
    void whoIsRefusedDoesNotCount() {
        admitted(1_000);

        pass(1_000);
        assertThat(admitted(1_000)).isEqualTo(AppCeiling.MOST);
    }
}

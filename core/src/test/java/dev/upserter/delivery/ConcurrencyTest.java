package dev.upserter.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MILLISECOND = SECOND / 1000;

    private final Concurrency concurrency = new Concurrency(16);
    private final StopGate halt = new StopGate();
    private long now;

    private void answer(long took, boolean overload) throws InterruptedException {
        assertThat(concurrency.enter(halt)).isTrue();
        now += took;
        concurrency.leave(took, overload, now);
    }

    private int room() throws InterruptedException {
        halt.stop(Delivery.interrupted());
        int entered = 0;
        while (concurrency.enter(halt)) {
            entered++;
        }
        return entered;
    }

    @Test
    void asManyAsAllowedMayBeInFlightWhileAllIsWell() throws Exception {
        answer(50 * MILLISECOND, false);

        assertThat(room()).isEqualTo(16);
        assertThat(concurrency.lowest()).isEqualTo(16);
    }

    @Test
    void failuresOfOneMomentHalveTheLimitOnce() throws Exception {
        answer(MILLISECOND, true);
        answer(MILLISECOND, true);
        answer(MILLISECOND, true);

        assertThat(concurrency.lowest()).isEqualTo(8);
        assertThat(room()).isEqualTo(8);
    }

    @Test
    void theLimitComesBackByOneForEachRoundOfAnswersAndNotBeyondItsCeiling() throws Exception {
        answer(SECOND, true);
        answer(SECOND, true);
        assertThat(concurrency.lowest()).isEqualTo(4);
        for (int i = 0; i < 12; i++) {
            answer(MILLISECOND, false);
        }
        assertThat(concurrency.lowest()).isEqualTo(4);
        for (int i = 0; i < 1000; i++) {
            answer(MILLISECOND, false);
        }

        assertThat(room()).isEqualTo(16);
    }

    @Test
    void oneMayAlwaysGo() throws Exception {
        for (int i = 0; i < 20; i++) {
            answer(2 * SECOND, true);
        }

        assertThat(room()).isEqualTo(1);
    }

    @Test
    void aDestinationThatGetsSlowIsSentLessAtOnceUntilThatIsUsual() throws Exception {
        answer(100 * MILLISECOND, false);
        for (int i = 0; i < 5; i++) {
            answer(3 * SECOND, false);
        }
        assertThat(concurrency.lowest()).isBetween(3, 8);
        for (int i = 0; i < 1000; i++) {
            answer(3 * SECOND, false);
        }

        assertThat(room()).isEqualTo(16);
    }

    @Test
    void aRequestThatIsNotSentAfterAllGivesItsPlaceBackAndChangesNothing() throws Exception {
        answer(SECOND, true);
        for (int i = 0; i < 100; i++) {
            assertThat(concurrency.enter(halt)).isTrue();
            concurrency.giveBack();
        }

        assertThat(room()).isEqualTo(8);
    }
}

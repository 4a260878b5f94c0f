package dev.upserter.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StopGateTest {
    private static final long LONG = Duration.ofHours(1).toNanos();
    private static final Problem WHY = Problem.of(Code.INTERRUPTED, null, "why");

    private final StopGate halt = new StopGate();

    private CompletableFuture<Boolean> pausing(boolean untilRecovery) {
        var done = new CompletableFuture<Boolean>();
        Thread thread = Thread.startVirtualThread(() -> {
            try {
                done.complete(halt.pause(LONG, untilRecovery));
            } catch (InterruptedException e) {
                done.completeExceptionally(e);
            }
        });
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return done;
    }

    @Test
    void aPauseEndsByItself() throws Exception {
        assertThat(halt.pause(1, false)).isTrue();
        assertThat(halt.pause(0, false)).isTrue();
        assertThat(halt.pause(-1, true)).isTrue();
    }

    @Test
    void aStopEndsEveryPauseAndTheFirstReasonStays() throws Exception {
        CompletableFuture<Boolean> pause = pausing(false);
        halt.stop(WHY);
        halt.stop(Problem.of(Code.INTERNAL, null, "later"));

        assertThat(pause.get(30, TimeUnit.SECONDS)).isFalse();
        assertThat(halt.reason()).contains(WHY);
        assertThat(halt.pause(0, false)).isFalse();
        assertThat(halt.pause(LONG, false)).isFalse();
    }

    @Test
    void aRecoveryEndsOnlyThePausesThatWaitForOne() throws Exception {
        CompletableFuture<Boolean> patient = pausing(false);
        CompletableFuture<Boolean> impatient = pausing(true);
        halt.recovered();

        assertThat(impatient.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(patient).isNotDone();
        halt.stop(WHY);
        assertThat(patient.get(30, TimeUnit.SECONDS)).isFalse();
    }
}

package dev.upserter.run;

import dev.upserter.problem.Exhaustion;
import dev.upserter.problem.ProblemException;
import dev.upserter.run.execution.Execution;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Takes the steps of a run: what goes wrong in one ends the run, and is no exception any longer. For one thread. */
final class Steps {
    /** Bytes that it takes at most to end a run: its problems, its report. */
    private static final int RESERVE = 1 << 20;

    private static final byte[] NOTHING = new byte[0];

    /** Is let go of where the memory runs out. */
    @SuppressWarnings("UnusedVariable")
    private byte[] reserve = new byte[RESERVE];

    /** What is done in one. */
    interface Step {
        void take() throws InterruptedException, IOException;
    }

    /** What is found in one. */
    interface Search<T> {
        T find() throws InterruptedException, IOException;
    }

    /** What is found; empty if something went wrong. */
    <T> Optional<T> find(Execution run, Search<T> search) {
        try {
            return Optional.of(search.find());
        } catch (ProblemException e) {
            run.stopFor(e);
        } catch (InterruptedException e) {
            run.account().interrupt();
        } catch (OutOfMemoryError e) {
            reserve = NOTHING; // what the report needs
            run.pool().clear();
            run.account()
                    .stopFor(List.of(Exhaustion.of(e).orElse(Exhaustion.MEMORY).problem()));
        } catch (IOException | RuntimeException | Error e) {
            run.account().stopForUnforeseen(e);
        }
        return Optional.empty();
    }

    /** Does it. */
    void take(Execution run, Step step) {
        find(run, () -> {
            step.take();
            return true;
        });
    }

    /** Does it, unless the run has been stopped. */
    void takeIfGoingOn(Execution run, Step step) {
        if (run.account().stop().isEmpty()) {
            take(run, step);
        }
    }
}

package dev.upserter;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A run that goes on by itself. Thread-safe. */
public final class Job {
    private final ActiveRun run;
    private final CompletableFuture<Report> ended = new CompletableFuture<>();
    private final CompletableFuture<Report> future = new Cancellable();

    Job(ActiveRun run) {
        this.run = run;
    }

    /** Stops the run when it is cancelled. */
    private final class Cancellable extends CompletableFuture<Report> {
        @Override
        public boolean cancel(boolean mayInterrupt) {
            boolean isCancelled = super.cancel(mayInterrupt);
            run.stop();
            return isCancelled;
        }

        /** What is made of it does not stop the run. */
        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new CompletableFuture<>();
        }
    }

    void end(Report report) {
        future.complete(report);
        ended.complete(report);
    }

    /** How far it is, now. */
    public Progress progress() {
        return new Progress(run.progress(), run.signal().isPaused());
    }

    /** Pauses: requests that are under way get their answers, then nothing more is sent, until {@link #resume} or a stop. */
    public void pause() {
        run.signal().pause();
    }

    /** Ends the pause. */
    public void resume() {
        run.signal().proceed();
    }

    /**
     * Ends the run: what is under way gets its answer, the rest is pending, and the rows are closed. Returns at once, while
     * {@link #join} waits for the end. To stop again does nothing. See {@link Rows} for rows that cannot be ended.
     */
    public void stop() {
        run.stop();
    }

    /** Waits for the end of the run. An interrupt of the thread that waits stops neither the wait nor the run. */
    public Report join() {
        return ended.join();
    }

    /** The report, once the run has ended. It never fails; to cancel it stops the run. */
    public CompletableFuture<Report> future() {
        return future;
    }

    /** How far a run is at one moment. Immutable. */
    public static final class Progress {
        private final dev.upserter.report.@Nullable Progress progress;
        private final boolean isPaused;

        private Progress(dev.upserter.report.@Nullable Progress progress, boolean isPaused) {
            this.progress = progress;
            this.isPaused = isPaused;
        }

        /** Rows read so far. */
        public long read() {
            return progress == null ? 0 : progress.read();
        }

        /** Rows acknowledged so far. */
        public long delivered() {
            return progress == null ? 0 : progress.delivered();
        }

        /** Rows rejected so far. */
        public long rejected() {
            return progress == null ? 0 : progress.rejected();
        }

        /** Rows given up so far. */
        public long deadLetters() {
            return progress == null ? 0 : progress.deadLetters();
        }

        /** Rows that needed no request so far: filtered out, or unchanged. */
        public long skipped() {
            return progress == null ? 0 : progress.filtered() + progress.unchanged();
        }

        /** Requests sent so far, repetitions included. */
        public long requests() {
            return progress == null ? 0 : progress.requests();
        }

        /** Since the start. */
        public Duration elapsed() {
            return progress == null ? Duration.ZERO : progress.elapsed();
        }

        /** The finished part, from 0 to 1; empty where nobody knows how many rows there are. */
        public OptionalDouble share() {
            return progress == null ? OptionalDouble.empty() : progress.share();
        }

        /** Why nothing moves, for people, as an outage of Customer.io; empty if something does. */
        public Optional<String> waiting() {
            return progress == null || progress.waiting().isEmpty()
                    ? Optional.empty()
                    : Optional.of(progress.waiting());
        }

        /** Whether it pauses. */
        public boolean isPaused() {
            return isPaused;
        }

        @Override
        public String toString() {
            return read() + " read, " + delivered() + " delivered, " + rejected() + " rejected, " + deadLetters()
                    + " given up";
        }
    }
}

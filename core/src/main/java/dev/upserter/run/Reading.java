package dev.upserter.run;

import dev.upserter.batch.BatchSink;
import dev.upserter.batch.Packer;
import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.Source;
import dev.upserter.source.SourceRecord;
import dev.upserter.source.Sources;
import dev.upserter.state.SuppressedPeople;
import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** Reads the source of a run, and notes in its account what ended the reading. For one thread. */
final class Reading {
    private final Execution run;

    Reading(Execution run) {
        this.run = run;
    }

    /** What is done with an open source. */
    interface Work {
        void with(Source source) throws InterruptedException, IOException;
    }

    /** Opens the source, and closes it behind the work; whoever wants the run to stop cuts it off. */
    void open(Work work) throws InterruptedException, IOException {
        try (Source source = Sources.open(run.data(), run.config().source());
                var watch = StopWatch.on(run.options().stop(), source::cancel)) {
            work.with(source);
        }
    }

    /** Reads, maps and guards all rows; nothing is sent, and no file is written. */
    void look() throws InterruptedException, IOException {
        open(this::look);
    }

    private void look(Source source) throws InterruptedException {
        var nowhere = new CountingSink(run.account().tally(), run.pool());
        pass(source, (record, problem) -> {}, directly(nowhere), run::isAskedToStop);
    }

    /** Hands rows on as they come. */
    Outlet directly(BatchSink sink) {
        return new Directly(
                new Packer(run.pool(), sink), run.history(), run.account().tally());
    }

    /**
     * Reads, maps and guards all rows.
     *
     * @param rejected where the rows go that are not sent
     * @param outlet   where the others go
     * @param stopped  asked before each row
     */
    void pass(Source source, BiConsumer<SourceRecord, Problem> rejected, Outlet outlet, BooleanSupplier stopped)
            throws InterruptedException {
        try {
            var suppressed = SuppressedPeople.read(run.suppressed());
            new Pass(
                            run.config(),
                            RunId.variables(run.id()),
                            !run.isIncremental(),
                            run.surroundings(),
                            run.account(),
                            suppressed,
                            outlet,
                            rejected)
                    .run(source, run.options().limit(), stopped);
        } catch (ProblemException e) {
            run.stopFor(e);
        }
        if (run.isAskedToStop()) {
            run.account().stopFor(List.of(Execution.interrupted()));
        }
    }

    /** A file that somebody wrote to while it was read may have lost rows, or shown some twice. */
    void requireUnchanged() throws IOException {
        SourcePrint before = run.print();
        if (before != null
                && !run.account().wasInterrupted()
                && !SourcePrint.of(run.data()).filter(before::untouched).isPresent()) {
            run.account()
                    .stopFor(List.of(Problem.of(
                            Code.INPUT_CHANGED,
                            new Location.InFile(run.data().name()),
                            "the file was written to while it was read; some rows may be missing")));
        }
    }
}

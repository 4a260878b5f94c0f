package dev.upserter.run.earlier;

import dev.upserter.history.History;
import dev.upserter.history.LastRuns;
import dev.upserter.history.RunFiles;
import dev.upserter.history.StateFolder;
import dev.upserter.run.execution.Execution;
import dev.upserter.run.execution.RunSpec;
import dev.upserter.state.StateStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * How a run begins: in a folder of its own, or in that of the run it goes on with.
 *
 * @param execution the run, under the id that it has from now on
 * @param files     of its folder
 * @param following what it makes of runs before it that did not come to their end
 */
public record RunStart(Execution execution, RunFiles files, Following following) {

    /** Without a journal, since nothing is sent, and nothing is known of earlier runs. */
    public static RunStart alone(Execution given) {
        return new RunStart(given, RunFiles.create(given.options().stateFolder(), given.id()), Following.nothing());
    }

    /**
     * Notes a run that has to wait for another: a kill, or a stop, while that one is finished does not make it forgotten.
     *
     * @param before the other one
     * @throws dev.upserter.problem.ProblemException if its folder cannot be written
     */
    public static RunStart waiting(Execution execution, LastRuns runs, String before) throws IOException {
        var following =
                new Following(Optional.empty(), Optional.of(before), List.of(), List.of(), true, Optional.of(before));
        var begun = new RunStart(execution, RunFiles.create(execution.folder().path(), execution.id()), following);
        begun.files.keepJournal(execution.header().with(Optional.of(before), List.of()));
        runs.note(execution.id());
        return begun;
    }

    /** The same run, as its execution is by now. */
    public RunStart with(Execution now) {
        return new RunStart(now, files, following);
    }

    /**
     * Goes back to waiting for the run before it, if this one was to and stopped before anything arrived.
     *
     * @return whether it does
     */
    public boolean waitsAgain() throws IOException {
        boolean waits = following.waitsFor().isPresent()
                && execution.account().stop().isPresent()
                && !History.hasReached(execution.folder().run(execution.id()));
        if (waits) {
            files.keepHeader(execution.header().with(following.waitsFor(), List.of()));
        }
        return waits;
    }

    /** The same run, which has waited long enough. */
    public RunStart after(Execution now, Following others) throws IOException {
        files.keepJournal(now.header().with(Optional.empty(), others.left()));
        return new RunStart(now, files, others);
    }

    /** The same run, which reads an answer that is in its folder now. */
    public RunStart reading(RunSpec spec) throws IOException {
        Execution answered = execution.with(spec);
        files.keepJournal(answered.header().with(Optional.empty(), following.left()));
        return new RunStart(answered, files, following);
    }

    /**
     * Begins a run; the sync is locked.
     *
     * @param execution the run, with its data as they are now
     * @param runs      where the last run is noted; empty where nobody is to go on with this one by that
     * @param following what it makes of those before it
     */
    public static RunStart of(Execution execution, Optional<LastRuns> runs, Following following) throws IOException {
        RunStart begun = following.goesOn().isPresent()
                ? goingOn(execution, following, following.goesOn().get())
                : new RunStart(execution, RunFiles.create(execution.folder().path(), execution.id()), following);
        begun.files.keepJournal(begun.execution.header().with(Optional.empty(), following.left()));
        if (runs.isPresent()) {
            runs.get().note(begun.execution.id());
        }
        return begun;
    }

    private static RunStart goingOn(Execution given, Following following, String run) throws IOException {
        StateFolder folder = given.folder();
        History history = History.read(folder.run(run), run, given.account().log());
        Execution execution = given.goingOn(run, folder.scope(run), history);
        if (execution.isIncremental()) {
            requireLast(execution);
        }
        return new RunStart(execution, RunFiles.resume(folder.path(), history), following);
    }

    /** A run that cannot go on is refused before anything in its folder changes. */
    private static void requireLast(Execution run) throws IOException {
        try (StateStore store = run.spec().states().open(run.id())) {
            new EarlierRun(store.lastRun(), store.outdatedBy(), run).goingOn();
        }
    }
}

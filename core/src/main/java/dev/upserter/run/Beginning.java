package dev.upserter.run;

import java.io.IOException;
import java.util.Optional;

/**
 * How a run begins: in a folder of its own, or in that of the run it goes on with.
 *
 * @param execution  the run, under the id that it has from now on
 * @param files      of its folder
 * @param unfinished the run before on this machine, if that did not come to its end and this one does not go on with it
 */
record Beginning(Execution execution, RunFiles files, Optional<String> unfinished) {

    /** Without a journal, since nothing is sent, and nothing is known of earlier runs. */
    static Beginning alone(Execution given) {
        return new Beginning(given, RunFiles.create(given.options().stateFolder(), given.id()), Optional.empty());
    }

    /**
     * Begins a run; the sync is locked.
     *
     * @throws dev.upserter.problem.ProblemException if it cannot go on with the run it is to go on with, or what was
     *     planned is no longer so
     */
    static Beginning of(Execution given) throws IOException {
        Execution execution = given.with(SourcePrint.of(given.data()).orElse(null));
        RunHeader header = RunHeader.of(execution);
        PlanFile plan = execution.use().plan();
        if (plan != null) {
            plan.require(header);
        }
        StateFolder folder = execution.folder();
        if (execution.options().dryRun()) {
            return anew(execution);
        }
        Optional<String> earlier = folder.toResume(execution.options().resume(), header);
        Beginning begun = earlier.isPresent() ? goingOn(execution, earlier.get()) : anew(execution);
        begun.files.keepJournal(RunHeader.of(begun.execution));
        folder.noteLastRun(execution.config().sync(), begun.execution.id());
        return begun;
    }

    private static Beginning anew(Execution execution) throws IOException {
        StateFolder folder = execution.folder();
        Optional<String> unfinished = folder.lastRun(execution.config().sync()).filter(folder::isUnfinished);
        return new Beginning(execution, RunFiles.create(folder.path(), execution.id()), unfinished);
    }

    private static Beginning goingOn(Execution given, String run) throws IOException {
        StateFolder folder = given.folder();
        History history = History.read(folder.run(run), run, given.account());
        return new Beginning(
                given.goingOn(run, folder.scope(run), history),
                RunFiles.resume(folder.path(), history),
                Optional.empty());
    }
}

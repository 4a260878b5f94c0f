package dev.upserter.run.earlier;

import dev.upserter.history.CompletedRun;
import dev.upserter.problem.ProblemLog;
import dev.upserter.run.execution.RunAccount;
import dev.upserter.state.StateHeader;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether a state knows everybody: a run that kept it, or a baseline, has read a whole source and come to its end. Only then is
 * new whom it does not know. Kept among the facts of {@link CompletedRun}, with what the state is about; a run that keeps no state
 * leaves it out there.
 */
public final class WholeState {
    private static final String FACT = "wholeState";

    private WholeState() {}

    /**
     * Whether a state knows everybody.
     *
     * @param folder of its sync
     */
    public static boolean is(StateHeader state, Path folder) {
        return CompletedRun.read(folder)
                .map(completed -> completed.facts().get(FACT))
                .filter(about(state)::equals)
                .isPresent();
    }

    /** Notes that a state knows everybody, should the run complete. */
    public static void note(StateHeader state, RunAccount account) {
        account.note(FACT, about(state));
    }

    /** Notes that a state begins that knows nobody yet, whatever another one before it knew. */
    public static void begin(Path folder, ProblemLog log) {
        Optional<CompletedRun> before =
                CompletedRun.read(folder).filter(completed -> completed.facts().containsKey(FACT));
        before.ifPresent(completed -> completed.without(FACT).note(folder, log));
    }

    private static String about(StateHeader state) {
        return state.workspace() + " " + state.keyType();
    }
}

package dev.upserter.run.earlier;

import dev.upserter.config.SyncConfig;
import dev.upserter.history.CompletedRun;
import dev.upserter.history.ConfigDigests;
import dev.upserter.history.DeadLetterFile;
import dev.upserter.history.StateFolder;
import dev.upserter.operation.Identifier;
import dev.upserter.plan.Mode;
import dev.upserter.run.execution.RunAccount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Whom the last whole run of a sync of people did not deliver that keeps no state: its dead letters, up to 500,000. That it was one is
 * kept among the facts of {@link CompletedRun}, with workspace and identifier. For one thread.
 */
public final class RefusedPeople {
    private static final String FACT = "sentPeople";

    private final String identifier;
    private final long[] sorted;

    private RefusedPeople(String identifier, long[] sorted) {
        this.identifier = identifier;
        this.sorted = sorted;
    }

    /** Notes that a run sends all people without a state, unless it may leave them out, or does not tell who they are. */
    public static void note(SyncConfig config, RunAccount account) {
        boolean sendsAll = config.kind().kind().addsPeople()
                && config.kind().mode() != Mode.UPDATE
                && !config.mapping().isMixed();
        if (sendsAll) {
            account.note(FACT, about(ConfigDigests.workspace(config), config.stateScope()));
        }
    }

    private static String about(String workspace, String identifier) {
        return workspace + " " + identifier;
    }

    /**
     * Reads them.
     *
     * @param sync the folder of the sync
     * @return empty if there are none
     */
    static Optional<RefusedPeople> read(Path sync, StateFolder state, String workspace) throws IOException {
        Optional<CompletedRun> last = CompletedRun.read(sync);
        String about = last.map(run -> run.facts().get(FACT)).orElse("");
        if (last.isEmpty() || !about.startsWith(about(workspace, ""))) {
            return Optional.empty();
        }
        var hashes = new EarlierRefusals.Hashes();
        DeadLetterFile.read(state.run(last.get().run()), line -> hashes.add(EarlierRefusals.hash(line.key())));
        long[] sorted = hashes.sorted();
        return sorted.length == 0
                ? Optional.empty()
                : Optional.of(new RefusedPeople(about.substring(workspace.length() + 1), sorted));
    }

    boolean has(Identifier person) {
        return person.type().spelling().equals(identifier)
                && Arrays.binarySearch(sorted, EarlierRefusals.hash(person.text())) >= 0;
    }
}

package dev.upserter.run.earlier;

import dev.upserter.config.SyncConfig;
import dev.upserter.history.ConfigDigests;
import dev.upserter.history.RunFolder;
import dev.upserter.kind.Memory;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.Operation;
import dev.upserter.plan.Mode;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.run.execution.RunSpec;
import dev.upserter.state.StateHeader;
import dev.upserter.state.file.PeopleIndex;
import dev.upserter.state.lost.Losses;
import dev.upserter.state.lost.LostNow;
import dev.upserter.state.lost.LostRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom syncs of people have delivered that keep a state beside that of this run, for the same workspace. Customer.io answers alike
 * whether it has a member or not. For one thread.
 */
public final class Members implements AutoCloseable {
    private static final int MOST_STATES = 100;

    private final List<Known> known = new ArrayList<>();
    private final List<RefusedPeople> refused = new ArrayList<>();
    private LostNow lost = LostNow.NOTHING;
    /** What is done once and was: after a merge one of the two is gone. */
    private @Nullable PeopleIndex done;

    /**
     * A state of people.
     *
     * @param unheard what was taken away that it has not heard of
     */
    private record Known(PeopleIndex people, Losses unheard) {}

    private Members() {}

    /**
     * Those whom a run can ask; nobody is missed where its rows need no people, or no sync of people has completed and none has
     * taken anybody away.
     */
    public static Members of(RunSpec run) {
        var members = new Members();
        Optional<Path> syncs = asks(run.config()) ? run.syncs() : Optional.empty();
        if (syncs.isPresent() && Files.isDirectory(syncs.get())) {
            try {
                members.lost = LostNow.read(run.lost());
                if (!updates(run.config())) {
                    members.openDone(run);
                    members.openAll(syncs.get(), run);
                }
            } catch (IOException e) {
                members.close();
                throw RunFolder.unwritable(syncs.get(), e);
            }
        }
        return members;
    }

    private static boolean asks(SyncConfig config) {
        return (config.kind().kind().ignoresUnknown() && config.kind().mode() != Mode.REMOVE || updates(config))
                && config.guards().level(Code.MEMBER_UNKNOWN) != Level.OFF;
    }

    /** Whether Customer.io ignores people whom it does not have, and a run cannot ask who these are: only those are reported who are gone. */
    private static boolean updates(SyncConfig config) {
        return config.kind().kind().addsPeople()
                && config.kind().mode() == Mode.UPDATE
                && !config.destination().app().isThere();
    }

    private void openDone(RunSpec run) throws IOException {
        if (run.config().kind().kind().memory() == Memory.ONCE) {
            done = PeopleIndex.open(run.states().folder(), StateHeader::isReadable)
                    .orElse(null);
        }
    }

    private void openAll(Path syncs, RunSpec run) throws IOException {
        String workspace = ConfigDigests.workspace(run.config());
        List<Path> folders;
        try (Stream<Path> all = Files.list(syncs)) {
            folders = all.sorted().toList();
        }
        for (Path folder : folders) {
            if (known.size() < MOST_STATES) {
                open(folder, run.lost(), workspace).ifPresent(known::add);
                RefusedPeople.read(folder, run.folder(), workspace).ifPresent(refused::add);
            }
        }
    }

    /** A state that cannot be read tells nothing here; the next run of its sync says what is wrong with it. */
    private static Optional<Known> open(Path folder, LostRecord record, String workspace) {
        try {
            Losses unheard =
                    Losses.unheard(record, folder, workspace, false); // before the state, which it may hear meanwhile
            return PeopleIndex.open(
                            folder,
                            state -> state.workspace().equals(workspace)
                                    && state.isOfPeople()
                                    && WholeState.is(state, folder))
                    .map(people -> new Known(people, unheard));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether nobody can be missed. */
    public boolean isEmpty() {
        return known.isEmpty() && refused.isEmpty() && lost.isEmpty();
    }

    /** Whether an operation is about somebody whom no sync of people has delivered, or not since they were taken away, as far as is known. */
    public boolean lacks(Operation operation) {
        return lacks(operation.subject().person())
                || lacks(operation.other()) && !isGoneByThis(operation)
                || lacks(operation.related());
    }

    /** Whether the operation was done, so that one of two people is gone. */
    private boolean isGoneByThis(Operation operation) {
        Identifier other = operation.other();
        try {
            return done != null && other != null && lost.has(other) && done.has(operation.stateKey());
        } catch (IOException e) {
            throw RunFolder.unwritable("the state of the sync", e);
        }
    }

    private boolean lacks(@Nullable Identifier person) {
        if (person == null) {
            return false;
        }
        boolean isTold = lost.has(person) || refused.stream().anyMatch(people -> people.has(person));
        try {
            for (Known state : known) {
                if (state.people().tells(person)) {
                    isTold = true;
                    if (state.people().has(person) && !state.unheard().mayHave(person)) {
                        return false;
                    }
                }
            }
        } catch (IOException e) {
            throw RunFolder.unwritable("the state of a sync of people", e);
        }
        return isTold;
    }

    @Override
    public void close() {
        known.forEach(state -> close(state.people()));
        if (done != null) {
            close(done);
        }
    }

    private static void close(PeopleIndex people) {
        try {
            people.close();
        } catch (IOException e) {
            // it was only read
        }
    }
}

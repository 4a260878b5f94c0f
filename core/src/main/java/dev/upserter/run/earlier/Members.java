package dev.upserter.run.earlier;

import dev.upserter.history.ConfigDigests;
import dev.upserter.history.RunFolder;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.Operation;
import dev.upserter.plan.Mode;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.run.execution.RunSpec;
import dev.upserter.state.file.PeopleIndex;
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

    private final List<PeopleIndex> known = new ArrayList<>();

    private Members() {}

    /** Those whom a run can ask; nobody is missed where its rows need no people, or no sync of people has completed. */
    public static Members of(RunSpec run) {
        var members = new Members();
        boolean asks = run.config().kind().kind().ignoresUnknown()
                && run.config().kind().mode() != Mode.REMOVE
                && run.config().guards().level(Code.MEMBER_UNKNOWN) != Level.OFF;
        Optional<Path> syncs = asks ? run.syncs() : Optional.empty();
        if (syncs.isPresent() && Files.isDirectory(syncs.get())) {
            try {
                members.openAll(syncs.get(), ConfigDigests.workspace(run.config()));
            } catch (IOException e) {
                members.close();
                throw RunFolder.unwritable(syncs.get(), e);
            }
        }
        return members;
    }

    private void openAll(Path syncs, String workspace) throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(syncs)) {
            folders = all.sorted().toList();
        }
        for (Path folder : folders) {
            if (known.size() < MOST_STATES) {
                open(folder, workspace).ifPresent(known::add);
            }
        }
    }

    /** A state that cannot be read tells nothing here; the next run of its sync says what is wrong with it. */
    private static Optional<PeopleIndex> open(Path folder, String workspace) {
        try {
            return PeopleIndex.open(
                    folder,
                    state -> state.workspace().equals(workspace) && state.isOfPeople() && WholeState.is(state, folder));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether nobody can be missed. */
    public boolean isEmpty() {
        return known.isEmpty();
    }

    /** Whether an operation is about somebody whom no sync of people has delivered, though one could tell. */
    public boolean lacks(Operation operation) {
        return lacks(operation.subject().person()) || lacks(operation.other()) || lacks(operation.related());
    }

    private boolean lacks(@Nullable Identifier person) {
        if (person == null) {
            return false;
        }
        boolean isTold = false;
        try {
            for (PeopleIndex people : known) {
                if (people.tells(person)) {
                    isTold = true;
                    if (people.has(person)) {
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
        for (PeopleIndex people : known) {
            try {
                people.close();
            } catch (IOException e) {
                // it was only read
            }
        }
    }
}

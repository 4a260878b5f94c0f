package dev.upserter.run.change;

import dev.upserter.batch.Packer;
import dev.upserter.history.History;
import dev.upserter.history.Scope;
import dev.upserter.json.GrowingBytes;
import dev.upserter.kind.Memory;
import dev.upserter.operation.Operation;
import dev.upserter.pipeline.RowEnd.How;
import dev.upserter.pipeline.RowEnds;
import dev.upserter.pipeline.Tally;
import dev.upserter.plan.ChangeKind;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import dev.upserter.run.earlier.Members;
import dev.upserter.run.execution.Execution;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateStore;
import dev.upserter.state.diff.Change;
import dev.upserter.state.diff.Changes;
import dev.upserter.state.diff.Takeovers;
import dev.upserter.state.diff.Takeovers.Turn;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Hands the changes of a run on, and writes those down at once of which nothing is sent. For one thread. */
final class Dispatch {
    private static final int FRAME = 1 << 16;

    static final String ID_TAKEN =
            "another person had the e-mail address, or the id, when it was sent last, and may have it"
                    + " still. Customer.io then leaves it there, and answers with 200";

    private final boolean keepsValues;
    private final boolean isOnce;
    private final History history;
    private final Tally tally;
    private final RowEnds ends;
    private final StateStore store;
    private final Packer packer;
    private final Members members;
    private final ProblemLog log;
    private final EventNotes events;
    private final Horizon horizon;
    private final Takeovers takeovers;
    private final GrowingBytes renamed;
    private final ChangeToOperation outgoing;
    private final GrowingBytes doubtful = new GrowingBytes(256);
    private final GrowingBytes adopted = new GrowingBytes(256);
    private long handled;

    /**
     * For one run.
     *
     * @param members whom Customer.io has, as far as is known
     */
    Dispatch(Compared compared, Packer packer, Members members) {
        Basis basis = compared.basis();
        Execution run = basis.run();
        this.members = members;
        this.horizon = compared.staged().horizon();
        this.takeovers = compared.takeovers();
        this.renamed = compared.renamed();
        this.keepsValues = run.config().incremental().keepValues();
        this.isOnce = run.config().kind().kind().memory() == Memory.ONCE;
        this.history = run.history();
        this.tally = run.account().tally();
        this.ends = run.account().rows().ends();
        this.store = basis.store();
        this.packer = packer;
        this.log = run.account().log();
        this.events = new EventNotes(basis);
        this.outgoing = new ChangeToOperation(run.config(), run.use().scope() == Scope.FULL, events);
    }

    /** Tells that people will be removed. */
    static void announceRemovals(Basis basis, Changes changes) throws IOException, InterruptedException {
        RowEnds ends = basis.account().rows().ends();
        if (ends.isWanted()) {
            var outgoing = new ChangeToOperation(basis.run().config(), false, new EventNotes(basis));
            changes.forEach(change -> {
                if (change.kind() == ChangeKind.REMOVED) {
                    ends.removes(outgoing.removalKey(change));
                }
                return true;
            });
        }
    }

    /** Hands all on, until asked to stop. */
    void send(Changes changes, BooleanSupplier stopped) throws IOException, InterruptedException {
        write(renamed);
        adopt();
        if (takeovers.hasAny(Turn.FIRST)) {
            send(Turn.FIRST, changes, stopped);
            settle(stopped);
        }
        send(Turn.NEXT, changes, stopped);
        if (takeovers.hasAny(Turn.LAST)) {
            settle(stopped);
            send(Turn.LAST, changes, stopped);
        }
        if (!stopped.getAsBoolean()) {
            packer.flush();
        }
        adopt();
        noteLost();
    }

    /** What is sent from now on waits for what was sent; a run that is to stop sends nothing more. */
    private void settle(BooleanSupplier stopped) throws InterruptedException {
        if (!stopped.getAsBoolean()) {
            packer.settle();
        }
    }

    private void send(Turn turn, Changes changes, BooleanSupplier stopped) throws IOException, InterruptedException {
        changes.forEach(change -> {
            if (stopped.getAsBoolean()) {
                return false;
            }
            if (takeovers.isEmpty() || takeovers.turn(change.hash()) == turn) {
                take(change);
            }
            return true;
        });
    }

    private void noteLost() {
        if (events.lost() > 0) {
            log.add(lostEvent(), events.lost());
        }
    }

    /** That an event which waited is never sent. */
    static Problem lostEvent() {
        return Problem.of(
                Code.CHANGE_EVENTS_UNSENT,
                null,
                "an event that Customer.io had refused is dropped: its person is deleted or suppressed");
    }

    /** How many changes were handed on or written down. */
    long settled() {
        return handled - packer.waiting();
    }

    private void take(Change change) throws IOException, InterruptedException {
        if (change.kind() == ChangeKind.DROPPED) {
            write(outgoing.unsent(change));
            return;
        }
        if (!change.isSent() && !keepsValues) {
            adopt(outgoing.unsent(change));
            if (ends.isWanted()) {
                end(change, change.number(), How.UNCHANGED);
            }
            return;
        }
        Prepared prepared = outgoing.prepare(change);
        Optional<Operation> operation = prepared.operation();
        long number = prepared.record().number();
        if (wasGivenUp(change, number)) {
            handled++;
            horizon.sent(change);
            tally.deadLetters.increment();
            end(change, number, How.GIVEN_UP);
        } else if (change.isSame() && history.delivered().contains(number)) {
            handled++;
            tally.delivered.increment();
            end(change, number, How.DELIVERED);
        } else if (change.isSent() && operation.isPresent()) {
            horizon.sent(change);
            handled++; // the packer counts it from here on
            boolean isIgnored = !isOnce && change.kind() != ChangeKind.REMOVED && members.lacks(operation.get());
            GrowingBytes note = isIgnored ? inDoubt(prepared.note()) : prepared.note();
            if (change.kind().hasRow() && takeovers.isDoubted(change.hash())) {
                note = notTaken(change, prepared);
            }
            packer.add(operation.get(), prepared.record(), note.bytes(), note.length());
        } else {
            adopt(prepared.note());
            end(change, number, How.UNCHANGED);
        }
    }

    private void end(Change change, long number, How how) {
        if (change.kind() == ChangeKind.REMOVED) {
            ends.endRemoval(outgoing.removalKey(change), how);
        } else {
            ends.end(number, how);
        }
    }

    /** What Customer.io may have ignored may be there all the same: the next run sends it again, or removes it. */
    private GrowingBytes inDoubt(GrowingBytes note) throws IOException {
        doubtful.clear();
        StateEntries.in(note).forEach(entry -> entry.writeUnsure(doubtful));
        return doubtful;
    }

    /** Who may not have got an identifier is sent again by the next run. */
    private GrowingBytes notTaken(Change change, Prepared prepared) throws IOException {
        log.add(Problem.of(Code.ID_TAKEN, prepared.record().location(), ID_TAKEN));
        long before = Math.max(1, takeovers.before(change.hash()));
        doubtful.clear();
        StateEntries.in(prepared.note()).forEach(entry -> entry.writeUnsure(before, doubtful));
        return doubtful;
    }

    /** Whether an earlier execution of the run sent it, and was refused for good. */
    private boolean wasGivenUp(Change change, long number) {
        return change.kind() == ChangeKind.REMOVED
                ? history.removals().contains(change.key())
                : history.deadLetters().contains(number);
    }

    private void adopt(GrowingBytes note) throws IOException {
        handled++;
        tally.unchanged.increment();
        write(note);
    }

    private void write(GrowingBytes note) throws IOException {
        adopted.put(note.bytes(), 0, note.length());
        if (adopted.length() >= FRAME) {
            adopt();
        }
    }

    /** Writes down what needs no answer of Customer.io's. */
    private void adopt() throws IOException {
        if (adopted.length() > 0) {
            store.acknowledge(StateEntries.in(adopted));
            adopted.clear();
        }
    }
}

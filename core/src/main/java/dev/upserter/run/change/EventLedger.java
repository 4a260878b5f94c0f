package dev.upserter.run.change;

import dev.upserter.batch.Batch;
import dev.upserter.delivery.DeliveryListener;
import dev.upserter.delivery.answer.DeadLetter;
import dev.upserter.history.RunFolder;
import dev.upserter.json.GrowingBytes;
import dev.upserter.pipeline.Tally;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.redaction.Redaction;
import dev.upserter.run.execution.RunAccount;
import dev.upserter.state.Acknowledgements;
import dev.upserter.state.StateEntries;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Has it written down which events were acknowledged, and counts them apart from rows. Thread-safe. */
final class EventLedger implements DeliveryListener {
    private final RunAccount account;
    private final Acknowledgements store;
    private final GrowingBytes notes = new GrowingBytes(256);
    private final Map<String, Integer> refusedOf = new HashMap<>();
    private long sent;
    private long refused;

    EventLedger(RunAccount account, Acknowledgements store) {
        this.account = account;
        this.store = store;
    }

    @Override
    public synchronized void settled(Batch batch, List<DeadLetter> letters) {
        Set<Integer> given = letters.stream().map(DeadLetter::index).collect(Collectors.toSet());
        try {
            notes.clear();
            batch.writeNotes(i -> !given.contains(i), notes);
            store.acknowledge(StateEntries.in(notes));
            notes.clear();
            batch.writeNotes(given::contains, notes);
            StateEntries.in(notes).forEach(entry -> refusedOf.merge(entry.key(), 1, Integer::sum));
        } catch (IOException e) {
            throw RunFolder.unwritable(store.place(), e);
        }
        letters.forEach(letter -> account.log().add(problem(letter)));
        sent += batch.rows() - letters.size();
        refused += letters.size();
    }

    private static Problem problem(DeadLetter letter) {
        Redaction redaction = letter.row().redaction();
        String reason = redaction.shown(letter.reason());
        return Problem.of(
                Code.CHANGE_EVENT_REFUSED,
                null,
                "Customer.io did not take an event that tells of a change"
                        + (reason.isEmpty() ? "" : ": " + reason)
                        + ". Its person was delivered, and the next run sends the event again");
    }

    /** How many events of a person were refused; those come first among what the state has of them. */
    synchronized int refusedOf(String key) {
        return refusedOf.getOrDefault(key, 0);
    }

    synchronized long sent() {
        return sent;
    }

    synchronized long refused() {
        return refused;
    }

    @Override
    public void abandoned(Batch batch) {} // the state has them

    @Override
    public void sending(Batch batch, boolean again) {
        Tally tally = account.tally();
        tally.sent.increment();
        tally.bytes.add(batch.bodyLength());
        if (again) {
            tally.retried.increment();
        }
    }

    @Override
    public void tookNothing(Batch batch) {} // an event that is sent again is the same event
}

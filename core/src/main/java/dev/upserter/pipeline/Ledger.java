package dev.upserter.pipeline;

import dev.upserter.batch.Batch;
import dev.upserter.delivery.DeliveryListener;
import dev.upserter.delivery.answer.DeadLetter;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.redaction.Redaction;
import java.util.HashMap;
import java.util.List;

/** Counts what becomes of the rows that are sent, and has it written down. Thread-safe. */
public final class Ledger implements DeliveryListener {
    private final Account account;
    private final RowLog rows;

    public Ledger(Account account, RowLog rows) {
        this.account = account;
        this.rows = rows;
    }

    @Override
    public void settled(Batch batch, List<DeadLetter> letters) {
        if (!letters.isEmpty()) {
            rows.bury(letters);
        }
        rows.delivered(batch, letters);
        for (DeadLetter letter : letters) {
            Redaction redaction = letter.row().redaction();
            String field = redaction.shown(letter.field());
            account.log().add(letter.code(), letter.code().level(), field, () -> problem(letter, field, redaction));
        }
        tell(batch, letters);
        account.tally().deadLetters.add(letters.size());
        account.tally().delivered.add(batch.rows() - letters.size());
    }

    /** Tells what became of each row, after it was written down. */
    private void tell(Batch batch, List<DeadLetter> letters) {
        RowEnds ends = account.ends();
        if (!ends.isWanted()) {
            return;
        }
        var givenUp = new HashMap<Integer, DeadLetter>();
        letters.forEach(letter -> givenUp.put(letter.index(), letter));
        for (int i = 0; i < batch.rows(); i++) {
            DeadLetter letter = givenUp.get(i);
            if (letter == null) {
                ends.end(batch.number(i), batch.keyOf(i), RowEnd.How.DELIVERED, null, "");
            } else {
                Redaction redaction = letter.row().redaction();
                String why = problem(letter, redaction.shown(letter.field()), redaction)
                        .message();
                ends.end(batch.number(i), batch.keyOf(i), RowEnd.How.GIVEN_UP, letter.code(), why);
            }
        }
    }

    private static Problem problem(DeadLetter letter, String field, Redaction redaction) {
        boolean refused = letter.code() == Code.REJECTED_BY_SERVER;
        var message = new StringBuilder(refused ? "Customer.io refused the row: " : "the row was given up: ");
        String reason = redaction.shown(letter.reason());
        message.append(reason.isEmpty() ? "no reason that may be shown" : reason);
        if (!field.isEmpty()) {
            message.append(", ").append(field);
        }
        String explanation = redaction.shown(letter.message());
        if (!explanation.isEmpty()) {
            message.append(", ").append(explanation);
        } else if (!letter.message().isEmpty()) {
            message.append(", with an explanation that quotes the row (the dead letters file has it)");
        }
        return Problem.of(letter.code(), letter.row().location(), message.toString());
    }

    @Override
    public void tookNothing(Batch batch) {
        rows.tookNothing(batch);
    }

    @Override
    public void abandoned(Batch batch) {
        account.tally().pending.add(batch.rows());
    }

    @Override
    public void sending(Batch batch, boolean again) {
        rows.sending(batch);
        Tally tally = account.tally();
        tally.sent.increment();
        tally.bytes.add(batch.bodyLength());
        if (again) {
            tally.retried.increment();
        }
    }
}

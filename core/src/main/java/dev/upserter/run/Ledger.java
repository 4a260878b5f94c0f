package dev.upserter.run;

import dev.upserter.batch.Batch;
import dev.upserter.delivery.DeadLetter;
import dev.upserter.delivery.DeliveryListener;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import java.util.List;

/** Writes down what becomes of the rows that are sent. Thread-safe. */
final class Ledger implements DeliveryListener {
    private final Account account;
    private final RunFiles files;

    Ledger(Account account, RunFiles files) {
        this.account = account;
        this.files = files;
    }

    @Override
    public void settled(Batch batch, List<DeadLetter> letters) {
        if (!letters.isEmpty()) {
            files.bury(letters);
        }
        files.delivered(batch, letters);
        for (DeadLetter letter : letters) {
            account.log().add(letter.code(), letter.code().level(), letter.field(), () -> problem(letter));
        }
        account.tally().deadLetters.add(letters.size());
        account.tally().delivered.add(batch.size() - letters.size());
    }

    private static Problem problem(DeadLetter letter) {
        boolean refused = letter.code() == Code.REJECTED_BY_SERVER;
        var message = new StringBuilder(refused ? "Customer.io refused the row: " : "the row was given up: ");
        message.append(letter.reason().isEmpty() ? "no reason given" : letter.reason());
        if (!letter.field().isEmpty()) {
            message.append(", ").append(letter.field());
        }
        if (!letter.message().isEmpty()) {
            message.append(
                    Discretion.mayShow(letter.message(), letter.row())
                            ? ", " + letter.message()
                            : ", with an explanation that quotes the row (the dead letters file has it)");
        }
        return Problem.of(letter.code(), letter.row().location(), message.toString());
    }

    @Override
    public void abandoned(Batch batch) {
        account.tally().pending.add(batch.size());
    }

    @Override
    public void sending(Batch batch, boolean again) {
        Tally tally = account.tally();
        tally.sent.increment();
        tally.bytes.add(batch.bodyLength());
        if (again) {
            tally.retried.increment();
        }
    }
}

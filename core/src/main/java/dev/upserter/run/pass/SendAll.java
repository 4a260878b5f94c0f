package dev.upserter.run.pass;

import dev.upserter.batch.Packer;
import dev.upserter.history.History;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.record.SourceRecord;
import dev.upserter.run.execution.Execution;
import dev.upserter.run.execution.Sink;
import dev.upserter.run.execution.Tally;

/** Hands each row on as it comes, but for those that an earlier execution of the run has settled. For one thread. */
final class SendAll implements Sink {
    /** So many small requests are worth a word, if they are half of all or more. */
    private static final int MANY = 20;

    private final Packer packer;
    private final Execution run;
    private final History history;
    private final Tally tally;

    SendAll(Packer packer, Execution run) {
        this.packer = packer;
        this.run = run;
        this.history = run.history();
        this.tally = run.account().tally();
    }

    @Override
    public void add(IdentifyPerson operation, SourceRecord record) throws InterruptedException {
        if (history.delivered().contains(record.number())) {
            tally.delivered.increment();
        } else if (history.deadLetters().contains(record.number())) {
            tally.deadLetters.increment();
        } else {
            packer.add(operation, record);
        }
    }

    @Override
    public void held(IdentifyPerson operation) {}

    @Override
    public void leftOut(IdentifyPerson operation) {}

    @Override
    public void flush() throws InterruptedException {
        noteSmall();
        packer.flush();
    }

    private void noteSmall() {
        long small = packer.early();
        if (small >= MANY
                && small * 2 >= packer.batches()
                && run.config().guards().level(Code.REQUESTS_SMALL) != Level.OFF) {
            run.account()
                    .log()
                    .add(Problem.of(
                            Code.REQUESTS_SMALL,
                            null,
                            small + " of " + packer.batches()
                                    + " requests end before they are half full, since they hold rows of one person"
                                    + " that cannot be joined: so many requests take their time"));
        }
    }

    @Override
    public long waiting() {
        return packer.waiting();
    }

    @Override
    public boolean hasSent() {
        return packer.hasSent();
    }
}

package dev.upserter.pipeline;

import dev.upserter.batch.Packer;
import dev.upserter.guard.GuardConfig;
import dev.upserter.mapping.RowValues;
import dev.upserter.operation.Operation;
import dev.upserter.operation.Subject;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Numbers;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import dev.upserter.record.SourceRecord;

/** Hands each row to a packer as it comes. For one thread. */
public final class PackingSink implements Sink {
    /** So many small requests are worth a word, if they are half of all or more. */
    private static final int MANY = 20;

    private final Packer packer;
    private final GuardConfig guards;
    private final ProblemLog log;

    /** One that has taken nothing; the log is given small requests. */
    public PackingSink(Packer packer, GuardConfig guards, ProblemLog log) {
        this.packer = packer;
        this.guards = guards;
        this.log = log;
    }

    @Override
    public void add(Operation operation, RowValues values, SourceRecord record) throws InterruptedException {
        packer.add(operation, record);
    }

    @Override
    public void held(Subject subject) {}

    @Override
    public void leftOut(Subject subject) {}

    @Override
    public void flush() throws InterruptedException {
        noteSmall();
        packer.flush();
    }

    private void noteSmall() {
        long small = packer.early();
        if (small >= MANY && small * 2 >= packer.batches() && guards.level(Code.REQUESTS_SMALL) != Level.OFF) {
            log.add(Problem.of(
                    Code.REQUESTS_SMALL,
                    null,
                    Numbers.say(small) + " of " + Numbers.say(packer.batches())
                            + " requests end before they are half full, since they hold rows of one person or thing that cannot"
                            + " be joined: so many requests take their time"));
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

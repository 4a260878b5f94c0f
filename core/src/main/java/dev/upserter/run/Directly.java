package dev.upserter.run;

import dev.upserter.batch.Packer;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.source.SourceRecord;

/** Hands each row on as it comes, but for those that an earlier execution of the run has settled. For one thread. */
final class Directly implements Outlet {
    private final Packer packer;
    private final History history;
    private final Tally tally;

    Directly(Packer packer, History history, Tally tally) {
        this.packer = packer;
        this.history = history;
        this.tally = tally;
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
        packer.flush();
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

package dev.upserter.run.pass;

import dev.upserter.operation.Subject;
import dev.upserter.pipeline.Sink;

/** Hands on all that is not said otherwise to another sink. For one thread. */
abstract class PassingSink implements Sink {
    /** Where rows go on. */
    protected final Sink next;

    PassingSink(Sink next) {
        this.next = next;
    }

    @Override
    public void held(Subject subject) {
        next.held(subject);
    }

    @Override
    public void leftOut(Subject subject) {
        next.leftOut(subject);
    }

    @Override
    public void flush() throws InterruptedException {
        next.flush();
    }

    @Override
    public long waiting() {
        return next.waiting();
    }

    @Override
    public boolean hasSent() {
        return next.hasSent();
    }
}

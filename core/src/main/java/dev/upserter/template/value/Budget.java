package dev.upserter.template.value;

import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * The work that the templates and conditions of one record may still do. Work is counted, so that a record has the same
 * outcome on every machine; the time is checked only after very much work, and is processor time. For one thread.
 */
public final class Budget {
    /** Steps between two checks of the time. */
    private static final long LOOK = 1_000_000;

    private final LongSupplier nanos;
    private long steps;
    private long made;
    private int rounds;
    private long nextLook;
    private long started;

    Budget() {
        this(() -> ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }

    /**
     * A budget with another clock.
     *
     * @param nanos the thread's processor time so far, in nanoseconds
     */
    Budget(LongSupplier nanos) {
        this.nanos = nanos;
        begin();
    }

    /** Starts again for the next record. */
    void begin() {
        steps = Bounds.STEPS;
        made = Bounds.MADE;
        rounds = Bounds.ROUNDS;
        nextLook = Bounds.STEPS - LOOK;
        started = -1;
    }

    /** Counts work before it is done. */
    public void work(long count) {
        steps -= count;
        if (steps < nextLook) {
            look();
        }
    }

    /** Counts characters before they are produced; producing them is work, too. */
    public void make(long characters) {
        made -= characters;
        if (made < 0) {
            throw RenderFailure.tooMuch();
        }
        work(characters);
    }

    /** Counts elements of a list before they are produced. */
    public void elements(long count) {
        make(count * Bounds.ELEMENT);
    }

    /** Counts an iteration of a loop. */
    public void round() {
        if (--rounds < 0) {
            throw tooManyRounds();
        }
    }

    public static RenderFailure tooManyRounds() {
        return new RenderFailure("its loops go round more than " + Bounds.ROUNDS + " times");
    }

    private void look() {
        if (steps < 0) {
            throw new RenderFailure("it would take too much work");
        }
        nextLook = steps - LOOK;
        long now = nanos.getAsLong();
        if (started < 0) {
            started = now;
        } else if (now - started > Bounds.NANOS) {
            throw new RenderFailure("it takes too long");
        }
    }
}

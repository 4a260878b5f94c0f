package dev.upserter.template.value;

/** How much a template may be, and may do for one record: enough for any attribute, too little to stall a run. */
public final class Bounds {
    /** Characters of a template. */
    public static final int TEMPLATE = 20_000;

    /** How deep blocks, or brackets, may stand in each other. */
    public static final int NESTING = 50;

    /** How deep lists and objects of a record may stand in each other. */
    static final int DEPTH = 200;

    /** Characters of what a template renders. */
    public static final int TEXT = 200_000;

    /** Rounds of all loops of a record together. */
    public static final int ROUNDS = 10_000;

    /** Steps for all templates and conditions of a record: a character that is read or written is one. */
    static final long STEPS = 20_000_000;

    /** Characters that all templates and conditions of a record may make on the way; an element counts as 32. */
    static final long MADE = 8_000_000;

    /** What an element of a list counts beside its characters. */
    static final int ELEMENT = 32;

    /** Digits of a number, before and after its point. */
    public static final int DIGITS = 1000;

    /** Processor time for one record, should all other bounds fail. */
    static final long NANOS = 5_000_000_000L;

    private Bounds() {}
}

package dev.upserter.template.value;

/** Limits on a template's size and its work per record: enough for any attribute, too little to stall a run. */
public final class Bounds {
    /** Characters of a template. */
    public static final int TEMPLATE = 20_000;

    /** How deeply blocks, or brackets, may be nested. */
    public static final int NESTING = 50;

    /** How deeply lists and objects of a record may be nested. */
    static final int DEPTH = 200;

    /** Characters of what a template renders. */
    public static final int TEXT = 200_000;

    /** Iterations of all loops of a record together. */
    public static final int ROUNDS = 10_000;

    /** Steps of all templates and conditions of a record: each character that is read or written is one. */
    static final long STEPS = 20_000_000;

    /** Characters that all templates and conditions of a record may produce on the way; an element counts as 32. */
    static final long MADE = 8_000_000;

    /** What an element of a list counts in addition to its characters. */
    static final int ELEMENT = 32;

    /** Digits of a number, before and after its point. */
    public static final int DIGITS = 1000;

    /** Processor time for one record, in case all other limits fail. */
    static final long NANOS = 5_000_000_000L;

    private Bounds() {}
}

package dev.upserter.template;

/** How much a template may do for one record: enough for any attribute, too little to fill the memory. */
final class Bounds {
    /** Characters of a template. */
    static final int TEMPLATE = 20_000;

    /** Characters of what it renders, or of any text on the way. */
    static final int TEXT = 200_000;

    /** Rounds of all its loops together. */
    static final int ROUNDS = 10_000;

    /** Characters that one filter may have to put together. */
    static final long WORK = 4_000_000;

    private Bounds() {}
}

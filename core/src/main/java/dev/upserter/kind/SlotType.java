package dev.upserter.kind;

/** What the value of a {@link Slot} may be. */
public sealed interface SlotType<T> {
    /** A whole number within bounds, both included. */
    record WholeNumber(int least, int most) implements SlotType<Integer> {}
}

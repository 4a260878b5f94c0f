package dev.upserter.template.value;

/** The words {@code blank} and {@code empty}: shown as nothing, and equal to values that are blank or empty. */
public enum Special {
    BLANK,
    EMPTY
}

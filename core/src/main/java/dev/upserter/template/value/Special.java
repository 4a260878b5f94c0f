package dev.upserter.template.value;

/** The words {@code blank} and {@code empty}: shown as nothing, and equal to what is so. */
public enum Special {
    BLANK,
    EMPTY
}

package dev.upserter.source;

/** The meaning of an empty cell, in formats whose cells are texts. */
public enum EmptyCells {
    /** No value: the row does not have the field. */
    SKIP,
    /** No value if the cell is not quoted; the empty text if it is. */
    QUOTED,
    /** Null, quoted or not. */
    NULL
}

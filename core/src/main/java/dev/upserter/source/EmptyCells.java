package dev.upserter.source;

/** What a cell with nothing in it says, in formats whose cells are texts. */
public enum EmptyCells {
    /** Nothing: the row does not have the field. */
    SKIP,
    /** Nothing where the cell is not quoted; the empty text where it is. */
    QUOTED,
    /** Null, quoted or not. */
    NULL
}

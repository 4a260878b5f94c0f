package dev.upserter.batch;

/** In which order operations about one subject arrive, and whether they may share a request. */
public enum Ordering {
    /** In the order of their rows; a request holds a subject once, and the next waits for it. Rows that allow it are joined. */
    EXCLUSIVE,
    /** The same of both people whom an operation is about; rows are never joined. */
    PAIRWISE,
    /** In any order: what they do does not depend on it, so that a request may hold a subject several times. */
    FREE
}

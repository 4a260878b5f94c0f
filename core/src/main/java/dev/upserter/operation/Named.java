package dev.upserter.operation;

/** A person or an object, as the member {@code identifiers} of an entry names it (Track API reference, POST /api/v2/batch). */
sealed interface Named permits Identifier, ObjectId {
    /** The length of what {@link #writeNamed} writes, bytes. */
    int namedLength();

    /** Writes the value of {@code identifiers}, and returns the index after the last byte. */
    int writeNamed(byte[] target, int at);
}

package dev.upserter.operation;

/**
 * One thing Customer.io can be told. No switch over it has a {@code default}: a new kind must not compile unhandled.
 *
 * <p>An operation is good as long as the values in it are: until the source moves on.
 */
public sealed interface Operation permits IdentifyPerson, RemovePerson {

    /** Whom it is about. */
    Identifier identifier();

    /** The exact length of {@link #writeEntry}'s output, bytes. */
    int entryLength();

    /**
     * Writes the operation as an entry of a batch (Track API reference, POST /api/v2/batch).
     *
     * @return the index after the last byte written
     */
    int writeEntry(byte[] target, int at);

    /** The exact length of {@link #writeAttributes}'s output, bytes. */
    int attributesLength();

    /**
     * Writes the attributes alone, the body of a request about one person (Track API reference, PUT
     * /api/v1/customers/{identifier}).
     *
     * @return the index after the last byte written
     */
    int writeAttributes(byte[] target, int at);
}

package dev.upserter.operation;

/** Makes an operation of what one row says. Threads may share it. */
@FunctionalInterface
public interface RowToOperation {
    /**
     * The operation.
     *
     * @param who     whom the row is about
     * @param payload what it says of them
     */
    Operation of(Identifier who, Payload payload);
}

package dev.upserter.mapping;

import dev.upserter.operation.Operation;
import dev.upserter.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one record. */
public sealed interface Mapped {

    /**
     * The record becomes an operation.
     *
     * @param operation  good until the source moves on
     * @param values     what it was made of; good as long
     * @param duplicates fields that are in the record more than once; the last value was taken
     */
    record Made(Operation operation, RowValues values, List<String> duplicates) implements Mapped {}

    /** The filter leaves the record out. */
    record FilteredOut() implements Mapped {}

    /**
     * The record says nothing that can be sent.
     *
     * @param about an operation about what the record is about, which is not to be sent; null where that is unknown. Good until
     *     the source moves on
     */
    record Rejected(Problem problem, @Nullable Operation about) implements Mapped {}
}

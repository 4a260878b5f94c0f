package dev.upserter;

import dev.upserter.pipeline.RowEnd;
import java.util.Optional;

/**
 * What became of one row, told once, after it was written down where a state is kept. Immutable.
 *
 * <p><strong>Threads.</strong> Outcomes are told by the threads of the run, one at a time: while one is taken, the others wait, so a
 * listener needs no lock of its own and must return quickly. It must not wait for the end of the run. What it throws is logged once
 * and changes nothing. All outcomes have been told when the run returns its report.
 *
 * <p><strong>Order.</strong> As rows end, which is not as they were read. Rows of one person that are sent end in their order.
 *
 * <p><strong>Memory.</strong> A row's object is held until its outcome. Where a run sends each row, these are the rows on their way
 * to Customer.io: some batches. Where only changes are sent ({@code incremental: true}), no outcome is known before the last row
 * was read, so that the objects of all rows are held until then, with some 24 bytes and the key for each. The same holds for a run
 * that has to look at all rows before it sends the first: where a guard is at {@code stop}, or events may start campaigns.
 *
 * @param <T> the type of the program's objects
 */
public final class RowOutcome<T> {
    private final RowEnd end;
    private final RowVerdict verdict;
    private final Optional<T> context;

    private RowOutcome(RowEnd end, RowVerdict verdict, Optional<T> context) {
        this.end = end;
        this.verdict = verdict;
        this.context = context;
    }

    static <T> RowOutcome<T> of(RowEnd end, Optional<T> context) {
        return new RowOutcome<>(end, verdict(end.how()), context);
    }

    private static RowVerdict verdict(RowEnd.How how) {
        return switch (how) {
            case FILTERED -> RowVerdict.FILTERED;
            case UNCHANGED -> RowVerdict.UNCHANGED;
            case DELIVERED -> RowVerdict.DELIVERED;
            case REJECTED -> RowVerdict.REJECTED;
            case GIVEN_UP -> RowVerdict.REFUSED;
            case PENDING -> RowVerdict.PENDING;
        };
    }

    static RowEnd.How how(RowVerdict verdict) {
        return switch (verdict) {
            case FILTERED -> RowEnd.How.FILTERED;
            case UNCHANGED -> RowEnd.How.UNCHANGED;
            case DELIVERED -> RowEnd.How.DELIVERED;
            case REJECTED -> RowEnd.How.REJECTED;
            case REFUSED -> RowEnd.How.GIVEN_UP;
            case PENDING -> RowEnd.How.PENDING;
        };
    }

    /** The object that the row was made of; empty where rows are none of the program's objects, and for a removal. */
    public Optional<T> context() {
        return context;
    }

    /** The number of the row, from 1; 0 for a removal. */
    public long row() {
        return end.number();
    }

    /** Whether no row is about the person: {@code mode: mirror} removes who is gone from the rows. */
    public boolean isRemoval() {
        return end.number() == 0;
    }

    /** What identifies the person or thing at Customer.io, which is personal; empty where the row did not get as far. */
    public Optional<String> key() {
        return end.key().isEmpty() ? Optional.empty() : Optional.of(end.key());
    }

    /** What became of it. */
    public RowVerdict verdict() {
        return verdict;
    }

    /** Why, as one of the stable codes of the reference; empty where that needs no reason. */
    public Optional<String> code() {
        return Optional.ofNullable(end.code()).map(Enum::name);
    }

    /** Why, for people, without a value of the row; empty where that needs no reason. */
    public String message() {
        return end.message();
    }

    /** The row's number and what became of it; never its key or its object, which are personal. */
    @Override
    public String toString() {
        return (isRemoval() ? "removal: " : "row " + row() + ": ")
                + verdict
                + code().map(why -> " (" + why + ")").orElse("");
    }
}

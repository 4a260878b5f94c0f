package dev.upserter.run.app;

import dev.upserter.batch.Batch;
import dev.upserter.json.JsonValue;
import dev.upserter.json.Nested;
import dev.upserter.json.ValueKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Leaves out the attributes of a batch whose first value stays ({@code onlyIfEmpty}) and of which Customer.io has a value. Of
 * several rows of a person in the batch, the first value counts. Immutable.
 */
final class FilledValues {
    private static final String PREFERENCES = "cio_subscription_preferences";

    private final Set<String> names;

    /** @param names of the attributes; empty for none */
    FilledValues(List<String> names) {
        this.names = Set.copyOf(names);
    }

    /** Whether a row has a value that is to be sent only where Customer.io has none. */
    boolean has(Batch batch, int row) {
        return !names.isEmpty()
                && names.stream().anyMatch(name -> value(batch, row, name).isPresent());
    }

    private static Optional<JsonValue> value(Batch batch, int row, String name) {
        return Nested.find(batch.row(row).sent(), name)
                .filter(value -> value.kind() != ValueKind.NULL && !value.isEmptyText());
    }

    /**
     * What is to be sent of the batch.
     *
     * @param atCustomerIo by row, the names of the attributes of which Customer.io has a value; empty for a person whom it does
     *                     not have
     */
    Batch left(Batch batch, IntFunction<Set<String>> atCustomerIo) {
        if (names.isEmpty()) {
            return batch;
        }
        var lost = new ArrayList<Set<String>>(batch.rows());
        var given = new ArrayList<Set<String>>();
        for (int i = 0; i < batch.people(); i++) {
            given.add(new HashSet<>());
        }
        boolean isAny = false;
        for (int i = 0; i < batch.rows(); i++) {
            lost.add(lost(batch, i, atCustomerIo.apply(i), given.get(batch.personOf(i))));
            isAny |= !lost.get(i).isEmpty();
        }
        return isAny ? batch.without(lost::get) : batch;
    }

    /** A null clears nothing: either the first value stays, or there is none. */
    private Set<String> lost(Batch batch, int row, Set<String> filled, Set<String> given) {
        if (batch.number(row) == 0) {
            return Set.of(); // it clears what somebody has who is gone
        }
        var lost = new HashSet<String>();
        for (String name : names) {
            boolean isFirst = value(batch, row, name).isPresent() && (given.add(name) || mustAgree(name));
            if (!isFirst || isFilled(name, filled)) {
                lost.add(name);
            }
        }
        lost.retainAll(Nested.names(batch.row(row).sent()));
        return lost;
    }

    /** A preference is a member of an attribute whose text is not looked into: whoever has preferences keeps them. */
    private static boolean isFilled(String name, Set<String> filled) {
        return filled.contains(name) || name.startsWith(PREFERENCES + ".") && filled.contains(PREFERENCES);
    }

    /** Rows that share an entry have the same value of it, or none does. */
    private static boolean mustAgree(String name) {
        return name.startsWith("_");
    }
}

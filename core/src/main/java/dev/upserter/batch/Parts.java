package dev.upserter.batch;

import dev.upserter.json.Cut;
import dev.upserter.json.JsonValue;
import dev.upserter.json.Nested;
import dev.upserter.operation.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Takes a batch apart: its rows in batches of their own, to be sent one after the other. */
final class Parts {
    private final Batch batch;

    Parts(Batch batch) {
        this.batch = batch;
    }

    List<Batch> halves() {
        int middle = batch.people() / 2;
        return batch.people() == 1
                ? rowHalves()
                : of(i -> batch.personOf(i) < middle, i -> batch.personOf(i) >= middle);
    }

    List<Batch> rowHalves() {
        int[] rowsOf = new int[batch.people()];
        for (int i = 0; i < batch.rows(); i++) {
            rowsOf[batch.personOf(i)]++;
        }
        int[] seen = new int[batch.people()];
        var isFirst = new BitSet(batch.rows());
        for (int i = 0; i < batch.rows(); i++) {
            int person = batch.personOf(i);
            isFirst.set(i, seen[person]++ < rowsOf[person] / 2);
        }
        return of(isFirst::get, i -> !isFirst.get(i));
    }

    private List<Batch> of(IntPredicate first, IntPredicate second) {
        var parts = new ArrayList<Batch>(of(first));
        parts.addAll(of(second));
        return parts;
    }

    /** The rows that the filter lets through, in one part if they can be joined as they are in the batch. */
    List<Batch> of(IntPredicate filter) {
        var parts = new ArrayList<Batch>();
        Batch part = batch.emptyPart();
        int[] places = new int[batch.people()];
        for (int i = 0; i < batch.rows(); i++) {
            if (filter.test(i) && !part.copyRow(batch, i, batch.entry(i), places)) {
                add(part, parts);
                part = batch.emptyPart();
                Arrays.fill(places, 0);
                part.copyRow(batch, i, batch.entry(i), places);
            }
        }
        add(part, parts);
        return parts;
    }

    Batch without(IntFunction<Set<String>> attributes) {
        Batch whole = batch.emptyPart();
        int[] places = new int[batch.people()];
        for (int i = 0; i < batch.rows(); i++) {
            Set<String> lost = attributes.apply(i);
            JsonValue entry = batch.entry(i);
            JsonValue kept = lost.isEmpty() ? entry : Nested.without(entry, cut(lost));
            if (!whole.copyRow(batch, i, kept, places)) {
                throw new IllegalStateException("rows that share an entry share none without some of their attributes");
            }
        }
        whole.close();
        return whole;
    }

    private Cut cut(Set<String> lost) {
        return batch.route().form() == Form.ENTRY ? new Lost(Set.of(), new Lost(lost, null)) : new Lost(lost, null);
    }

    /**
     * Which members an object loses.
     *
     * @param members    its own
     * @param attributes of the object in its member {@code attributes}
     */
    private record Lost(Set<String> members, @Nullable Cut attributes) implements Cut {
        @Override
        public boolean removes(String field) {
            return members.contains(field);
        }

        @Override
        public @Nullable Cut inside(String field) {
            return field.equals("attributes") ? attributes : null;
        }
    }

    private static void add(Batch part, List<Batch> parts) {
        if (part.rows() > 0) {
            part.close();
            parts.add(part);
        }
    }
}

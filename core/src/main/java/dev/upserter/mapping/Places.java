package dev.upserter.mapping;

import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.NamedField;
import dev.upserter.mapping.spec.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The fields that a mapping reads, each with a place of its own. Filled once, before the first record. For one thread. */
final class Places {
    private final List<Place> places = new ArrayList<>();
    private boolean wholeRow;

    /** What a field is read for. */
    enum Use {
        /** Its value leaves, as it is or in another. */
        LEAVES,
        /** The user id is made of it. */
        USER_ID,
        /** A rule's condition asks for it. */
        WHEN,
        /** The filter asks for it. */
        FILTER,
        /** No field is read. */
        NOTHING
    }

    /** A field, what it is read for, and how much it is needed. */
    record Place(FieldPath path, Use use, Need need) {
        static final Place NOTHING = new Place(new FieldPath("."), Use.NOTHING, Need.OPTIONAL);

        NamedField field() {
            NamedField.Part part = switch (use) {
                case LEAVES, NOTHING -> NamedField.Part.RULE;
                case USER_ID -> NamedField.Part.USER_ID;
                case WHEN -> NamedField.Part.CONDITION;
                case FILTER -> NamedField.Part.FILTER;
            };
            return new NamedField(path, part, need);
        }
    }

    int add(FieldPath path, Use use, Need need) {
        places.add(new Place(path, use, need));
        return places.size() - 1;
    }

    /** Notes that a template or a condition asks for the row as a whole, so that any field may be read. */
    void addWholeRow() {
        wholeRow = true;
    }

    boolean readsWholeRow() {
        return wholeRow;
    }

    /** Keeps a number free. */
    void addNothing() {
        places.add(Place.NOTHING);
    }

    int size() {
        return places.size();
    }

    Place place(int i) {
        return places.get(i);
    }

    /** The places of fields whose values leave. */
    IntStream taken() {
        return IntStream.range(0, places.size())
                .filter(i -> places.get(i).use() == Use.LEAVES || places.get(i).use() == Use.USER_ID);
    }
}

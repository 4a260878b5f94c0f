package dev.upserter.kind;

import dev.upserter.mapping.spec.Expression;
import dev.upserter.mapping.spec.RelatedPerson;
import dev.upserter.operation.IdentifierType;
import java.util.List;

/** What the value of a {@link Slot} may be. */
public sealed interface SlotType<T> {
    /** A segment: its number, or its name. */
    record Segment() implements SlotType<SegmentRef> {}

    /** Whether something is so: it says how a run goes, not what is sent. */
    record YesNo() implements SlotType<Boolean> {}

    /** A text that stands for itself, the same for all rows. */
    record Constant() implements SlotType<String> {}

    /** What becomes of events that may start campaigns: it says how a run goes, not what is sent. */
    record OfTriggers() implements SlotType<Triggers> {}

    /**
     * A value of each row: a text, or a rule of where the value comes from.
     *
     * @param text    what a text stands for
     * @param implied what the value is made where the rule does not say it, as the key {@code as} spells it; empty for nothing
     * @param identifies whether the value tells one thing from another, as the key of a row does
     */
    record PerRow(Meaning text, String implied, boolean identifies) implements SlotType<Expression> {
        /** Nothing is implied. */
        public PerRow(Meaning text) {
            this(text, "", false);
        }

        /** It is the time of something. */
        static PerRow ofTime() {
            return new PerRow(Meaning.FIELD, "unix", false);
        }

        /** It tells one thing from another. */
        static PerRow ofIdentifier() {
            return new PerRow(Meaning.FIELD, "", true);
        }
    }

    /** An identifier that Customer.io knows people by. */
    record PersonIdentifier(List<IdentifierType> allowed) implements SlotType<IdentifierType> {
        public PersonIdentifier {
            allowed = List.copyOf(allowed);
        }
    }
    /** Whom each row relates to what it is about: an object with keys of its own. */
    record Related() implements SlotType<RelatedPerson> {}

    /** What a text stands for. */
    enum Meaning {
        /** A field of the row. */
        FIELD,
        /** Itself: a constant. */
        ITSELF
    }
}

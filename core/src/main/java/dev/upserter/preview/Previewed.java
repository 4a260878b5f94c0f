package dev.upserter.preview;

import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import java.util.List;

/**
 * One row, before and after. It contains values, which are personal data: it is only for the user who asked for it, and
 * never for a log. Immutable.
 *
 * @param number   of the row, from 1
 * @param location where it starts
 * @param before   the row as it is in the source: JSON, or a text that shows it
 * @param fields   its fields; empty if the row cannot be used
 * @param outcome  what a run would do with it
 * @param findings findings of mapping and guards about a row that is sent, by code
 */
public record Previewed(
        long number,
        Location location,
        String before,
        List<Value> fields,
        Outcome outcome,
        List<ProblemLog.Entry> findings) {
    public Previewed {
        fields = List.copyOf(fields);
        findings = List.copyOf(findings);
    }

    /** What a run would do with a row. */
    public sealed interface Outcome {}

    /**
     * It would be sent.
     *
     * @param identifyBy the kind of the identifier, as Customer.io spells it
     * @param identifier its value
     * @param parts      what its type says beside: of an event its name, its time and its id
     * @param attributes in order
     */
    public record Sent(String identifyBy, String identifier, List<Value> parts, List<Value> attributes)
            implements Outcome {
        public Sent {
            parts = List.copyOf(parts);
            attributes = List.copyOf(attributes);
        }

        @Override
        public String toString() {
            return "Sent[" + attributes.size() + " attributes]";
        }
    }

    /**
     * A field or an attribute.
     *
     * @param json its value, unchanged
     */
    public record Value(String name, String json) {
        @Override
        public String toString() {
            return "Value[" + name + "]";
        }
    }

    /** It would be rejected because of this problem. */
    public record Rejected(Problem problem) implements Outcome {}

    /** The filter leaves it out. */
    public record FilteredOut() implements Outcome {}

    /** Shows the place and the kind of outcome; never a value. */
    @Override
    public String toString() {
        return "Previewed[" + location + " " + outcome.getClass().getSimpleName() + "]";
    }
}

package dev.upserter.run.change;

import dev.upserter.plan.ChangeKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change as a plan shows it. Holds personal data: it is for the eyes of who asked for the plan.
 *
 * @param kind   how the person differs
 * @param key    what the person is known by
 * @param fields what differs of attributes; empty where people are removed, or nothing is known of what was sent last
 */
public record PlannedChange(ChangeKind kind, String key, List<Field> fields) {
    public PlannedChange {
        fields = List.copyOf(fields);
    }

    /**
     * One attribute.
     *
     * @param name   its name
     * @param before its value when it was last sent, JSON; null if it was not sent, or is not known
     * @param after  its value now, JSON; null if it is no longer sent
     */
    public record Field(
            String name, @Nullable String before, @Nullable String after) {}

    /** About how many characters it takes to show. */
    long length() {
        long sum = key.length();
        for (Field field : fields) {
            sum += field.name().length();
            sum += field.before() == null ? 0 : field.before().length();
            sum += field.after() == null ? 0 : field.after().length();
        }
        return sum;
    }

    /** The kind alone; never key and values. */
    @Override
    public String toString() {
        return "PlannedChange[" + kind.spelling() + "]";
    }
}

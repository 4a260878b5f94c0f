package dev.upserter.sandbox.entry;

import java.util.List;
import java.util.OptionalLong;

/**
 * The attributes of one identify, and the options sent among them.
 *
 * @param updateOnly {@code _update}: change only a person who exists
 * @param timestamp  {@code _timestamp}: when the change happened, in Unix seconds
 */
public record Attributes(List<EntryAttribute> values, boolean updateOnly, OptionalLong timestamp) {
    /** Of an identify that sends no attributes. */
    public static final Attributes NONE = new Attributes(List.of(), false, OptionalLong.empty());

    public Attributes {
        values = List.copyOf(values);
    }

    Attributes at(OptionalLong time) {
        return new Attributes(values, updateOnly, time);
    }
}

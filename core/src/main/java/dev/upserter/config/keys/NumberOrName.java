package dev.upserter.config.keys;

import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.kind.SegmentRef;
import org.jspecify.annotations.Nullable;

/**
 * A segment: a whole number from 1 on, or a name. A text of digits is a number, since the environment gives texts.
 *
 * @param hint what to do where it is neither
 */
public record NumberOrName(String hint) implements Type<SegmentRef> {
    private static final int MOST_DIGITS = 9;

    @Override
    public @Nullable SegmentRef read(ConfigNode.Field field, KeyValues values) {
        if (field.value() instanceof ConfigNode.Text) {
            Resolved text = values.text(field, "Newsletter readers");
            if (text == null) {
                return null;
            }
            String name = text.text().strip();
            if (!name.isEmpty() && !isNumber(name)) {
                return SegmentRef.named(name);
            }
        }
        Integer number = new Whole(1, Integer.MAX_VALUE, hint).read(field, values);
        return number == null ? null : SegmentRef.numbered(number);
    }

    private static boolean isNumber(String text) {
        return text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public String schema() {
        return "\"anyOf\": [{\"type\": \"integer\", \"minimum\": 1, \"maximum\": " + Integer.MAX_VALUE
                + "}, {\"type\": \"string\", \"pattern\": \"\\\\S\"}]";
    }

    @Override
    public String inWords() {
        return "whole number, 1 to " + Integer.MAX_VALUE + ", or text";
    }
}

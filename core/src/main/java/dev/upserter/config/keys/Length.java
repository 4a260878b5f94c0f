package dev.upserter.config.keys;

import dev.upserter.config.DurationText;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Interpolation.Resolved;
import java.time.Duration;

/** A length of time within bounds, both included. */
public record Length(Duration least, Duration most) implements Type<Duration> {
    @Override
    public Duration read(ConfigNode.Field field, KeyValues values) {
        if (field.value() instanceof ConfigNode.Numeral) {
            values.note(field, field.name() + " must have a unit", "write \"30s\" for 30 seconds, or ms, m, h or d");
            return least;
        }
        String bounds = "from " + DurationText.spell(least) + " to " + DurationText.spell(most);
        Resolved text = values.text(field, bounds, "30s");
        if (text == null) {
            return least;
        }
        Duration duration = DurationText.parse(text.text());
        if (duration != null && duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
            return duration;
        }
        values.note(
                field,
                field.name() + " must be " + bounds,
                "write a whole number and its unit, ms, s, m, h or d, as in 30s");
        return least;
    }

    @Override
    public String schema() {
        String units = most.toDays() < 1 ? "ms|s|m|h" : "ms|s|m|h|d";
        return Type.orFromEnvironment("\"type\": \"string\", \"pattern\": \"^[0-9]{1,9}(" + units + ")$\"");
    }

    @Override
    public String inWords() {
        return "duration, " + DurationText.spell(least) + " to " + DurationText.spell(most);
    }

    @Override
    public boolean isPlain() {
        return true;
    }
}

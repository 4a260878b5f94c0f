package dev.upserter.config.keys;

import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Interpolation.Resolved;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A size, as in 512MB; in megabytes, within bounds, both included. */
public record Megabytes(int least, int most) implements Type<Integer> {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})(MB|GB)");

    @Override
    public Integer read(ConfigNode.Field field, KeyValues values) {
        Resolved text = values.text(field, "512MB");
        Matcher size = SIZE.matcher(text == null ? "" : text.text());
        long megabytes =
                size.matches() ? Long.parseLong(size.group(1)) * (size.group(2).equals("GB") ? 1024 : 1) : 0;
        if (megabytes >= least && megabytes <= most) {
            return (int) megabytes;
        }
        if (text != null) {
            values.note(
                    field,
                    field.name() + " must be from " + least + "MB to " + (most >> 10) + "GB",
                    "write a whole number and its unit, MB or GB, as in 512MB");
        }
        return least;
    }

    @Override
    public String schema() {
        return Type.orFromEnvironment("\"type\": \"string\", \"pattern\": \"^[0-9]{1,9}(MB|GB)$\"");
    }

    @Override
    public String inWords() {
        return "size, " + least + "MB to " + (most >> 10) + "GB";
    }

    @Override
    public boolean isPlain() {
        return true;
    }
}

package dev.upserter.config.text;

import dev.upserter.problem.Location;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts values of the environment in the place of {@code ${NAME}}, anywhere in a text; <code>$${</code> stands for the
 * two characters <code>${</code> themselves. What comes from the environment is not looked at again. For one thread.
 */
public final class Interpolation {
    private final Map<String, String> environment;
    private final boolean allowed;
    private final Mistakes mistakes;

    /**
     * For one configuration.
     *
     * @param allowed whether it may read the environment at all
     */
    public Interpolation(Map<String, String> environment, boolean allowed, Mistakes mistakes) {
        this.environment = environment;
        this.allowed = allowed;
        this.mistakes = mistakes;
    }

    /**
     * A text as it is meant.
     *
     * @param literal whether all of it is in the file: what comes from the environment may be secret
     */
    public record Resolved(String text, boolean literal) {
        @Override
        public String toString() {
            return "a text";
        }
    }

    /** The text as it is meant; null where that cannot be known, and a mistake was noted. */
    @Nullable
    public Resolved resolve(ConfigNode.Text node) {
        String text = node.value();
        int open = text.indexOf("${");
        if (open < 0) {
            return new Resolved(text, true);
        }
        var out = new StringBuilder();
        boolean literal = true;
        boolean known = true;
        int done = 0;
        while (open >= 0) {
            out.append(text, done, open);
            if (open > done && text.charAt(open - 1) == '$') {
                out.append('{');
                done = open + 2;
            } else {
                int close = text.indexOf('}', open);
                done = close < 0 ? text.length() : close + 1;
                String value = value(close < 0 ? "" : text.substring(open + 2, close), node.place());
                out.append(value);
                known &= value != null;
                literal = false;
            }
            open = text.indexOf("${", done);
        }
        return known ? new Resolved(out.append(text, done, text.length()).toString(), literal) : null;
    }

    private @Nullable String value(String name, Location.InText place) {
        if (!isName(name)) {
            mistakes.add(
                    place,
                    "${ does not start the name of an environment variable here",
                    "write ${NAME} with letters, digits and underscores, or $${ for the two characters themselves");
            return null;
        }
        if (!allowed) {
            mistakes.add(
                    place,
                    "${" + name + "} would read this machine's environment, which an uploaded configuration must not",
                    "write the value itself. The server knows its own siteId and apiKey where you leave them out");
            return null;
        }
        String value = environment.get(name);
        if (value == null) {
            mistakes.add(
                    place,
                    "the environment variable " + name + " is not set",
                    "set it before the command, or write $${ for the characters ${ themselves");
        }
        return value;
    }

    private static boolean isName(String text) {
        if (text.isEmpty() || text.length() > 100 || isDigit(text.charAt(0))) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            if (!letter && !isDigit(c) && c != '_') {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

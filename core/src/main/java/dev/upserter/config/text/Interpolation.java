package dev.upserter.config.text;

import dev.upserter.problem.DiskFailure;
import dev.upserter.problem.Location;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts values of the environment in the place of {@code ${NAME}}, and the text of a file in that of {@code ${file:PATH}},
 * anywhere in a text; <code>$${</code> stands for the two characters <code>${</code> themselves. What comes from there is not
 * looked at again. For one thread.
 */
public final class Interpolation {
    private static final String FILE = "file:";
    private static final int LARGEST = 64 << 10;
    /** What an uploaded configuration has in place of a name. */
    private static final String ITSELF =
            "write the value itself. The server knows its own siteId and apiKey where you leave them out";

    private final Map<String, String> environment;
    private final boolean allowed;
    private final Mistakes mistakes;

    /**
     * For one configuration.
     *
     * @param allowed whether it may read the environment and files at all
     */
    public Interpolation(Map<String, String> environment, boolean allowed, Mistakes mistakes) {
        this.environment = environment;
        this.allowed = allowed;
        this.mistakes = mistakes;
    }

    /**
     * A text as it is meant.
     *
     * @param literal whether all of it is in the configuration: what comes from elsewhere may be secret
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
        if (name.startsWith(FILE)) {
            return file(name.substring(FILE.length()), place);
        }
        if (!isName(name)) {
            mistakes.add(
                    place,
                    "${ does not start the name of an environment variable here",
                    "write ${NAME} with letters, digits and underscores, ${file:/PATH} for the text of a file, or $${ for the"
                            + " two characters themselves");
            return null;
        }
        if (!allowed) {
            mistakes.add(
                    place,
                    "${" + name + "} would read this machine's environment, which an uploaded configuration must not",
                    ITSELF);
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

    /** The text of a file, as a container's secrets are: without the line break at its end. */
    private @Nullable String file(String path, Location.InText place) {
        if (!allowed) {
            mistakes.add(
                    place,
                    "${file: would read a file of this machine, which an uploaded configuration must not",
                    ITSELF);
            return null;
        }
        if (!path.startsWith("/")) {
            mistakes.add(
                    place, "${file: must be followed by an absolute path", "write it as ${file:/run/secrets/api-key}");
            return null;
        }
        try (InputStream in = Files.newInputStream(Path.of(path))) {
            byte[] text = in.readNBytes(LARGEST + 1);
            if (text.length > LARGEST) {
                mistakes.add(place, "the file of ${file: is larger than 64 KiB", "name a file that holds one value");
                return null;
            }
            return decoded(text, place);
        } catch (IOException | InvalidPathException e) {
            mistakes.add(
                    place,
                    "the file of ${file: could not be read"
                            + (e instanceof IOException io ? ": " + DiskFailure.reason(io) : ""),
                    "check its path and its rights");
            return null;
        }
    }

    private @Nullable String decoded(byte[] text, Location.InText place) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString()
                    .replaceFirst("\\r?\\n$", "");
        } catch (CharacterCodingException e) {
            mistakes.add(place, "the file of ${file: is not UTF-8", "save the file as UTF-8");
            return null;
        }
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

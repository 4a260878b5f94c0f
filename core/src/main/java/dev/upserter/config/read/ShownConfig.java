package dev.upserter.config.read;

import dev.upserter.config.read.Disclosure.Piece;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.ConfigText;
import dev.upserter.problem.Location;
import dev.upserter.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shows the text of a configuration without its secrets and comments, line by line as it is written. Only what the parser
 * has understood is shown, and nothing at all where what is left would not be read as the same configuration. For one thread.
 */
final class ShownConfig {
    private static final String NOTHING = "\"\"";
    private static final Pattern BLOCK = Pattern.compile("[|>][-+0-9]*[^\\r\\n]*");
    private static final Pattern COMMENT = Pattern.compile("(?m)#.*$|^%.*$");
    private static final Pattern PUNCTUATION = Pattern.compile("[\\s\\-?:,.\\[\\]{}]*");

    private final ConfigText text;
    private final List<Integer> lines = new ArrayList<>();

    private ShownConfig(ConfigText text) {
        this.text = text;
        String all = text.decoded();
        lines.add(0);
        for (int i = 0; i < all.length(); i++) {
            char c = all.charAt(i);
            if (c == '\n' || c == '\r' && !all.startsWith("\n", i + 1)) {
                lines.add(i + 1);
            }
        }
    }

    /**
     * The text to show; empty if none may be.
     *
     * @param reader of such texts
     * @throws ProblemException if it cannot be read
     */
    static Optional<String> of(ConfigText text, Function<ConfigText, ConfigNode> reader) {
        List<Piece> pieces = Disclosure.of(reader.apply(text));
        return new ShownConfig(text).shown(pieces).filter(shown -> saysTheSame(shown, text.name(), pieces, reader));
    }

    private Optional<String> shown(List<Piece> pieces) {
        var out = new StringBuilder();
        int done = 0;
        for (Piece piece : pieces) {
            int start = offset(piece.start());
            int end = offset(piece.end());
            if (start < done || end < start || !between(done, start, out)) {
                return Optional.empty();
            }
            out.append(piece.isShown() ? block(written(start, end)) : start == end ? "" : hidden(written(start, end)));
            done = end;
        }
        return between(done, text.decoded().length(), out) ? Optional.of(out.toString()) : Optional.empty();
    }

    private String written(int start, int end) {
        return text.decoded().substring(start, end);
    }

    private int offset(Location.InText place) {
        String all = text.decoded();
        int line = lines.get((int) Math.min(place.line(), lines.size()) - 1);
        int characters = Math.min((int) place.column() - 1, all.codePointCount(line, all.length()));
        return place.line() > lines.size() ? all.length() : all.offsetByCodePoints(line, characters);
    }

    /** Adds what comes between two pieces; false if that is anything but punctuation, blanks and comments. */
    private boolean between(int start, int end, StringBuilder out) {
        String shown = COMMENT.matcher(written(start, end)).replaceAll("");
        out.append(shown);
        return PUNCTUATION.matcher(shown).matches();
    }

    /** A text of several lines may have a comment after its first character. */
    private static String block(String written) {
        Matcher header = BLOCK.matcher(written);
        return header.lookingAt()
                ? header.group().replaceFirst("\\s.*", "") + written.substring(header.end())
                : written;
    }

    private static String hidden(String written) {
        return NOTHING
                + "\n".repeat((int) written.chars().filter(c -> c == '\n').count());
    }

    private static boolean saysTheSame(
            String shown, String name, List<Piece> pieces, Function<ConfigText, ConfigNode> reader) {
        try {
            List<Piece> again = Disclosure.of(reader.apply(ConfigText.of(bytes(shown), name)));
            if (again.size() != pieces.size()) {
                return false;
            }
            for (int i = 0; i < again.size(); i++) {
                boolean isShown = pieces.get(i).isShown();
                if (!again.get(i).value().equals(isShown ? pieces.get(i).value() : "")) {
                    return false;
                }
            }
            return true;
        } catch (ProblemException unreadable) {
            return false;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package dev.upserter.source.open;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Tells whether the lines of a text end in two ways. Stateless. */
final class LineEnds {
    private LineEnds() {}

    /**
     * In words, the first line and the first one that ends otherwise; empty if all end alike. Line breaks inside quotation marks do
     * not count.
     *
     * @param name of the file, in messages
     */
    static Optional<String> mixed(InputStream text, String name) throws IOException {
        boolean isQuoted = false;
        int before = 0;
        String first = "";
        long line = 1;
        for (int b = text.read(); b >= 0 || before == '\r'; b = text.read()) {
            String end = isQuoted ? "" : endAt(before, b);
            if (!end.isEmpty()) {
                if (!first.isEmpty() && !first.equals(end)) {
                    return Optional.of("line " + line + " of " + name + " ends with " + end
                            + ", and the lines before with " + first);
                }
                first = end;
                line++;
            }
            isQuoted ^= b == '"';
            before = b < 0 ? 0 : b;
        }
        return Optional.empty();
    }

    /** The line end that two bytes complete; empty if they complete none. */
    private static String endAt(int before, int b) {
        if (b == '\n') {
            return before == '\r' ? "CR LF" : "LF";
        }
        return before == '\r' ? "CR" : "";
    }
}

package dev.upserter.redaction;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The letters and digits of a text in lower case, with escapes resolved, and their positions. Wrapping, escaping or
 * capitalising a text does not change them.
 *
 * @param starts start of each in the text
 * @param ends   end of each in the text
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Letters(String text, int[] starts, int[] ends) {
    /** This many in a row distinguish a value from a text that resembles it by chance. */
    static final int PIECE = 8;

    /** Fewer occur in any sentence. */
    static final int SHORTEST = 4;

    static Letters of(String text) {
        var letters = new StringBuilder(text.length());
        int[] starts = new int[text.length()];
        int[] ends = new int[text.length()];
        for (int at = 0; at < text.length(); ) {
            Escape read = Escape.at(text, at);
            if (Character.isLetterOrDigit(read.character())) {
                starts[letters.length()] = at;
                ends[letters.length()] = read.end();
                letters.append(Character.toLowerCase(read.character()));
            }
            at = read.end();
        }
        return new Letters(letters.toString(), starts, ends);
    }

    /** All substrings of this length. */
    Set<String> pieces() {
        var pieces = new HashSet<String>();
        for (int i = 0; i + PIECE <= text.length(); i++) {
            pieces.add(text.substring(i, i + PIECE));
        }
        return pieces;
    }

    /** Whether the text contains these with no other letter or digit directly before or after them. */
    boolean holdAlone(String word) {
        return !word.isEmpty() && placeOf(word, 0) >= 0;
    }

    /** Their next such position, among the letters from an index on; -1 for none. */
    int placeOf(String word, int from) {
        int place = text.indexOf(word, from);
        while (place >= 0 && !standAlone(place, place + word.length())) {
            place = text.indexOf(word, place + 1);
        }
        return place;
    }

    private boolean standAlone(int from, int to) {
        return (from == 0 || ends[from - 1] < starts[from]) && (to == text.length() || ends[to - 1] < starts[to]);
    }

    /** The original with a mark in place of each sequence of hidden ones. */
    String without(String original, boolean[] hidden) {
        var out = new StringBuilder(original.length());
        int done = 0;
        for (int i = 0; i < hidden.length; i++) {
            if (hidden[i]) {
                boolean goesOn = i > 0 && hidden[i - 1];
                out.append(goesOn ? "" : original.substring(done, starts[i]) + Secrets.MARK);
                done = ends[i];
            }
        }
        return out.append(original, done, original.length()).toString();
    }

    /**
     * A character as JSON, URLs and HTML may escape it.
     *
     * @param character the character; a blank for an escape that is neither letter nor digit
     * @param end       where it ends
     */
    private record Escape(char character, int end) {
        static Escape at(String text, int at) {
            return switch (text.charAt(at)) {
                case '%' -> percent(text, at);
                case '\\' -> backslash(text, at);
                case '&' -> entity(text, at);
                default -> new Escape(text.charAt(at), at + 1);
            };
        }

        private static Escape number(String text, int at, int mark, int digits) {
            int end = at + mark + digits;
            return end <= text.length() ? parsed(text.substring(at + mark, end), 16, at, end) : new Escape(' ', at + 1);
        }

        /** A backslash may itself be escaped, as often as the text was. */
        private static Escape backslash(String text, int at) {
            char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
            return switch (next) {
                case 'u' -> number(text, at, 2, 4);
                case 'x' -> number(text, at, 2, 2);
                case 'b', 'f', 'n', 'r', 't' -> new Escape(' ', at + 2);
                default -> new Escape(' ', at + 1);
            };
        }

        /** Characters beyond ASCII are several bytes of UTF-8, each percent-encoded. */
        private static Escape percent(String text, int at) {
            Escape first = number(text, at, 1, 2);
            int bytes = first.character() >= 0xE0 ? 3 : 2;
            int end = at + 3 * bytes;
            if (first.end() == at + 1 || first.character() < 0xC0 || first.character() >= 0xF0 || end > text.length()) {
                return first;
            }
            int character = first.character() & (bytes == 3 ? 0x0F : 0x1F);
            for (int i = at + 3; i < end; i += 3) {
                Escape next = text.charAt(i) == '%' ? number(text, i, 1, 2) : first;
                if ((next.character() & 0xC0) != 0x80) {
                    return first;
                }
                character = character << 6 | next.character() & 0x3F;
            }
            return new Escape((char) character, end);
        }

        private static Escape entity(String text, int at) {
            int end = text.indexOf(';', at);
            if (end < 0 || end > at + PIECE || !text.startsWith("&#", at)) {
                return new Escape(' ', at + 1);
            }
            String digits = text.substring(at + 2, end).toLowerCase(Locale.ROOT);
            return digits.startsWith("x")
                    ? parsed(digits.substring(1), 16, at, end + 1)
                    : parsed(digits, 10, at, end + 1);
        }

        private static Escape parsed(String digits, int radix, int at, int end) {
            try {
                return new Escape((char) Integer.parseInt(digits, radix), end);
            } catch (NumberFormatException none) {
                return new Escape(' ', at + 1);
            }
        }
    }
}

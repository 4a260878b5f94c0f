package dev.upserter.problem;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What is known to be secret, and hides it in texts that others have worded: whole or a piece of it, in any letter case, taken
 * apart by other characters, escaped, as hexadecimal digits and as Base64, alone or within more. Immutable; never prints.
 */
public final class Secrets {
    /** Nothing is secret. */
    public static final Secrets NONE = new Secrets(Set.of(), Set.of());

    /** Stands for what is hidden. */
    public static final String MARK = "…";

    /** So many letters and digits in a row tell a secret from a text that happens to be like it. */
    private static final int PIECE = 8;

    /** Shorter ones occur in any sentence. */
    private static final int SHORTEST = 4;

    private final Set<String> pieces;
    private final Set<String> words;

    private Secrets(Set<String> pieces, Set<String> words) {
        this.pieces = pieces;
        this.words = words;
    }

    /** Those that hide these texts; what has less than four letters and digits cannot be hidden. */
    public static Secrets of(Collection<String> texts) {
        var pieces = new HashSet<String>();
        var words = new HashSet<String>();
        for (String text : texts) {
            for (String form : forms(text)) {
                String letters = Letters.of(form).text();
                if (letters.length() >= PIECE) {
                    IntStream.rangeClosed(0, letters.length() - PIECE)
                            .forEach(i -> pieces.add(letters.substring(i, i + PIECE)));
                } else if (letters.length() >= SHORTEST) {
                    words.add(letters);
                }
            }
        }
        return new Secrets(Set.copyOf(pieces), Set.copyOf(words));
    }

    /** The text itself and what it is encoded as, wherever in a longer text it stands. */
    private static List<String> forms(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return List.of(text, HexFormat.of().formatHex(bytes), base64(bytes, 0), base64(bytes, 1), base64(bytes, 2));
    }

    /** The characters that depend on these bytes alone, where so many others stand before them. */
    private static String base64(byte[] bytes, int before) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int end = shifted.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
        int start = before == 0 ? 0 : before + 1;
        return encoded.substring(Math.min(start, end), end);
    }

    /** The text with a mark in place of each secret. */
    public String hide(String text) {
        if (pieces.isEmpty() && words.isEmpty()) {
            return text;
        }
        Letters letters = Letters.of(text);
        boolean[] hidden = new boolean[letters.text().length()];
        boolean anyPiece = markPieces(letters.text(), hidden);
        boolean anyWord = markWords(text, letters, hidden);
        return anyPiece || anyWord ? letters.without(text, hidden) : text;
    }

    /** The letters and digits of a text alone, in lower case, those that are escaped too. */
    public static String letters(String text) {
        return Letters.of(text).text();
    }

    /** Whether a text holds any of them. */
    public boolean isIn(String text) {
        return !hide(text).equals(text);
    }

    private boolean markPieces(String letters, boolean[] hidden) {
        boolean any = false;
        for (int i = 0; i + PIECE <= letters.length(); i++) {
            if (pieces.contains(letters.substring(i, i + PIECE))) {
                Arrays.fill(hidden, i, i + PIECE, true);
                any = true;
            }
        }
        return any;
    }

    /** A short one counts only where it stands for itself. */
    private boolean markWords(String text, Letters letters, boolean[] hidden) {
        boolean any = false;
        for (String word : words) {
            for (int i = letters.text().indexOf(word);
                    i >= 0;
                    i = letters.text().indexOf(word, i + 1)) {
                if (letters.standAlone(text, i, i + word.length())) {
                    Arrays.fill(hidden, i, i + word.length(), true);
                    any = true;
                }
            }
        }
        return any;
    }

    @Override
    public String toString() {
        return "Secrets[hidden]";
    }

    /**
     * The letters and digits of a text in lower case, escapes understood, and where each stands.
     *
     * @param starts of each in the text
     * @param ends   of each in the text
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Letters(String text, int[] starts, int[] ends) {
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

        boolean standAlone(String text, int from, int to) {
            int start = starts[from];
            int end = ends[to - 1];
            return (start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1)))
                    && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
        }

        String without(String text, boolean[] hidden) {
            var out = new StringBuilder(text.length());
            int done = 0;
            for (int i = 0; i < hidden.length; i++) {
                if (hidden[i]) {
                    boolean goesOn = i > 0 && hidden[i - 1];
                    out.append(goesOn ? "" : text.substring(done, starts[i]) + MARK);
                    done = ends[i];
                }
            }
            return out.append(text, done, text.length()).toString();
        }
    }

    /**
     * A character as JSON, URLs and HTML may spell it.
     *
     * @param character what it is; a blank for an escape that is neither letter nor digit
     * @param end       where it ends
     */
    private record Escape(char character, int end) {
        static Escape at(String text, int at) {
            return switch (text.charAt(at)) {
                case '%' -> number(text, at, 1, 2);
                case '\\' ->
                    at + 1 < text.length() && text.charAt(at + 1) == 'u' ? number(text, at, 2, 4) : control(text, at);
                case '&' -> entity(text, at);
                default -> new Escape(text.charAt(at), at + 1);
            };
        }

        private static Escape number(String text, int at, int mark, int digits) {
            int end = at + mark + digits;
            return end <= text.length() ? parsed(text.substring(at + mark, end), 16, at, end) : new Escape(' ', at + 1);
        }

        private static Escape control(String text, int at) {
            boolean known = at + 1 < text.length() && "bfnrt\"/\\".indexOf(text.charAt(at + 1)) >= 0;
            return new Escape(' ', at + (known ? 2 : 1));
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

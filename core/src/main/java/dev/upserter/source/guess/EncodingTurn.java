package dev.upserter.source.guess;

import dev.upserter.json.Utf8;
import dev.upserter.source.encoding.EncodingGuess;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where a text turns from UTF-8 to another encoding, or back, as in files that were joined.
 *
 * @param line    the first line with a character beyond ASCII after the turn, from 1
 * @param toUtf8  whether it turns to UTF-8, and not from it
 * @param turns   how often it turns
 * @param encoding of the lines that are not UTF-8, probably
 */
record EncodingTurn(long line, boolean toUtf8, int turns, String encoding) {
    private static final int MOST_TURNS = 4;

    /** Letters of many a text in another encoding could be one character of UTF-8 by chance, in some lines. */
    private static final int FEWEST = 2;

    /**
     * The turn; empty where the text is in one encoding, as far as lines show it, or in one that takes two bytes or more for
     * each character.
     *
     * @param isWhole whether the last line is whole
     */
    static Optional<EncodingTurn> of(byte[] bytes, boolean isWhole) {
        var seen = new Lines();
        int start = 0;
        long line = 1;
        for (int i = 0; i <= bytes.length; i++) {
            if (i < bytes.length && bytes[i] == 0) {
                return Optional.empty();
            }
            if (i == bytes.length ? isWhole : bytes[i] == '\n') {
                seen.add(bytes, start, i, line++);
                start = i + 1;
            }
        }
        boolean areTwo = seen.utf8 >= (long) FEWEST * Math.max(1, seen.turns)
                && seen.other >= FEWEST
                && seen.characters.size() >= FEWEST
                && seen.turns <= MOST_TURNS;
        return areTwo
                ? Optional.of(new EncodingTurn(seen.firstTurn, !seen.startsAsUtf8, seen.turns, seen.encoding()))
                : Optional.empty();
    }

    GuessNote note() {
        String where =
                turns == 1 ? "from line " + line + " on" : "first at line " + line + ", and " + turns + " times in all";
        String other = "another encoding, probably " + encoding + ", ";
        String turn = "the text turns from " + (toUtf8 ? other + "to UTF-8 " : "UTF-8 to " + other) + where;
        String convert = " | iconv -f " + nameForIconv() + " -t UTF-8";
        String before = toUtf8 ? convert : "";
        String after = toUtf8 ? "" : convert;
        return new GuessNote(
                turn + ": rows that are not UTF-8 are rejected",
                turns == 1
                        ? "convert one part: (head -n " + (line - 1) + " FILE" + before + "; tail -n +" + line + " FILE"
                                + after + ") > all.csv"
                        : "convert the files that were joined to UTF-8 before you join them",
                true);
    }

    /** Java has names of its own for the encodings of old Macs. */
    private String nameForIconv() {
        return switch (encoding) {
            case "x-MacRoman" -> "MACINTOSH";
            case "x-MacCyrillic" -> "MAC-CYRILLIC";
            default -> encoding;
        };
    }

    /** What the lines with characters beyond ASCII are, one after another. */
    private static final class Lines {
        /** What most characters of two bytes start with; in other encodings they are capitals, which follow no small letter. */
        private static final int FIRST_LEAD = 0xC2;

        private static final int LAST_LEAD = 0xD1;

        /** What follows a cell. */
        private static final String ENDS = ",;\t|\"\r";

        private final Set<String> characters = new HashSet<>();
        private final ByteArrayOutputStream others = new ByteArrayOutputStream();
        private boolean isUtf8 = true;
        private boolean startsAsUtf8;
        private long utf8;
        private long other;
        private int turns;
        private long firstTurn;

        void add(byte[] bytes, int start, int end, long line) {
            if (Utf8.skipAscii(bytes, start, end) >= end) {
                return;
            }
            boolean is = Utf8.firstInvalid(bytes, start, end) >= end;
            if (!is && isDamaged(bytes, start, end)) {
                return;
            }
            boolean isFirst = utf8 + other == 0;
            startsAsUtf8 = isFirst ? is : startsAsUtf8;
            if (!isFirst && is != isUtf8) {
                turns++;
                firstTurn = turns == 1 ? line : firstTurn;
            }
            isUtf8 = is;
            if (is) {
                utf8++;
                collect(bytes, start, end);
            } else {
                other++;
                others.write(bytes, start, end - start);
                others.write('\n');
            }
        }

        /** Whether a line is UTF-8 but for some bytes: it has characters of it, too, or a cell ends within one. */
        private static boolean isDamaged(byte[] bytes, int start, int end) {
            boolean areAllCut = true;
            for (int at = Utf8.skipAscii(bytes, start, end); at < end; at = Utf8.skipAscii(bytes, at, end)) {
                if (Utf8.firstInvalid(bytes, at, end) > at) {
                    return true;
                }
                boolean isLead = (bytes[at] & 0xFF) >= FIRST_LEAD && (bytes[at] & 0xFF) <= LAST_LEAD;
                boolean isInWord = at > start && bytes[at - 1] >= 'a' && bytes[at - 1] <= 'z';
                areAllCut &= isLead && isInWord && (at + 1 == end || ENDS.indexOf(bytes[at + 1]) >= 0);
                at++;
            }
            return areAllCut;
        }

        String encoding() {
            return EncodingGuess.of(others.toByteArray(), true)
                    .map(guess -> guess.charset().name())
                    .orElse("windows-1252");
        }

        private void collect(byte[] bytes, int start, int end) {
            int at = Utf8.skipAscii(bytes, start, end);
            while (at < end && characters.size() < FEWEST) {
                int length = Utf8.characterLength(bytes, at, end);
                characters.add(new String(bytes, at, length, StandardCharsets.UTF_8));
                at = Utf8.skipAscii(bytes, at + length, end);
            }
        }
    }
}

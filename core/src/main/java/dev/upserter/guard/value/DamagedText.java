package dev.upserter.guard.value;

import dev.upserter.json.JsonText;
import dev.upserter.json.JsonValue;
import dev.upserter.operation.text.SpreadsheetText;
import dev.upserter.problem.Code;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sees in a text that characters were lost or taken for others on its way. Stateless. */
public final class DamagedText {
    private static final byte LOST = (byte) 0xEF;
    private static final byte LATIN = (byte) 0xC3;
    private static final byte SIGN = (byte) 0xC2;
    private static final String EXPORT_AGAIN = Code.TEXT_DAMAGED.help();
    private static final String OR_RIGHT =
            "look at it with upserter peek --values, and --encoding for another encoding. If the text was damaged"
                    + " before, correct it where it comes from. If it is right, set guards.TEXT_DAMAGED to off";

    private DamagedText() {}

    /** What shows that characters were lost; nothing does in most texts. */
    public static Optional<String> lost(JsonValue value) {
        if (isSound(value)) {
            return Optional.empty();
        }
        String text = JsonText.unescape(value.json());
        if (text.indexOf('\0') >= 0) {
            return Optional.of("holds a character zero (U+0000)");
        }
        return text.indexOf('\uFFFD') >= 0
                ? Optional.of("holds the sign for a character that was lost (U+FFFD)")
                : Optional.empty();
    }

    /** What a program made of a text: characters that were taken for others, a formula, or a rounded number. */
    public static Optional<SpreadsheetText.Finding> changed(JsonValue value) {
        Optional<SpreadsheetText.Finding> misread = misread(value);
        return misread.isPresent() ? misread : SpreadsheetText.find(value);
    }

    /** What shows that letters were taken for other characters: UTF-8 read as Latin-1, or one of many encodings as another. */
    public static Optional<SpreadsheetText.Finding> misread(JsonValue value) {
        if (isSound(value)) {
            return Optional.empty();
        }
        String text = JsonText.unescape(value.json());
        if (Patterns.TAKEN_FOR_OTHERS.matcher(text).find()) {
            return Optional.of(
                    new SpreadsheetText.Finding("looks like UTF-8 that was read in another encoding", EXPORT_AGAIN));
        }
        if (Patterns.CONTROL.matcher(text).find()) {
            return Optional.of(new SpreadsheetText.Finding(
                    "holds control characters (U+0080 to U+009F), as windows-1252 does that was read as iso-8859-1",
                    "if source.encoding is iso-8859-1, write windows-1252 there. Otherwise export the text again as"
                            + " UTF-8"));
        }
        if (Patterns.SIGN_IN_WORD.matcher(text).find()) {
            return Optional.of(new SpreadsheetText.Finding(
                    "holds a sign inside a word, as a text does that was read in another encoding", OR_RIGHT));
        }
        return Patterns.TWO_SCRIPTS.matcher(text).find()
                ? Optional.of(new SpreadsheetText.Finding("holds a word with letters of two scripts", OR_RIGHT))
                : Optional.empty();
    }

    /** Whether none of the signs can be in it, as its bytes tell; most texts in any language are sound. */
    static boolean isSound(JsonValue value) {
        byte[] bytes = value.bytes();
        if (JsonText.isPlain(bytes, value.start(), value.end())) {
            return true;
        }
        for (int i = value.start(); i < value.end() - 2; i++) {
            byte b = bytes[i];
            if (b == '\\' && bytes[i + 1] == 'u'
                    || b == LOST && bytes[i + 1] == (byte) 0xBF
                    || b == LATIN && bytes[i + 2] < 0 && isFirst(bytes[i + 1])
                    || b == SIGN && (bytes[i + 1] < (byte) 0xA0 || isLetter(bytes[i + 2]))
                    || isSign(b, bytes[i + 1], bytes[i + 2])
                    || isOfOtherScript(b) && touchesLatin(bytes, i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is the second byte of a sign that the first byte of a longer character is taken for. */
    private static boolean isFirst(byte second) {
        return switch (second & 0xFF) {
            case 0x82, 0x83, 0x90, 0x91, 0xA2, 0xAF -> true;
            default -> false;
        };
    }

    /** Whether it is a letter of ASCII, or a part of any character beyond it. */
    private static boolean isLetter(byte b) {
        return b < 0 || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
    }

    /** Whether these are the bytes of a sign of windows-1252 that other encodings have for a letter. */
    private static boolean isSign(byte first, byte second, byte third) {
        return first == (byte) 0xE2 && second == (byte) 0x80 && isLowQuote(third)
                || first == (byte) 0xCB && (second == (byte) 0x86 || second == (byte) 0x9C);
    }

    private static boolean isLowQuote(byte third) {
        return third == (byte) 0x9A || third == (byte) 0x9E || third == (byte) 0xB0;
    }

    /** Whether a Greek or Cyrillic letter starts with it. */
    private static boolean isOfOtherScript(byte b) {
        return b >= (byte) 0xCD && b <= (byte) 0xD4;
    }

    /** Whether a Latin letter is before or after the character of two bytes at a place. */
    private static boolean touchesLatin(byte[] bytes, int i) {
        return isAscii(bytes[i - 1])
                || isAscii(bytes[i + 2])
                || isLatin(bytes[i + 2])
                || i > 1 && isLatin(bytes[i - 2]);
    }

    private static boolean isAscii(byte b) {
        return b > 0 && isLetter(b);
    }

    /** Whether a Latin letter beyond ASCII starts with it. */
    private static boolean isLatin(byte b) {
        return b >= LATIN && b < (byte) 0xC9;
    }

    /** Compiled once a text may be damaged, which those of most runs are not. */
    private static final class Patterns {
        /** How windows-1252 shows the second byte of a character of two bytes; marks that end a quotation are left out. */
        private static final String SECOND =
                "[\u0080-\u00BF\u20AC\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u017D\u201C\u2022\u2013"
                        + "\u2014\u02DC\u2122\u0161\u203A\u0153\u017E\u0178]";

        /** Latin letters, then Cyrillic ones, punctuation, a byte-order mark, and the sign for a lost character. */
        static final Pattern TAKEN_FOR_OTHERS = Pattern.compile("[\u00C2\u00C3]" + SECOND + "|(?:[\u00D0\u00D1]"
                + SECOND + "){2}|\u00E2\u20AC|\u00E2\u0080|\u00EF\u00BB\u00BF|\u00EF\u00BF\u00BD");

        /** Control characters that no text has, where windows-1252 has letters and quotation marks. */
        static final Pattern CONTROL = Pattern.compile("[\u0080-\u009F]");

        /** Signs that other encodings have for letters, and that are beside a word at most. */
        static final Pattern SIGN_IN_WORD =
                Pattern.compile("\\p{IsLatin}[\u00A1-\u00A4\u00A8\u00AC\u00AF\u00B8\u00BC-\u00BF"
                        + "\u2030\u02C6\u02DC\u201E\u201A]\\p{Ll}");

        /** A letter or two of another script inside a word, or one at its start that looks the same. */
        static final Pattern TWO_SCRIPTS = Pattern.compile(
                "\\p{IsLatin}(\\p{IsCyrillic}{1,2}|\\p{IsGreek}{1,2})\\p{IsLatin}|\\p{IsCyrillic}\\p{IsLatin}{1,2}\\p{IsCyrillic}"
                        + "|(?<!\\p{L})[\u0410\u0412\u0415\u041A\u041C\u041D\u041E\u0420\u0421\u0422\u0425][a-z]{2}"
                        + "|(?<!\\p{L})[ABCEHKMOPTX]\\p{IsCyrillic}{2}");
    }
}

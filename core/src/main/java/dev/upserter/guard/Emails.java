package dev.upserter.guard;

/**
 * Whether a text can be an e-mail address: the dot-atom form of RFC 5322 with a domain of at least two labels, letters
 * beyond ASCII allowed. Quoted local parts and addresses in brackets are not: no mailing provider takes them.
 */
public final class Emails {
    private static final int MAX_LOCAL = 64;
    private static final int MAX_LABEL = 63;
    private static final int MAX = 254;

    private Emails() {}

    /** Whether it can be one. */
    public static boolean isValid(String text) {
        int at = text.lastIndexOf('@');
        return at > 0 && at <= MAX_LOCAL && text.length() <= MAX && isLocalPart(text, at) && isDomain(text, at + 1);
    }

    private static boolean isLocalPart(String text, int end) {
        boolean dot = true;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.' ? dot : !isAtom(c)) {
                return false;
            }
            dot = c == '.';
        }
        return !dot;
    }

    private static boolean isAtom(char c) {
        return c < 0x80
                ? isAsciiLetter(c) || isAsciiDigit(c) || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0
                : !Character.isWhitespace(c)
                        && !Character.isSpaceChar(c)
                        && !Character.isISOControl(c)
                        && Character.getType(c) != Character.FORMAT;
    }

    private static boolean isDomain(String text, int start) {
        int label = start;
        for (int dot = text.indexOf('.', start); dot >= 0; dot = text.indexOf('.', label)) {
            if (!isLabel(text, label, dot)) {
                return false;
            }
            label = dot + 1;
        }
        return label > start && isLabel(text, label, text.length()) && isTopLevel(text, label);
    }

    private static boolean isLabel(String text, int start, int end) {
        if (start == end || end - start > MAX_LABEL || text.charAt(start) == '-' || text.charAt(end - 1) == '-') {
            return false;
        }
        int i = start;
        while (i < end) {
            int character = text.codePointAt(i);
            if (!isOfLabel(character)) {
                return false;
            }
            i += Character.charCount(character);
        }
        return true;
    }

    private static boolean isOfLabel(int character) {
        return character < 0x80
                ? isAsciiLetter(character) || isAsciiDigit(character) || character == '-'
                : Character.isLetterOrDigit(character) || isMark(character);
    }

    /** Vowel signs and the like: many alphabets spell words with them. */
    private static boolean isMark(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** No top-level domain is a single letter or a number. */
    private static boolean isTopLevel(String text, int start) {
        boolean onlyDigits = true;
        for (int i = start; i < text.length(); i++) {
            onlyDigits &= isAsciiDigit(text.charAt(i));
        }
        return text.length() - start > 1 && !onlyDigits;
    }

    private static boolean isAsciiLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isAsciiDigit(int c) {
        return c >= '0' && c <= '9';
    }
}

package dev.upserter.guard.value;

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

    /**
     * Whether these bytes are an address of the most common form, ASCII and short: cheaper to see, and true of nearly all.
     * False says nothing.
     */
    public static boolean isUsual(byte[] bytes, int start, int end) {
        int part = start;
        int at = -1;
        int lastOther = -1;
        boolean dotBehindAt = false;
        for (int i = start; i < end; i++) {
            byte b = bytes[i];
            if (isAsciiLetter(b)) {
                continue;
            }
            lastOther = i;
            if (b == '.' || b == '@' && at < 0) {
                if (i == part) {
                    return false;
                }
                part = i + 1;
                dotBehindAt = at >= 0;
                at = b == '@' ? i : at;
            } else if (!isAsciiDigit(b) && (at >= 0 || b != '_' && b != '-' && b != '+')) {
                return false;
            }
        }
        // short enough that no part can be too long, and letters only after the last dot
        return end - start <= MAX_LABEL && dotBehindAt && end - part > 1 && lastOther < part;
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

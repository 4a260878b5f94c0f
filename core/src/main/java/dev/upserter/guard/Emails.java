package dev.upserter.guard;

import java.util.regex.Pattern;

/**
 * Whether a text can be an e-mail address: the dot-atom form of RFC 5322 with a domain of at least two labels, letters
 * beyond ASCII allowed. Quoted local parts and addresses in brackets are not: no mailing provider takes them.
 */
final class Emails {
    private static final int MAX_LOCAL = 64;
    private static final int MAX = 254;
    private static final Pattern DOMAIN = Pattern.compile(
            "(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.)+[\\p{L}\\p{N}][\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}]");

    private Emails() {}

    static boolean isValid(String text) {
        int at = text.lastIndexOf('@');
        return at > 0
                && at <= MAX_LOCAL
                && text.length() <= MAX
                && isLocalPart(text, at)
                && DOMAIN.matcher(text.substring(at + 1)).matches();
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
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c >= 0x80 && !Character.isWhitespace(c) && !Character.isISOControl(c)
                || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0;
    }
}

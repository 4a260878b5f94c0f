package dev.upserter.source.encoding;

import java.lang.Character.UnicodeScript;

/** Scripts, whose letters do not occur together in a word. */
enum Writing {
    LATIN,
    CYRILLIC,
    GREEK,
    HEBREW,
    ARABIC,
    THAI,
    EAST_ASIAN,
    OTHER,
    /** Not a letter. */
    NONE;

    /** The script of a character. */
    static Writing of(char c) {
        if (c < 0x80) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' ? LATIN : NONE;
        }
        if (!Character.isLetter(c) && !isMark(c) || c == 'ª' || c == 'º') {
            return NONE;
        }
        return switch (UnicodeScript.of(c)) {
            case LATIN -> LATIN;
            case CYRILLIC -> CYRILLIC;
            case GREEK -> GREEK;
            case HEBREW -> HEBREW;
            case ARABIC, INHERITED -> ARABIC;
            case THAI -> THAI;
            case HAN, HIRAGANA, KATAKANA, HANGUL -> EAST_ASIAN;
            case COMMON -> c == 'ー' ? EAST_ASIAN : OTHER;
            default -> OTHER;
        };
    }

    private static boolean isMark(char c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}

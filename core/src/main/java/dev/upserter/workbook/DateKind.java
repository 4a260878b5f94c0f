package dev.upserter.workbook;

import java.util.Locale;

/** What the format of a cell makes of a number. */
enum DateKind {
    /** A number like any other. */
    NONE,
    /** A day. */
    DATE,
    /** A time of day. */
    TIME,
    /** Both. */
    DATE_TIME,
    /** Hours, minutes or seconds that do not end with the day. */
    DURATION;

    /** What a format makes of it, as Excel writes formats; the part for positive numbers decides. */
    static DateKind of(String format) {
        String plain = bare(format);
        if (plain.contains("general")) {
            return NONE;
        }
        boolean elapsed = plain.contains("[h") || plain.contains("[m") || plain.contains("[s");
        String letters = plain.replaceAll("e[+-]", "");
        boolean time = letters.indexOf('h') >= 0 || letters.indexOf('s') >= 0;
        boolean day = letters.matches("(?s).*[ydeb].*");
        if (elapsed && !day) {
            return DURATION;
        }
        boolean month = letters.indexOf('m') >= 0 && !time;
        return day || month ? time ? DATE_TIME : DATE : time ? TIME : NONE;
    }

    /** The letters of a format's first part: without texts, colours, currencies, conditions and locales. */
    private static String bare(String format) {
        String plain = format.replaceAll("\\\\.|[_*].", "")
                .replaceAll("\"[^\"]*\"?", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\[(?!(h+|m+|s+)\\])[^\\]]*\\]", "")
                .replaceAll("am/pm|a/p", "");
        int end = plain.indexOf(';');
        return end < 0 ? plain : plain.substring(0, end);
    }
}

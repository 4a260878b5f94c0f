package dev.upserter.workbook;

import java.util.Locale;

/** The meaning that the format of a cell gives a number. */
enum DateKind {
    /** A plain number. */
    NONE,
    /** A day. */
    DATE,
    /** A time of day. */
    TIME,
    /** A day and a time. */
    DATE_TIME,
    /** Hours, minutes or seconds that continue beyond a day. */
    DURATION;

    /** The meaning of a format in Excel's notation; its section for positive numbers decides. */
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

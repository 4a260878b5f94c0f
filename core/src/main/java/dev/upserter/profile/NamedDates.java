package dev.upserter.profile;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts dates in which the month is an English word, and times without separators, by the pattern that reads them. For one thread. */
final class NamedDates {
    private static final int MOST_FORMS = 16;
    private static final String TIME =
            "(?<between>,? )(?<hour>\\d{1,2}):\\d{2}(?<second>:\\d{2})?(?<half> [ap]m)?(?<zone>"
                    + " (?:utc|gmt|[+-]\\d{4}))?";
    private static final String MONTH =
            "(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
                    + "|sep(?:tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    private static final String YEAR = "(?<year>(?:19|20)?\\d{2})";
    private static final Pattern DAY_FIRST =
            pattern("\\d{1,2}(?<sep>[ -])" + MONTH + "\\k<sep>" + YEAR + "(?:" + TIME + ")?");
    private static final Pattern MONTH_FIRST = pattern(MONTH + " \\d{1,2}(?<sep>,?) " + YEAR + "(?:" + TIME + ")?");
    private static final Pattern SCRIPT =
            pattern("(?:mon|tue|wed|thu|fri|sat|sun) [a-z]{3} \\d\\d " + YEAR + " \\d\\d:\\d\\d:\\d\\d gmt[+-]\\d{4}");
    private static final Pattern C =
            pattern("(?:mon|tue|wed|thu|fri|sat|sun) [a-z]{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d " + YEAR);
    /** As SQL Server writes them, with day and hour in two places each. */
    private static final Pattern SERVER = pattern(MONTH + " [ \\d]\\d " + YEAR + " [ \\d]\\d:\\d\\d[ap]m");

    private static final Pattern BASIC = pattern(YEAR + "(?:0\\d|1[0-2])[0-3]\\dt[0-2]\\d[0-5]\\d[0-5]\\dz");

    private static final String IN_DIGITS = "(?<year>(?:19|20)\\d\\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])";
    private static final String CLOCK = "(?:[01]\\d|2[0-3])[0-5]\\d";
    private static final Pattern DAY = pattern(IN_DIGITS);
    private static final Pattern MINUTE = pattern(IN_DIGITS + CLOCK);
    private static final Pattern SECOND = pattern(IN_DIGITS + CLOCK + "[0-5]\\d");
    /** ISO 8601's day of the year. */
    private static final Pattern ORDINAL =
            pattern("(?<year>(?:19|20)\\d\\d)-?(?:[0-2]\\d[1-9]|[0-2][1-9]0|[1-2]00|3[0-5]\\d|36[0-6])");

    private final Map<String, Count> forms = new LinkedHashMap<>();

    /** How many dates have a form, and how many of them are before 1970. */
    static final class Count {
        private long all;
        private long early;
        private long unlikely;

        long all() {
            return all;
        }

        long unlikely() {
            return unlikely;
        }

        long early() {
            return early;
        }
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    /** Takes note of a text; whether it is such a date. */
    boolean add(String text) {
        Matcher day = DAY_FIRST.matcher(text);
        if (day.matches()) {
            String sep = day.group("sep");
            return add(day, "d" + sep + "MMM" + sep + year(day) + time(day));
        }
        Matcher month = MONTH_FIRST.matcher(text);
        if (month.matches()) {
            return add(month, "MMM d" + month.group("sep") + " " + year(month) + time(month));
        }
        return addWhole(SCRIPT.matcher(text), "EEE MMM dd yyyy HH:mm:ss 'GMT'xx")
                || addWhole(C.matcher(text), "EEE MMM ppd HH:mm:ss yyyy")
                || addWhole(SERVER.matcher(text), "MMM ppd yyyy pph:mma")
                || addWhole(ORDINAL.matcher(text), "yyyy-DDD")
                || addWhole(BASIC.matcher(text), "yyyyMMdd'T'HHmmssX");
    }

    /** Takes note of a number; whether it is a day in digits, perhaps with a time of day, in a column of dates. */
    boolean addDigits(String number) {
        return switch (number.length()) {
            case 7 -> addWhole(ORDINAL.matcher(number), "yyyyDDD");
            case 8 -> addWhole(DAY.matcher(number), "yyyyMMdd");
            case 12 -> addWhole(MINUTE.matcher(number), "yyyyMMddHHmm");
            case 14 -> addWhole(SECOND.matcher(number), "yyyyMMddHHmmss");
            default -> false;
        };
    }

    private boolean addWhole(Matcher date, String pattern) {
        return date.matches() && date.group("year").length() == 4 && count(date, pattern);
    }

    /** May is a long name and a short one. */
    private boolean add(Matcher date, String pattern) {
        int letters = date.group("month").length();
        String month = date.group("month");
        boolean isMay = month.equalsIgnoreCase("may");
        boolean isKnown = (letters > 3 || isMay) && count(date, pattern.replace("MMM", "MMMM"));
        return letters == 3 && count(date, pattern) || isKnown;
    }

    private boolean count(Matcher date, String pattern) {
        if (!forms.containsKey(pattern) && forms.size() == MOST_FORMS) {
            return false;
        }
        Count count = forms.computeIfAbsent(pattern, unused -> new Count());
        count.all++;
        String year = date.group("year");
        count.early += year.length() == 4 && Integer.parseInt(year) < 1970 ? 1 : 0;
        count.unlikely += year.length() == 4 && DateForm.isUnlikely(Integer.parseInt(year)) ? 1 : 0;
        return true;
    }

    private static String year(Matcher date) {
        return date.group("year").length() == 2 ? "yy" : "yyyy";
    }

    private static String time(Matcher date) {
        if (date.group("hour") == null) {
            return "";
        }
        boolean half = date.group("half") != null;
        String zone = date.group("zone");
        return date.group("between")
                + (half ? "h:mm" : "H:mm")
                + (date.group("second") == null ? "" : ":ss")
                + (half ? " a" : "")
                + (zone == null ? "" : zone.matches(" [+-].*") ? " xx" : " z");
    }

    /** The pattern that most have, a short month's before a long one's. */
    Optional<Map.Entry<String, Count>> most() {
        return forms.entrySet().stream()
                .max(Comparator.comparingLong((Map.Entry<String, Count> form) ->
                                form.getValue().all())
                        .thenComparing(form -> !form.getKey().contains("MMMM")));
    }
}

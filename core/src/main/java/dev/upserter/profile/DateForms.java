package dev.upserter.profile;

import dev.upserter.guard.value.Dates;
import dev.upserter.guard.value.NoDates;
import dev.upserter.json.JsonValue;
import dev.upserter.operation.AttributeName;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the form that the dates of one column have in common, or nearly all of them. For one thread. */
final class DateForms {
    private static final int SHORTEST = 6;
    private static final int LONGEST = 80;
    private static final int MOST_FORMS = 16;
    private static final int MOST_NONE = 6;
    private static final Pattern NUMBERS = Pattern.compile(
            "(\\d{1,4})([/.-])(\\d{1,2})\\2(\\d{2}|\\d{4}|\\d)(?:(,? )(\\d{1,2}):\\d{2}(:\\d{2})?( ?[AaPp][Mm])?"
                    + "(?<zone> (?:GMT|GMT[+-]\\d{1,2}(?::\\d{2})?|UTC|[+-]\\d{4}))?)?");

    private static final Pattern VERSION = Pattern.compile(
            "versi|build|release|firmware|os\\b|app|\\bno\\b|number|nummer|\\bnr\\b|code|\\bid\\b|_id|kont",
            Pattern.CASE_INSENSITIVE);

    /** A month in digits, or a week as ISO 8601 has it, which no pattern makes a day. */
    private static final Pattern PART =
            Pattern.compile("(?:19|20)\\d\\d(?:0[1-9]|1[0-2])|(?:19|20)\\d\\d-?W[0-5]\\d(?:-?[1-7])?");

    private final Map<Key, NumberDates> numbers = new HashMap<>();
    private long iso;
    private long withZone;
    private long withTime;
    private long early;
    private long unlikely;
    private long unread;
    private long milliseconds;
    private long earlyMilliseconds;
    private final Set<String> none = new TreeSet<>();
    private final NoDates noDates;
    private final NamedDates named = new NamedDates();
    private final boolean soundsAsDate;
    private final boolean soundsAsVersion;

    /** Whether these are moments of an account, so that a few before 1970 stand for none. */
    private final boolean isAccount;

    DateForms(String column) {
        noDates = new NoDates(column);
        isAccount = KnownNames.attribute(column).filter("created_at"::equals).isPresent()
                || DateNames.isMoment(KnownNames.withoutWrapper(column)) && !AttributeName.namesBirth(column);
        soundsAsDate = DateNames.isDate(column) || isAccount;
        soundsAsVersion = VERSION.matcher(column).find();
    }

    /**
     * What tells forms apart that no pattern can have in common.
     *
     * @param separator between day, month and year
     * @param yearFirst whether the year is the first, otherwise the last
     * @param year      how many digits it has
     * @param time      the pattern of the time of day; empty for none
     */
    private record Key(String separator, boolean yearFirst, int year, String time) {}

    void add(JsonValue value) {
        int length = value.length() - 2;
        if (length < SHORTEST || length > LONGEST || value.hasEscape()) {
            return;
        }
        byte[] bytes = value.bytes();
        if (Dates.isDate(bytes, value.start() + 1, value.end() - 1)) {
            iso++;
            withZone += Dates.namesZone(bytes, value.start() + 1, value.end() - 1) ? 1 : 0;
            withTime += length > 10 ? 1 : 0;
            if (bytes[value.start() + 5] == '-') {
                String text = value.text();
                String year = text.substring(0, 4);
                unlikely += DateForm.isUnlikely(Integer.parseInt(year)) ? 1 : 0;
                early += !isNone(text, year) && text.compareTo("1970") < 0 ? 1 : 0;
            }
        } else {
            String text = value.text();
            Matcher date = NUMBERS.matcher(text);
            boolean isKnown = bytes[value.start() + 1] >= '0' && bytes[value.start() + 1] <= '9' && date.matches()
                    ? add(date)
                    : named.add(text);
            unread += !isKnown && (Dates.isWritten(text) || PART.matcher(text).matches()) ? 1 : 0;
        }
    }

    /** Takes note of a date; whether it is one. */
    private boolean add(Matcher date) {
        String first = date.group(1);
        String third = date.group(4);
        boolean yearFirst = first.length() == 4 && third.length() <= 2;
        boolean yearLast = third.length() == 4 && first.length() <= 2 || isShort(date);
        var key = new Key(date.group(2), yearFirst, yearFirst ? 4 : third.length(), time(date));
        boolean isKnown = (yearFirst || yearLast) && (numbers.containsKey(key) || numbers.size() < MOST_FORMS);
        if (isKnown) {
            String hour = date.group(6);
            boolean wideHour = hour == null || date.group(8) != null || hour.length() == 2;
            String year = yearFirst ? first : third;
            numbers.computeIfAbsent(key, unused -> new NumberDates())
                    .add(yearFirst ? third : first, date.group(3), year, wideHour, isNone(date.group(), year));
        }
        return isKnown;
    }

    /** Whether a date stands for none; of more spellings than a few, the others do not. */
    private boolean isNone(String date, String year) {
        return year.length() == 4
                && DateForm.isUnlikely(Integer.parseInt(year))
                && noDates.isNone(date)
                && (none.contains(date) || none.size() < MOST_NONE && none.add(date));
    }

    /** Whether the year has two digits. Versions and other numbers in three parts are like that, too. */
    private boolean isShort(Matcher date) {
        boolean isWide = date.group(1).length() == 2 && date.group(3).length() == 2;
        return (soundsAsDate || date.group(2).equals("/") || date.group(2).equals(".") && isWide && !soundsAsVersion)
                && date.group(1).length() <= 2
                && date.group(4).length() == 2;
    }

    /** Takes note of a number that may be a date in digits, by the name of the column. */
    void addDigits(String number) {
        if (!soundsAsDate || soundsAsVersion) {
            return;
        }
        boolean isKnown = named.addDigits(number);
        unread += !isKnown && PART.matcher(number).matches() ? 1 : 0;
    }

    /** Whether so many days before 1970 say that the column holds days, and not moments that Customer.io keeps. */
    private boolean isEarly(long some, long all) {
        return isAccount ? some * 2 > all : !Share.isNearlyAll(all - some, all);
    }

    /** Takes note of a number that is surely a date. */
    void addMilliseconds(boolean isEarly) {
        milliseconds++;
        earlyMilliseconds += isEarly ? 1 : 0;
    }

    /** What is said of texts that are no dates, beside numbers that are. */
    private DateForm none() {
        boolean isEarly = milliseconds > 0 && isEarly(earlyMilliseconds, milliseconds);
        return new DateForm(0, "", false, false, false, isEarly, 0, List.of(), unread);
    }

    private static String time(Matcher date) {
        boolean half = date.group(8) != null;
        return date.group(6) == null
                ? ""
                : date.group(5) + (half ? "h" : "H") + ":mm" + (date.group(7) == null ? "" : ":ss")
                        + (!half ? "" : date.group(8).startsWith(" ") ? " a" : "a")
                        + zone(date.group("zone"));
    }

    private static String zone(@Nullable String zone) {
        return zone == null ? "" : zone.equals(" UTC") ? " z" : zone.startsWith(" GMT") ? " O" : " xx";
    }

    /** The form that most of them have; no form where there is none. */
    DateForm form() {
        Map.Entry<Key, NumberDates> best = numbers.entrySet().stream()
                .max(Comparator.comparingLong(one -> one.getValue().count()))
                .orElse(null);
        long digits = best == null ? 0 : best.getValue().count();
        Map.Entry<String, NamedDates.Count> word = named.most().orElse(null);
        long words = word == null ? 0 : word.getValue().all();
        if (word != null && words > iso && words > digits) {
            return named(word.getKey(), word.getValue());
        }
        if (best == null || digits <= iso) {
            return iso == 0
                    ? none()
                    : new DateForm(
                            iso,
                            "",
                            iso > withZone,
                            false,
                            withTime > 0,
                            isEarly(early + earlyMilliseconds, iso + milliseconds),
                            unlikely,
                            List.copyOf(none),
                            unread);
        }
        Key key = best.getKey();
        NumberDates dates = best.getValue();
        if (!key.yearFirst() && dates.isTorn()) {
            return DateForm.none(unread + dates.count());
        }
        return new DateForm(
                key.yearFirst() ? dates.count() : dates.values(),
                pattern(key, dates),
                !namesZone(key.time()),
                !key.yearFirst() && dates.isUnclear() && !key.separator().equals("."),
                !key.time().isEmpty(),
                isEarly(dates.early(), dates.count()),
                dates.unlikely(),
                List.copyOf(none),
                unread);
    }

    private DateForm named(String pattern, NamedDates.Count dates) {
        return new DateForm(
                dates.all(),
                pattern,
                !namesZone(pattern),
                false,
                pattern.contains("mm"),
                isEarly(dates.early(), dates.all()),
                dates.unlikely(),
                List.of(),
                unread);
    }

    private static boolean namesZone(String pattern) {
        return !pattern.isEmpty() && "xXzO".indexOf(pattern.charAt(pattern.length() - 1)) >= 0;
    }

    private static String pattern(Key key, NumberDates dates) {
        String day = dates.isWide() ? "dd" : "d";
        String month = dates.isWide() ? "MM" : "M";
        String between = key.separator();
        String date = key.yearFirst()
                ? "yyyy" + between + month + between + day
                : (dates.isDayFirst() ? day + between + month : month + between + day)
                        + between
                        + "y".repeat(key.year());
        return date + (dates.isWide() ? key.time().replace("H:", "HH:") : key.time());
    }
}

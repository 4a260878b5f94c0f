package dev.upserter.profile.proposal;

import dev.upserter.operation.AttributeName;
import dev.upserter.operation.text.ConsentName;
import dev.upserter.problem.Quantities;
import dev.upserter.profile.Column;
import dev.upserter.profile.DateForm;
import dev.upserter.profile.DateNames;
import dev.upserter.profile.KnownNames;
import dev.upserter.profile.ListForm;
import dev.upserter.profile.Look;
import dev.upserter.profile.NamedZone;
import dev.upserter.profile.Profile;
import dev.upserter.profile.Share;
import dev.upserter.profile.TextForms;
import dev.upserter.source.csv.NullTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Proposes what the values of a column are made. */
final class Casts {
    private static final Pattern NO_MOMENT = Pattern.compile(
            "phone|mobile|\\b(id|no|number|tel|order)\\b|[_"
                    + " -](id|no|nr|number|order)$|(?-i:(?<=\\p{Ll})(Id|No|Nr|Number|Order)$)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LISTS = Pattern.compile(
            "\\b(tags?|labels|interests|topics|segments|groups|lists|categories|preferences|roles)\\b",
            Pattern.CASE_INSENSITIVE);

    static final String DAY_NOTE = "a day as text, since Customer.io does not keep dates before 1970 as seconds";

    private static final String BARE_PHONES =
            "numbers without + and country: as: phone with a country makes them phone numbers";

    private static final Pattern DAY_FIRST = Pattern.compile("^(d+)(/)(M+)(?=/)");
    private static final Pattern MONTH_FIRST = Pattern.compile("^M+/d+/");

    /** A column whose dates have the month first, beyond doubt; empty for none, and where another has the day first. */
    private final String monthFirst;

    /** Names of days of which some are before 1970, in whichever form. */
    private final Set<String> early;

    /** The country of all rows, by its two letters; empty where it is not known. */
    private final String country;

    private final NumberCasts numbers;

    Casts(Profile profile) {
        numbers = new NumberCasts(profile);
        country = Countries.of(profile);
        early = profile.columns().stream()
                .filter(column -> column.dates().isEarly())
                .map(column -> KnownNames.withoutWrapper(column.name()))
                .collect(Collectors.toUnmodifiableSet());
        monthFirst = clear(profile, DAY_FIRST).isPresent()
                ? ""
                : clear(profile, MONTH_FIRST).map(Column::name).orElse("");
    }

    /** A column whose dates are of a form beyond doubt. */
    private static Optional<Column> clear(Profile profile, Pattern form) {
        return profile.columns().stream()
                .filter(column -> !column.dates().isUnclear()
                        && column.dates().pattern().contains("/")
                        && isAll(column, column.dates().values())
                        && form.matcher(column.dates().pattern()).find())
                .findFirst();
    }

    /** The keys of the rule; none where the values stay as they are. */
    List<Proposal.Key> of(Column column) {
        DateForm dates = column.dates();
        if (column.name().contains(".$date")
                && dates.pattern().isEmpty()
                && column.milliseconds() > 0
                && isAll(column, dates.values() + column.milliseconds())) {
            return mongo(column, dates.values() + column.milliseconds());
        }
        if (isAll(column, dates.values())) {
            return dates(column, dates);
        }
        if (SerialCasts.areDays(column)) {
            return SerialCasts.of(column);
        }
        boolean isMoment = namesMoment(column);
        String unit = isMoment ? finerUnit(column) : "";
        if (!unit.isEmpty()) {
            return List.of(
                    key("as", "unix", column, finer(column), "Customer.io compares seconds"),
                    new Proposal.Key("unit", unit, ""));
        }
        if (isMoment && isAll(column, column.seconds())) {
            return column.count(Look.WHOLE_NUMBER) == column.values()
                    ? List.of()
                    : List.of(key("as", "unix", column, column.seconds(), ""));
        }
        long booleans = column.count(Look.BOOLEAN_TEXT);
        return isAll(column, booleans) ? List.of(key("as", "boolean", column, booleans, "")) : texts(column);
    }

    /** Whether numbers in a column may be moments, by its name. */
    static boolean namesMoment(Column column) {
        return DateNames.isMoment(column.name())
                && !NO_MOMENT.matcher(KnownNames.withoutWrapper(column.name())).find();
    }

    /** The unit of moments that are all finer than seconds, and of one unit; empty for others. */
    static String finerUnit(Column column) {
        return isAll(column, column.milliseconds())
                ? "ms"
                : isAll(column, column.microseconds()) ? "us" : isAll(column, column.nanoseconds()) ? "ns" : "";
    }

    /** Values that are a moment in the commonest unit that is finer than seconds. */
    private static long finer(Column column) {
        return Math.max(column.milliseconds(), Math.max(column.microseconds(), column.nanoseconds()));
    }

    /** Of numbers, these are milliseconds; texts say what they are. */
    private List<Proposal.Key> mongo(Column column, long some) {
        Proposal.Key as = isDay(column) || early.contains(KnownNames.withoutWrapper(column.name()))
                ? key("as", "date", column, some, DAY_NOTE)
                : key("as", "unix", column, some, "Customer.io compares seconds");
        return List.of(as, new Proposal.Key("unit", "ms", ""));
    }

    /** Whether so many values are all, but for words for null and a few odd ones. */
    static boolean isAll(Column column, long some) {
        return some > 0 && Share.isNearlyAll(some, column.values() - column.nullWords());
    }

    /** A key with a note on the values for which it does not hold. */
    static Proposal.Key key(String name, String value, Column column, long some, String note) {
        String odd = odd(column.values() - some);
        return new Proposal.Key(name, value, note + (note.isEmpty() || odd.isEmpty() ? "" : "; ") + odd);
    }

    /** What becomes of so many values. */
    static String odd(long others) {
        return others <= 0
                ? ""
                : Quantities.say(others)
                        + (others == 1
                                ? " value cannot be made so: its row is rejected"
                                : " values cannot be made so: their rows are rejected");
    }

    private List<Proposal.Key> texts(Column column) {
        Optional<KnownWords.Pair> words = KnownWords.yesNo(column);
        if (words.isPresent()) {
            return words(column, words.get());
        }
        if (BooleanNames.asks(KnownNames.withoutWrapper(column.name())) && areBooleans(column)) {
            return List.of(key("as", "boolean", column, column.booleans(), ""));
        }
        List<Proposal.Key> phones = phones(column);
        return phones.isEmpty() ? lists(column).orElseGet(() -> numbers.of(column)) : phones;
    }

    /** Whether all values are words for true or false, but for those that {@code source.nullWords} may name. */
    private static boolean areBooleans(Column column) {
        long nulls = column.texts().words().entrySet().stream()
                .filter(word -> NullTexts.isKnown(word.getKey(), column.name()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return column.count(Look.BOOLEAN) == 0 && Share.isNearlyAll(column.booleans(), column.values() - nulls);
    }

    /** True and false by words. */
    static List<Proposal.Key> words(Column column, KnownWords.Pair pair) {
        long others = pair.others(column.texts().words());
        var keys = new ArrayList<>(List.of(key("as", "boolean", column, column.values() - others, "")));
        keys.addAll(pair.keys());
        return keys;
    }

    private List<Proposal.Key> phones(Column column) {
        TextForms texts = column.texts();
        if (texts.readyPhones() == column.values()) {
            return List.of();
        }
        if (isAll(column, texts.phones())) {
            return texts.readyPhones() == texts.phones()
                    ? List.of()
                    : List.of(key("as", "phone", column, texts.phones(), ""));
        }
        long local = country.isEmpty() ? 0 : texts.localPhones().of(country);
        if (local > 0 && isAll(column, texts.phones() + local)) {
            return List.of(
                    key("as", "phone", column, texts.phones() + local, ""),
                    new Proposal.Key("country", country, "of numbers that name none: that of all rows"));
        }
        boolean isPhone =
                KnownNames.attribute(column.name()).filter("phone"::equals).isPresent();
        return isPhone && column.count(Look.WHOLE_NUMBER) > 0
                ? List.of(new Proposal.Key("as", "text", BARE_PHONES))
                : List.of();
    }

    /** Whether a name is one of a list. */
    static boolean namesLists(Column column) {
        return LISTS.matcher(column.name().replace('_', ' ')).find();
    }

    private static Optional<List<Proposal.Key>> lists(Column column) {
        ListForm lists = column.texts().lists();
        if (OptOutReasons.areIn(column)) {
            return Optional.empty();
        }
        if (lists.json() > 0 && Share.isNearlyAll(lists.json(), column.values())) {
            return Optional.of(List.of(key("as", "json", column, lists.json(), "a list")));
        }
        if (lists.braces() > 0 && isAll(column, lists.braces())) {
            return Optional.of(List.of(new Proposal.Key("as", "list", "")));
        }
        boolean isList = !lists.separator().isEmpty() && column.count(Look.TEXT) > 0 && namesLists(column);
        if (!isList) {
            return Optional.empty();
        }
        var list = new Proposal.Key("as", "list", "");
        return Optional.of(
                lists.separator().equals(",")
                        ? List.of(list)
                        : List.of(list, new Proposal.Key("separator", lists.separator(), "")));
    }

    private static String shortYears(boolean isDay, String unclear) {
        return (unclear.isEmpty() ? "" : unclear + "; ")
                + (isDay
                        ? "a year of two digits is this one at most, since the attribute's name says birth"
                        : "a year of two digits is at most 20 years ahead");
    }

    /** Whether it holds numbers of which no column of amounts shows what their points or commas mean. */
    boolean isUnclearNumber(Column column) {
        return numbers.isUnclear(column);
    }

    /** Whether dates are kept as days, since Customer.io does not keep such ones as seconds. */
    static boolean isDay(Column column) {
        return column.dates().isEarly() && !isOptOutTime(column) || AttributeName.namesBirth(column.name());
    }

    /** Whether a column tells when people wanted no more messages, so that an early day in it stands for none. */
    private static boolean isOptOutTime(Column column) {
        return KnownNames.consent(column.name())
                .filter(name -> name == ConsentName.OPT_OUT_TIME)
                .isPresent();
    }

    private List<Proposal.Key> dates(Column column, DateForm dates) {
        boolean isDay =
                isDay(column) || early.contains(KnownNames.withoutWrapper(column.name())) && !isOptOutTime(column);
        var keys = new ArrayList<Proposal.Key>();
        keys.add(
                isDay
                        ? key("as", "date", column, dates.values(), DAY_NOTE)
                        : key("as", "unix", column, dates.values(), ""));
        if (!dates.pattern().isEmpty()) {
            boolean isTurned = dates.isUnclear()
                    && !monthFirst.isEmpty()
                    && DAY_FIRST.matcher(dates.pattern()).find();
            String unclear = !dates.isUnclear()
                    ? ""
                    : "day and month cannot be distinguished in these rows: "
                            + (isTurned ? "taken as in " + monthFirst : "check their order");
            String pattern = isTurned ? DAY_FIRST.matcher(dates.pattern()).replaceFirst("$3$2$1") : dates.pattern();
            keys.add(
                    new Proposal.Key("pattern", pattern, dates.hasShortYears() ? shortYears(isDay, unclear) : unclear));
        }
        if (!isDay && dates.needsZone()) {
            NamedZone zone = NamedZone.of(column.name());
            keys.add(new Proposal.Key("zone", zone.zone(), zone.note()));
        }
        return keys;
    }
}

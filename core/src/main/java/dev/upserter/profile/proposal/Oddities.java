package dev.upserter.profile.proposal;

import dev.upserter.operation.text.Role;
import dev.upserter.problem.Quantities;
import dev.upserter.profile.Column;
import dev.upserter.profile.DateForm;
import dev.upserter.profile.Look;
import dev.upserter.profile.Profile;
import dev.upserter.profile.Profiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells what about the columns will cause trouble, and what to do. */
public final class Oddities {
    private static final Pattern KEEPS_ZEROS = Pattern.compile("zip|plz|post.?(code|al)", Pattern.CASE_INSENSITIVE);
    private static final int MOST_BYTES = 1000;

    private Oddities() {}

    /**
     * One odd thing.
     *
     * @param column  the column it is about
     * @param message what is odd; no value is in it
     * @param hint    what to do
     */
    public record Oddity(String column, String message, String hint) {}

    /** All that is odd, column by column. */
    public static List<Oddity> of(Profile profile) {
        var found = new ArrayList<Oddity>();
        String identifier = profile.identifier().map(Column::name).orElse("");
        for (Column column : profile.columns()) {
            BiConsumer<String, String> add = (message, hint) -> found.add(new Oddity(column.name(), message, hint));
            if (column.name().equals(identifier)) {
                identifier(profile, column, add);
            }
            if (!profile.isOfCall(column)) {
                name(column, add);
            }
            if (profile.filtered() > 0 && column.name().equalsIgnoreCase("type")) {
                add.accept(
                        count(
                                        profile.filtered(),
                                        "row is left out here, which says",
                                        "rows are left out here, which say")
                                + " what somebody did, not who it was",
                        "filter: " + profile.filter() + " sends the others alone. upserter init writes it");
            }
            values(column, profile.rows(), add);
        }
        return found;
    }

    private static void identifier(Profile profile, Column column, BiConsumer<String, String> add) {
        long without = profile.rows() - profile.identified(column);
        if (without > 0) {
            add.accept(
                    "probably the identifier, but " + count(without, "row has", "rows have") + " none",
                    "such rows are rejected");
        }
        if (profile.areOrders()) {
            add.accept(
                    "the rows are orders or the like, not people",
                    "of each person's rows the last one counts. Leave one for each, or send them as events: init --type event");
        } else if (column.repeated() > 0) {
            add.accept(
                    "probably the identifier, but " + count(column.repeated(), "row repeats", "rows repeat")
                            + " an earlier one",
                    "rows of one person take effect in the order of the file");
        }
        if (column.mostly() == Look.EMAIL
                && !column.name().toLowerCase(Locale.ROOT).contains("mail")) {
            add.accept("the identifiers are e-mail addresses", "set identifyBy to email, unless they are ids too");
        }
        if (column.wholeFractions() > 0) {
            add.accept(
                    "identifiers end in .0: they were numbers with a fraction on their way",
                    column.isWholeWithFraction()
                            ? "export the column as text. upserter init proposes as: integer, which takes it away"
                            : "export the column as text");
        }
    }

    private static void name(Column column, BiConsumer<String, String> add) {
        Role.nearest(column.name())
                .ifPresent(known -> add.accept(
                        "Customer.io knows this attribute only as " + known, "upserter init maps it to that"));
        String meant = Proposal.meant(column);
        if (!meant.isEmpty()) {
            add.accept(
                    meant,
                    "export the data again as UTF-8. Otherwise upserter init names the attribute as it was meant");
        }
        Role role = Role.of(column.name());
        if (role == Role.READ_ONLY || role == Role.SUBSCRIPTIONS) {
            add.accept("Customer.io keeps this attribute name for itself", "map it to another name");
        }
    }

    private static void values(Column column, long rows, BiConsumer<String, String> add) {
        if (column.values() == 0) {
            if (column.name().equals(Profiler.PARENT)) {
                add.accept(
                        "rows that have it are parts of other rows, and left out here",
                        "filter: row['" + Profiler.PARENT
                                + "'] == nil sends the others alone. upserter init writes it");
            } else if (rows > 0) {
                add.accept("no row says anything", "leave the column out");
            }
            return;
        }
        mixed(column, add);
        numbers(column, add);
        dates(column, add);
        order(column, add);
        if (Casts.namesMoment(column)) {
            finer(column, column.milliseconds(), "milliseconds", "ms", add);
            finer(column, column.microseconds(), "microseconds", "us", add);
            finer(column, column.nanoseconds(), "nanoseconds", "ns", add);
        }
        if (column.count(Look.WHOLE_NUMBER_TEXT) > 0
                && Casts.isAll(column, column.seconds())
                && Casts.namesMoment(column)) {
            add.accept(
                    "texts look like moments in Unix seconds",
                    "date conditions need numbers. upserter init proposes as: unix");
        }
        if (column.texts().padded() > 0) {
            add.accept(
                    count(column.texts().padded(), "value has blanks around it", "values have blanks around them"),
                    "a cast takes them away, and a template with strip. upserter init proposes one");
        }
        if (column.nullWords() > 0) {
            add.accept(
                    count(column.nullWords(), "value is a word", "values are words") + " for 'no value'",
                    "they are stored as texts. Correct the export, or name them in source.nullWords where it is CSV");
        }
        if (column.longest() > MOST_BYTES) {
            add.accept(
                    "the longest value has " + Quantities.say(column.longest()) + " bytes",
                    "Customer.io keeps 1000. Such rows are rejected, or cut with guards.VALUE_TOO_LONG: fix");
        }
        if (column.count(Look.OBJECT) > 0) {
            add.accept("values are objects", "map an inner field, by its path with dots");
        }
    }

    private static void finer(Column column, long some, String what, String unit, BiConsumer<String, String> add) {
        if (some > 0) {
            add.accept(
                    "numbers look like moments in " + what,
                    Casts.isAll(column, some)
                            ? "date conditions need seconds. upserter init proposes as: unix with unit: " + unit
                            : "if they are, date conditions need seconds: give the rule as: unix and unit: " + unit);
        }
    }

    private static void dates(Column column, BiConsumer<String, String> add) {
        DateForm dates = column.dates();
        boolean isProposed = Casts.isAll(column, dates.values());
        if (column.count(Look.DATE) == 0 && !isProposed && !Casts.isAll(column, dates.unread())) {
            return;
        }
        add.accept(
                "dates are texts",
                "date conditions need Unix seconds; "
                        + (!isProposed
                                ? "give the rule as: unix with the pattern that reads them, or export them as ISO 8601"
                                : Casts.isDay(column)
                                        ? "upserter init proposes as: date, since birthdays and days before 1970 are"
                                                + " kept as texts"
                                        : "upserter init proposes as: unix, with the zone where none is named"));
    }

    private static void order(Column column, BiConsumer<String, String> add) {
        if (column.dates().isUnclear() && Casts.isAll(column, column.dates().values())) {
            add.accept(
                    "day and month cannot be distinguished in these rows",
                    "check their order in the pattern that upserter init proposes");
        }
    }

    private static void numbers(Column column, BiConsumer<String, String> add) {
        long whole = column.count(Look.WHOLE_NUMBER) + column.count(Look.WHOLE_NUMBER_TEXT);
        if (column.count(Look.SCIENTIFIC_TEXT) > 0) {
            add.accept(
                    count(column.count(Look.SCIENTIFIC_TEXT), "number is", "numbers are")
                            + " in scientific notation, as a spreadsheet rounds them",
                    "export the column again, as text");
        }
        if (whole > 0
                && column.leadingZeros() == 0
                && KEEPS_ZEROS.matcher(column.name()).find()) {
            add.accept(
                    "numbers where zeros at the front matter, and none has one: they were lost, perhaps",
                    "export the column as text");
        }
    }

    /** Whole numbers go with other numbers, and what is a special form of text goes with text. */
    private static void mixed(Column column, BiConsumer<String, String> add) {
        Map<String, Long> kinds = column.looks().entrySet().stream()
                .filter(look -> look.getKey().saysSomething())
                .collect(Collectors.groupingBy(
                        look -> kind(look.getKey()), Collectors.summingLong(Map.Entry::getValue)));
        if (kinds.size() > 1) {
            String shares = kinds.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .map(kind -> kind.getValue() + " " + kind.getKey())
                    .collect(Collectors.joining(", "));
            add.accept("values are of several types: " + shares, "segments compare texts and numbers differently");
        }
    }

    private static String count(long n, String one, String several) {
        return n + " " + (n == 1 ? one : several);
    }

    private static String kind(Look look) {
        return switch (look) {
            case TEXT, EMAIL, DATE, WHOLE_NUMBER_TEXT, NUMBER_TEXT, SCIENTIFIC_TEXT, BOOLEAN_TEXT, EMPTY -> "text";
            case WHOLE_NUMBER, NUMBER -> "number";
            case BOOLEAN -> "true or false";
            case OBJECT -> "object";
            case LIST -> "list";
            case NULL -> "null";
        };
    }
}

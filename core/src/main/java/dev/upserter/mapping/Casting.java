package dev.upserter.mapping;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.mapping.spec.Cast;
import dev.upserter.mapping.spec.Moments;
import dev.upserter.mapping.spec.ShortYears;
import dev.upserter.mapping.spec.TextParts;
import dev.upserter.mapping.spec.Unit;
import dev.upserter.mapping.spec.Units;
import dev.upserter.mapping.spec.WrittenNumbers;
import dev.upserter.mapping.spec.WrittenPhones;
import dev.upserter.operation.text.Damage;
import dev.upserter.operation.text.DateFault;
import dev.upserter.operation.text.SpreadsheetText;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.ProblemLog;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes values what a {@link Cast} says. Immutable. */
public final class Casting {
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?[0-9]{1,1000}(\\.[0-9]{1,1000})?([eE][-+]?[0-9]{1,3})?");
    private static final Pattern JSON_NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]{0,999})(\\.[0-9]{1,1000})?([eE][-+]?[0-9]{1,3})?");

    /** 100,000,000 seconds are a moment of March 1973: fewer may count something else. */
    private static final int LEAST_DIGITS = 9;

    private static final int MOST_DIGITS = 10;

    private final Cast cast;
    private final String name;
    private final Target target;
    private final Moments moments;

    /** What a value becomes. */
    enum Target {
        /** What identifies. */
        KEY,
        /** The value of a key that only some types have. */
        PART,
        /** An attribute. */
        ATTRIBUTE
    }

    /**
     * A cast made ready.
     *
     * @param name   of the attribute or the key, in messages
     * @param target what the value becomes
     * @param run    the day of the run
     */
    Casting(Cast cast, String name, Target target, LocalDate run) {
        this.cast = cast;
        this.name = name;
        this.target = target;
        ShortYears years = ShortYears.of(name, run);
        this.moments = switch (cast) {
            case Cast.Unix unix -> new Moments(unix.pattern(), unix.zone(), years);
            case Cast.Day day -> new Moments(day.pattern(), day.zone(), years);
            case Cast.Text text -> new Moments(null, null, years);
            case Cast.WholeNumber whole -> new Moments(null, null, years);
            case Cast.Decimal decimal -> new Moments(null, null, years);
            case Cast.ToBoolean bool -> new Moments(null, null, years);
            case Cast.BooleanByWords words -> new Moments(null, null, years);
            case Cast.WrittenNumber number -> new Moments(null, null, years);
            case Cast.Elements elements -> new Moments(null, null, years);
            case Cast.Phone phone -> new Moments(null, null, years);
            case Cast.Json json -> new Moments(null, null, years);
        };
    }

    /**
     * What every row gets of an expression that is a constant.
     *
     * @param name of the key, in messages
     * @throws UnfitException if no row can have it
     */
    public static JsonValue constant(String name, JsonValue constant, @Nullable Cast cast) throws UnfitException {
        if (cast == null) {
            return constant;
        }
        var row = new EvaluatedRow(new Places(), RunVariables.NONE, code -> Level.OFF, new ProblemLog());
        return new Casting(cast, name, Target.PART, LocalDate.EPOCH).of(constant, row);
    }

    /**
     * The value as it is to be; not asked for null.
     *
     * @throws UnfitException if it cannot be made so
     */
    JsonValue of(JsonValue given, EvaluatedRow row) throws UnfitException {
        JsonValue value = target == Target.KEY ? given : SpreadsheetText.unwrapped(given);
        return switch (cast) {
            case Cast.Text text -> value.kind() == ValueKind.TEXT ? value : JsonValue.ofText(value.json());
            case Cast.WholeNumber whole -> wholeNumber(value);
            case Cast.Decimal decimal -> decimal(value);
            case Cast.ToBoolean bool -> bool(value, Cast.ToBoolean.TRUE, Cast.ToBoolean.FALSE);
            case Cast.BooleanByWords words -> bool(value, words);
            case Cast.WrittenNumber number ->
                value.kind() != ValueKind.TEXT && !number.percent() ? decimal(value) : amount(value, number, row);
            case Cast.Elements elements -> list(value, elements.separator());
            case Cast.Phone phone -> phone(value, phone.country());
            case Cast.Json json -> orUnfit(TextParts.json(value), value, "a value of JSON");
            case Cast.Unix unix -> {
                JsonValue made = unix(value, unix, row);
                if (target == Target.ATTRIBUTE) {
                    row.types().count(name, made.kind() == ValueKind.INTEGER);
                }
                yield made;
            }
            case Cast.Day day -> day(value, day, row);
        };
    }

    private JsonValue orUnfit(@Nullable JsonValue made, JsonValue value, String wanted) throws UnfitException {
        if (made == null) {
            throw unfit(value, wanted);
        }
        return made;
    }

    private JsonValue phone(JsonValue value, @Nullable String country) throws UnfitException {
        JsonValue number = WrittenPhones.read(value, country);
        if (number == null && WrittenPhones.isUnclear(value, country)) {
            throw new UnfitException(
                    Code.CAST_FAILED,
                    whose() + " cannot be made a phone number: it is one in " + country
                            + " with and without the country's"
                            + " code at its start. Write + or the leading 0 before it");
        }
        return orUnfit(number, value, "a phone number in E.164 form");
    }

    private JsonValue amount(JsonValue value, Cast.WrittenNumber form, EvaluatedRow row) throws UnfitException {
        JsonValue made = orUnfit(WrittenNumbers.read(value, form), value, "a number");
        if (target != Target.KEY && value.kind() == ValueKind.TEXT && !isBare(value)) {
            WrittenNumbers.currency(value.text())
                    .ifPresent(currency -> row.types().count(name, currency));
        }
        return made;
    }

    /** Whether a text starts and ends with a digit, and so names no currency. */
    private static boolean isBare(JsonValue text) {
        return isDigit(text.bytes()[text.start() + 1]) && isDigit(text.bytes()[text.end() - 2]);
    }

    private static boolean isDigit(byte sign) {
        return sign >= '0' && sign <= '9';
    }

    private JsonValue list(JsonValue value, String separator) throws UnfitException {
        JsonValue list = TextParts.list(value, separator);
        if (list == null && TextParts.isInBrackets(value, separator)) {
            throw new UnfitException(
                    Code.CAST_FAILED,
                    whose() + " cannot be made a list: the brackets or braces around its elements are no part of them."
                            + " A template with remove_first and remove_last takes them away");
        }
        return orUnfit(list, value, "a list");
    }

    /** Whether it is in scientific notation and its last digits are lost. */
    private static boolean isRounded(JsonValue number) {
        return Damage.of(number).filter(Damage::losesDigits).isPresent();
    }

    private void requireExact(JsonValue number, String wanted) throws UnfitException {
        if (number.kind() == ValueKind.TEXT && isRounded(number)) {
            throw unfit(number, wanted);
        }
    }

    private String whose() {
        return switch (target) {
            case KEY -> name;
            case PART -> "the value of " + name;
            case ATTRIBUTE -> "the attribute " + name;
        };
    }

    private UnfitException unfit(JsonValue value, String wanted) {
        String is = switch (value.kind()) {
            case TEXT ->
                value.isEmptyText()
                        ? "is an empty text"
                        : Damage.isScientific(value)
                                ? SpreadsheetText.IS_ROUNDED
                                : "is a text that says something else";
            case INTEGER -> "is a whole number";
            case DECIMAL -> "is a number with a fraction or an exponent";
            case TRUE, FALSE -> "is true or false";
            case NULL -> "is null";
            case OBJECT -> "is an object";
            case ARRAY -> "is a list";
        };
        return new UnfitException(Code.CAST_FAILED, whose() + " cannot be made " + wanted + ": it " + is);
    }

    private JsonValue wholeNumber(JsonValue value) throws UnfitException {
        BigDecimal number = value.kind() == ValueKind.INTEGER ? null : number(value);
        if (number == null) {
            if (value.kind() == ValueKind.INTEGER) {
                return value;
            }
            throw unfit(value, "a whole number");
        }
        if (target == Target.KEY && isRounded(value)) {
            return JsonValue.ofText(value.text()); // rounded, it is the id of somebody else: ID_DAMAGED reports it
        }
        try {
            return JsonValue.ofJson(number.toBigIntegerExact().toString());
        } catch (ArithmeticException fraction) {
            throw new UnfitException(
                    Code.CAST_FAILED, whose() + " cannot be made a whole number: it is a number with a fraction");
        }
    }

    private JsonValue decimal(JsonValue value) throws UnfitException {
        if (value.kind() == ValueKind.INTEGER || value.kind() == ValueKind.DECIMAL) {
            return value;
        }
        BigDecimal number = number(value);
        if (number == null) {
            throw unfit(value, "a number");
        }
        String text = value.text().strip();
        return JsonValue.ofJson(JSON_NUMBER.matcher(text).matches() ? text : number.toString());
    }

    /** The number that a value is, or that its text says; null if it is none. */
    private static @Nullable BigDecimal number(JsonValue value) {
        if (value.kind() != ValueKind.INTEGER && value.kind() != ValueKind.DECIMAL && value.kind() != ValueKind.TEXT) {
            return null;
        }
        String text = value.text().strip();
        return NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    private JsonValue bool(JsonValue value, Cast.BooleanByWords words) throws UnfitException {
        JsonValue made = bool(
                value,
                orElse(words.trueWords(), Cast.ToBoolean.TRUE),
                orElse(words.falseWords(), Cast.ToBoolean.FALSE));
        return !words.opposite() ? made : made.kind() == ValueKind.TRUE ? JsonValue.FALSE : JsonValue.TRUE;
    }

    private static Collection<String> orElse(List<String> own, Set<String> otherwise) {
        return own.isEmpty() ? otherwise : own;
    }

    private JsonValue bool(JsonValue value, Collection<String> isTrue, Collection<String> isFalse)
            throws UnfitException {
        if (value.kind() == ValueKind.TRUE || value.kind() == ValueKind.FALSE) {
            return value;
        }
        if (value.kind() == ValueKind.TEXT || value.kind() == ValueKind.INTEGER || value.kind() == ValueKind.DECIMAL) {
            String word = value.text().strip().toLowerCase(Locale.ROOT);
            if (isTrue.contains(word)) {
                return JsonValue.TRUE;
            }
            if (isFalse.contains(word)) {
                return JsonValue.FALSE;
            }
        }
        throw unfit(value, "true or false");
    }

    /** Whether it is a whole number of seconds since March 1973 already, as it is nearly always. */
    private static boolean isSeconds(JsonValue value, Cast.Unix unix) {
        return value.kind() == ValueKind.INTEGER
                && unix.unit() == Unit.SECONDS
                && unix.pattern() == null
                && value.length() >= LEAST_DIGITS
                && value.length() <= MOST_DIGITS
                && value.bytes()[value.start()] != '-';
    }

    private JsonValue unix(JsonValue value, Cast.Unix unix, EvaluatedRow row) throws UnfitException {
        if (isSeconds(value, unix)) {
            return value;
        }
        OptionalLong plain = moments.readPlainly(value);
        if (plain.isPresent()) {
            return seconds(value, plain.getAsLong(), row);
        }
        BigDecimal number = unix.pattern() == null ? number(value) : null;
        if (number != null) {
            requireExact(value, "Unix seconds");
            return seconds(value, toSeconds(number, unix.unit(), unix.zone(), value, row), row);
        }
        if (value.kind() != ValueKind.TEXT && value.kind() != ValueKind.INTEGER) {
            throw unfit(value, "Unix seconds");
        }
        return switch (moments.read(value.text())) {
            case Moments.Reading.Moment moment -> seconds(value, moment.seconds(), row);
            case Moments.Reading.WithoutZone none -> {
                row.note(Code.DATE_WITHOUT_ZONE, name, () -> whose() + " is a date that names no zone. It stays text");
                yield value;
            }
            case Moments.Reading.None none -> throw noDate(value, "Unix seconds");
        };
    }

    /** A day as ISO 8601 spells it; a moment's day is that of the rule's zone, or of UTC. */
    private JsonValue day(JsonValue value, Cast.Day day, EvaluatedRow row) throws UnfitException {
        BigDecimal number = day.pattern() == null ? number(value) : null;
        if (number != null) {
            requireExact(value, "a date");
            return JsonValue.ofText(dayOf(toSeconds(number, day.unit(), null, value, row), day, value));
        }
        if (value.kind() != ValueKind.TEXT && value.kind() != ValueKind.INTEGER) {
            throw unfit(value, "a date");
        }
        LocalDate found = moments.day(value.text());
        if (found == null) {
            throw noDate(value, "a date");
        }
        return JsonValue.ofText(found.toString());
    }

    private UnfitException noDate(JsonValue value, String wanted) {
        return DateFault.of(value.text())
                .or(() -> DateFault.ofForm(value.text(), moments.hasPattern()))
                .map(why -> new UnfitException(Code.CAST_FAILED, whose() + " cannot be made " + wanted + ": " + why))
                .orElseGet(() -> unfit(value, wanted));
    }

    private String dayOf(BigDecimal seconds, Cast.Day day, JsonValue value) throws UnfitException {
        ZoneId zone = day.unit() == Unit.EXCEL ? null : day.zone();
        try {
            long whole = seconds.setScale(0, RoundingMode.FLOOR).longValueExact();
            return LocalDate.ofInstant(Instant.ofEpochSecond(whole), zone == null ? ZoneOffset.UTC : zone)
                    .toString();
        } catch (ArithmeticException | DateTimeException beyond) {
            throw unfit(value, "a date");
        }
    }

    /**
     * Years, days in digits, days counted by a spreadsheet: taken for seconds, all of them are moments of the first years; and so
     * are seconds that were taken for smaller units. Of created_at, the guard tells it.
     */
    private BigDecimal toSeconds(BigDecimal number, Unit unit, @Nullable ZoneId zone, JsonValue value, EvaluatedRow row)
            throws UnfitException {
        BigDecimal seconds = unit.seconds(number, zone);
        if (seconds == null) {
            throw unfit(value, "a date");
        }
        if (Units.isMistaken(number, unit) && !name.equals("created_at")) {
            row.note(
                    Code.DATE_EARLY,
                    name,
                    () -> whose()
                            + " becomes a moment before March 1973: the number may count something else"
                            + " than its unit");
        }
        return seconds;
    }

    private JsonValue seconds(JsonValue value, BigDecimal seconds, EvaluatedRow row) {
        BigInteger whole = seconds.setScale(0, RoundingMode.FLOOR).toBigInteger();
        return whole.signum() < 0 ? early(value, row) : JsonValue.ofJson(whole.toString());
    }

    private JsonValue seconds(JsonValue value, long seconds, EvaluatedRow row) {
        return seconds < 0 ? early(value, row) : JsonValue.ofInteger(seconds);
    }

    private JsonValue early(JsonValue value, EvaluatedRow row) {
        row.note(Code.DATE_NEGATIVE, name, () -> whose() + " is a date before 1970. It stays as it is");
        return value;
    }
}

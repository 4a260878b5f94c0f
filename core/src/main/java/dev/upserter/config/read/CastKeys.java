package dev.upserter.config.read;

import dev.upserter.config.keys.Flag;
import dev.upserter.config.keys.KeySpec;
import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.keys.OneOf;
import dev.upserter.config.keys.Own;
import dev.upserter.config.keys.Section;
import dev.upserter.config.keys.Word;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.mapping.spec.Cast;
import dev.upserter.mapping.spec.Unit;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The key {@code as} of a rule, and those that belong to it. */
final class CastKeys {
    static final Section PART = Section.part();

    private static final Map<String, List<String>> CASTS = new HashMap<>();

    static final KeySpec<String> AS = PART.add(KeySpec.of(
            "as",
            new Word(List.of("text", "integer", "number", "boolean", "unix", "date", "list", "phone", "json")),
            "What the value is made.",
            "[what the value is made](casts.md): `text`, `integer`, `number`, `boolean`, `unix`, "
                    + "`date`, `list`, `phone` or `json`"));
    static final KeySpec<Unit> UNIT = of(
            List.of("unix", "date"),
            KeySpec.of(
                    "unit",
                    new OneOf<>(
                            List.of(Unit.values()),
                            new Word(
                                    Stream.of(Unit.values()).map(Unit::spelling).toList())),
                    "With as: unix or date, what a number counts. excel is days as spreadsheets count them."
                            + " Default: s.",
                    "with `as: unix` or `date`: in what a number counts, `s`, `ms`, `us` or `ns`, or `excel`: days as "
                            + "spreadsheets count them, which `45672.5` is. Default: `s`"));
    static final KeySpec<ZoneId> ZONE = of(
            List.of("unix", "date"),
            KeySpec.of(
                            "zone",
                            new Own<>(CastKeys::zone, "\"type\": \"string\"", "text"),
                            "With as: unix, the zone of dates that name none. With as: date, the zone in which a "
                                    + "moment's day is meant.",
                            "with `as: unix`: the zone of dates that name none, as `Europe/Berlin`, `UTC` or `+02:00`."
                                    + " With `as: date`: the zone in which the day of a moment is meant")
                    .examples("[\"Europe/Berlin\", \"UTC\"]"));
    static final KeySpec<String> PATTERN = of(
            List.of("unix", "date"),
            KeySpec.of(
                            "pattern",
                            new Own<>(CastKeys::pattern, "\"type\": \"string\"", "text"),
                            "With as: unix or date, how dates are spelled, in the letters of Java's "
                                    + "DateTimeFormatter.",
                            "with `as: unix` or `date`: how dates are spelled, as `dd.MM.yyyy HH:mm`. Whole numbers"
                                    + " are read by it too, as `yyyyMMdd`")
                    .examples("[\"dd.MM.yyyy HH:mm\"]"));
    static final KeySpec<String> DECIMAL = of(
            List.of("number"),
            KeySpec.of(
                    "decimal",
                    new Word(List.of(".", ",")),
                    "With as: number, what separates the fraction of numbers as people write them, such "
                            + "as 1.299,50 or €1,299.50.",
                    "with `as: number`: [numbers as people write them](casts.md#numbers-as-people-write-them), with "
                            + "`.` or `,` before the fraction"));
    static final KeySpec<Boolean> PERCENT = of(
            List.of("number"),
            KeySpec.of(
                    "percent",
                    new Flag(),
                    "With as: number, whether values end in a percent sign. 5% is sent as 0.05.",
                    "with `as: number`: whether values end in a percent sign. `5%` is sent as 0.05"));
    static final KeySpec<List<String>> TRUE_WORDS = of(
            List.of("boolean"),
            KeySpec.of(
                    "trueWords",
                    new Own<>(
                            CastKeys::words,
                            "\"type\": \"array\", \"items\": {\"type\": \"string\"}, \"minItems\": 1",
                            "list of words"),
                    "With as: boolean, the words that are true, letter case aside.",
                    "with `as: boolean`: [the words that are true](casts.md#words-for-true-and-false), letter case "
                            + "aside"));
    static final KeySpec<List<String>> FALSE_WORDS = of(
            List.of("boolean"),
            KeySpec.of(
                    "falseWords",
                    TRUE_WORDS.type(),
                    "With as: boolean, the words that are false, letter case aside.",
                    "with `as: boolean`: the words that are false"));
    static final KeySpec<Boolean> NOT = of(
            List.of("boolean"),
            KeySpec.of(
                    "not",
                    new Flag(),
                    "With as: boolean, whether the opposite is sent, as for a consent that feeds " + "unsubscribed.",
                    "with `as: boolean`: whether the opposite is sent"));
    static final KeySpec<String> SEPARATOR = of(
            List.of("list"),
            KeySpec.of(
                    "separator",
                    new Own<>(CastKeys::separator, "\"type\": \"string\", \"minLength\": 1", "text"),
                    "With as: list, what separates the elements.",
                    "with `as: list`: what separates the elements, `,` otherwise"));
    static final KeySpec<String> COUNTRY = of(
            List.of("phone"),
            KeySpec.of(
                            "country",
                            new Own<>(
                                    CastKeys::country,
                                    "\"type\": \"string\", \"pattern\": \"^([A-Za-z]{2}$|.*\\\\$\\\\{)\"",
                                    "text"),
                            "With as: phone, the country of numbers that name none, by its two letters of ISO 3166.",
                            "with `as: phone`: [the country of numbers that name none](casts.md#phone-numbers), as `PT` or "
                                    + "`US`")
                    .examples("[\"PT\", \"US\"]"));

    private CastKeys() {}

    private static <T> KeySpec<T> of(List<String> casts, KeySpec<T> key) {
        CASTS.put(key.name(), casts);
        return PART.add(key.needs("as"));
    }

    /** The casts that a key belongs to; none where it belongs to all rules. */
    static List<String> casts(String key) {
        return CASTS.getOrDefault(key, List.of());
    }

    private static List<String> words(ConfigNode.Field field, KeyValues values) {
        if (field.value() instanceof ConfigNode.Items items && items.items().isEmpty()) {
            values.note(field, field.name() + " must be a list of words, but this is empty", "write [\"ja\", \"j\"]");
        }
        var words = new ArrayList<String>();
        for (ConfigNode.Field item :
                values.list(field, "a list of words", "a word of " + field.name(), "write [\"ja\", \"j\"]")) {
            Resolved word = values.text(item, "ja");
            if (word != null) {
                words.add(word.text().strip().toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }

    private static @Nullable String separator(ConfigNode.Field field, KeyValues values) {
        Resolved text = values.text(field, ";");
        if (text != null && text.text().isEmpty()) {
            values.note(field, "separator must not be empty", "write what separates the elements");
            return null;
        }
        return text == null ? null : text.text();
    }

    private static @Nullable String country(ConfigNode.Field field, KeyValues values) {
        Resolved text = values.text(field, "PT");
        if (text == null) {
            return null;
        }
        String country = text.text().toUpperCase(Locale.ROOT);
        if (!Cast.Phone.isCountry(country)) {
            values.note(
                    field,
                    "no phone numbers of such a country are known",
                    "write its two letters of ISO 3166, as PT, DE, GB or US");
            return null;
        }
        return country;
    }

    private static @Nullable ZoneId zone(ConfigNode.Field field, KeyValues values) {
        Resolved text = values.text(field, "Europe/Berlin");
        if (text == null) {
            return null;
        }
        try {
            return ZoneId.of(text.text());
        } catch (DateTimeException e) {
            values.note(field, "there is no time zone of this name", "write UTC, +02:00, or a name as Europe/Berlin");
            return null;
        }
    }

    private static @Nullable String pattern(ConfigNode.Field field, KeyValues values) {
        Resolved text = values.text(field, "dd.MM.yyyy");
        if (text == null) {
            return null;
        }
        try {
            Cast.Unix.namesZone(text.text());
            return text.text();
        } catch (IllegalArgumentException e) {
            values.note(
                    field,
                    "this is no pattern of dates",
                    "write it with the letters of Java's DateTimeFormatter, as dd.MM.yyyy HH:mm");
            return null;
        }
    }
}

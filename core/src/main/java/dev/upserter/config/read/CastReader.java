package dev.upserter.config.read;

import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.config.text.Mistakes;
import dev.upserter.config.text.Node;
import dev.upserter.mapping.spec.Cast;
import dev.upserter.mapping.spec.Unit;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the key {@code as} of a rule, and those that belong to it. For one thread. */
final class CastReader {
    static final List<String> WORDS =
            List.of("text", "integer", "number", "boolean", "unix", "date", "list", "phone", "json");
    /** Further keys, each with the casts it belongs to. */
    private static final Map<String, List<String>> BELONGS = Map.of(
            "unit", List.of("unix", "date"),
            "zone", List.of("unix", "date"),
            "pattern", List.of("unix", "date"),
            "decimal", List.of("number"),
            "percent", List.of("number"),
            "trueWords", List.of("boolean"),
            "falseWords", List.of("boolean"),
            "not", List.of("boolean"),
            "separator", List.of("list"),
            "country", List.of("phone"));

    private static final List<String> MARKS = List.of(".", ",");

    private final Values values;
    private final Mistakes mistakes;

    CastReader(Values values, Mistakes mistakes) {
        this.values = values;
        this.mistakes = mistakes;
    }

    /** The cast; null for none. */
    @Nullable
    Cast read(Map<String, Node.Field> given) {
        Node.Field as = given.get("as");
        String word = as == null ? "" : values.word(as, WORDS);
        given.values().forEach(field -> checkBelongs(field, word));
        return switch (word) {
            case "text" -> new Cast.Text();
            case "integer" -> new Cast.WholeNumber();
            case "number" -> number(given);
            case "boolean" -> truth(given);
            case "unix" -> unix(given);
            case "date" -> day(given);
            case "list" -> list(given.get("separator"));
            case "phone" -> new Cast.Phone(country(given.get("country")));
            case "json" -> new Cast.Json();
            default -> null;
        };
    }

    private void checkBelongs(Node.Field field, String word) {
        List<String> casts = BELONGS.getOrDefault(field.name(), List.of(word));
        if (!casts.contains(word)) {
            mistakes.add(
                    field.place(),
                    field.name() + " belongs to as: " + String.join(" and as: ", casts),
                    casts.size() == 1 ? "write that, or remove it" : "write one of them, or remove it");
        }
    }

    private Cast number(Map<String, Node.Field> given) {
        Node.Field decimal = given.get("decimal");
        Node.Field percent = given.get("percent");
        boolean isShare = percent != null && values.truth(percent);
        if (decimal == null && !isShare) {
            return new Cast.Decimal();
        }
        return new Cast.WrittenNumber(decimal == null ? "." : values.word(decimal, MARKS), isShare);
    }

    private Cast truth(Map<String, Node.Field> given) {
        Node.Field not = given.get("not");
        boolean opposite = not != null && values.truth(not);
        List<String> trueWords = words(given.get("trueWords"));
        List<String> falseWords = words(given.get("falseWords"));
        Node.Field own = given.get("falseWords");
        if (own != null && falseWords.stream().anyMatch(trueWords::contains)) {
            mistakes.add(own.value().place(), "a word is both true and false", "remove it from one of the two");
        }
        boolean isPlain = !opposite && trueWords.isEmpty() && falseWords.isEmpty();
        return isPlain ? new Cast.Truth() : new Cast.TruthByWords(trueWords, falseWords, opposite);
    }

    private List<String> words(Node.@Nullable Field field) {
        var words = new ArrayList<String>();
        if (field == null) {
            return words;
        }
        if (!(field.value() instanceof Node.Items items) || items.items().isEmpty()) {
            mistakes.add(
                    field.value().place(),
                    field.name() + " must be a list of words, but this is "
                            + (field.value() instanceof Node.Items
                                    ? "empty"
                                    : field.value().kind()),
                    "write [\"ja\", \"j\"]");
            return words;
        }
        for (Node item : items.items()) {
            Resolved word =
                    values.text(new Node.Field(item.place(), item.place(), "a word of " + field.name(), item), "ja");
            if (word != null) {
                words.add(word.text().strip().toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }

    private Cast list(Node.@Nullable Field separator) {
        Resolved text = separator == null ? null : values.text(separator, ";");
        if (separator != null && text != null && text.text().isEmpty()) {
            mistakes.add(
                    separator.value().place(), "separator must not be empty", "write what stands between the elements");
        }
        return new Cast.Elements(text == null || text.text().isEmpty() ? "," : text.text());
    }

    private @Nullable String country(Node.@Nullable Field field) {
        Resolved text = field == null ? null : values.text(field, "PT");
        if (field == null || text == null) {
            return null;
        }
        String country = text.text().toUpperCase(Locale.ROOT);
        if (!Cast.Phone.isCountry(country)) {
            mistakes.add(
                    field.value().place(),
                    "no phone numbers of such a country are known",
                    "write its two letters of ISO 3166, as PT, DE, GB or US");
            return null;
        }
        return country;
    }

    private Cast unix(Map<String, Node.Field> given) {
        ZoneId zone = zone(given.get("zone"));
        return new Cast.Unix(unit(given), zone, pattern(given.get("pattern"), given.containsKey("zone")));
    }

    /** A day needs no zone: it is the one that is written. */
    private Cast day(Map<String, Node.Field> given) {
        return new Cast.Day(unit(given), zone(given.get("zone")), pattern(given.get("pattern"), true));
    }

    private Unit unit(Map<String, Node.Field> given) {
        Node.Field unit = given.get("unit");
        return unit == null ? Unit.S : values.word(unit, Unit.values());
    }

    private @Nullable ZoneId zone(Node.@Nullable Field field) {
        Resolved text = field == null ? null : values.text(field, "Europe/Berlin");
        if (field == null || text == null) {
            return null;
        }
        try {
            return ZoneId.of(text.text());
        } catch (DateTimeException e) {
            mistakes.add(
                    field.value().place(),
                    "there is no time zone of this name",
                    "write UTC, +02:00, or a name as Europe/Berlin");
            return null;
        }
    }

    private @Nullable String pattern(Node.@Nullable Field field, boolean withZone) {
        Resolved text = field == null ? null : values.text(field, "dd.MM.yyyy");
        if (field == null || text == null) {
            return null;
        }
        try {
            if (!Cast.Unix.namesZone(text.text()) && !withZone) {
                mistakes.add(
                        field.value().place(),
                        "dates of this pattern name no zone: which moment they mean cannot be told",
                        "give the rule a zone, as zone: Europe/Berlin or zone: UTC");
            }
            return text.text();
        } catch (IllegalArgumentException e) {
            mistakes.add(
                    field.value().place(),
                    "this is no pattern of dates",
                    "write it with the letters of Java's DateTimeFormatter, as dd.MM.yyyy HH:mm");
            return null;
        }
    }
}

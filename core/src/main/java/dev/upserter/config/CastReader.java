package dev.upserter.config;

import dev.upserter.config.Interpolation.Resolved;
import dev.upserter.mapping.Cast;
import dev.upserter.mapping.Unit;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the key {@code as} of a rule, and those that belong to it. For one thread. */
final class CastReader {
    static final List<String> WORDS = List.of("text", "integer", "number", "boolean", "unix", "date");
    private static final List<String> OF_DATES = List.of("unit", "zone", "pattern");

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
        if (!word.equals("unix") && !word.equals("date")) {
            OF_DATES.stream()
                    .filter(given::containsKey)
                    .map(given::get)
                    .forEach(field -> mistakes.add(
                            field.place(),
                            field.name() + " belongs to as: unix and as: date",
                            "write one of them, or remove it"));
        }
        return switch (word) {
            case "text" -> new Cast.Text();
            case "integer" -> new Cast.WholeNumber();
            case "number" -> new Cast.Decimal();
            case "boolean" -> new Cast.Truth();
            case "unix" -> unix(given);
            case "date" -> day(given);
            default -> null;
        };
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

package dev.upserter.source.feed;

import dev.upserter.json.JsonText;
import dev.upserter.record.RecordWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value of PostgreSQL as JSON, of the text that its driver gives: the same that PostgreSQL's {@code to_json} makes in a session
 * whose zone is UTC. The driver's own objects would lose something: {@code NaN} of a decimal, {@code infinity} of a date, the type
 * of what an array holds.
 */
final class PostgresValue {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    /** PostgreSQL's form of {@code timestamptz}, after its blank became a T. */
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendOffset("+HH:mm:ss", "Z")
            .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter UTC = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendLiteral("+00:00")
            .toFormatter(Locale.ROOT);

    private PostgresValue() {}

    /**
     * Adds a field.
     *
     * @param type as the driver names it: {@code int8}, {@code _text} for an array
     */
    static void write(RecordWriter row, String label, String type, @Nullable String text) {
        if (text == null) {
            row.field(label, (String) null);
        } else if (type.startsWith("_")) {
            row.json(label, new PostgresArray(type.substring(1), text).json());
        } else {
            row.json(label, json(type, type.equals("bpchar") ? text.replaceFirst(" +$", "") : text));
        }
    }

    /** The JSON of a value that is no array. */
    static String json(String type, String text) {
        return switch (type) {
            case "json", "jsonb" -> text.strip();
            case "bool" -> text.startsWith("t") ? "true" : "false";
            case "int2", "int4", "int8", "serial", "smallserial", "bigserial", "numeric" -> number(text);
            case "float4", "float8" -> withoutZero(number(text));
            case "timestamp" -> quoted(text.replaceFirst(" ", "T"));
            case "timestamptz" -> quoted(moment(text.replaceFirst(" ", "T")));
            default -> quoted(text);
        };
    }

    private static String number(String text) {
        return NUMBER.matcher(text).matches() ? text : quoted(text); // NaN, Infinity
    }

    /** A float without a fraction has none, in whichever form the server sent it to the driver. */
    private static String withoutZero(String number) {
        return number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
    }

    private static String moment(String text) {
        try {
            return UTC.format(OffsetDateTime.parse(text, MOMENT).withOffsetSameInstant(ZoneOffset.UTC));
        } catch (DateTimeException infinite) { // or before Christ
            return text;
        }
    }

    private static String quoted(String text) {
        return new String(JsonText.quote(text), StandardCharsets.UTF_8);
    }
}

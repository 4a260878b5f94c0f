package dev.upserter.record;

import dev.upserter.json.JsonText;
import dev.upserter.json.JsonWriter;
import dev.upserter.json.ValueKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of typed values, as a table has them: {@code writer.begin(1).field("id", 7).field("name", "Ana").end()}.
 * Values are spelled as those of Parquet files are: dates and times in ISO form, a moment in UTC, bytes in base64, numbers
 * with all their digits; {@code NaN} and the infinities, which JSON has not, as texts. For one thread.
 */
public final class RecordWriter {
    /** Levels of lists and objects in a value: more than any table has. */
    public static final int MAX_LEVELS = 100;

    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendOffset("+HH:MM", "+00:00")
            .toFormatter(Locale.ROOT);

    /** A number with a longer exponent is spelled with it: its zeros would fill the memory. */
    private static final int MAX_SCALE = 400;

    private final SourceRecord record;
    private final Shapes shapes = new Shapes();
    private final JsonWriter json = new JsonWriter();

    /**
     * A writer of a source's records.
     *
     * @param source the name of the source, as messages show it
     */
    public RecordWriter(String source) {
        this.record = new SourceRecord(source, false);
    }

    /**
     * Begins the next record; the one before is good no longer.
     *
     * @param row its place in the source, from 1
     */
    public RecordWriter begin(long row) {
        record.begin(row, row, 0);
        shapes.begin();
        json.clear();
        json.raw('{');
        return this;
    }

    /** Adds a text; null is JSON's null. */
    public RecordWriter field(String name, @Nullable String value) {
        int start = name(name);
        return end(start, value == null ? writeNull() : writeText(value));
    }

    public RecordWriter field(String name, long value) {
        int start = name(name);
        return end(start, write(Long.toString(value), ValueKind.INTEGER));
    }

    public RecordWriter field(String name, double value) {
        int start = name(name);
        return end(start, write(value));
    }

    public RecordWriter field(String name, float value) {
        int start = name(name);
        return end(start, write(value));
    }

    public RecordWriter field(String name, boolean value) {
        int start = name(name);
        return end(start, write(value));
    }

    /**
     * Adds a value of any type that records have: text, whole number, decimal, floating number, boolean, {@link Instant},
     * {@link LocalDateTime}, {@link LocalDate}, bytes, null, what {@link JavaValues} makes of other types, and lists and maps with
     * texts for keys of such values.
     *
     * @throws UnfitFieldException if it is of another type, or has more than {@link #MAX_LEVELS} levels
     */
    public RecordWriter field(String name, @Nullable Object value) {
        int start = name(name);
        return end(start, write(name, value, 0));
    }

    /** Adds the components of a record as fields. */
    public RecordWriter fields(Record components) {
        JavaValues.members("", components).forEach(this::field);
        return this;
    }

    /**
     * Adds a value that is JSON already. A line break in it is between its parts, and becomes a blank: a record is one line.
     *
     * @param text valid JSON, without blanks around it
     */
    public RecordWriter json(String name, String text) {
        int start = name(name);
        json.raw(text.replace('\n', ' ').replace('\r', ' ').getBytes(StandardCharsets.UTF_8));
        return end(start, kind(text));
    }

    private static ValueKind kind(String text) {
        return switch (text.charAt(0)) {
            case '{' -> ValueKind.OBJECT;
            case '[' -> ValueKind.ARRAY;
            case '"' -> ValueKind.TEXT;
            case 't' -> ValueKind.TRUE;
            case 'f' -> ValueKind.FALSE;
            case 'n' -> ValueKind.NULL;
            default ->
                text.chars().allMatch(c -> c == '-' || c >= '0' && c <= '9') ? ValueKind.INTEGER : ValueKind.DECIMAL;
        };
    }

    /** The record, good until the next one is begun. */
    public SourceRecord end() {
        json.raw('}');
        record.end(shapes.end(), json.buffer(), 0, json.length(), ValueKind.OBJECT);
        return record;
    }

    /** Writes a name; where the value starts. */
    private int name(String name) {
        separate(json.length() > 1);
        writeText(name);
        json.raw(':');
        shapes.add(name);
        return json.length();
    }

    private RecordWriter end(int start, ValueKind kind) {
        record.field(shapes.lastAdded(), start, json.length(), kind);
        return this;
    }

    private void separate(boolean isNeeded) {
        if (isNeeded) {
            json.raw(',');
        }
    }

    private ValueKind write(String field, @Nullable Object value, int level) {
        return switch (value) {
            case null -> writeNull();
            case String text -> writeText(text);
            case Boolean bool -> write(bool.booleanValue());
            case Byte number -> write(number.toString(), ValueKind.INTEGER);
            case Short number -> write(number.toString(), ValueKind.INTEGER);
            case Integer number -> write(number.toString(), ValueKind.INTEGER);
            case Long number -> write(number.toString(), ValueKind.INTEGER);
            case BigInteger number -> write(number.toString(), ValueKind.INTEGER);
            case BigDecimal number -> write(number);
            case Float number -> write(number.floatValue());
            case Double number -> write(number.doubleValue());
            case LocalDate day -> writeText(day.toString());
            case LocalDateTime time -> writeText(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time));
            case Instant moment -> writeText(MOMENT.format(moment.atOffset(ZoneOffset.UTC)));
            case byte[] bytes -> writeText(Base64.getEncoder().encodeToString(bytes));
            case List<?> list -> writeList(field, list, level + 1);
            case Map<?, ?> map -> writeMap(field, map, level + 1);
            default -> write(field, JavaValues.plain(field, value), level);
        };
    }

    private ValueKind writeList(String field, List<?> list, int level) {
        requireLevel(field, level);
        json.raw('[');
        boolean isLater = false;
        for (Object element : list) {
            separate(isLater);
            write(field, element, level);
            isLater = true;
        }
        json.raw(']');
        return ValueKind.ARRAY;
    }

    private ValueKind writeMap(String field, Map<?, ?> map, int level) {
        requireLevel(field, level);
        json.raw('{');
        boolean isLater = false;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new UnfitFieldException("the field " + field + " holds a map whose keys are not all texts");
            }
            separate(isLater);
            writeText(key);
            json.raw(':');
            write(field, entry.getValue(), level);
            isLater = true;
        }
        json.raw('}');
        return ValueKind.OBJECT;
    }

    private static void requireLevel(String field, int level) {
        if (level > MAX_LEVELS) {
            throw new UnfitFieldException("the field " + field + " has more than " + MAX_LEVELS + " levels");
        }
    }

    private ValueKind write(boolean bool) {
        return write(Boolean.toString(bool), bool ? ValueKind.TRUE : ValueKind.FALSE);
    }

    private ValueKind write(double number) {
        String text = Double.toString(number);
        return Double.isFinite(number) ? write(text, ValueKind.DECIMAL) : writeText(text);
    }

    /** As short as a number of its width may be: 0.1, and not what it is as a wider one. */
    private ValueKind write(float number) {
        String text = Float.toString(number);
        return Float.isFinite(number) ? write(text, ValueKind.DECIMAL) : writeText(text);
    }

    private ValueKind write(BigDecimal number) {
        String text = Math.abs((long) number.scale()) <= MAX_SCALE ? number.toPlainString() : number.toString();
        boolean isWhole = text.indexOf('.') < 0 && text.indexOf('E') < 0;
        return write(text, isWhole ? ValueKind.INTEGER : ValueKind.DECIMAL);
    }

    private ValueKind writeNull() {
        return write("null", ValueKind.NULL);
    }

    private ValueKind write(String ascii, ValueKind kind) {
        json.raw(ascii.getBytes(StandardCharsets.US_ASCII));
        return kind;
    }

    private ValueKind writeText(String text) {
        json.open();
        if (JsonText.hasUnpairedSurrogate(text)) {
            text.codePoints().forEach(this::writeCharacter);
        } else {
            writeUtf8(text);
        }
        json.close();
        return ValueKind.TEXT;
    }

    /** Half of a character has no bytes in UTF-8, but an escape in JSON: the guards tell of it. */
    private void writeCharacter(int character) {
        if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
            write("\\u" + HexFormat.of().toHexDigits((short) character), ValueKind.TEXT);
        } else {
            writeUtf8(Character.toString(character));
        }
    }

    private void writeUtf8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        json.text(bytes, 0, bytes.length);
    }
}

package dev.upserter.history;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.problem.Code;
import dev.upserter.redaction.Redaction;
import dev.upserter.source.json.Envelope;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the dead letters written by an earlier execution of a run. */
public final class DeadLetterFile {
    /** The field that lists the fields which quote the row, as read or as sent. */
    static final String QUOTES = "quotes";

    private static final JsonFactory JSON = new JsonFactory();
    /** In the format of {@link RowFile}: after two texts, before any of the user's data. */
    private static final Pattern ROW = Pattern.compile(
            "^\\{\\s*\"[^\"\\\\]*\"\\s*:\\s*\"[^\"\\\\]*\"\\s*,\\s*\"location\"\\s*:\\s*\"(?:[^\"\\\\]|\\\\.)*\"\\s*,\\s*\"row\"\\s*:\\s*(\\d{1,18})\\b"
                    + "(?:\\s*,\\s*\"retried\"\\s*:\\s*(\\d{1,18})\\b)?");

    private DeadLetterFile() {}

    /**
     * A dead letter without its record.
     *
     * @param row      the record's number in the source; 0 for a person who is no longer in it
     * @param key      the person's key
     * @param location the same for people to read
     * @param code     why
     * @param reason   why, in a word; empty if it quotes the record
     * @param field    the field at fault; empty if none was named, or if it quotes the record
     */
    public record Line(long row, String key, String location, Code code, String reason, String field) {}

    /**
     * Reads all complete lines.
     *
     * @return their length in bytes; a truncated line follows them
     */
    public static long read(Path folder, Consumer<Line> lines) throws IOException {
        Path path = folder.resolve(RunFolder.DEAD_LETTERS);
        if (!Files.exists(path)) {
            return 0;
        }
        long length = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            var bytes = new ByteArrayOutputStream(1024);
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b != '\n') {
                    bytes.write(b);
                    continue;
                }
                Optional<Line> line = parse(bytes.toByteArray());
                if (line.isEmpty()) {
                    return length;
                }
                lines.accept(line.get());
                length += bytes.size() + 1;
                bytes.reset();
            }
        }
        return length;
    }

    /** The row number in one line of dead letters or rejected rows; empty if it has none. */
    public static OptionalLong rowOf(String line) {
        Matcher matcher = ROW.matcher(line);
        if (!matcher.find()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(matcher.group(matcher.group(2) == null ? 1 : 2)));
    }

    private static Optional<Line> parse(byte[] bytes) {
        long row = -1;
        String location = "";
        String reason = "";
        String field = "";
        String key = "";
        String quotes = "";
        JsonValue record = JsonValue.ofText("");
        Code code = Code.REJECTED_BY_SERVER;
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case Envelope.ROW, Envelope.RETRIED -> row = json.getLongValue();
                    case Envelope.LOCATION -> location = json.getText();
                    case "code" -> code = Code.valueOf(json.getText());
                    case "reason" -> reason = json.getText();
                    case "field" -> field = json.getText();
                    case "key" -> key = json.getText();
                    case QUOTES -> quotes = json.getText();
                    case Envelope.RECORD -> record = value(json, bytes);
                    default -> json.skipChildren();
                }
            }
            boolean whole = json.currentToken() == JsonToken.END_OBJECT && row >= 0;
            Redaction redaction = Redaction.of(key).with(record.bytes(), record.start(), record.length());
            String shownReason = quotes.contains("reason") ? "" : redaction.shown(reason);
            String shownField = quotes.contains("field") ? "" : redaction.shown(field);
            return whole ? Optional.of(new Line(row, key, location, code, shownReason, shownField)) : Optional.empty();
        } catch (IOException | IllegalArgumentException cutOff) {
            return Optional.empty();
        }
    }

    private static JsonValue value(JsonParser json, byte[] bytes) throws IOException {
        int start = (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        return new JsonValue(bytes, start, (int) json.currentLocation().getByteOffset(), ValueKind.OBJECT);
    }
}

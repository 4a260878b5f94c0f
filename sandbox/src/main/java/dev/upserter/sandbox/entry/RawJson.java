package dev.upserter.sandbox.entry;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.carried.jackson.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads JSON and keeps the text of values: the parser's positions give the bytes of a value, which are copied. So 1.10
 * stays 1.10, and a number of any length stays exact.
 */
public final class RawJson implements AutoCloseable {
    /** Where a value is: {@code from} inclusive, {@code to} exclusive, in bytes. */
    public record Span(int from, int to) {
        int length() {
            return to - from;
        }
    }

    public static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final byte[] bytes;
    private final int start;
    private final JsonParser parser;

    RawJson(byte[] bytes, Span span) throws IOException {
        this.bytes = bytes;
        this.start = span.from();
        this.parser = FACTORY.createParser(bytes, span.from(), span.length());
    }

    static RawJson of(byte[] bytes) throws IOException {
        if (!EntryUtf8.text(bytes, 0, Math.min(bytes.length, 4))
                .map(RawJson::startsPlainly)
                .orElse(true)) {
            throw new IOException("the body must be JSON in UTF-8, without a byte order mark");
        }
        return new RawJson(bytes, new Span(0, bytes.length));
    }

    /** Jackson would accept UTF-16 too, and then its positions would not be byte positions. */
    private static boolean startsPlainly(String first) {
        return first.indexOf('\0') < 0 && first.indexOf('\ufeff') < 0;
    }

    /** Goes to the next token; {@code NOT_AVAILABLE} at the end of the text. */
    JsonToken next() throws IOException {
        JsonToken token = parser.nextToken();
        return token == null ? JsonToken.NOT_AVAILABLE : token;
    }

    /** The name of the field just read, the text of a string, the digits of a number. */
    String text() throws IOException {
        return parser.getText();
    }

    /** Skips the current value, including all of a list or an object. */
    Span skip() throws IOException {
        int from = start + Math.toIntExact(parser.currentTokenLocation().getByteOffset());
        parser.skipChildren();
        parser.finishToken();
        return new Span(from, start + Math.toIntExact(parser.currentLocation().getByteOffset()));
    }

    /** The value's own text, without whitespace between tokens. */
    String compact(Span span) {
        byte first = bytes[span.from()];
        if (first != '{' && first != '[') {
            return new String(bytes, span.from(), span.length(), StandardCharsets.UTF_8);
        }
        byte[] kept = new byte[span.length()];
        int length = 0;
        boolean quoted = false;
        for (int i = span.from(); i < span.to(); i++) {
            byte next = bytes[i];
            if (quoted || next > ' ' || next < 0) {
                kept[length++] = next;
            }
            if (next == '"') {
                quoted = !quoted;
            } else if (next == '\\') {
                kept[length++] = bytes[++i];
            }
        }
        return new String(kept, 0, length, StandardCharsets.UTF_8);
    }

    /** The size that the service measures: of a text without its quotes and escapes, of any other value as written. */
    int valueBytes(Span span) {
        if (bytes[span.from()] != '"') {
            return EntryUtf8.length(compact(span));
        }
        return EntryUtf8.length(textOf(Arrays.copyOfRange(bytes, span.from(), span.to())));
    }

    /** The text of a JSON string, or the text of a number, true, false or null as it is written. */
    public static String textOf(String json) {
        return textOf(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether these bytes are one JSON value in UTF-8. */
    public static boolean isValue(byte[] bytes) {
        try {
            BatchReader.single(bytes);
            return EntryUtf8.text(bytes, 0, bytes.length).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /** A text as JSON. */
    public static String quoted(String text) {
        var quoted = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(quoted)) {
            json.writeString(text);
        } catch (IOException e) {
            throw new UncheckedIOException("a text takes whatever is written", e);
        }
        return quoted.toString();
    }

    private static String textOf(byte[] json) {
        try (JsonParser value = FACTORY.createParser(json)) {
            value.nextToken();
            return value.getText();
        } catch (IOException e) {
            throw new IllegalArgumentException("not a JSON value", e);
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}

package dev.upserter.source.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.ValueKind;
import dev.upserter.source.ShownRows;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a file looks like, its values are returned unchanged and in order, each record with its place. */
final class JsonSourceLawTest {
    private static final List<String> BLANKS = List.of(" ", "\t", "\n", "\r\n", "\r", "  \n ", "\n\n");
    private static final List<String> CHARACTERS = List.of(
            "a",
            "Z",
            "0",
            " ",
            "é",
            "ß",
            "€",
            "語",
            "\uFEFF",
            "\u00A0",
            "\u2028",
            "😀",
            "🏳️‍🌈",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "'",
            "/",
            "\u007F",
            "\\n",
            "\\r",
            "\\t",
            "\\b",
            "\\f",
            "\\/",
            "\\\\",
            "\\\"",
            "\\u0000",
            "\\u00e9",
            "\\u00E9",
            "\\ud83d\\ude00",
            "\\ud800",
            "\\udfff",
            "\\u007b",
            "\\u2028");
    private static final List<String> NAME_CHARACTERS =
            CHARACTERS.stream().filter(c -> !c.matches("\\\\ud[0-9a-f]{3}")).toList();
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1",
            "-1",
            "1.10",
            "0.000",
            "-0.0",
            "1e400",
            "1E-400",
            "-1.5e+3",
            "12345678901234567890",
            "9007199254740993",
            "123456789012345678901234567890.123456789012345678901234567890",
            "0e0",
            "1e0");
    private static final List<String> WORDS = List.of("true", "false", "null");

    private final Random random = new Random(20_261);
    private final StringBuilder json = new StringBuilder();
    private final List<String> expected = new ArrayList<>();

    @Test
    void valuesAndPlacesComeOutAsTheyStandInTheFile() {
        for (int round = 0; round < 1_500; round++) {
            generate(random.nextInt(12));
            assertThat(rows(random.nextBoolean())).as(json.toString()).isEqualTo(expected);
        }
    }

    @Test
    void recordsMayCrossTheEdgesOfAllBuffersAtEveryOffset() {
        for (int edge : new int[] {64 << 10, 128 << 10, 256 << 10}) {
            for (int shift = 0; shift < 60; shift++) {
                generate(4, edge - 1 - shift);
                assertThat(rows(false)).as(json.toString()).isEqualTo(expected);
            }
        }
    }

    private void generate(int records) {
        generate(records, 0);
    }

    private void generate(int records, int space) {
        json.setLength(0);
        expected.clear();
        blanks();
        json.append('[').append(" ".repeat(space));
        for (int i = 0; i < records; i++) {
            blanks();
            if (i > 0) {
                json.append(',');
                blanks();
            }
            record();
        }
        blanks();
        json.append(']');
        blanks();
    }

    private void record() {
        String place = place(json.length());
        var fields = new ArrayList<String>();
        json.append('{');
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                json.append(',');
            }
            blanks();
            String name = "f" + random.nextInt(4) + pick(List.of("", "é", "😀", "."));
            json.append('"').append(name).append('"');
            blanks();
            json.append(':');
            blanks();
            int from = json.length();
            ValueKind kind = value(3);
            fields.add(name + "=" + kind + " " + json.substring(from));
            blanks();
        }
        json.append('}');
        expected.add("data.json:" + place + " " + String.join("|", fields));
    }

    private ValueKind value(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0, 1 -> {
                text();
                yield ValueKind.TEXT;
            }
            case 2 -> number();
            case 3 -> word();
            case 4 -> {
                json.append('[');
                many(depth, false);
                json.append(']');
                yield ValueKind.ARRAY;
            }
            default -> {
                json.append('{');
                many(depth, true);
                json.append('}');
                yield ValueKind.OBJECT;
            }
        };
    }

    private ValueKind number() {
        String number = pick(NUMBERS);
        json.append(number);
        return number.matches("-?\\d+") ? ValueKind.INTEGER : ValueKind.DECIMAL;
    }

    private ValueKind word() {
        String word = pick(WORDS);
        json.append(word);
        return ValueKind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private void many(int depth, boolean named) {
        int count = random.nextInt(3);
        for (int i = 0; i < count; i++) {
            json.append(i > 0 ? "," : "");
            blanks();
            if (named) {
                text(NAME_CHARACTERS);
                json.append(':');
            }
            value(depth - 1);
            blanks();
        }
    }

    private void text() {
        text(CHARACTERS);
    }

    private void text(List<String> characters) {
        json.append('"');
        int length = random.nextInt(8);
        for (int i = 0; i < length; i++) {
            json.append(pick(characters));
        }
        json.append('"');
    }

    private void blanks() {
        while (random.nextInt(3) == 0) {
            json.append(pick(BLANKS));
        }
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** Line and column of a position in the text, counted in the slow and simple way. */
    private String place(int at) {
        String before = json.substring(0, at).replace("\r\n", "\n").replace('\r', '\n');
        int lineStart = before.lastIndexOf('\n') + 1;
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        return line + ":" + (before.codePointCount(lineStart, before.length()) + 1);
    }

    private List<String> rows(boolean inPieces) {
        byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
        InputStream in = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, inPieces ? Math.min(length, 1 + random.nextInt(9)) : length);
            }
        };
        return ShownRows.drain(JsonSource.open(in, "data.json"));
    }
}

package dev.upserter.source.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.problem.ProblemException;
import dev.upserter.source.DataFile;
import dev.upserter.source.ShownRows;
import dev.upserter.source.Source;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.open.Sources;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The fast reader returns what the parser would: the first record goes through the parser, the second need not. */
final class PlainObjectsTest {
    private static final String[] NAMES = {"id", "é", "a longer name than eight", "$upserter", "x", "n"};
    private static final String[] VALUES = {
        "\"\"",
        "\"a\"",
        "\"exactly 8\"",
        "\"a text of more than sixteen bytes, é and 😀\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\"",
        "\"\\ud800\"",
        "0",
        "-0",
        "17",
        "-1.50",
        "0.1e5",
        "2E-7",
        "3e+0",
        "true",
        "false",
        "null",
        "[1]",
        "{\"k\":1}"
    };
    private static final String PIECES = "\"\\,:{}[]0123456789-+.eEtrufalsn \u0000\u0001\n\té\u007f/";

    @Test
    void whatIsReadFastIsWhatTheParserReads() {
        int same = 0;
        for (int seed = 0; seed < 12_000; seed++) {
            var random = new Random(seed);
            String[] rows = rows(random);
            String second = rows[1];
            assertThat(second("[" + rows[0] + "," + second + "]"))
                    .as("array, seed %d: %s", seed, second)
                    .isEqualTo(second("[\"no object\"," + second + "]"));
            String fast = second(rows[0] + "\n" + second.replace('\n', ' '));
            assertThat(fast)
                    .as("lines, seed %d: %s", seed, second)
                    .isEqualTo(second("{\"other\":7}\n" + second.replace('\n', ' ')));
            same += fast.contains("=") ? 1 : 0;
        }
        assertThat(same).as("rows that were fields").isBetween(3_000, 10_500);
    }

    @Test
    void aRowMayBeCutAnywhereByTheEndOfTheBuffer() {
        String row = "{\"id\":1,\"t\":\"text\"}";
        for (int rest = 0; rest <= row.length() + 2; rest++) {
            String filler = "x".repeat((128 << 10) - row.length() - rest);
            String data = "[" + row.replace("text", filler) + "," + row + "," + row + "]";
            assertThat(ShownRows.read(data)).hasSize(3).last().asString().endsWith("id=INTEGER 1|t=TEXT \"text\"");
        }
    }

    /** Two rows with the same names; the second may be damaged. */
    private static String[] rows(Random random) {
        int fields = 1 + random.nextInt(6);
        var first = new StringBuilder("{");
        var second = new StringBuilder("{");
        for (int i = 0; i < fields; i++) {
            String separator = i == 0 ? "" : ",";
            first.append(separator).append('"').append(NAMES[i]).append("\":1");
            second.append(separator)
                    .append(" ".repeat(random.nextInt(2)))
                    .append('"')
                    .append(NAMES[i])
                    .append("\" ", 0, 1 + random.nextInt(2))
                    .append(": ", 0, 1 + random.nextInt(2))
                    .append(VALUES[random.nextInt(VALUES.length)])
                    .append(" ".repeat(random.nextInt(2)));
        }
        first.append("}");
        second.append("}");
        if (random.nextBoolean()) {
            spoil(second, random);
        }
        return new String[] {first.toString(), second.toString()};
    }

    private static void spoil(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        char piece = PIECES.charAt(random.nextInt(PIECES.length()));
        switch (random.nextInt(4)) {
            case 0 -> text.setCharAt(at, piece);
            case 1 -> text.insert(at, piece);
            case 2 -> text.deleteCharAt(at);
            default -> text.setLength(at);
        }
    }

    /** The result for the second row: its fields, or what was wrong, without its place. */
    private static String second(String data) {
        byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
        var rest = new StringBuilder();
        try (Source source = Sources.open(
                new DataFile.Streamed(new ByteArrayInputStream(bytes), "data.json"), SourceConfig.DEFAULT)) {
            source.next();
            while (source.hasNext()) {
                String row = ShownRows.show(source.next());
                rest.append(row.replaceFirst("^\\S+ ", "")).append('\n');
            }
        } catch (ProblemException e) {
            rest.append(e.problems().getFirst().message());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return rest.toString();
    }
}

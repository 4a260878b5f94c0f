package dev.upserter.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.open.Sources;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damages good data at random, from a seed, and reads them: each result has a place, and nothing hangs. */
class DataFuzzTest {
    private static final int ROUNDS = 4000;
    private static final String NASTY = "[]{}\",:\\\n\r\t ;|'\0\u007f\u00e9\u20ac\ud83d\ude00-0.eE+/u$";

    @ParameterizedTest
    @ValueSource(strings = {"json", "ndjson", "csv", "envelopes", "gzip"})
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void damagedDataGiveRowsOrProblemsWithAPlace(String form) throws IOException {
        byte[] good = good(form);
        var random = new Random(form.hashCode());
        int rows = 0;
        int problems = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bad = good;
            for (int damage = random.nextInt(4); damage >= 0; damage--) {
                bad = damage(bad, random);
            }
            try (Source source = Sources.open(new DataFile.Streamed(new ByteArrayInputStream(bad), "data"))) {
                while (source.hasNext()) {
                    rows += look(source.next(), form);
                }
            } catch (ProblemException e) {
                problems++;
                assertThat(e.problems())
                        .isNotEmpty()
                        .allSatisfy(problem -> assertThat(problem.place())
                                .as("the place of: %s", problem.message())
                                .isPresent());
            }
        }
        assertThat(rows).as("rows that were read in spite of all").isPositive();
        assertThat(problems).as("data that could not be read to their end").isPositive();
    }

    private static int look(SourceRecord record, String form) {
        assertThat(record.number()).isPositive();
        assertThat(record.location().file()).matches(file -> file.equals("data") || form.equals("envelopes"));
        assertThat(record.json().length()).isNotNegative();
        record.defect().map(Problem::place).ifPresent(place -> assertThat(place).isPresent());
        if (record.defect().isPresent()) {
            return 0;
        }
        for (int i = 0; i < record.shape().size(); i++) {
            assertThat(record.value(i).text()).isNotNull();
        }
        return 1;
    }

    private static byte[] damage(byte[] bytes, Random random) {
        if (bytes.length < 2) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(40));
        byte[] some = Arrays.copyOfRange(bytes, at, at + length);
        return switch (random.nextInt(6)) {
            case 0 -> splice(bytes, at, at + length, new byte[0]);
            case 1 -> splice(bytes, at, at, some);
            case 2 -> Arrays.copyOf(bytes, at);
            case 3 -> splice(bytes, at, at + 1, new byte[] {(byte) random.nextInt(256)});
            default -> {
                int i = random.nextInt(NASTY.length() - 1);
                yield splice(bytes, at, at, NASTY.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] with) {
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(with);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }

    private static byte[] good(String form) throws IOException {
        String text = switch (form) {
            case "json" -> """
                [{"id": "1", "name": "Zo\u00eb", "n": 1.10, "deep": {"a": [1, {"b": null}]}},
                 {"id": 12345678901234567890, "ok": true}, {"id": "\\u00e9\\n"}]
                """;
            case "ndjson" -> """
                {"id": "1", "n": 1.10}

                {"id": 2, "x": [1, 2]}
                {"id": "\\"3"}
                """;
            case "envelopes" -> """
                {"$upserter":"rejected","location":"d.json:1:2","row":1,"record":{"id":1}}
                {"$upserter":"rejected","location":"d.json:2:2","row":2,"record":{"id":2}}
                """;
            default -> """
                id,name,note
                1,Zo\u00eb,"two
                lines, and ""marks""\"
                2,,""
                003,Bo,x
                """;
        };
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!form.equals("gzip")) {
            return bytes;
        }
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}

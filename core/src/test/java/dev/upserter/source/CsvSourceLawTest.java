package dev.upserter.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CsvSourceLawTest {
    private static final String[] BITS = {"a", "ä", "😀", "\"", ",", "\n", "\r\n", "\\", " ", "\t", "\u0001", "7", ";"};

    @Test
    void whatIsWrittenIsReadAgainWhateverIsInTheCellsAndHoweverTheBytesArrive() throws IOException {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var rows = new ArrayList<List<String>>();
            var csv = new StringBuilder("id,x,y\n");
            int count = random.nextInt(40);
            for (int i = 0; i < count; i++) {
                var row = List.of(String.valueOf(i), text(random), text(random));
                rows.add(row);
                csv.append(String.join(
                                ",",
                                row.stream().map(cell -> quoted(cell, random)).toList()))
                        .append(random.nextBoolean() ? "\n" : "\r\n");
            }
            var config = new SourceConfig(null, Format.CSV, ',', null, EmptyCells.QUOTED);
            var read = new ArrayList<List<String>>();
            try (Source source =
                    Sources.open(new DataFile.Streamed(inPieces(csv.toString(), random), "a.csv"), config)) {
                while (source.hasNext()) {
                    SourceRecord record = source.next();
                    assertThat(record.defect()).as("seed " + seed).isEmpty();
                    read.add(List.of(value(record, 0), value(record, 1), value(record, 2)));
                }
            }
            assertThat(read).as("seed " + seed).isEqualTo(rows);
        }
    }

    @Test
    void noBytesWhateverMakeTheReaderCrash() {
        for (int seed = 0; seed < 2000; seed++) {
            var random = new Random(seed);
            var csv = new StringBuilder("id,x\n");
            int length = random.nextInt(60);
            for (int i = 0; i < length; i++) {
                csv.append(BITS[random.nextInt(BITS.length)]);
            }
            byte[] bytes = csv.toString().getBytes(StandardCharsets.UTF_8);
            if (random.nextBoolean()) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                Rows.readAs(random.nextBoolean() ? "a.csv" : "a.ndjson", SourceConfig.USUAL, bytes);
            } catch (dev.upserter.problem.ProblemException told) {
                assertThat(told.problems()).as("seed " + seed).isNotEmpty();
            }
        }
    }

    private static String value(SourceRecord record, int i) {
        return record.has(i) ? record.value(i).text() : "";
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        int length = random.nextInt(6);
        for (int i = 0; i < length; i++) {
            text.append(BITS[random.nextInt(BITS.length)]);
        }
        return text.toString();
    }

    private static String quoted(String cell, Random random) {
        boolean must = cell.matches("(?s).*[\",\r\n].*");
        return must || random.nextBoolean() ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
    }

    private static InputStream inPieces(String text, Random random) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1 + random.nextInt(7)));
            }
        };
    }
}

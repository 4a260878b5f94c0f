package dev.upserter.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.upserter.json.JsonText;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.mapping.spec.Unmapped;
import dev.upserter.operation.Form;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.source.DataFile;
import dev.upserter.source.Source;
import dev.upserter.source.open.Sources;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FormatsTest {
    private static final int RECORDS = 3000;
    private static final List<String> COLUMNS = List.of("id", "email", "name", "näme, \"quoted\"", "a.b");
    private static final String[] BITS = {"a", "Ä", "😀", "\"", ",", ";", "\t", "|", "\n", "\\", " ", "'", "0", "{", "["
    };

    @TempDir
    private Path folder;

    @Test
    void theSameRecordsAreTheSameOperationsInEveryFormatPackedOrNotFromAFileAndFromAStream() throws IOException {
        List<Map<String, String>> records = records();
        Map<String, byte[]> files = files(records);
        byte[] expected = operations(files.getOrDefault("users.json", new byte[0]), "users.json");
        assertThat(new String(expected, StandardCharsets.UTF_8).lines()).hasSize(RECORDS);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            for (byte[] content : List.of(file.getValue(), gzip(file.getValue()), Zstd.compress(file.getValue()))) {
                Path path = folder.resolve(file.getKey());
                Files.write(path, content);
                assertThat(operations(DataFile.of(path))).as(file.getKey()).isEqualTo(expected);
                assertThat(operations(content, "<stdin>")).as(file.getKey()).isEqualTo(expected);
            }
        }
    }

    private static List<Map<String, String>> records() {
        var random = new Random(7);
        var records = new ArrayList<Map<String, String>>();
        for (int i = 0; i < RECORDS; i++) {
            var record = new LinkedHashMap<String, String>();
            record.put("id", String.format(Locale.ROOT, "%07d", i));
            for (String column : COLUMNS.subList(1, COLUMNS.size())) {
                if (random.nextInt(5) > 0) {
                    record.put(column, text(random));
                }
            }
            records.add(record);
        }
        return records;
    }

    private static String text(Random random) {
        var text = new StringBuilder("x");
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            text.append(BITS[random.nextInt(BITS.length)]);
        }
        String made = text.toString();
        return made.contains("\n") ? made.replaceAll("[,;|\t]", "$0 ") : made; // lines that look like rows stop a run
    }

    private static Map<String, byte[]> files(List<Map<String, String>> records) {
        var files = new LinkedHashMap<String, byte[]>();
        List<String> objects =
                records.stream().map(record -> object(record, "{", ",", "}")).toList();
        List<String> pretty = records.stream()
                .map(record -> object(record, "{\n  ", ",\n  ", "\n}"))
                .toList();
        files.put("users.json", utf8("[" + String.join(",\n", objects) + "]"));
        files.put("users.ndjson", utf8(String.join("\n", objects)));
        files.put("several-lines.json", utf8(String.join("\n", pretty)));
        files.put("comma.csv", utf8(csv(records, ",")));
        files.put("semicolon.csv", utf8(csv(records, ";")));
        files.put("bar.txt", utf8(csv(records, "|")));
        files.put("users.tsv", utf8(csv(records, "\t")));
        files.put("utf16.csv", ("\ufeff" + csv(records, "\t")).getBytes(StandardCharsets.UTF_16LE));
        files.put("bom.csv", utf8("\ufeff" + csv(records, ";").replace("\r\n", "\n")));
        return files;
    }

    private static String object(Map<String, String> record, String open, String between, String close) {
        return record.entrySet().stream()
                .map(field -> quote(field.getKey()) + ":" + quote(field.getValue()))
                .collect(Collectors.joining(between, open, close));
    }

    private static String quote(String text) {
        return new String(JsonText.quote(text), StandardCharsets.UTF_8);
    }

    private static String csv(List<Map<String, String>> records, String delimiter) {
        var csv = new StringBuilder(line(COLUMNS, delimiter));
        for (Map<String, String> record : records) {
            csv.append(line(
                    COLUMNS.stream()
                            .map(column -> record.getOrDefault(column, ""))
                            .toList(),
                    delimiter));
        }
        return csv.toString();
    }

    private static String line(List<String> cells, String delimiter) {
        return cells.stream()
                        .map(cell -> cell.isEmpty() ? "" : "\"" + cell.replace("\"", "\"\"") + "\"")
                        .collect(Collectors.joining(delimiter))
                + "\r\n";
    }

    private static byte[] operations(byte[] content, String name) throws IOException {
        return operations(new DataFile.Streamed(new ByteArrayInputStream(content), name));
    }

    /** The entries that would be sent, one a line. */
    private static byte[] operations(DataFile data) throws IOException {
        var mapper = new Mapper(
                new MappingConfig(new FieldPath("id"), IdentifierType.ID, List.of(), Unmapped.KEEP, Nulls.KEEP, false));
        var out = new ByteArrayOutputStream();
        try (Source source = Sources.open(data)) {
            while (source.hasNext()) {
                var record = source.next();
                assertThat(record.defect()).isEmpty();
                var person = (IdentifyPerson) ((Mapped.Made) mapper.map(record)).operation();
                byte[] entry = new byte[person.length(Form.ENTRY)];
                person.write(Form.ENTRY, entry, 0);
                out.writeBytes(entry);
                out.write('\n');
            }
        }
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

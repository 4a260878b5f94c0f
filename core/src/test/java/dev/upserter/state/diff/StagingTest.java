package dev.upserter.state.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.mapping.Mapped;
import dev.upserter.mapping.Mapper;
import dev.upserter.mapping.RowValues;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.mapping.spec.Unmapped;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.Duplicates;
import dev.upserter.problem.Code;
import dev.upserter.problem.ProblemException;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.DataFile;
import dev.upserter.source.Source;
import dev.upserter.source.open.Sources;
import dev.upserter.state.KnownPeople;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StagingTest {
    private static final int ROWS = 2_000;
    private static final MappingConfig MAPPING =
            new MappingConfig(new FieldPath("id"), IdentifierType.ID, List.of(), Unmapped.KEEP, Nulls.CLEAR, false);
    private static final JoinRules SEND_ALL =
            new JoinRules(true, true, true, Absent.KEPT, false, false, false, Duplicates.LAST);

    @TempDir
    Path folder;

    /** With texts of more bytes than characters, nested values and a row over several lines. */
    private static String row(int i) {
        String inside = i % 7 == 0 ? "{\"deep\":\n [1, \"ü\"]}" : "\"note " + "é".repeat(i % 50) + "\"";
        return "{\"id\": \"u" + i + "\", \"name\": \"Ana\\u00e9 " + i + "\", \"x\": " + inside + "}";
    }

    private static String text(String form) {
        var rows = new ArrayList<String>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(form.startsWith("json") ? row(i) : row(i).replace("\n", ""));
        }
        return form.startsWith("json") ? "[" + String.join("\n ,", rows) + "]" : String.join("\n", rows) + "\n";
    }

    private Path file(String form) throws IOException {
        Path file = folder.resolve("data");
        byte[] bytes = text(form).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(file)) {
            if (form.endsWith("marked")) {
                out.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
            }
            if (form.endsWith("packed")) {
                try (var packed = new GZIPOutputStream(out)) {
                    packed.write(bytes);
                }
            } else {
                out.write(bytes);
            }
        }
        return file;
    }

    private Staging staged(Path file) throws IOException {
        var staging = new Staging(
                folder.resolve("staging"), new RowValues.Layout(IdentifierType.ID, List.of(), "", false), true);
        var mapper = new Mapper(MAPPING);
        try (Source source = Sources.open(DataFile.of(file))) {
            while (source.hasNext()) {
                SourceRecord record = source.next();
                if (mapper.map(record) instanceof Mapped.Made made) {
                    staging.add(made.operation().subject(), made.values(), record);
                }
            }
        }
        return staging;
    }

    /** The texts of the rows by their numbers; checks that the values are those of the text. */
    private Map<Long, String> readAgain(Staging staging) throws IOException, InterruptedException {
        var texts = new TreeMap<Long, String>();
        try (var changes = new Changes(staging, folder.resolve("changes"));
                KnownPeople nobody = KnownPeople.none()) {
            new Join(staging, nobody, SEND_ALL, changes, where -> {}).run();
            changes.forEach(change -> {
                Change.Now now = change.now();
                String text = now.record().json().json();
                texts.put(now.record().number(), text);
                assertThat(text)
                        .contains("\"id\": " + now.values().key().json())
                        .contains("\"name\": "
                                + now.values().payload().attribute(0).value().json())
                        .contains("\"x\": "
                                + now.values().payload().attribute(1).value().json());
                return true;
            });
        }
        return texts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "ndjson", "json, marked", "ndjson, marked", "json, packed"})
    void rowsAreReadAgainAsTheyStoodWhereverThatIs(String form) throws Exception {
        Path file = file(form);
        try (Staging staging = staged(file)) {
            Map<Long, String> texts = readAgain(staging);

            assertThat(texts).hasSize(ROWS);
            for (int i = 0; i < ROWS; i++) {
                String row = form.startsWith("json") ? row(i) : row(i).replace("\n", "");
                assertThat(texts.get(i + 1L)).isEqualTo(row);
            }
        }
    }

    @Test
    void aFileThatTookThePlaceOfAnotherDoesNoHarm() throws Exception {
        Path file = file("json");
        try (Staging staging = staged(file)) {
            Path other = Files.writeString(folder.resolve("other"), "[]");
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

            assertThat(readAgain(staging)).hasSize(ROWS).containsEntry(3L, row(2));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileThatWasWrittenToMeanwhileIsReported(boolean shorter) throws Exception {
        Path file = file("json");
        try (Staging staging = staged(file)) {
            String text = Files.readString(file);
            Files.writeString(file, shorter ? text.substring(0, 900) : text.replace("Ana", "Eva"));

            assertThatThrownBy(() -> readAgain(staging))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problems().getFirst().code()).isEqualTo(Code.INPUT_CHANGED));
        }
    }
}

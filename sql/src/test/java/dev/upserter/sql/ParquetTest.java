package dev.upserter.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.problem.Code;
import dev.upserter.problem.ProblemException;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.DataFile;
import dev.upserter.source.Source;
import dev.upserter.source.open.Sources;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParquetTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            true | true
            cast(-128 as tinyint) | -128
            9223372036854775807 | 9223372036854775807
            cast(18446744073709551615 as ubigint) | 18446744073709551615
            cast('1.10' as decimal(10, 2)) | 1.10
            cast('12345678901234567890123456789012345.678' as decimal(38, 3)) | 12345678901234567890123456789012345.678
            cast(0.1 as float) | 0.1
            cast(1e300 as double) | 1e+300
            cast('nan' as double) | "NaN"
            cast('-inf' as double) | "-Infinity"
            date '2026-01-31' | "2026-01-31"
            timestamp '2026-01-31 10:00:00' | "2026-01-31T10:00:00"
            timestamp '2026-01-31 10:00:00.123456' | "2026-01-31T10:00:00.123456"
            timestamp_ns '2026-01-31 10:00:00.123456789' | "2026-01-31T10:00:00.123456789"
            timestamptz '2026-01-31 10:00:00.5+02' | "2026-01-31T08:00:00.5+00:00"
            time '10:00:00.25' | "10:00:00.25"
            'say "hä", \\ or 中文' | "say \\"hä\\", \\\\ or 中文"
            '' | ""
            null | null
            'ab'::blob | "YWI="
            '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed'::uuid | "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed"
            [1, null, 3] | [1,null,3]
            []::integer[] | []
            null::integer[] | null
            [['a'], []] | [["a"],[]]
            [date '2026-01-31'] | ["2026-01-31"]
            {'a b': 1, 'q"': {'c': [{'d': date '2026-01-31'}]}} | {"a b":1,"q\\"":{"c":[{"d":"2026-01-31"}]}}
            {'a': null::integer} | {"a":null}
            map {'k': 1.50, 'l': null} | {"k":1.50,"l":null}
            map {1: 'x'} | {"1":"x"}
            '{"z": 1.10}'::json | {"z": 1.10}
            """)
    void valuesAreExact(String value, String json) throws Exception {
        Path file = folder.resolve("values.parquet");
        Duck.execute("copy (select " + value + " as v) to '" + file + "'");

        assertThat(Reading.rows(DataFile.of(file))).containsExactly("{\"v\":" + json + "}");
    }

    @Test
    void rowsComeInTheirOrderAndEachHasItsPlace() throws Exception {
        Path file = folder.resolve("many.data"); // recognised by its content
        Duck.execute("copy (select range as id from range(300000)) to '" + file
                + "' (format parquet, row_group_size 10000)");

        try (Source source = Sources.open(DataFile.of(file))) {
            for (long i = 0; i < 300_000; i++) {
                SourceRecord record = source.next();
                assertThat(Reading.text(record)).isEqualTo("{\"id\":" + i + "}");
                assertThat(record.number()).isEqualTo(i + 1);
            }
            assertThat(source.hasNext()).isFalse();
            assertThat(source.bytesRead()).isEqualTo(Files.size(file));
        }
    }

    @Test
    void rowsOfSeveralFilesAreCountedOnAndPlacedInTheirOwn() throws Exception {
        Duck.execute(
                "copy (select 1 as id union all select 2) to '" + folder.resolve("a.parquet") + "'",
                "copy (select 3 as id) to '" + folder.resolve("b.parquet") + "'");

        try (Source source = Sources.open(DataFile.find(folder + "/*.parquet"))) {
            SourceRecord record = source.next();
            assertThat(record.location()).hasToString(folder.resolve("a.parquet") + " row 1");
            source.next();
            record = source.next();
            assertThat(record.location()).hasToString(folder.resolve("b.parquet") + " row 1");
            assertThat(record.number()).isEqualTo(3);
        }
    }

    @Test
    void theFoldersAroundAFileAreNoPartOfItsRows() throws Exception {
        Path file = Files.createDirectory(folder.resolve("day=1")).resolve("it's.parquet");
        Duck.execute("copy (select 7 as id) to '" + file.toString().replace("'", "''") + "'");

        assertThat(Reading.rows(DataFile.of(file))).containsExactly("{\"id\":7}");
    }

    @Test
    void aFileThatIsCutOffIsReported() throws Exception {
        Path file = folder.resolve("a.parquet");
        Duck.execute("copy (select range as id from range(1000)) to '" + file + "'");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> Reading.rows(DataFile.of(file))).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problems().getFirst().code()).isEqualTo(Code.INPUT_UNREADABLE);
            assertThat(e.problems().getFirst().message()).startsWith("the Parquet file cannot be read: ");
        });
    }

    @Test
    void aStreamOfParquetIsRefused() {
        var stream = new DataFile.Streamed(new ByteArrayInputStream(new byte[] {'P', 'A', 'R', '1', 0}), "<stdin>");

        assertThatThrownBy(() -> Reading.rows(stream)).hasMessageContaining("only from a file on disk");
    }

    @Test
    void twoColumnsThatTheEngineTakesForOneAreRefused() throws Exception {
        Path sameName = resource("same-name.parquet");
        Path sameButCase = resource("same-but-case.parquet");

        assertDuplicate(DataFile.of(sameName), "two columns of the file have the name email");
        assertDuplicate(
                DataFile.of(sameButCase),
                "the names of two columns of the file, EMAIL and email, differ only in letter case, and the engine takes"
                        + " them for one");
        String all = "select * from 'same-name.parquet'";
        assertDuplicate(Reading.query(all, folder), "two columns of " + sameName + " have the name email");
        assertThat(Reading.rows(Reading.query("select id from 'same-name.parquet'", folder)))
                .isNotEmpty();
    }

    private void assertDuplicate(DataFile data, String message) {
        assertThatThrownBy(() -> Reading.rows(data)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problems().getFirst().code()).isEqualTo(Code.COLUMN_DUPLICATE);
            assertThat(e.problems().getFirst().message()).isEqualTo(message);
        });
    }

    @Test
    void namesInsideOfColumnsMayBeTheSame() throws Exception {
        Path file = folder.resolve("nested.parquet");
        Duck.execute("copy (select {'id': 1, 'x': [{'id': 2}]} as a, {'id': 3} as b, 4 as id) to '" + file + "'");

        assertThat(Reading.rows(DataFile.of(file)))
                .containsExactly("{\"a\":{\"id\":1,\"x\":[{\"id\":2}]},\"b\":{\"id\":3},\"id\":4}");
    }

    @Test
    void aFileThatIsCutAnywhereIsAnError() throws Exception {
        Path file = folder.resolve("whole.parquet");
        Duck.execute("copy (select range as id, 'n' || range as name from range(50)) to '" + file + "'");
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length += whole.length / 25) {
            Path cut = Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Reading.rows(DataFile.of(cut)))
                    .as("%s of %s bytes", length, whole.length)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problems().getFirst().code()).isEqualTo(Code.INPUT_UNREADABLE));
        }
    }

    @Test
    void aTextThatIsNotUtf8IsNotShown() throws Exception {
        Path file = folder.resolve("latin1.parquet");
        Duck.execute("copy (select 1 as id, 'annasecret' as name) to '" + file + "' (compression uncompressed)");
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(file, bytes.replace("annasecret", "ann\u00e4secret"), StandardCharsets.ISO_8859_1);

        for (DataFile data :
                List.of(DataFile.of(file), Reading.query("select name as id from 'latin1.parquet'", folder))) {
            assertThatThrownBy(() -> Reading.rows(data))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problems().getFirst().message()).doesNotContain("secret"));
        }
        assertThatThrownBy(() -> Reading.rows(DataFile.of(file))).hasMessageContaining("a text in it is not UTF-8");
    }

    private Path resource(String name) throws Exception {
        return Files.copy(Path.of("src", "test", "resources", "parquet", name), folder.resolve(name));
    }
}

package dev.upserter.source.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.json.ValueKind;
import dev.upserter.problem.Code;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.ShownRows;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonSourceEncodingTest {

    @Test
    void everyRowWithAByteThatIsNotUtf8IsSpoiltAndNoOther() {
        assertThat(
                        rows(
                                "[{\"a\":\"M\u00FCller\"},\n{\"a\":\"ok\"},\n{\"a\":\"J\u00F6rg M\u00FCller\"},{\"b\":\"\u00E9\"},{\"a\":1}]"))
                .containsExactly(
                        "data.json:1:2 INPUT_ENCODING the row holds a byte that is not UTF-8 (0xFC, 7 bytes into the row)",
                        "data.json:2:1 a=TEXT \"ok\"",
                        "data.json:3:1 INPUT_ENCODING the row holds a byte that is not UTF-8 (0xF6, 7 bytes into the row)",
                        "data.json:3:21 INPUT_ENCODING the row holds a byte that is not UTF-8 (0xE9, 6 bytes into the row)",
                        "data.json:3:31 a=INTEGER 1");
    }

    @Test
    void aByteThatIsNotUtf8InANameOrDeepInsideSpoilsTheRow() {
        assertThat(rows("[{\"n\u00E4me\":1},{\"a\":{\"b\":[{\"c\":\"\u00E4\"}]}},{\"a\":{\"\u00E4\":1}},{\"a\":2}]"))
                .containsExactly(
                        "data.json:1:2 INPUT_ENCODING the row holds a byte that is not UTF-8 (0xE4, 3 bytes into the row)",
                        "data.json:1:13 INPUT_ENCODING the row holds a byte that is not UTF-8 (0xE4, 17 bytes into the row)",
                        "data.json:1:37 INPUT_ENCODING the row holds a byte that is not UTF-8 (0xE4, 7 bytes into the row)",
                        "data.json:1:51 a=INTEGER 2");
    }

    @Test
    void anElementThatIsNeitherAnObjectNorUtf8IsSpoiltOnce() {
        assertThat(rows("[\"\u00E4\",{\"a\":2}]"))
                .containsExactly(
                        "data.json:1:2 RECORD_NOT_OBJECT the row is not an object but a text",
                        "data.json:1:6 a=INTEGER 2");
    }

    @ParameterizedTest
    @CsvSource({
        "C080, overlong NUL",
        "C1BF, overlong ASCII",
        "E09FBF, overlong two-byte character",
        "F08FBFBF, overlong three-byte character",
        "EDA080, high surrogate",
        "EDBFBF, low surrogate",
        "EDA0BDEDB880, surrogate pair in six bytes",
        "F4908080, above U+10FFFF",
        "F5808080, above any character",
        "FF, never used",
        "80, continuation without a start",
        "BF, continuation without a start",
        "C3, start without a continuation",
        "E282, start with half its continuation",
        "F09F98, start with two thirds of its continuation",
        "C328, start and then ASCII",
    })
    void whatIsNotUtf8SpoilsTheRow(String hex, String what) {
        var json = new ByteArrayOutputStream();
        json.writeBytes("[{\"a\":\"".getBytes(StandardCharsets.US_ASCII));
        json.writeBytes(HexFormat.of().parseHex(hex));
        json.writeBytes("\"},{\"a\":1}]".getBytes(StandardCharsets.US_ASCII));
        assertThat(ShownRows.read(json.toByteArray()))
                .as(what)
                .hasSize(2)
                .satisfies(rows -> assertThat(rows.getFirst())
                        .startsWith("data.json:1:2 INPUT_ENCODING")
                        .contains("(0x" + hex.substring(0, 2) + ", 6 bytes into the row)"))
                .satisfies(rows -> assertThat(rows.getLast()).endsWith(" a=INTEGER 1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u007F",
                "\u0080",
                "\u07FF",
                "\u0800",
                "\uD7FF",
                "\uE000",
                "\uFFFE",
                "\uFFFF",
                "\uD800\uDC00",
                "\uDBFF\uDFFF"
            })
    void everyCharacterOfUnicodeIsAccepted(String character) {
        assertThat(ShownRows.read("[{\"a\":\"" + character + "\"}]"))
                .containsExactly("data.json:1:2 a=TEXT \"" + character + "\"");
    }

    @Test
    void aSpoiltRowShowsItsTextAsATextSoThatItIsNeverTakenForARowAgain() {
        var source = ShownRows.open("[{\"a\":\"M\u00FCller\"}]".getBytes(StandardCharsets.ISO_8859_1));
        SourceRecord record = source.next();
        assertThat(record.json().kind()).isEqualTo(ValueKind.TEXT);
        assertThat(record.json().text()).isEqualTo("{\"a\":\"M\uFFFDller\"}");
        assertThat(record.shape().size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', textBlock = """
            [{"a":1},\u00E4{"a":2}]; data.json:1:10: this is not UTF-8 (byte 0xE4) (record 2)
            [\u00E4]; data.json:1:2: this is not UTF-8 (byte 0xE4) (record 1)
            \u00E4; data.json:1:1: this is not UTF-8 (byte 0xE4) (record 1)
            [{"\u00E4":1,"b":\u00E4}]; data.json:1:13: this is not UTF-8 (byte 0xE4) (record 1)
            [{"a":1}]\u00E4; data.json:1:10: this is not UTF-8 (byte 0xE4)
            """)
    void aByteThatIsNotUtf8OutsideOfTextsEndsTheFile(String json, String message) {
        assertThatThrownBy(() -> rows(json)).hasMessage(message);
    }

    @Test
    void aFileCutInsideACharacterEndsThere() {
        assertThatThrownBy(() -> rows("[{\"a\":1},{\"a\":\"\u00C3"))
                .hasMessage("data.json:1:16: the file ends in the middle (record 2)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE"})
    void otherEncodingsOfUnicodeAreNamed(String encoding) {
        for (String json : List.of("[]", "\uFEFF[]", "{}", "\n[{\"a\":1}]", " \t[1]", "\"x\"")) {
            assertThatThrownBy(() -> ShownRows.read(json.getBytes(Charset.forName(encoding))))
                    .hasMessage("data.json: the file is in UTF-16 or UTF-32. Save it as UTF-8");
        }
    }

    @Test
    void aFileOfZerosIsNotTakenForUtf16() {
        assertThatThrownBy(() -> ShownRows.read(new byte[100]))
                .hasMessageContaining("data.json:1:1: this is not valid JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF", "\uFEFF \n"})
    void aByteOrderMarkAloneIsAnEmptyFile(String json) {
        assertThatThrownBy(() -> ShownRows.read(json)).hasMessageContaining("data.json: the file is empty");
    }

    @Test
    void aSecondByteOrderMarkIsNoJson() {
        assertThatThrownBy(() -> ShownRows.read("\uFEFF\uFEFF[]"))
                .hasMessageStartingWith("data.json:1:1: this is not valid JSON");
    }

    @Test
    void badBytesAreFoundWhereverTheReadsOfTheFileEnd() {
        var random = new Random(11);
        for (int round = 0; round < 200; round++) {
            var json = new ByteArrayOutputStream();
            var spoilt = new ArrayList<Boolean>();
            for (int i = 0; i < 40; i++) {
                boolean bad = random.nextInt(3) == 0;
                String text = randomText(random) + (bad ? "\u0000" : "") + randomText(random);
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                for (int at = 0; at < bytes.length; at++) {
                    bytes[at] = bytes[at] == 0 ? (byte) (0x80 + random.nextInt(0x40)) : bytes[at];
                }
                json.writeBytes(((i == 0 ? "[" : ",") + "{\"a\":\"").getBytes(StandardCharsets.UTF_8));
                json.writeBytes(bytes);
                json.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
                spoilt.add(bad);
            }
            json.writeBytes("]".getBytes(StandardCharsets.UTF_8));
            var found = new ArrayList<Boolean>();
            var source = JsonSource.open(inPieces(json.toByteArray(), random), "data.json");
            while (source.hasNext()) {
                found.add(source.next()
                        .defect()
                        .map(defect -> defect.code() == Code.INPUT_ENCODING)
                        .orElse(false));
            }
            assertThat(found).isEqualTo(spoilt);
        }
    }

    private static String randomText(Random random) {
        return random.ints(random.nextInt(6), 0, 4)
                .mapToObj(i -> List.of("x", "\u00E9", "\u20AC", "\uD83D\uDE00").get(i))
                .reduce("", String::concat);
    }

    /** A stream that returns a few bytes at a time. */
    private static InputStream inPieces(byte[] bytes, Random random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1 + random.nextInt(7)));
            }
        };
    }

    private static List<String> rows(String latin1) {
        byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).isEqualTo(latin1);
        return ShownRows.read(Arrays.copyOf(bytes, bytes.length));
    }
}

package dev.upserter.source.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.ShownRows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonSourceBreakTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', textBlock = """
            ^^; data.json: the file is empty or blank: not even an empty array
            ^ \r\n\t ^; data.json: the file is empty or blank: not even an empty array
            {"a":1}; data.json:1:1: the data must be a JSON array of objects, but this is a single object
            {}; data.json:1:1: the data must be a JSON array of objects, but this is a single object
            ^\n  "text"^; data.json:2:3: the data must be a JSON array of objects, but this is a text
            12; data.json:1:1: the data must be a JSON array of objects, but this is a number
            null; data.json:1:1: the data must be a JSON array of objects, but this is null
            true; data.json:1:1: the data must be a JSON array of objects, but this is true or false
            id; data.json:1:1: this is not valid JSON: a word that JSON does not know (record 1)
            id,name; data.json: this is not JSON: the first line has cells, as CSV has
            1,ana; data.json: this is not JSON: the first line has cells, as CSV has
            <html>; data.json:1:1: this is not valid JSON: a value is expected here (record 1)
            [; data.json:1:1: the file ends in the middle (record 1)
            [{"a":1}; data.json:1:8: the file ends in the middle (record 2)
            [{"a":1},; data.json:1:9: the file ends in the middle (record 2)
            ^[{"a":1},\n\n^; data.json:3:1: the file ends in the middle (record 2)
            [{"é":1},{"b"; data.json:1:13: the file ends in the middle (record 2)
            [{"a":"é; data.json:1:8: the file ends in the middle (record 1)
            [{"a":1},]; data.json:1:10: this is not valid JSON: a value is missing before the closing bracket, or there is a comma too many (record 2)
            [,{"a":1}]; data.json:1:2: this is not valid JSON: a value is expected here (record 1)
            [{"a":1},,{"a":1}]; data.json:1:10: this is not valid JSON: a value is expected here (record 2)
            [{"a":1} {"a":1}]; data.json:1:10: this is not valid JSON: a comma or the closing bracket is missing before this (record 2)
            [{"é" 1}]; data.json:1:7: this is not valid JSON: a colon is missing between a name and its value (record 1)
            [{"a":1,}]; data.json:1:9: this is not valid JSON: there is a comma before the closing bracket (record 1)
            [{a:1}]; data.json:1:3: this is not valid JSON: a name in double quotation marks is expected here (record 1)
            [{'a':1}]; data.json:1:3: this is not valid JSON: names and texts need straight double quotation marks (record 1)
            [{"a":ä}]; data.json:1:7: this is not valid JSON: a word that JSON does not know (record 1)
            [{"a":01}]; data.json:1:7: this is not valid JSON: this is no number as JSON writes it (record 1)
            [{"a":1}]]; data.json:1:10: this is not valid JSON: this bracket closes nothing, or something of another kind
            [{"a":1]; data.json:1:8: this is not valid JSON: this bracket closes nothing, or something of another kind (record 1)
            ^[{"é":"ü\nx"}]^; data.json:1:9: this is not valid JSON: a text holds a line break or another control character (record 1)
            [{"a":"\\x"}]; data.json:1:9: this is not valid JSON: this backslash starts nothing that JSON knows (record 1)
            [{"a":1}] x; data.json:1:11: this is not valid JSON: a word that JSON does not know
            [{"a":1}][]; data.json:1:10: there is more after the end of the array
            ^[{"a":1}]\n {"b":1}^; data.json:2:2: there is more after the end of the array
            """)
    void aBrokenFileIsAProblemWithAPlace(String json, String message) {
        assertThat(problem(json).toString()).isEqualTo(message);
    }

    @Test
    void aBreakIsAProblemOfTheInputThatStopsTheRun() {
        Problem problem = problem("[{\"a\":1},");
        assertThat(problem.code()).isEqualTo(Code.INPUT_UNREADABLE);
        assertThat(problem.level()).isEqualTo(Level.STOP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"a\":SECRET}]",
                "[{\"a\":trueSECRET}]",
                "[{\"a\":nullSECRET}]",
                "[SECRET]",
                "SECRET",
                "[{\"a\":1}] SECRET",
                "[{\"a\":SECRET",
                "[{SECRET:1}]",
                "[{\"SECRET\" 1}]",
                "[{\"SECRET\n\":1}]",
                "[{\"a\":\"SECRET\n\"}]",
                "[{\"a\":\"SECRET",
                "[{\"a\":-SECRET}]",
                "[{\"a\":1SECRET}]",
                "[{\"a\":'SECRET'}]",
                "[{\"a\":\"\\uSECRET\"}]",
            })
    void aMessageNeverShowsTheData(String json) {
        assertThat(problem(json).toString()).doesNotContain("SECRET").doesNotContain("SECR");
    }

    @Test
    void aFileCutAnywhereIsAProblemAtItsEndAndTheRowsBeforeStand() {
        String json =
                "\n[ {\"a\":\"é\\n\", \"b\":[1,{\"c\":null}]},\r\n  5,\n{\"a\": -1.5e3}\t, {},[true]\n, {\"😀\":\"😀\"} ]";
        List<String> whole = ShownRows.read(json);
        int[] ends = {
            json.indexOf("},\r") + 1,
            json.indexOf("5,") + 1,
            json.indexOf("}\t") + 1,
            json.indexOf("{}") + 2,
            json.indexOf("]\n") + 1,
            json.indexOf("} ]") + 1
        };
        for (int cut = json.indexOf('[') + 1; cut < json.length(); cut++) {
            if (Character.isLowSurrogate(json.charAt(cut))) {
                continue;
            }
            String part = json.substring(0, cut);
            var rows = new ArrayList<String>();
            Problem problem = problem(part, rows);
            int complete = 0;
            while (complete < ends.length && ends[complete] <= cut) {
                complete++;
            }
            assertThat(rows).as(part).isEqualTo(whole.subList(0, complete));
            assertThat(problem.toString())
                    .as(part)
                    .matches(
                            "data\\.json:\\d+:\\d+: (the file ends in the middle|this is not valid JSON: .*) \\(record "
                                    + (complete + 1) + "\\)");
            if (problem.message().startsWith("the file ends")) {
                assertThat(problem.toString()).startsWith("data.json:" + lastPlace(part) + ":");
            }
        }
    }

    /** Line and column of the last character; if it ends a line, of the empty line after it. */
    private static String lastPlace(String text) {
        String plain = text.replace("\r\n", "\n").replace('\r', '\n');
        int lineStart = plain.lastIndexOf('\n') + 1;
        long line = plain.chars().filter(c -> c == '\n').count() + 1;
        return line + ":" + Math.max(1, plain.codePointCount(lineStart, plain.length()));
    }

    @Test
    void aBreakFarDownALongLineHasItsColumn() {
        String row = "{\"a\":\"é😀\"},";
        int rows = 50_000;
        assertThat(problem("[" + row.repeat(rows) + "!]").toString())
                .startsWith("data.json:1:" + (2 + 11L * rows) + ": ")
                .endsWith(" (record " + (rows + 1) + ")");
    }

    @Test
    void afterABreakThereIsNoMore() {
        var source = ShownRows.open("[{\"a\":1},{\"b\"".getBytes(StandardCharsets.UTF_8));
        source.next();
        assertThat(source.hasNext()).isTrue();
        assertThatThrownBy(source::next).isInstanceOf(ProblemException.class);
        assertThat(source.hasNext()).isFalse();
        assertThatThrownBy(source::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void anEmptyFileIsReportedOnce() {
        var source = ShownRows.open(new byte[0]);
        assertThatThrownBy(source::hasNext).isInstanceOf(ProblemException.class);
        assertThat(source.hasNext()).isFalse();
    }

    @Test
    void aFaultOfTheDiskIsNamed() {
        var json = new ByteArrayInputStream("[{\"a\":1},".getBytes(StandardCharsets.UTF_8));
        var source = JsonSource.open(new SequenceInputStream(json, new BrokenDisk()), "data.json");
        source.next();
        assertThatThrownBy(source::hasNext).hasMessage("data.json: the file could not be read: Input/output error");
    }

    @Test
    void nestingWithoutEndIsAProblemWithAPlace() {
        String deep = "[{\"a\":1},\n{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}]";
        assertThat(problem(deep).toString())
                .startsWith("data.json:2:")
                .endsWith(
                        ": a value is nested too deeply: more than 1,000 lists and objects inside each other (record 2)");
        String fine = "[{\"a\":" + "[".repeat(900) + "]".repeat(900) + "}]";
        assertThat(ShownRows.read(fine)).hasSize(1);
    }

    private static final class BrokenDisk extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("Input/output error");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return read();
        }
    }

    private static Problem problem(String json) {
        return problem(json, new ArrayList<>());
    }

    private static Problem problem(String json, List<String> rows) {
        return catchThrowableOfType(ProblemException.class, () -> {
                    var source = ShownRows.open(json.getBytes(StandardCharsets.UTF_8));
                    while (source.hasNext()) {
                        rows.add(ShownRows.show(source.next()));
                    }
                })
                .problems()
                .getFirst();
    }
}

package dev.upserter.source.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.json.ValueKind;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.DataFile;
import dev.upserter.source.EmptyCells;
import dev.upserter.source.Format;
import dev.upserter.source.Pieces;
import dev.upserter.source.ShownRows;
import dev.upserter.source.Source;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.open.Sources;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NdjsonSourceTest {
    @Test
    void eachLineIsARowAndBlankLinesAreNone() {
        assertThat(ShownRows.readAs("a.ndjson", "{\"id\":1}\n\n  \r\n{\"id\": 2, \"x\":[1,{}]}\r\n  {\"id\":3}"))
                .containsExactly(
                        "a.ndjson:1:1 id=INTEGER 1",
                        "a.ndjson:4:1 id=INTEGER 2|x=ARRAY [1,{}]",
                        "a.ndjson:5:3 id=INTEGER 3");
    }

    @Test
    void aBrokenLineSpoilsOnlyItself() {
        assertThat(ShownRows.readAs("a.ndjson", """
                {"id":1}
                {"id":2,"name":"An
                {"id":3}
                {"id":4,"x":
                {"id":5}}
                {"id":6} {"id":7}
                {'id':8}
                nonsense
                [{"id":9}]
                "text"
                12
                {"id":10,"a":\t1}
                {"id":11
                {"id":12}
                """))
                .containsExactly(
                        "a.ndjson:1:1 id=INTEGER 1",
                        "a.ndjson:2:1 RECORD_UNREADABLE the row ends in the middle",
                        "a.ndjson:3:1 id=INTEGER 3",
                        "a.ndjson:4:1 RECORD_UNREADABLE the row ends in the middle",
                        "a.ndjson:5:1 RECORD_UNREADABLE this is not valid JSON: there is more after the object (byte 8 of"
                                + " the row)",
                        "a.ndjson:6:1 id=INTEGER 6",
                        "a.ndjson:6:10 id=INTEGER 7",
                        "a.ndjson:7:1 RECORD_UNREADABLE this is not valid JSON: names and texts need straight"
                                + " double quotation marks (byte 2 of the row)",
                        "a.ndjson:8:1 RECORD_UNREADABLE the line is text and no JSON, as messages of a program are",
                        "a.ndjson:9:1 RECORD_NOT_OBJECT the row is not an object but an array",
                        "a.ndjson:10:1 RECORD_NOT_OBJECT the row is not an object but a text",
                        "a.ndjson:11:1 RECORD_NOT_OBJECT the row is not an object but a number",
                        "a.ndjson:12:1 id=INTEGER 10|a=INTEGER 1",
                        "a.ndjson:13:1 RECORD_UNREADABLE the row ends in the middle",
                        "a.ndjson:14:1 id=INTEGER 12");
    }

    @Test
    void theFirstLineMayBeTheBrokenOne() {
        assertThat(ShownRows.readAs("data", "{\"id\":1,\"name\":\"An\n{\"id\":2}\n"))
                .containsExactly("data:1:1 RECORD_UNREADABLE the row ends in the middle", "data:2:1 id=INTEGER 2");
    }

    @Test
    void aLastLineThatIsCutOffSaysThatTheFileMayBe() {
        assertThat(ShownRows.readAs("a.ndjson", "{\"id\":1}\n{\"id\":2,\"na"))
                .containsExactly(
                        "a.ndjson:1:1 id=INTEGER 1",
                        "a.ndjson:2:1 RECORD_UNREADABLE the row ends in the middle. The file may have been cut off here");
    }

    @Test
    void rejectedRowsOfARunAreReadAgainAmongOthers() {
        assertThat(ShownRows.readAs("rejected.ndjson", """
                {"$upserter":"rejected","location":"a:1:1","row":1,"record":{"id":1},"more":{}}
                {"id":2}
                {"$upserter":"rejected","record":"{\\"id\\":"}
                {"$upserter":"dead letter"}
                """))
                .containsExactly(
                        "a:1:1 id=INTEGER 1",
                        "rejected.ndjson:2:1 id=INTEGER 2",
                        "rejected.ndjson:3:1 RECORD_NOT_OBJECT the rejected row holds no record that could be read",
                        "rejected.ndjson:4:1 RECORD_NOT_OBJECT the rejected row holds no record that could be read");
    }

    @Test
    void rejectedRowsAreReadInTheirOwnFormWhateverTheConfigurationSaysOfTheData() {
        var csv = new SourceConfig(null, Format.CSV, ';', StandardCharsets.UTF_16, EmptyCells.SKIP);
        String line = "{\"$upserter\":\"rejected\",\"record\":{\"id\":\"ü\"}}";
        assertThat(ShownRows.readAs("r.ndjson", csv, line.getBytes(StandardCharsets.UTF_8)))
                .containsExactly("r.ndjson:1:1 id=TEXT \"ü\"");
        String lines = line.replace(",", ",\n  ");
        assertThat(ShownRows.readAs("r.ndjson", csv, lines.getBytes(StandardCharsets.UTF_8)))
                .containsExactly("r.ndjson:1:1 id=TEXT \"ü\"");
    }

    @Test
    void aByteThatIsNotUtf8SpoilsOnlyItsLine() {
        assertThat(ShownRows.readAs(
                        "a.ndjson",
                        SourceConfig.DEFAULT,
                        "{\"id\":\"\u00e4\"}\n{\"id\":2}".getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly(
                        "a.ndjson:1:1 INPUT_ENCODING the row holds a byte that is not UTF-8 (0xE4, 7 bytes into the row)",
                        "a.ndjson:2:1 id=INTEGER 2");
    }

    @Test
    void aSpoiltRowIsShownAsTextSoThatItCanBeCorrected() {
        Source source = open("{\"id\":1}\n{\"id\":\"a\\u00e4\"  \r\n");
        source.next();
        SourceRecord record = source.next();
        assertThat(record.defect()).isPresent();
        assertThat(record.json().kind()).isEqualTo(ValueKind.TEXT);
        assertThat(record.json().text()).isEqualTo("{\"id\":\"a\\u00e4\"");
    }

    @Test
    void objectsMayExtendOverSeveralLines() {
        assertThat(ShownRows.readAs("data.json", """
                {
                  "id": 1,
                  "t": "a } \\" {",
                  "plan": {
                    "name": "x"
                  }
                }
                {
                  "id": 2
                } {"id": 3}
                """))
                .containsExactly(
                        "data.json:1:1 id=INTEGER 1|t=TEXT \"a } \\\" {\"|plan=OBJECT {\n    \"name\": \"x\"\n  }",
                        "data.json:8:1 id=INTEGER 2",
                        "data.json:10:3 id=INTEGER 3");
    }

    @Test
    void amongObjectsOverSeveralLinesABrokenOneSpoilsOnlyItself() {
        assertThat(ShownRows.readAs("data.json", "{\n  \"id\": 1,\n  \"a\": {\n{\n  \"id\": 2\n}\n{\n  \"id\": 3,\n"))
                .containsExactly(
                        "data.json:1:1 RECORD_UNREADABLE the row ends in the middle",
                        "data.json:4:1 id=INTEGER 2",
                        "data.json:7:1 RECORD_UNREADABLE the row ends in the middle. The file may have been cut off here");
    }

    @Test
    void oneObjectAloneIsOneRow() {
        assertThat(ShownRows.readAs("data.json", "{\"id\": 1}")).containsExactly("data.json:1:1 id=INTEGER 1");
        assertThat(ShownRows.readAs("data.json", "{\n\"id\": 1\n}")).containsExactly("data.json:1:1 id=INTEGER 1");
        assertThat(ShownRows.readAs("data.json", "{}")).containsExactly("data.json:1:1 ");
    }

    @Test
    void manyNewFieldNamesDoNotFillTheMemory() {
        Source source = Sources.open(new DataFile.Streamed(
                Pieces.of(100_000, i -> "{\"name" + i + "\":1,\"other" + i + "\":2}\n"), "a.ndjson"));
        long rows = 0;
        while (source.hasNext()) {
            assertThat(source.next().shape().size()).isEqualTo(2);
            rows++;
        }
        assertThat(rows).isEqualTo(100_000);
    }

    @Test
    void aLineWithoutEndDoesNotFillTheMemory() {
        Source source = Sources.open(new DataFile.Streamed(
                Pieces.of(1_000_000, i -> i == 0 ? "{\"a\":\"" : "x".repeat(1000)), "a.ndjson"));
        assertThatThrownBy(source::hasNext)
                .hasMessage("a.ndjson:1:1: one record is larger than 16 MiB. No row is as large (record 1)");
        assertThat(source.hasNext()).isFalse();
    }

    @Test
    void theBytesReadAreThoseOfTheRowsBefore() {
        Source source = open("{\"id\":1}\n{\"id\":2}\n");
        assertThat(source.bytesRead()).isZero();
        source.next();
        source.next();
        assertThat(source.hasNext()).isFalse();
        assertThat(source.bytesRead()).isEqualTo(18);
    }

    @Test
    void eachRowHasItsNumber() {
        Source source = open("{\"id\":1}\n\n{\n{\"id\":3}\n");
        assertThat(List.of(
                        source.next().number(),
                        source.next().number(),
                        source.next().number()))
                .containsExactly(1L, 2L, 3L);
    }

    private static Source open(String data) {
        return Sources.open(
                new DataFile.Streamed(new ByteArrayInputStream(data.getBytes(StandardCharsets.UTF_8)), "a.ndjson"));
    }

    @Test
    void aByteOrderMarkBeforeALaterObjectIsNoPartOfIt() {
        String text = "{\"id\":1}\n\uFEFF{\"id\":2}\n\n\uFEFF\uFEFF {\"id\":3}\n\uFEFF";
        assertThat(ShownRows.readAs("a.ndjson", text))
                .containsExactly("a.ndjson:1:1 id=INTEGER 1", "a.ndjson:2:2 id=INTEGER 2", "a.ndjson:4:4 id=INTEGER 3");
    }
}

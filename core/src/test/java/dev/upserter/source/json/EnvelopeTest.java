package dev.upserter.source.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.source.ShownRows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvelopeTest {
    private static final String NO_RECORD = "RECORD_NOT_OBJECT the rejected row holds no record that could be read";

    @Test
    void rejectedRowsAreReadAgain() {
        assertThat(ShownRows.read("""
                {"$upserter":"rejected-row","location":"a.json:1:2","row":1,"key":null,"record":{"id":1,"x":{"y":2}},"z":1}
                {"$upserter":"dead-letter","record":{"id":2}}

                  {"$upserter":{"v":[1]},"a":{"record":{"no":1}},"record":{},"b":[{}]}
                {
                "$upserter":1,
                "record":{"id":3}}  {"$upserter":1,"é":"ü","record":{"id":4}}\
                """))
                .containsExactly(
                        "a.json:1:2 id=INTEGER 1|x=OBJECT {\"y\":2}",
                        "data.json:2:1 id=INTEGER 2",
                        "data.json:4:3 ",
                        "data.json:5:1 id=INTEGER 3",
                        "data.json:7:21 id=INTEGER 4");
    }

    @Test
    void theTextOfARecordInsideIsExactlyTheOneInTheFile() {
        String record = "{ \"id\" : 1.10 , \"n\":12345678901234567890,\"t\":\"\\u00e9 \\/\" }";
        var source = ShownRows.open(("{\"$upserter\":\"rejected-row\",\"record\":" + record + ",\"z\":1}\n")
                .getBytes(StandardCharsets.UTF_8));
        assertThat(source.next().json().json()).isEqualTo(record);
        assertThat(source.hasNext()).isFalse();
    }

    @Test
    void aLineWithoutAReadableRecordSpoilsOnlyItself() {
        assertThat(ShownRows.read("""
                {"$upserter":"rejected-row","record":5,"x":1}
                {"$upserter":"rejected-row","record":[{"record":{"id":9}}],"x":1}
                {"$upserter":"rejected-row","record":"{\\"id\\":1}"}
                {"$upserter":"rejected-row","record":null}
                {"$upserter":"rejected-row"}
                5
                [1,{"id":1}]
                "x"
                {"$upserter":"rejected-row","record":{"id":1}}
                """))
                .containsExactly(
                        "data.json:1:1 " + NO_RECORD,
                        "data.json:2:1 " + NO_RECORD,
                        "data.json:3:1 " + NO_RECORD,
                        "data.json:4:1 " + NO_RECORD,
                        "data.json:5:1 " + NO_RECORD,
                        "data.json:6:1 " + NO_RECORD,
                        "data.json:7:1 " + NO_RECORD,
                        "data.json:8:1 " + NO_RECORD,
                        "data.json:9:1 id=INTEGER 1");
    }

    @Test
    void whatIsInPlaceOfARecordIsShownUnchanged() {
        var source = ShownRows.open("""
                {"$upserter":1,"record":"a \\"text\\""}
                {"$upserter":1,"record":[1, 2]}
                {"$upserter":1,"x": 2}
                [3]
                """.getBytes(StandardCharsets.UTF_8));
        var shown = new ArrayList<JsonValue>();
        while (source.hasNext()) {
            shown.add(source.next().json().copy());
        }
        assertThat(shown)
                .extracting(JsonValue::json)
                .containsExactly("\"a \\\"text\\\"\"", "[1, 2]", "{\"$upserter\":1,\"x\": 2}", "[3]");
        assertThat(shown)
                .extracting(JsonValue::kind)
                .containsExactly(ValueKind.TEXT, ValueKind.ARRAY, ValueKind.OBJECT, ValueKind.ARRAY);
    }

    @Test
    void aBadByteRejectsTheLineOnlyIfItIsInTheRecord() {
        byte[] lines = """
                {"$upserter":1,"reason":"#","record":{"id":1},"more":"#"}
                {"$upserter":1,"record":{"id":2}}
                {"$upserter":1,"reason":"#","record":{"id":"#"}}
                {"$upserter":1,"record":{"id":3}}
                """.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < lines.length; i++) {
            lines[i] = lines[i] == '#' ? (byte) 0xE4 : lines[i];
        }
        assertThat(ShownRows.read(lines))
                .containsExactly(
                        "data.json:1:1 id=INTEGER 1",
                        "data.json:2:1 id=INTEGER 2",
                        "data.json:3:1 INPUT_ENCODING the row holds a byte that is not UTF-8 (0xE4, 7 bytes into the row)",
                        "data.json:4:1 id=INTEGER 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":2}", "{}", "{\"record\":{},\"$upserter\":1}"})
    void anotherObjectAmongTheLinesEndsTheFile(String other) {
        assertThatThrownBy(() -> ShownRows.read("{\"$upserter\":1,\"record\":{}}\n " + other + "\n"))
                .hasMessage("data.json:2:2: this line is not a rejected row, though the lines before are");
    }

    @Test
    void aCutLineIsNamed() {
        assertThatThrownBy(() -> ShownRows.read("{\"$upserter\":1,\"record\":{}}\n{\"$upserter\":1,\"rec"))
                .hasMessage("data.json:2:19: the file ends in the middle (record 2)");
    }

    @Test
    void manyLinesAreReadWithTheirNumbers() {
        var json = new StringBuilder();
        for (int i = 1; i <= 20_000; i++) {
            json.append("{\"$upserter\":\"rejected-row\",\"reason\":\"ü\",\"record\":{\"i\":")
                    .append(i)
                    .append("},\"x\":\"ü\"}\n");
        }
        var rows = ShownRows.read(json.toString());
        assertThat(rows).hasSize(20_000);
        for (int i = 1; i <= rows.size(); i++) {
            assertThat(rows.get(i - 1)).isEqualTo("data.json:" + i + ":1 i=INTEGER " + i);
        }
    }
}

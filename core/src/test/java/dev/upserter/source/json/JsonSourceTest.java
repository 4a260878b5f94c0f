package dev.upserter.source.json;

import static dev.upserter.source.ShownRows.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.record.Shape;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.ShownRows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class JsonSourceTest {

    @Test
    void valuesKeepTheirExactText() {
        assertThat(read(
                        "[{\"a\":1.10,\"b\":12345678901234567890,\"c\":-0,\"d\":1E400,\"e\":\"x\\u00e9\\n\",\"f\":null,\"g\":true,"
                                + "\"h\":false,\"i\":[1, 2],\"j\":{\"k\" : 1}, \"l\" : 7 }]"))
                .containsExactly(
                        "data.json:1:2 a=DECIMAL 1.10|b=INTEGER 12345678901234567890|c=INTEGER -0|d=DECIMAL 1E400|"
                                + "e=TEXT \"x\\u00e9\\n\"|f=NULL null|g=TRUE true|h=FALSE false|i=ARRAY [1, 2]|"
                                + "j=OBJECT {\"k\" : 1}|l=INTEGER 7");
    }

    @Test
    void everyRecordKnowsItsLineAndColumn() {
        assertThat(read("[\n  {\"a\": 1},\r\n\t{\n\"a\":\n2\n}, {\"a\":3}\n,{\"é\":\"ü\"},{\"a\":4}\n]\n"))
                .containsExactly(
                        "data.json:2:3 a=INTEGER 1",
                        "data.json:3:2 a=INTEGER 2",
                        "data.json:6:4 a=INTEGER 3",
                        "data.json:7:2 é=TEXT \"ü\"",
                        "data.json:7:12 a=INTEGER 4");
    }

    @Test
    void recordsThatSpanManyBuffersAreReadWhole() {
        var random = new Random(7);
        var json = new StringBuilder("[");
        var expected = new ArrayList<String>();
        for (int i = 0; i < 300; i++) {
            String text = "é".repeat(random.nextInt(4000)) + "x".repeat(random.nextInt(4000));
            long column = json.codePointCount(0, json.length()) + 1L + (i == 0 ? 0 : 1);
            json.append(i == 0 ? "" : ",")
                    .append("{\"n\":")
                    .append(i)
                    .append(",\"t\":\"")
                    .append(text)
                    .append("\"}");
            expected.add("data.json:1:" + column + " n=INTEGER " + i + "|t=TEXT \"" + text + "\"");
        }
        assertThat(read(json.append("]").toString())).isEqualTo(expected);
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        assertThat(read("\uFEFF[{\"a\":1}]")).containsExactly("data.json:1:2 a=INTEGER 1");
    }

    @Test
    void anEmptyArrayHasNoRecord() {
        assertThat(read(" [ ] ")).isEmpty();
    }

    @Test
    void anElementThatIsNoObjectSpoilsOnlyItself() {
        assertThat(read("[{\"a\":1}, 5, [1,[2]], \"x\", null,\n{\"a\":2}]"))
                .containsExactly(
                        "data.json:1:2 a=INTEGER 1",
                        "data.json:1:11 RECORD_NOT_OBJECT the row is not an object but a number",
                        "data.json:1:14 RECORD_NOT_OBJECT the row is not an object but an array",
                        "data.json:1:23 RECORD_NOT_OBJECT the row is not an object but a text",
                        "data.json:1:28 RECORD_NOT_OBJECT the row is not an object but null",
                        "data.json:2:1 a=INTEGER 2");
    }

    @Test
    void aByteThatIsNotUtf8SpoilsOnlyItsRow() {
        byte[] bytes = "[{\"a\":\"M#ller\"},\n{\"a\":\"ok\"}]".getBytes(StandardCharsets.UTF_8);
        bytes[8] = (byte) 0xFC;
        assertThat(read(bytes))
                .containsExactly(
                        "data.json:1:2 INPUT_ENCODING the row holds a byte that is not UTF-8 (0xFC, 7 bytes into the row)",
                        "data.json:2:1 a=TEXT \"ok\"");
    }

    @Test
    void aDuplicateNameIsKeptTwiceAndTheLastOneCounts() {
        var source = ShownRows.open("[{\"a\":1,\"b\":2,\"a\":3,\"\\u0061\":4}]".getBytes(StandardCharsets.UTF_8));
        SourceRecord record = source.next();
        assertThat(record.shape().names()).containsExactly("a", "b", "a", "a");
        assertThat(record.shape().indexOf("a")).isEqualTo(3);
        assertThat(record.shape().indexOf("c")).isNegative();
    }

    @Test
    void namesAreReadWithTheirEscapesResolved() {
        assertThat(ShownRows.read("[{\"\\u00e9\\ud83d\\ude00\\n\\u0000\":1,\"é😀\":2,\"\":3}]"))
                .containsExactly("data.json:1:2 é😀\n\0=INTEGER 1|é😀=INTEGER 2|=INTEGER 3");
    }

    @Test
    void recordsWithTheSameNamesShareAShape() {
        var source = ShownRows.open(
                "[{\"a\":1,\"b\":2},{\"a\":3,\"b\":4},{\"b\":4},5,{\"a\":3,\"b\":4}]".getBytes(StandardCharsets.UTF_8));
        Shape first = source.next().shape();
        assertThat(source.next().shape()).isSameAs(first);
        assertThat(source.next().shape()).isNotSameAs(first);
        assertThat(source.next().shape().size()).isZero();
        assertThat(source.next().shape()).isSameAs(first);
    }

    @Test
    void lookingAheadManyTimesReadsNothingTwice() {
        var source = ShownRows.open("[{\"a\":1},{\"a\":2}]".getBytes(StandardCharsets.UTF_8));
        assertThat(source.hasNext()).isTrue();
        assertThat(source.hasNext()).isTrue();
        assertThat(source.next().number()).isEqualTo(1);
        assertThat(source.next().number()).isEqualTo(2);
        assertThat(source.hasNext()).isFalse();
        assertThat(source.hasNext()).isFalse();
        assertThatThrownBy(source::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void theBytesReadAreCountedToTheEnd() {
        byte[] json = "[{\"a\":\"é\"} ]\n".getBytes(StandardCharsets.UTF_8);
        var source = ShownRows.open(json);
        assertThat(source.bytesRead()).isZero();
        source.next();
        assertThat(source.bytesRead()).isEqualTo(11);
        assertThat(source.hasNext()).isFalse();
        assertThat(source.bytesRead()).isEqualTo(json.length);
    }

    @Test
    void closingASourceClosesItsStreamAndEndsIt() throws IOException {
        var closed = new AtomicBoolean();
        var in = new ByteArrayInputStream("[{\"a\":1}]".getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        try (var source = JsonSource.open(in, "data.json")) {
            assertThat(source.hasNext()).isTrue();
        }
        assertThat(closed).isTrue();
    }

    @Test
    void halfACharacterInANameEndsTheFile() {
        assertThatThrownBy(() -> ShownRows.read("[{\"a\":1},{\"\\ud800\":1}]"))
                .hasMessageStartingWith("data.json:1:")
                .hasMessageContaining("a name holds half of a character")
                .hasMessageEndingWith("(record 2)");
    }
}

package dev.upserter.source.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.record.SourceRecord;
import dev.upserter.source.Pieces;
import dev.upserter.source.ShownRows;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class JsonSourceSizeTest {
    private static final int LARGEST = 16 << 20;

    @Test
    void aRecordMayBeAsLargeAsTheLimitAndNoLarger() {
        assertThat(read("[{\"a\":1},\n" + recordOf(LARGEST) + ",{\"b\":2}]").number())
                .isEqualTo(3);
        assertThatThrownBy(() -> read("[{\"a\":1},\n" + recordOf(LARGEST + 1) + ",{\"b\":2}]"))
                .hasMessage("data.json:2:1: one record is larger than 16 MiB. No row is as large (record 2)");
    }

    private static String recordOf(int bytes) {
        return "{\"a\":\"" + "x".repeat(bytes - 8) + "\"}";
    }

    @Test
    void whatHasNoEndDoesNotFillTheMemory() {
        for (String start : new String[] {"[{\"a\":\"", "[{\"a\":1", "[{\"a\":[", "[1", "[{\"", "["}) {
            String more = (start.equals("[") ? " " : "1").repeat(1 << 20);
            var endless = Pieces.of(Long.MAX_VALUE, i -> i == 0 ? start : more);
            assertThatThrownBy(() -> read(endless)).hasMessageStartingWith("data.json:1:");
        }
    }

    @Test
    void aSingleLineOfManyRecordsIsReadToItsEnd() {
        int records = 200_000;
        SourceRecord last =
                read(Pieces.array(records, i -> "{\"id\":" + (1_000_000 + i) + ",\"name\":\"Zoë 😀\",\"x\":[1,2]}"));
        int length = "{\"id\":1000000,\"name\":\"Zoë 😀\",\"x\":[1,2]}".length() - 1;
        assertThat(last.number()).isEqualTo(records);
        assertThat(last.location()).hasToString("data.json:1:" + (2 + (length + 1L) * (records - 1)));
    }

    @Test
    void aNumberMayHaveThousandsOfDigits() {
        String digits = "123456789".repeat(1_000);
        assertThat(ShownRows.read("[{\"a\":" + digits + ",\"b\":-0." + digits + "e-9}]"))
                .containsExactly("data.json:1:2 a=INTEGER " + digits + "|b=DECIMAL -0." + digits + "e-9");
    }

    @Test
    void aRecordMayHaveThousandsOfFields() {
        var json = new StringBuilder("[{");
        var expected = new StringBuilder("data.json:1:2 ");
        for (int i = 0; i < 5_000; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("\"field ")
                    .append(i)
                    .append("\":")
                    .append(i);
            expected.append(i == 0 ? "" : "|")
                    .append("field ")
                    .append(i)
                    .append("=INTEGER ")
                    .append(i);
        }
        assertThat(ShownRows.read(json.append("},{\"a\":1}]").toString()))
                .startsWith(expected.toString())
                .hasSize(2);
    }

    @Test
    void namesThatAreNewInEveryRecordDoNotPileUp() {
        int records = 60_000;
        var source = JsonSource.open(
                Pieces.array(records, i -> "\n{\"id\":1,\"v" + i + "\":{\"w" + i + "\":2}}"), "data.json");
        int most = 0;
        for (int i = 0; i < records; i++) {
            SourceRecord record = source.next();
            assertThat(record.shape().names()).containsExactly("id", "v" + i);
            assertThat(record.line()).isEqualTo(i + 2);
            most = Math.max(most, source.knownNames());
        }
        assertThat(source.hasNext()).isFalse();
        assertThat(most).isLessThan(70_000);
    }

    @Test
    void namesThatAreNewInEveryRejectedRowDoNotPileUpEither() {
        int rows = 30_000;
        var source = JsonSource.open(
                Pieces.of(rows, i -> "{\"$upserter\":1,\"record\":{\"id\":1,\"v" + i + "\":{\"w" + i + "\":2}}}\n"),
                "data.json");
        int most = 0;
        for (int i = 0; i < rows; i++) {
            assertThat(source.next().location()).hasToString("data.json:" + (i + 1) + ":1");
            most = Math.max(most, source.knownNames());
        }
        assertThat(source.hasNext()).isFalse();
        assertThat(most).isLessThan(70_000);
    }

    private static SourceRecord read(String json) {
        return read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Reads all and returns the last record. */
    private static SourceRecord read(InputStream in) {
        var source = JsonSource.open(in, "data.json");
        SourceRecord last = source.next();
        while (source.hasNext()) {
            last = source.next();
        }
        return last;
    }
}

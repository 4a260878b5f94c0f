package dev.upserter.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.guard.Limits;
import dev.upserter.json.GrowingBytes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoinedEntryTest {
    private static final String HEADER =
            "{\"type\":\"person\",\"identifiers\":{\"email\":\"a@x.org\"},\"action\":\"identify\",\"attributes\":";

    /** The attributes of the entry for rows with these, or nothing if they cannot be joined. */
    private static Optional<String> joined(String... rows) {
        byte[] bytes = (HEADER + String.join("}" + HEADER, rows) + "}").getBytes(StandardCharsets.UTF_8);
        var row = new FieldOffsets(0);
        row.read(bytes, HEADER.length());
        var entry = new JoinedEntry(0, HEADER.length(), row, bytes);
        int at = HEADER.length() + rows[0].length() + 1;
        for (int i = 1; i < rows.length; i++) {
            row.read(bytes, at + HEADER.length());
            if (!entry.take(row, bytes)) {
                return Optional.empty();
            }
            at += HEADER.length() + rows[i].length() + 1;
        }
        var out = new GrowingBytes(16);
        entry.write(bytes, out);
        String text = new String(out.toArray(), StandardCharsets.UTF_8);
        assertThat(text).startsWith(HEADER).endsWith("}").hasSizeLessThanOrEqualTo(Limits.ENTRY);
        return Optional.of(text.substring(HEADER.length(), text.length() - 1));
    }

    @Test
    void rowsThatSayNothingAreAnEntryThatSaysNothing() {
        assertThat(joined("{}", "{}")).hasValue("{}");
        assertThat(joined("{}", "{\"n\":1}", "{}")).hasValue("{\"n\":1}");
    }

    @Test
    void theLastRowThatNamesAnAttributeStandsWhereTheFirstNamedIt() {
        assertThat(joined(
                        "{\"a\":1,\"b\":2,\"c\":3}",
                        "{\"c\":4,\"b\":null,\"a\":0}",
                        "{\"d\":5,\"c\":6,\"e\":7,\"f\":8}"))
                .hasValue("{\"a\":0,\"b\":null,\"c\":6,\"d\":5,\"e\":7,\"f\":8}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'id':'1'}         | {'id':'1'}   | true",
                "{'id':'1'}         | {'id':'2'}   | false",
                "{'id':'1'}         | {'n':1}      | true",
                "{'n':1}            | {'id':'1'}   | false",
                "{'_x':1}           | {'_x':1}     | true",
                "{'_x':1}           | {'_x':2}     | false",
                "{'_x':1}           | {'n':1}      | false",
                "{'idea':1}         | {'idea':2}   | true",
                "{'created_at':1}   | {'created_at':2} | true",
            })
    void whatSaysWhoItIsOrHowTheEntryIsTakenMayNotChange(String first, String second, boolean isJoined) {
        assertThat(joined(first.replace('\'', '"'), second.replace('\'', '"')).isPresent())
                .isEqualTo(isJoined);
    }

    @Test
    void itIsAsLongAsAnEntryMayBeAndNoLonger() {
        assertThat(joined("{\"a\":1}", filling("{\"a\":1,\"x\":\"\"}", 0))).isPresent();
        assertThat(joined("{\"a\":1}", filling("{\"a\":1,\"x\":\"\"}", 1))).isEmpty();
    }

    @Test
    void aValueThatIsReplacedDoesNotCount() {
        String first = "{\"a\":\"" + "a".repeat(900) + "\",\"b\":\"" + "b".repeat(900) + "\"}";

        assertThat(joined(first, "{\"a\":22}", filling("{\"a\":22,\"b\":7,\"x\":\"\"}", 0)))
                .isPresent();
        assertThat(joined(first, "{\"a\":22}", filling("{\"a\":22,\"b\":7,\"x\":\"\"}", 1)))
                .isEmpty();
    }

    /** These attributes with a value of x that makes their entry so much longer than it may be. */
    private static String filling(String attributes, int more) {
        int length = Limits.ENTRY - HEADER.length() - attributes.length() - 1 + more;
        return attributes.replace("\"x\":\"", "\"x\":\"" + "x".repeat(length));
    }
}

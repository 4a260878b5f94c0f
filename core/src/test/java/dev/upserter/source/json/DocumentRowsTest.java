package dev.upserter.source.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.source.DataFile;
import dev.upserter.source.Dialect;
import dev.upserter.source.Pieces;
import dev.upserter.source.RowsPath;
import dev.upserter.source.ShownRows;
import dev.upserter.source.Source;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.open.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows within a JSON document, and objects that follow each other on a line. */
final class DocumentRowsTest {
    private static final String PAGE = """
            {"object": "list", "skipped": {"data": [{"id": 0}]},
             "data": {"n": [1, [2]], "users": [
              {"id": 1}, {"id": 2, "a": {"b": "}"}},
              3], "more": {"x": {}}}, "has_more": false}
            """;

    private static List<String> read(String path, String text) {
        return ShownRows.readAs("a.json", config(path), text.getBytes(StandardCharsets.UTF_8));
    }

    private static SourceConfig config(String path) {
        return SourceConfig.DEFAULT.withDialect(
                Dialect.PLAIN.but().rows(new RowsPath(path)).build());
    }

    @Test
    void rowsInsideAField() {
        assertThat(read("data.users", PAGE))
                .containsExactly(
                        "a.json:3:3 id=INTEGER 1",
                        "a.json:3:14 id=INTEGER 2|a=OBJECT {\"b\": \"}\"}",
                        "a.json:4:3 RECORD_NOT_OBJECT the row is not an object but a number");
        assertThat(read("data.users", PAGE + PAGE)).hasSize(6);
        assertThat(read("$.data.users", PAGE)).hasSize(3);
        assertThat(read("$", "[{\"id\": 1}]")).containsExactly("a.json:1:2 id=INTEGER 1");
        assertThat(read("data", "{\"data\": []}")).isEmpty();
    }

    @Test
    void theKeyOfEachRowIsAField() {
        assertThat(read("users", "{\"users\": {\"a\\\"1\": {\"n\": 1, \"_key\": 2},\n\"b\": { }, \"c\": null}}"))
                .containsExactly(
                        "a.json:1:20 n=INTEGER 1|_key=INTEGER 2|_key=TEXT \"a\\\"1\"",
                        "a.json:2:6 _key=TEXT \"b\"",
                        "a.json:2:16 RECORD_NOT_OBJECT the row is not an object but null");
        assertThat(read("$", "{\"a\": {\"n\": 1}, \"b\": {\"n\": 2}}"))
                .containsExactly("a.json:1:7 n=INTEGER 1|_key=TEXT \"a\"", "a.json:1:22 n=INTEGER 2|_key=TEXT \"b\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data.user", "data.users.id", "object", "data.n.x", "no"})
    void aPathThatLeadsNowhereStops(String path) {
        assertThatThrownBy(() -> read(path, PAGE))
                .hasMessageStartingWith("a.json:1:")
                .hasMessageContaining("source.rows");
    }

    @Test
    void whatIsNoDocumentStops() {
        assertThatThrownBy(() -> read("data", "[{\"data\": []}]")).hasMessageContaining("there is no data");
        assertThatThrownBy(() -> read("data", "{\"data\": [{\"id\": 1}], \"data\": [{\"id\": 2}]}"))
                .hasMessage("a.json:1:31: data is in the document a second time");
    }

    @Test
    void everyCutIsSeen() {
        String text = PAGE.strip();
        for (int cut = 1; cut < text.length(); cut++) {
            String part = text.substring(0, cut);
            assertThatThrownBy(() -> read("data.users", part)).as(part).hasMessageStartingWith("a.json");
        }
    }

    @Test
    void whatIsPassedOverTakesNoMemory() {
        String piece = "{\"x\": \"" + "y".repeat(1000) + "\"},\n";
        int many = 40_000;
        InputStream large = Pieces.of(
                2 * many + 3,
                i -> i == 0
                        ? "{\"other\": ["
                        : i == many + 1
                                ? "1], \"data\": [{\"id\": 1}], \"rest\": ["
                                : i == 2 * many + 2 ? "1]}" : piece);
        try (Source source = Sources.open(new DataFile.Streamed(large, "a.json"), config("data"))) {
            assertThat(ShownRows.show(source.next())).isEqualTo("a.json:40001:14 id=INTEGER 1");
            assertThat(source.hasNext()).isFalse();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\": 1}{\"id\": 2} {\"id\": 3}\n{\"id\": 4}\n",
                "{\"id\": 1}\n{\"id\": 2}{\"id\": 3}\n{\"id\": 4}",
                "{\"id\": 1}{\"id\":\n2}{\"id\": 3}{\"id\": 4}"
            })
    void objectsOnOneLineAreRows(String text) {
        assertThat(ShownRows.readAs("a.ndjson", text))
                .hasSize(4)
                .allSatisfy(row -> assertThat(row).doesNotContain("RECORD_"));
    }

    @Test
    void aBrokenObjectSpoilsNoneBeforeIt() {
        assertThat(ShownRows.readAs("a.ndjson", "{\"id\": 1}\n{\"id\": 2}{\"id\": \n{\"id\": 4} 5\n"))
                .containsExactly(
                        "a.ndjson:1:1 id=INTEGER 1",
                        "a.ndjson:2:1 id=INTEGER 2",
                        "a.ndjson:2:10 RECORD_UNREADABLE the row ends in the middle",
                        "a.ndjson:3:1 RECORD_UNREADABLE this is not valid JSON: there is more after the object (byte 9 of"
                                + " the row)");
    }
}

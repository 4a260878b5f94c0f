package dev.upserter.source.guess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.problem.ProblemException;
import dev.upserter.source.DataFile;
import dev.upserter.source.EmptyCells;
import dev.upserter.source.Format;
import dev.upserter.source.RowsPath;
import dev.upserter.source.SourceConfig;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A JSON document with a table in another form than an object for each row is refused; rows that look alike are not. */
final class TableDocumentTest {
    private static Guessed look(String json, SourceConfig config) {
        var in = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
        return Guessed.of(new DataFile.Streamed(in, "users.json"), config, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":{\"0\":1,\"1\":2},\"email\":{\"0\":\"a@x.example\",\"1\":\"b@x.example\"}}",
                "{\"name\":{\"10\":\"Ana\"},\"plan\":{\"10\":null}}",
                "{\"email\":{\"u1\":\"a@x.example\",\"u2\":\"b@x.example\"},\"plan\":{\"u1\":1,\"u2\":2}}",
                "{\"email\":[\"a@x.example\",\"b@x.example\"],\"plan\":[1,2]}"
            })
    void aTableColumnByColumnIsRefused(String json) {
        assertThatThrownBy(() -> look(json, SourceConfig.DEFAULT))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("users.json: this is a table column by column");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"columns\":[\"id\"],\"index\":[0],\"data\":[[1]]}",
                "{\"result\":{\"columns\":[\"id\"],\"rows\":[[1],[2]]}}",
                "{\"range\":\"A1:B2\",\"values\":[[\"id\",\"email\"],[\"1\",\"a@x.example\"]]}",
                "{\"rows\":[{\"f\":[{\"v\":\"1\"},{\"v\":\"a@x.example\"}]}]}",
                "{\"meta\":[{\"name\":\"id\"}],\"data\":[[1],"
            })
    void rowsThatAreListsAreRefused(String json) {
        assertThatThrownBy(() -> look(json, SourceConfig.DEFAULT))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("users.json: this is a document whose rows are lists of values");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":{\"S\":\"1\"},\"email\":{\"S\":\"a@x.example\"}}",
                "{\"_id\":{\"$oid\":\"65a0\"},\"email\":{\"$eq\":\"a@x.example\"}}",
                "{\"u1\":{\"email\":\"a@x.example\",\"plan\":1},\"u2\":{\"email\":\"b@x.example\",\"plan\":2}}",
                "{\"id\":1,\"data\":[[1,2]]}",
                "{\"user\":{\"name\":\"Ana\"},\"path\":{\"data\":[[1,2]]}}\n{\"user\":{\"name\":\"Bo\"}}",
                "{\"tags\":[\"a\"],\"groups\":[\"b\"]}",
                "{\"data\":[{\"email\":\"a@x.example\"}]}",
                "[{\"email\":{\"0\":\"a@x.example\"}}]",
                "{\"filters\":{\"values\":[[\"plan\",\"pro\"]]},\"users\":[{\"id\":1},{\"id\":2}]}",
                "{\"users\":{\"u1\":{\"data\":[[\"a\",\"b\"]],\"id\":\"u1\"},\"u2\":{\"id\":\"u2\"}}}",
                "{\"users\":[{\"id\":1},{\"id\":2}],\"meta\":{\"columns\":[\"id\"],\"rows\":[[1,2]]}}",
                "{\"users\":[{\"id\":1},{\"id\":2}],\"facets\":[{\"buckets\":[{\"n\":3}]}]}",
                "{\"results\":[{\"id\":1},{\"id\":2}],\"errors\":[{\"causes\":[{\"message\":\"x\"}]}]}",
                "{\"users\":[{\"emails\":[{\"value\":\"a@x.example\"}]},{\"emails\":[{\"value\":\"b@x.example\"}]}]}",
                "{\"email\":[\"a@x.example\"],\"name\":[\"Ana\"]}",
                "{\"entries\":[{\"url\":\"https://x.example/1\",\"id\":1},{\"url\":\"https://x.example/2\",\"id\":2}]}",
                "{\"files\":[{\"path\":\"/a.pdf\"}],\"id\":1}\n{\"files\":[],\"id\":2}",
                "{\"entries\":[{\"path\":\"/u\",\"name\":\"x\"}],\"user\":{\"id\":1}}",
                "{\"type\":\"STATE\",\"id\":1}\n{\"type\":\"CITY\",\"id\":2}",
                "{\"update\":{\"_id\":1},\"id\":1}",
                "{}"
            })
    void rowsThatLookAlikeAreRows(String json) {
        assertThat(look(json, SourceConfig.DEFAULT).data()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
            {"type":"SCHEMA","stream":"users","schema":{}} ~ a stream of messages between programs
            {"type":"STATE","value":{"users":"1"}} ~ a stream of messages between programs
            {"type":"RECORD","record":{"stream":"users","data":{"id":1},"emitted_at":1}} ~ a stream of messages between programs
            {"index":{}} ~ a bulk request to Elasticsearch
            {"create":{"_index":"users"}} ~ a bulk request to Elasticsearch
            {"entries":[{"url":"s3://b/1","mandatory":true}]} ~ a manifest
            {"fileLocations":[{"URIs":["s3://b/u.csv"]}],"globalUploadSettings":{"format":"CSV"}} ~ a manifest
            """)
    void whatProgramsWriteForEachOtherIsRefused(String json, String what) {
        assertThatThrownBy(() -> look(json + "\n{\"id\":1}\n", SourceConfig.DEFAULT))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("users.json: this is " + what);
        SourceConfig told = new SourceConfig(null, Format.NDJSON, null, null, EmptyCells.SKIP);
        assertThat(look(json + "\n{\"id\":1}\n", told).notes())
                .noneMatch(note -> note.hint().startsWith("source.format"));
    }

    @Test
    void aTableWhoseFirstColumnIsLongerThanWhatIsReadIsRefused() {
        var json = new StringBuilder("{\"id\":{");
        for (int i = 0; i < 400_000; i++) {
            json.append('"').append(i).append("\":\"user-number-").append(i).append("\",");
        }
        assertThatThrownBy(() -> look(json + "\"400000\":1},\"email\":{\"0\":1}}", SourceConfig.DEFAULT))
                .hasMessageContaining("this is a table column by column");
    }

    @Test
    void whoNamesTheRowsIsBelieved() {
        SourceConfig config = SourceConfig.DEFAULT.withDialect(
                SourceConfig.DEFAULT.dialect().but().rows(new RowsPath("$")).build());
        assertThat(look("{\"id\":{\"0\":1,\"1\":2},\"email\":{\"0\":\"a\",\"1\":\"b\"}}", config)
                        .config())
                .isEqualTo(config);
    }
}

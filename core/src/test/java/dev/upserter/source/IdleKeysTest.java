package dev.upserter.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.source.json.Envelope;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IdleKeysTest {
    private static final SourceConfig SKIP = SourceConfig.DEFAULT.withDialect(
            Dialect.PLAIN.but().skip(1).quote(null).build());

    private static List<String> read(String name, SourceConfig config, String text) {
        return ShownRows.readAs(name, config, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void keysOfCsvAreRefusedWhereTheDataAreJson() {
        for (String json : List.of("[{\"id\":1}]", "{\"id\":1}\n")) {
            assertThatThrownBy(() -> read("a.json", SKIP, json))
                    .hasMessage("a.json: the file is JSON, for which source.skip, source.quote say nothing");
        }
        assertThat(read("a.csv", SKIP, "x\nid\n1\n")).containsExactly("a.csv:3:1 id=TEXT \"1\"");
    }

    @Test
    void whatARunRejectedIsReadWhateverTheKeysSay() {
        String rejected = Envelope.START + "1,\"location\":\"users.csv:4:1\",\"row\":3,\"record\":{\"id\":\"7\"}}\n";
        assertThat(read("rejected.ndjson", SKIP, rejected)).containsExactly("users.csv:4:1 id=TEXT \"7\"");
    }

    @Test
    void theEncodingOfJsonAndThePathToItsRowsAreNotIdle() {
        var json = SourceConfig.DEFAULT
                .withEncoding(StandardCharsets.ISO_8859_1)
                .withDialect(Dialect.PLAIN.but().rows(new RowsPath("data")).build());
        assertThat(IdleKeys.of(Format.JSON, json)).isEmpty();
        assertThat(IdleKeys.of(Format.PARQUET, json)).containsExactly("encoding", "rows");
        assertThat(IdleKeys.of(Format.XLSX, json)).containsExactly("encoding", "rows");
        assertThat(IdleKeys.of(Format.CSV, json)).containsExactly("rows");
    }
}

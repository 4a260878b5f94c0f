package dev.upserter.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The digests in the run folders of earlier versions contain the names of records and components. A changed name would end
 * every unfinished run and send every person again, so {@link RecordText} must write the old name.
 */
class FrozenNamesTest {
    private static final Path NAMES = Path.of("src/test/resources/dev/upserter/history/frozen-names.txt");

    @Test
    void namesOfEarlierVersionsAreWritten() throws IOException {
        var text = new StringBuilder();
        for (String example : new String[] {"configuration.yaml", "rules.yaml", "source.yaml"}) {
            SyncConfig config = ConfigReader.local(Map.of()).read(Path.of("../examples", example));
            text.append(example).append('\n');
            text.append(RecordText.of(config.source())).append('\n');
            text.append(RecordText.of(config.mapping())).append('\n');
            text.append(RecordText.of(config.guards())).append('\n');
            text.append(RecordText.of(config.incremental())).append("\n\n");
        }
        if (Boolean.getBoolean("rewriteGolden")) {
            Files.writeString(NAMES, text);
        }
        assertThat(text.toString()).isEqualTo(Files.readString(NAMES));
    }
}

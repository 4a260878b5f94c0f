package dev.upserter.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that show what users see. {@code -DrewriteGolden=true} writes them anew. */
final class Golden {
    static final Path RESOURCES = Path.of("src/test/resources/dev/upserter/config");

    /** The repository. */
    static final Path ROOT = Path.of("..");

    private Golden() {}

    static void assertSame(String actual, Path file) throws IOException {
        if (Boolean.getBoolean("rewriteGolden")) {
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }
}

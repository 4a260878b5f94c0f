package dev.upserter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The library in an application whose class path begins with older versions of Jackson and HttpClient, and with logback,
 * which logs all levels where nothing configures it.
 */
class HostTest {
    private static final String SITE_ID = "sandbox-site";
    private static final String KEY = "sandbox-key";
    private static final Path HOST = Path.of("target", "host");

    @TempDir
    Path folder;

    @Test
    void runsBesideOlderLibraries() throws Exception {
        assertThat(run()).contains("data.json: COMPLETED, 2 delivered", "data.ndjson: COMPLETED, 2 delivered");
    }

    @Test
    void noLogHasCredentialsOrValues() throws Exception {
        String output = run();

        assertThat(output).as("the host logs at every level").contains("DEBUG of.the.host", "FINEST: of the host");
        assertThat(output)
                .doesNotContain(SITE_ID, KEY, "ana@example.com", "secret-value")
                .doesNotContain(
                        Base64.getEncoder().encodeToString((SITE_ID + ":" + KEY).getBytes(StandardCharsets.UTF_8)));
    }

    private String run() throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("sync.json"),
                "{\"userId\": \"id\", \"endpoint\": \"ENDPOINT\", \"mappings\": [{\"from\": \"email\", \"to\": \"email\"}, {\"from\": \"note\", \"to\": \"note\"}]}");
        List<String> rows = List.of(
                "{\"id\": 1, \"email\": \"ana@example.com\", \"note\": \"secret-value\"}",
                "{\"id\": 2, \"email\": \"bo@example.com\", \"note\": 1.5}");
        Files.writeString(folder.resolve("data.json"), "[" + String.join(",", rows) + "]");
        Files.write(folder.resolve("data.ndjson"), rows);
        Process host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        HostMain.class.getName(),
                        folder.toString(),
                        SITE_ID,
                        KEY)
                .redirectErrorStream(true)
                .start();
        String output = new String(host.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(host.waitFor()).as(output).isZero();
        return output;
    }

    /** The host's libraries, then ours. */
    private static String classPath() throws IOException {
        var all = new ArrayList<String>();
        try (var jars = Files.newDirectoryStream(HOST, "*.jar")) {
            jars.forEach(jar -> all.add(jar.toString()));
        }
        assertThat(all).as("jars that the build has put into " + HOST).hasSizeGreaterThan(5);
        all.add(System.getProperty("java.class.path"));
        return String.join(File.pathSeparator, all);
    }
}

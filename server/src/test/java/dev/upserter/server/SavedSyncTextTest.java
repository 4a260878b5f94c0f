package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the API shows of a saved sync. */
@Timeout(60)
class SavedSyncTextTest {
    private static final String SECRET = "k3yOfTheHouse99";

    @TempDir
    Path folder;

    @Test
    void noSecretIsInAnyAnswerAboutASavedSync() throws Exception {
        Path syncs = Files.createDirectory(folder.resolve("syncs"));
        write(syncs, "block.yaml", "userId: id\nsiteId: s\napiKey: >-\n  SECRET\n# SECRET\n");
        write(syncs, "escaped.json", "{\"userId\": \"id\", \"siteId\": \"s\", \"api\\u004bey\": \"SECRET\"}");
        write(
                syncs,
                "url.yaml",
                "userId: id\nsource:\n  query: select 1\n  url: jdbc:postgresql://me:SECRET@127.0.0.1:1/db?password=SECRET\n");
        write(
                syncs,
                "blanks.yaml",
                "userId: id\nsource:\n  query: select 1\n  url: jdbc:postgresql://127.0.0.1:1/db\n  password: a SECRET\n");
        write(
                syncs,
                "hmac.yaml",
                "userId: id\nmappings:\n  - {to: h, template: '{{ email | hmac_sha256: \"SECRET\" }}'}\n");
        write(syncs, "broken.yaml", "userId: id\napiKey: \"SECRET\n");
        write(syncs, "anchor.yaml", "userId: id\napiKey: &key SECRET\nsiteId: *key\n");
        write(syncs, "second.yaml", "userId: id\n---\napiKey: SECRET\n");
        write(syncs, "data.json", "[{\"id\": \"u1\"}]");
        try (var api = new TestServer(folder, config -> config.withSyncs(syncs));
                var client = new ApiClient(api)) {
            for (JsonNode sync : client.get("/api/syncs", "/api/syncs").path("syncs")) {
                String name = sync.path("file").asText();
                JsonNode shown = client.get("/api/syncs/" + name, "/api/syncs/{file}");
                String body = "{\"sync\": \"" + name + "\"}";

                assertThat(shown.toString()).as(name).doesNotContain(SECRET);
                assertThat(shown.path("text").isNull()).as(name).isEqualTo(name.matches("broken.*|anchor.*|second.*"));
                for (String path : new String[] {"validate", "preview", "check", "plan", "credentials", "runs"}) {
                    assertThat(client.send("POST", "/api/" + path, body).body())
                            .as(name + path)
                            .doesNotContain(SECRET);
                }
            }
            assertThat(client.get("/api/syncs/block.yaml", "/api/syncs/{file}")
                            .path("text")
                            .asText())
                    .isEqualTo("userId: id\nsiteId: \"\"\napiKey: \"\"\n\n\n");
        }
    }

    private static void write(Path folder, String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text.replace("SECRET", SECRET));
    }
}

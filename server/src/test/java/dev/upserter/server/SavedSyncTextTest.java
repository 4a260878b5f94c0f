package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.upserter.server.answer.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the API shows of a saved sync: nothing secret, however it is written. */
@Timeout(120)
class SavedSyncTextTest {
    private static final String SECRET = "k3yOfTheHouse99";

    /** Valid or not, each can be read and is shown without its secret. */
    private static final List<String> SHOWN = List.of(
            "siteId: s\napiKey: SECRET",
            "siteId: s\napiKey: 'SECRET'",
            "siteId: s\napiKey: 'it''s SECRET'",
            "siteId: s\napiKey: \"a \\\" quote SECRET\"",
            "siteId: s\napiKey: \"k3yOfThe\\x48ouse99\"",
            "siteId: s\napiKey: \"k3yOf\\\n  TheHouse99\"",
            "siteId: s\napiKey: some words SECRET and more",
            "siteId: s\napiKey: some words\n  on several lines\n  SECRET",
            "siteId: s\napiKey: >-\n  SECRET\n# SECRET",
            "siteId: s\napiKey: >\n  folded\n\n  SECRET\n",
            "siteId: s\napiKey: |\n  kept SECRET\n  as it is",
            "siteId: s\napiKey: |2+\n    SECRET\n\n",
            "siteId: SECRET",
            "\"api\\u004bey\": SECRET",
            "'apiKey': SECRET # SECRET",
            "? apiKey\n: SECRET",
            "? apiKey\n: >-\n  SECRET",
            "apiKey: [a, SECRET]",
            "apiKey: {SECRET: 1, more: SECRET}",
            "apiKey: SECRET\napiKey: SECRET",
            "api_key: SECRET",
            "API-KEY: SECRET",
            "SECRET: x",
            "apiKeySECRET: x",
            "unknown: {deep: [SECRET]}",
            "headers: {Authorization: Bearer SECRET, X-Key: SECRET}",
            "headers:\n  - Authorization: Basic SECRET",
            "alerts:\n  webhook: https://hooks.example.com/services/SECRET\n  hmac: SECRET",
            "webhooks: [{url: 'https://x/SECRET', key: SECRET}]",
            "endpoint: https://me:SECRET@host",
            "endpoint: https://host/?password=SECRET",
            "endpoint: SECRET",
            "region: SECRET",
            "mode: SECRET",
            "parallelism: SECRET",
            "timeout: SECRET",
            "source: SECRET",
            "source: [SECRET]",
            "source: {query: select 1, url: 'jdbc:postgresql://me:SECRET@127.0.0.1:1/db'}",
            "source: {query: select 1, url: 'postgres://me:SECRET@127.0.0.1:1/db?connect_timeout=1'}",
            "source: {query: select 1, url: 'jdbc:postgresql://127.0.0.1:1/db?user=me&password=SECRET'}",
            "source: {query: select 1, url: 'jdbc:postgresql://127.0.0.1:1/db?sslpassword=SECRET'}",
            "source: {query: select 1, url: 'jdbc:postgresql://127.0.0.1:1/db?options=-c%20x=SECRET'}",
            "source: {query: select 1, url: 'jdbc:sqlserver://127.0.0.1:1;user=me;password=SECRET'}",
            "source: {query: select 1, url: 'jdbc:oracle:thin:me/SECRET@127.0.0.1:1'}",
            "source: {query: select 1, url: 'host=127.0.0.1 port=1 user=me password=SECRET'}",
            "source: {query: select 1, url: \"host=127.0.0.1 password='SECRET'\"}",
            "source:\n  query: select 1\n  url: >-\n    jdbc:postgresql://me:SECRET@127.0.0.1:1/db",
            "source: {query: select 1, url: 'jdbc:postgresql://127.0.0.1:1/db', user: me, password: a SECRET}",
            "source: {query: select 1, url: 'jdbc:postgresql://127.0.0.1:1/db', pasword: SECRET}",
            "source: {query: \"select * from dblink('host=x password=SECRET')\"}",
            "source: {query: \"create secret s (type s3, key_id 'A', secret 'SECRET')\"}",
            "source: {query: \"select * from read_csv('s3://me:SECRET@bucket/x.csv')\"}",
            "source: {query: \"select * from read_csv('https://host/x.csv?X-Amz-Signature=SECRET')\"}",
            "source: {query: \"select * from f(headers => {'Authorization': 'Bearer SECRET'})\"}",
            "source:\n  query: |\n    -- password: SECRET\n    select 1 from nowhere",
            "state:\n  url: jdbc:postgresql://127.0.0.1:1/db\n  password: >-\n    SECRET",
            "state: {url: \"postgres://me:SECRET\\u0040127.0.0.1:1/db\"}",
            "mappings:\n  - {to: h, template: '{{ email | hmac_sha256: \"SECRET\" }}'}",
            "mappings:\n  - {to: h, template: '{% assign k = \"SECRET\" %}{{ email | hmac_sha1: k }}'}",
            "mappings:\n  - {to: h, template: '{{ email | append: \"SECRET\" | sha256 }}'}",
            "mappings:\n  - {to: h, template: '{% capture k %}SECRET{% endcapture %}{{ email | append: k | md5 }}'}",
            "mappings:\n  - {to: h, template: '{{ email | hmac_sha256: \"SECRET\" | nosuch }}'}",
            "mappings:\n  - {to: h, template: '{{ email | hmac_sha256: \"SECRET }}'}",
            "filter: \"email | hmac_sha256: 'SECRET' == x\"",
            "tests:\n  - {name: n, row: {password: SECRET}}",
            "apiKey: SECRET\nsource: {query: \"select 'SECRET'\"}",
            "apiKey: ${A}SECRET",
            "apiKey: $${SECRET}",
            "%FOO SECRET\n---\nsync: x\nuserId: id");

    private static final List<String> SHOWN_JSON = List.of(
            "{\"userId\": \"id\", \"siteId\": \"s\", \"api\\u004bey\": \"SECRET\"}",
            "{\"userId\": \"id\", \"siteId\": \"s\", \"apiKey\": \"\\u006b3yOfTheHouse99\"}",
            "{\"userId\": \"id\", \"siteId\": \"x\", \"siteId\": \"SECRET\"}",
            "{\"userId\": \"id\", \"apiKey\": [\"SECRET\", {\"SECRET\": 1}]}",
            "{\"userId\": \"id\", \"source\": {\"query\": \"select 1\", \"url\":"
                    + " \"jdbc:postgresql:\\/\\/me:SECRET\\u0040127.0.0.1:1\\/db\", \"password\": \"SECRET\"}}",
            "{\"userId\": \"id\", \"headers\": {\"SECRET\": \"x\", \"Authorization\": \"SECRET\"}}",
            "{\"userId\": \"id\", \"notes\": \"SECRET\"}");

    /** What cannot be read as a configuration is not shown at all. */
    private static final List<String> NOT_SHOWN = List.of(
            "apiKey: \"SECRET",
            "apiKey: SECRET: x",
            "apiKey: SECRET\n\tsync: x",
            "apiKey: &key SECRET\nsiteId: *key",
            "base: &base {apiKey: SECRET}\n<<: *base",
            "<<: {apiKey: SECRET}\nsiteId: *SECRET",
            "apiKey: !!str SECRET",
            "apiKey: !SECRET x",
            "apiKey: &SECRET x",
            "--- \napiKey: SECRET\n---\napiKey: SECRET",
            "apiKey: \"\\q SECRET\"",
            "apiKey: @SECRET",
            "apiKey: `SECRET`",
            "apiKey: [SECRET",
            "? [SECRET]\n: x",
            "apiKey: “SECRET”");

    private static final List<String> NOT_SHOWN_JSON = List.of(
            "{\"userId\": \"id\", \"apiKey\": \"SECRET\"",
            "{\"userId\": \"id\", \"apiKey\": \"SECRET\"} SECRET",
            "{\"userId\": \"id\", \"apiKey\": SECRET}",
            "{\"userId\": \"id\", \"apiKey\": 'SECRET'}",
            "{\"userId\": \"id\", // SECRET\n \"apiKey\": \"SECRET\"}",
            "{\"userId\": \"id\", \"apiKey\": \"\\uSECRET\"}");

    @TempDir
    Path folder;

    private final Map<String, String> texts = new LinkedHashMap<>();

    @Test
    void noSecretIsInAnyAnswerAboutASavedSync() throws Exception {
        Path syncs = Files.createDirectory(folder.resolve("syncs"));
        write(syncs, "shown", "yaml", SHOWN);
        write(syncs, "shown", "json", SHOWN_JSON);
        write(syncs, "hidden", "yaml", NOT_SHOWN);
        write(syncs, "hidden", "json", NOT_SHOWN_JSON);
        Files.writeString(syncs.resolve("data.json"), "[{\"id\": \"u1\"}]");
        try (var api = new TestServer(folder, config -> config.withSyncs(syncs));
                var client = new ApiClient(api)) {
            assertThat(client.get("/api/syncs", "/api/syncs").path("syncs")).hasSize(texts.size());
            assertSecretFree("list", client.send("GET", "/api/syncs", null).body());
            for (String name : texts.keySet()) {
                JsonNode shown = client.get("/api/syncs/" + name, "/api/syncs/{file}");
                assertSecretFree(name, shown.toString());
                if (name.startsWith("shown")) {
                    assertThat(shown.path("text").asText()).as(texts.get(name)).contains("userId");
                } else {
                    assertThat(shown.path("text").isNull()).as(texts.get(name)).isTrue();
                }
                assertNothingIsSaid(client, name);
            }
        }
    }

    private void assertNothingIsSaid(ApiClient client, String name) throws Exception {
        String saved = Json.write(Map.of("sync", name));
        for (String path : List.of("validate", "preview", "check", "plan", "credentials", "runs")) {
            assertSecretFree(name, client.send("POST", "/api/" + path, saved).body());
        }
        String uploaded = Json.write(Map.of("configuration", Map.of("name", name, "text", texts.get(name))));
        for (String path : List.of("validate", "preview", "runs")) {
            assertSecretFree(name, client.send("POST", "/api/" + path, uploaded).body());
        }
    }

    private void assertSecretFree(String name, String answer) {
        byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        assertThat(answer.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT))
                .as(name + ": " + texts.getOrDefault(name, "") + "\n" + answer)
                .doesNotContain(SECRET.toLowerCase(Locale.ROOT), "thehouse", encoded.toLowerCase(Locale.ROOT));
    }

    @Test
    void harmlessTextIsShownUnchanged() throws Exception {
        Path syncs = Files.createDirectory(folder.resolve("syncs"));
        String harmless = """
            userId: id
            siteId: ${SITE}
            sync: people
            source:
              query: |
                select id, "first name", token_count
                from users where signature is null
              url: jdbc:postgresql://db.example.com:5432/crm
            filter: plan == "pro" and created_at > "2026-01-01"
            mappings:
              - {from: 'it''s', to: "née"}
              - to: greeting
                template: "{{ name | upcase | append: ', hello' }}"
            """;
        Files.writeString(syncs.resolve("x.yaml"), harmless + "apiKey: >-\n  " + SECRET + "\n# " + SECRET + "\n");
        try (var api = new TestServer(folder, config -> config.withSyncs(syncs));
                var client = new ApiClient(api)) {
            assertThat(client.get("/api/syncs/x.yaml", "/api/syncs/{file}")
                            .path("text")
                            .asText())
                    .isEqualTo(harmless + "apiKey: \"\"\n\n\n");
        }
    }

    private void write(Path syncs, String start, String ending, List<String> all) throws Exception {
        for (String each : all) {
            boolean isWhole = ending.equals("json") || each.contains("userId");
            String text = (isWhole ? each : "userId: id\n" + each).replace("SECRET", SECRET);
            String name = start + texts.size() + "." + ending;
            texts.put(name, text);
            Files.writeString(syncs.resolve(name), text);
        }
    }
}

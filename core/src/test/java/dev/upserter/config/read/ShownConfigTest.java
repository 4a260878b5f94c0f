package dev.upserter.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown of a configuration holds none of its secrets, however they are written. */
class ShownConfigTest {
    private static final String SECRET = "k3yOfTheHouse99";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apiKey: SECRET",
                "apiKey: 'SECRET'",
                "apiKey: 'it''s SECRET'",
                "apiKey: \"a \\\" quote SECRET\"",
                "apiKey: some words SECRET and more",
                "apiKey: some words\n  on several lines\n  SECRET",
                "apiKey: >-\n  folded\n  SECRET",
                "apiKey: |\n  kept SECRET\n  as it is",
                "apiKey: |2+\n    SECRET\n\n",
                "\"api\\u004bey\": SECRET",
                "? apiKey\n: SECRET",
                "{apiKey: SECRET, sync: x}",
                "{apiKey: [SECRET], sync: x}",
                "apiKey: {SECRET: 1, more: SECRET}",
                "apiKey: [a, SECRET]",
                "apiKey: SECRET\napiKey: SECRET",
                "apikey: SECRET",
                "API_KEY: SECRET",
                "unknown: SECRET",
                "unknown: {deep: [SECRET]}",
                "# apiKey SECRET\nsync: x",
                "sync: x # was SECRET",
                "query: x\nsource: # SECRET\n  query: >- # SECRET\n    select 1\n",
                "%FOO SECRET\n---\nsync: x",
                "source: {password: SECRET}",
                "source: {url: 'jdbc:postgresql://host/db?password=SECRET'}",
                "source: {url: 'jdbc:postgresql://me:SECRET@host/db'}",
                "source: {url: 'postgres://me:SECRET@host/db'}",
                "source: {url: 'jdbc:sqlserver://host;user=me;password=SECRET'}",
                "source: {url: 'jdbc:oracle:thin:me/SECRET@host'}",
                "source: {url: 'jdbc:oracle:thin:me/SECRET'}",
                "source: {url: 'jdbc:postgresql://host/db?sslpassword=SECRET'}",
                "source: SECRET",
                "source: [SECRET]",
                "source: {query: 'select * from dblink(''host=x password=SECRET'')'}",
                "source: {query: \"select * from read('s3://me:SECRET@bucket')\"}",
                "source: {pasword: SECRET}",
                "state:\n  password: >-\n    SECRET",
                "state: {url: \"jdbc:postgresql://me:SECRET\\u0040host/db\"}",
                "endpoint: https://me:SECRET@host",
                "endpoint: https://host/?k=SECRET",
                "appEndpoint: https://me:SECRET@host",
                "appEndpoint: 'https://me:SECRET@host/'",
                "appEndpoint: https://host/?k=SECRET",
                "mappings:\n  - {to: h, template: '{{ email | hmac_sha256: \"SECRET\" }}'}",
                "mappings:\n  - {to: h, template: '{% assign k = \"SECRET\" %}{{ email | hmac_sha1: k }}'}",
                "mappings:\n  - {to: h, template: '{{ email | append: \"SECRET\" | sha256 }}'}",
                "mappings:\n"
                        + "  - {to: h, template: '{% capture k %}SECRET{% endcapture %}{{ email | append: k | md5 }}'}",
                "mappings:\n  - {to: h, fields: [{to: x, template: '{{ a | hmac_sha256: \"SECRET\" }}'}]}",
                "filter: \"email | hmac_sha256: 'SECRET' == x\"",
                "tests:\n  - {name: n, row: {password: SECRET}}",
                "apiKey: SECRET\nsync: SECRET",
                "apiKey: SECRET\nSECRET: x",
                "apiKey: SECRET\nsource: {query: \"select 'SECRET'\"}",
                "apiKey: ${A}SECRET",
                "apiKey: $${SECRET}",
                "- SECRET",
                "SECRET",
                "SECRET: x",
            })
    void noSecretIsShown(String yaml) {
        String text = "userId: id\n" + yaml;
        if (yaml.startsWith("{") || yaml.startsWith("%") || yaml.startsWith("-") || yaml.equals("SECRET")) {
            text = yaml;
        }
        assertThat(shown(text.replace("SECRET", SECRET), "x.yaml"))
                .isNotEqualTo("none")
                .doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"apiKey\": \"SECRET\"}",
                "{\"api\\u004bey\": \"SECRET\"}",
                "{\"apiKey\": \"\\u006b3yOfTheHouse99\", \"sync\": \"k3yOfTheHouse99\"}",
                "{\"apiKey\": \"a \\\" and \\\\\", \"siteId\": \"SECRET\"}",
                "{\"apiKey\": [\"SECRET\", {\"SECRET\": 1}]}",
                "{\"source\": {\"url\": \"jdbc:postgresql://me:SECRET@host/db\", \"password\": \"SECRET\"}}",
                "{\"source\": {\"url\": \"jdbc:postgresql://me:SECRET\\u0040host/db\"}}",
                "{\"notes\": \"SECRET\"}",
                "{\"siteId\": \"x\", \"siteId\": \"SECRET\"}",
            })
    void noSecretOfJsonIsShown(String json) {
        assertThat(shown(json.replace("SECRET", SECRET), "x.json"))
                .isNotEqualTo("none")
                .doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apiKey: \"SECRET",
                "apiKey: SECRET: x",
                "apiKey: &a SECRET\nsync: *a",
                "apiKey: !!str SECRET",
                "sync: x\n---\napiKey: SECRET",
                "apiKey: SECRET\n\tsync: x",
                "{\"apiKey\": \"SECRET\"",
            })
    void nothingAtAllIsShownOfWhatCannotBeRead(String text) {
        byte[] bytes = text.replace("SECRET", SECRET).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> ConfigReader.withoutSecrets(bytes, "x.yaml"))
                .isInstanceOf(ProblemException.class)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void whatIsNotSecretStaysLineByLine() {
        String text = """
            # people of the shop
            sync: people   # nightly
            userId: id
            siteId: ${SITE}
            apiKey: >-
              k3yOfTheHouse99
            source:
              query: | # all
                select id, "first name" # no comment
                from users
              url: jdbc:postgresql://host:5432/db
              user: reader
              password: k3y of the house
            mappings:
              - {from: 'it''s', to: "née"}
              - to: greeting
                template: "{{ name | upcase }}"
            """;

        assertThat(shown(text, "x.yaml")).isEqualTo("""

            sync: people  \s
            userId: id
            siteId: ${SITE}
            apiKey: ""

            source:
              query: |
                select id, "first name" # no comment
                from users
              url: jdbc:postgresql://host:5432/db
              user: ""
              password: ""
            mappings:
              - {from: 'it''s', to: "née"}
              - to: greeting
                template: "{{ name | upcase }}"
            """);
    }

    @Test
    void theExamplesOfTheProjectAreShownAsTheyAre() {
        String json =
                "{\"parallelism\": 25, \"userId\": \"id\", \"keepValues\": true,\n \"mappings\": [], \"siteId\": \"\"}";

        assertThat(shown(json, "x.json")).isEqualTo(json);
    }

    /** Whatever the layout: a secret between other keys, in each style, never comes out. */
    @Test
    void noLayoutLetsASecretThrough() {
        var random = new Random(7);
        List<String> styles =
                List.of("S", "'S'", "\"S\"", ">-\n    S\n", "|+\n    S\n\n", "[S]", "{S: S}", "S # S", "\"S\" # S");
        List<String> keys = List.of("apiKey", "'apiKey'", "\"api\\x4Bey\"", "siteId", "? apiKey\n", "secret");
        List<String> others =
                List.of("sync: é𝄞", "# S", "", "nulls: skip", "mode: upsert # S", "filter: |\n  a == 1\n");
        int read = 0;
        for (int i = 0; i < 2000; i++) {
            var lines = new ArrayList<String>();
            for (int k = random.nextInt(4); k >= 0; k--) {
                lines.add(others.get(random.nextInt(others.size())));
                lines.add(keys.get(random.nextInt(keys.size())) + ": " + styles.get(random.nextInt(styles.size())));
            }
            String breaks = random.nextBoolean() ? "\n" : "\r\n";
            String text = String.join("\n", lines).replace("\n", breaks).replace("S", SECRET);

            try {
                assertThat(shown(text, "x.yaml")).as(text).isNotEqualTo("none").doesNotContain(SECRET);
                read++;
            } catch (ProblemException notYaml) {
                assertThat(notYaml).hasMessageNotContaining(SECRET);
            }
        }
        assertThat(read).isGreaterThan(1000);
    }

    private static String shown(String text, String name) {
        return ConfigReader.withoutSecrets(text.getBytes(StandardCharsets.UTF_8), name)
                .orElse("none");
    }
}

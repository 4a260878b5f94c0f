package dev.upserter.config.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.config.read.ConfigReader;
import dev.upserter.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeJsonTest {
    private static final String YAML = """
        # who
        userId: id
        parallelism: 10
        maxRemoved: 1.50
        incremental: yes # a text in YAML 1.2
        keepValues: true
        nulls: "skip"
        empty:
        mappings:
          - {from: name, to: first_name}
          - from: "1"
            to: 'é "x"'
        """;

    private static String json(String text, String name) {
        return ConfigReader.asJson(text.getBytes(StandardCharsets.UTF_8), name).replaceAll("\\s*\\n\\s*", "");
    }

    @Test
    void yamlBecomesJsonWithTheSameKeysAndValues() {
        assertThat(json(YAML, "a.yaml"))
                .isEqualTo("{\"userId\" : \"id\",\"parallelism\" : 10,\"maxRemoved\" : 1.50,\"incremental\" :"
                        + " \"yes\",\"keepValues\" : true,\"nulls\" : \"skip\",\"empty\" : null,\"mappings\" :"
                        + " [{\"from\" : \"name\",\"to\" : \"first_name\"},{\"from\" : \"1\",\"to\" : \"é"
                        + " \\\"x\\\"\"}]}");
    }

    @Test
    void bothAreTheSameConfiguration() {
        String yaml = "userId: id\nidentifyBy: email\nmappings:\n  - {from: a, to: b, as: integer}\n";
        ConfigReader reader = ConfigReader.uploaded(Map.of());
        byte[] json = ConfigReader.asJson(yaml.getBytes(StandardCharsets.UTF_8), "x.yaml")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(reader.read(json, "x.json").mapping().identifyBy())
                .isEqualTo(reader.read(yaml.getBytes(StandardCharsets.UTF_8), "x.yaml")
                        .mapping()
                        .identifyBy());
        assertThat(json(new String(json, StandardCharsets.UTF_8), "x.json")).isEqualTo(json(yaml, "x.yaml"));
    }

    @Test
    void numbersThatJsonHasNotStayAsTexts() {
        assertThat(json("{a: 0x1F, b: .inf, c: +1, d: -0.5e3, e: 1.}", "a.yaml"))
                .isEqualTo("{\"a\" : \"0x1F\",\"b\" : \".inf\",\"c\" : \"+1\",\"d\" : -0.5e3,\"e\" : \"1.\"}");
    }

    @Test
    void whatIsNeitherIsToldWithItsPlace() {
        assertThatThrownBy(() -> json("a: [", "a.yaml")).isInstanceOf(ProblemException.class);
    }
}

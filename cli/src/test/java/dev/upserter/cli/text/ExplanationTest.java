package dev.upserter.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.read.ConfigReader;
import dev.upserter.problem.Code;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplanationTest {
    @ParameterizedTest
    @EnumSource
    void everyCodeIsExplainedWithAnExampleThatHolds(Code code) {
        assertThat(Explanation.of(code))
                .as(
                        "add a line to cli/src/main/resources/dev/upserter/cli/text/explain.txt:"
                                + " %s|what it means|why|an example before|the same after;"
                                + " an example that is YAML of a configuration begins with CONFIG",
                        code)
                .isPresent();
        Explanation about = Explanation.of(code).orElseThrow();
        for (String example : new String[] {about.before(), about.after()}) {
            assertThat(example).isNotBlank();
            if (example.startsWith(Explanation.CONFIG)) {
                String keys = example.substring(Explanation.CONFIG.length()).replaceAll("^\\{(.*)}$", "$1");
                String yaml = keys.equals(example.substring(Explanation.CONFIG.length()))
                        ? "userId: id\n" + keys + "\n"
                        : "{userId: id, " + keys + "}";
                assertThat(ConfigReader.local(Map.of()).read(yaml.getBytes(StandardCharsets.UTF_8), "example.yaml"))
                        .as(yaml)
                        .isNotNull();
            }
        }
    }
}

package dev.upserter.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.upserter.config.SyncConfig;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Reads configurations that are in tests. */
public final class Reading {
    public static final String JSON = "configuration.json";
    public static final String YAML = "configuration.yaml";

    private Reading() {}

    public static SyncConfig json(String text) {
        return ConfigReader.local(Map.of()).read(text.getBytes(StandardCharsets.UTF_8), JSON);
    }

    public static SyncConfig yaml(String text) {
        return ConfigReader.local(Map.of()).read(text.getBytes(StandardCharsets.UTF_8), YAML);
    }

    /** A configuration with this key beside the user id. */
    public static SyncConfig with(String key) {
        return json("{\"userId\": \"id\", " + key + "}");
    }

    /** What is wrong with it, as "line:column message", without the file's name. */
    public static List<String> mistakes(String text, String name) {
        return mistakes(ConfigReader.local(Map.of()), text.getBytes(StandardCharsets.UTF_8), name);
    }

    public static List<String> mistakes(ConfigReader reader, byte[] text, String name) {
        return problems(reader, text, name).stream()
                .map(problem -> problem.toString().substring(name.length() + 1))
                .toList();
    }

    /** The problems, each of which has all that a problem of a configuration must have. */
    public static List<Problem> problems(ConfigReader reader, byte[] text, String name) {
        ProblemException e = catchThrowableOfType(ProblemException.class, () -> reader.read(text, name));
        assertThat(e).as("refused: " + new String(text, StandardCharsets.UTF_8)).isNotNull();
        assertThat(e.problems()).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(Code.CONFIG_INVALID);
            assertThat(problem.level()).isEqualTo(Level.STOP);
            assertThat(problem.hint()).isNotBlank();
            assertThat(problem.message()).isNotBlank().doesNotContain("\n");
            assertThat(problem.location()).isInstanceOf(Location.InText.class);
        });
        return e.problems();
    }

    /** The problems with which something ends. */
    public static List<Problem> problemsOf(ThrowingCallable action) {
        return catchThrowableOfType(ProblemException.class, action).problems();
    }
}

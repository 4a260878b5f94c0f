package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.createDirectories(folder.resolve("exports"));
        Files.writeString(folder.resolve("exports/b.csv"), "id;näme\n007;Ana\n", StandardCharsets.ISO_8859_1);
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write("id;plan\n8;pro\n".getBytes(StandardCharsets.UTF_8));
        }
        Files.write(folder.resolve("exports/a.csv.gz"), packed.toByteArray());
        Files.writeString(folder.resolve("users.yaml"), """
                userId: id
                source:
                  file: exports/*.csv*
                  encoding: iso-8859-1
                """);
        Files.writeString(folder.resolve("plain.yaml"), "userId: id\n");
    }

    @Test
    void theConfigurationMayNameTheData() {
        assertThat(sync("users.yaml")).contains("2 read = 2 delivered", "007  {näme: \"Ana\"}");
    }

    @Test
    void dataOnTheCommandLineGoBeforeThoseOfTheConfiguration() throws IOException {
        Files.writeString(folder.resolve("one.ndjson"), "{\"id\": \"one\"}\n");
        assertThat(sync("users.yaml", folder.resolve("one.ndjson").toString()))
                .contains("1 read = 1 delivered", "one  {}");
    }

    @Test
    void aPatternMeansAllFilesThatItMatches() {
        assertThat(sync("plain.yaml", folder + "/exports/a*")).contains("1 read = 1 delivered");
    }

    @Test
    void missingDataAreAMistake() {
        var typed = new Typed();
        assertThat(typed.run("sync", folder.resolve("plain.yaml").toString())).isEqualTo(2);
        assertThat(typed.err()).contains("DATA is missing: neither the command nor the key source of CONFIG names it");
    }

    @Test
    void aPatternThatMatchesNothingIsAProblemOfTheInput() {
        var typed = new Typed();
        assertThat(typed.run("sync", folder.resolve("plain.yaml").toString(), folder + "/*.parquet", "--json"))
                .isEqualTo(2);
        assertThat(typed.out()).contains("\"INPUT_NOT_FOUND\"", "no file matches this pattern");
    }

    private String sync(String config, String... data) {
        var arguments = new ArrayList<String>();
        arguments.add("sync");
        arguments.add(folder.resolve(config).toString());
        arguments.addAll(List.of(data));
        arguments.add("--sandbox");
        var typed = new Typed();
        assertThat(typed.run(arguments.toArray(String[]::new))).as(typed.err()).isZero();
        return typed.out();
    }
}

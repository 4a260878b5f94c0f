package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.server.answer.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks docs/http-api.md against the real answers. */
class HttpApiDocsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern COMMAND = Pattern.compile("```sh\n(curl .*)\n```");
    private static final Pattern CODE = Pattern.compile("^\\| `([A-Z_]+)` \\| ([0-9]+)", Pattern.MULTILINE);

    @TempDir
    Path folder;

    @Test
    void theCurlLinesOfTheDocsWorkAsTheyStand() throws Exception {
        for (String file : List.of("configuration.json", "data.json")) {
            Files.copy(ROOT.resolve("examples").resolve(file), folder.resolve(file));
        }
        Files.writeString(folder.resolve("workspace.yaml"), """
                userId: id
                syncs:
                  - {sync: people, source: {file: people.csv}}
                  - {sync: buyers, source: {file: orders.csv}}
                """);
        Files.writeString(folder.resolve("people.csv"), "id,name\nana,Ana\n");
        Files.writeString(folder.resolve("orders.csv"), "id,total\nana,9\n");
        List<String> commands =
                COMMAND.matcher(docs()).results().map(match -> match.group(1)).toList();
        assertThat(commands).hasSize(3);
        try (var api = new TestServer(folder)) {
            for (String command : commands) {
                api.sandbox.clearPeople();

                String output = run(command.replace(
                        "localhost:3000", "localhost:" + api.server.address().getPort()));

                assertThat(api.sandbox.people()).as(command).isNotEmpty();
                assertThat(output).containsAnyOf("\"status\" : \"completed", "200", "207");
            }
        }
        assertThat(Files.readString(folder.resolve("report.json"))).contains("\"status\" : \"completed");
    }

    @Test
    void curlShowsWhyAnUploadIsRefusedThoughItIsStillSending() throws Exception {
        Files.writeString(folder.resolve("configuration.json"), "{\"userid\": \"id\"}");
        Files.writeString(folder.resolve("data.json"), "[" + " ".repeat(50_000_000) + "]");
        try (var api = new TestServer(folder)) {
            String url = api.server.address().toString();

            String output = run("curl --silent --write-out '%{http_code}' --request PUT --url " + url
                    + " --form inputs=@data.json --form inputs=@data.json --form inputs=@configuration.json");

            assertThat(output).contains("both files are data").endsWith("400");
            assertThat(api.uploads()).isEmpty();
        }
    }

    @Test
    void everyCodeIsNamedWithItsStatus() throws IOException {
        Map<String, Integer> documented = CODE.matcher(docs())
                .results()
                .collect(Collectors.toMap(
                        match -> match.group(1), (MatchResult match) -> Integer.valueOf(match.group(2))));

        assertThat(documented)
                .isEqualTo(Stream.of(Refusal.values()).collect(Collectors.toMap(Refusal::name, Refusal::status)));
    }

    private static String docs() throws IOException {
        return Files.readString(ROOT.resolve("docs/http-api.md"));
    }

    private String run(String command) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}

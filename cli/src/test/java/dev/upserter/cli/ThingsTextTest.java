package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not people is not called people. */
class ThingsTextTest {
    @TempDir
    private Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String run(int exitCode, String... arguments) {
        var whole = new ArrayList<>(List.of(arguments));
        whole.addAll(List.of("--endpoint", sandbox.endpoint().toString()));
        var typed = new Typed();
        int code = typed.with(Map.of("CUSTOMERIO_SITE_ID", sandbox.siteId(), "CUSTOMERIO_API_KEY", sandbox.apiKey()))
                .run(whole.toArray(String[]::new));
        assertThat(code).as(typed.err() + typed.out()).isEqualTo(exitCode);
        return typed.out() + typed.err();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            members       | segment, segment: 7
            devices       | device, device: thing, platform: {value: ios}
            relationships | relationship, objectType: 1, objectId: thing
            objects       | object, objectType: 1, objectId: thing, removed: delete
            """)
    void eachKindHasItsWord(String things, String type) throws IOException {
        String key = things.equals("objects") ? "" : "userId: who\n";
        String config =
                write("sync.yaml", key + "mode: mirror\nmaxRemoved: 1\ntype: " + type.replace(", ", "\n") + "\n");
        String before = write("before.csv", "who,thing\na,1\nb,2\nc,3\nd,4\n");
        String after = write("after.csv", "who,thing\na,1\nb,2\n");

        assertThat(run(0, "sync", config, before))
                .contains("  %-8s  4 added".formatted(things))
                .containsPattern("STATE_NEW[^\n]*: " + things + " that are at Customer.io")
                .doesNotContain("people are", "people   ");
        assertThat(run(0, "state", "show", config))
                .containsPattern("  known    4 " + things + "|  " + things + " +4, known by ");
        assertThat(run(2, "sync", config, after)).contains("2 of the 4 " + things + " known");
        assertThat(run(2, "sync", config, write("none.csv", "who,thing\n"), "--allow-removals"))
                .doesNotContain("people");
        assertThat(run(0, "sync", config, after, "--allow-removals", "--json"))
                .contains("\"type\" : \"" + type.replaceFirst(",.*", "") + "\"");
    }

    @Test
    void rowsOfOneThingAreOfOneThing() throws IOException {
        String config =
                write("sync.yaml", "type: object\nobjectType: 1\nobjectId: who\nincremental: true\nduplicates: last\n");
        String data = write("data.csv", "who,thing\na,1\na,2\n");

        assertThat(run(0, "sync", config, data))
                .contains("KEY_DUPLICATE", "a later row of the same object")
                .doesNotContain("person", "people");
        write("sync.yaml", "type: object\nobjectType: 1\nobjectId: who\nincremental: true\nduplicates: fail\n");
        assertThat(run(2, "sync", config, write("more.csv", "who,thing\nb,1\nb,2\n")))
                .contains("the source has another row of the same object")
                .doesNotContain("person", "people");
    }

    @Test
    void countsAreGrouped() throws IOException {
        String config = write("sync.yaml", "type: delete\nuserId: who\n");
        var rows = new StringBuilder("who\n");
        for (int i = 0; i < 2000; i++) {
            rows.append("user").append(i).append('\n');
        }
        assertThat(run(2, "sync", config, write("data.csv", rows.toString()))).contains("each of the 2,000 rows");
    }

    @Test
    void peopleArePeople() throws IOException {
        String config = write("sync.yaml", "userId: who\nmode: mirror\nremoved: delete\n");
        assertThat(run(0, "sync", config, write("before.csv", "who,thing\na,1\n")))
                .contains("  people    1 added", "people who are at Customer.io");
    }
}

package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.report.RunReport;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects and relationships are kept like the rows of a source. */
class ThingsTest {
    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private RunReport run(String sync, String yaml, String rows) throws IOException {
        String text = "sync: " + sync + "\nsiteId: " + sandbox.siteId() + "\napiKey: " + sandbox.apiKey()
                + "\nendpoint: " + sandbox.endpoint() + "\nmaxRemoved: 100%\n" + yaml;
        SyncConfig config = ConfigReader.local(Map.of()).read(text.getBytes(StandardCharsets.UTF_8), sync + ".yaml");
        Path data = Files.writeString(folder.resolve(sync + ".json"), rows);
        return new Run(config, DataFile.of(data), RunOptions.in(folder.resolve("state")), Trial.surroundings())
                .execute();
    }

    private Map<String, String> contents(String store) {
        return Objects.requireNonNull(sandbox.contents().get(store));
    }

    private static final String COMPANIES = """
        type: object
        objectType: 1
        objectId: id
        mode: mirror
        removed: %s
        mappings: [{from: name, to: name}]
        """;

    @Test
    void anObjectThatIsGoneIsClearedOrStays() throws IOException {
        for (String removed : new String[] {"nothing", "clear"}) {
            String config = COMPANIES.formatted(removed);
            run(removed, config, "[{\"id\":\"a\",\"name\":\"A\"},{\"id\":\"b\",\"name\":\"B\"}]");
            RunReport second = run(removed, config, "[{\"id\":\"a\",\"name\":\"A2\"}]");

            assertThat(second.records().removed()).isEqualTo(1);
            assertThat(contents("objects").toString())
                    .contains("A2")
                    .satisfies(all -> assertThat(all.contains("\"B\"")).isEqualTo(removed.equals("nothing")));
        }
    }

    @Test
    void anObjectThatIsGoneIsDeletedOnceTheFirstRemovalsWereAllowed() throws IOException {
        String config = COMPANIES.formatted("delete");
        run(
                "delete",
                config,
                "[{\"id\":\"a\",\"name\":\"A\"},{\"id\":7,\"name\":\"B\"},{\"id\":\"c\",\"name\":\"C\"}]");
        run(
                "delete",
                config,
                "[{\"id\":\"a\",\"name\":\"A\"},{\"id\":7,\"name\":\"B\"},{\"id\":\"c\",\"name\":\"C\"}]");
        RunReport third = run("delete", config, "[{\"id\":\"a\",\"name\":\"A\"},{\"id\":\"c\",\"name\":\"C\"}]");

        assertThat(third.exitCode()).as(third.toJson()).isZero();
        assertThat(contents("objects")).hasSize(2);
        assertThat(contents("objects").toString()).doesNotContain("\"B\"");
    }

    @Test
    void aRelationshipThatIsGoneEndsAndLetterCaseOfAnAddressDoesNotCount() throws IOException {
        run(
                "people",
                "userId: mail\nidentifyBy: email\n",
                "[{\"mail\":\"ana@x.example\"},{\"mail\":\"ben@x.example\"}]");
        run("companies", "type: object\nobjectType: 1\nobjectId: id\n", "[{\"id\":\"a,1\"},{\"id\":\"b\"}]");
        String config = """
            type: relationship
            userId: mail
            identifyBy: email
            objectType: 1
            objectId: company
            mode: mirror
            mappings: [{from: role, to: role}]
            """;
        run(
                "roles",
                config,
                "[{\"mail\":\"ana@x.example\",\"company\":\"a,1\",\"role\":\"boss\"},"
                        + "{\"mail\":\"ben@x.example\",\"company\":\"b\",\"role\":\"clerk\"}]");
        assertThat(contents("relationships").toString()).contains("boss").contains("clerk");

        RunReport second = run("roles", config, "[{\"mail\":\"ANA@x.example\",\"company\":\"a,1\",\"role\":\"boss\"}]");
        assertThat(second.records().unchanged()).isEqualTo(1);
        assertThat(second.records().removed()).isEqualTo(1);
        assertThat(contents("relationships").toString()).contains("boss").doesNotContain("clerk");
    }

    @Test
    void aRowThatRelatesSomebodyIsAboutTheObjectAndThatPerson() throws IOException {
        run("people", "userId: id\n", "[{\"id\":\"ana\"},{\"id\":\"ben\"}]");
        String config = """
            type: object
            objectType: 1
            objectId: company
            incremental: true
            mappings: [{from: name, to: name}]
            person: {userId: id, mappings: [{from: role, to: role}]}
            """;
        String rows = "[{\"id\":\"ana\",\"company\":\"a\",\"name\":\"A\",\"role\":\"boss\"},"
                + "{\"id\":\"ben\",\"company\":\"a\",\"name\":\"A\",\"role\":\"clerk\"}]";
        assertThat(run("owners", config, rows).records().delivered()).isEqualTo(2);

        assertThat(run("owners", config, rows).records().unchanged()).isEqualTo(2);
        RunReport changed = run("owners", config, rows.replace("clerk", "chief"));
        assertThat(changed.records().unchanged()).isEqualTo(1);
        assertThat(changed.records().delivered()).isEqualTo(1);
        assertThat(contents("relationships").toString()).contains("chief").contains("boss");
    }
}

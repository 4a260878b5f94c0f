package dev.upserter.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.plan.RemovalLimit;
import dev.upserter.problem.Code;
import dev.upserter.report.RunReport;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.Source;
import dev.upserter.source.open.Sources;
import dev.upserter.sync.OneSync;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A query over a page of an answer gives the people of that page, and a mirror would remove the others. */
class JsonPagesTest {
    private static final String ROWS = "{\"data\": [{\"id\": 1}, {\"id\": 2}]";

    @TempDir
    Path folder;

    private List<String> partial(String sql) throws Exception {
        try (Source source = Sources.open(Reading.query(sql, folder))) {
            while (source.hasNext()) {
                source.next();
            }
            return source.warnings().stream()
                    .filter(problem -> problem.code() == Code.INPUT_PARTIAL)
                    .map(problem -> problem.message())
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select unnest(data, recursive := true) from 'page.json'",
                "select r.id from (select unnest(data) as r from read_json('page.json'))",
                "select r.id from (select unnest(data) as r from read_json('page.json', columns = {data: 'struct(id int)[]'}))",
                "select r.id from (select unnest(data) as r from read_ndjson('page.json'))"
            })
    void onePageIsReported(String sql) throws Exception {
        Path page = Files.writeString(folder.resolve("page.json"), ROWS + ", \"has_more\": true}\n");
        assertThat(partial(sql))
                .containsExactly(
                        page + ": rows are missing, for this is a page of an answer: has_more names another page");

        Files.writeString(folder.resolve("page.json"), ROWS + ", \"has_more\": false}\n");
        assertThat(partial(sql)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"next_page\": \"/p/2\" | next_page names another page",
                "\"paging\": {\"next\": {\"after\": \"x\"}} | paging.next names another page",
                "\"total\": 40 | total is 40, and there are 2 rows",
                "\"info\": {\"more_records\": true} | info.more_records names another page"
            })
    void allThatADocumentSaysOfPagesIsKnown(String said, String why) throws Exception {
        Files.writeString(folder.resolve("page.json"), ROWS + ", " + said + "}");
        assertThat(partial("select unnest(data, recursive := true) from 'page.json'"))
                .singleElement()
                .asString()
                .endsWith("for this is a page of an answer: " + why);
    }

    @Test
    void anAnswerThatIsIncompleteIsReported() throws Exception {
        Files.writeString(folder.resolve("page.json"), ROWS + ", \"errors\": [{\"message\": \"Throttled\"}]}");
        assertThat(partial("select unnest(data, recursive := true) from 'page.json'"))
                .singleElement()
                .asString()
                .endsWith("for the answer says in errors that something went wrong or was left out");
    }

    @Test
    void allPagesAreTheWholeAnswer() throws Exception {
        Files.writeString(folder.resolve("page1.json"), ROWS + ", \"has_more\": true}\n");
        Files.writeString(folder.resolve("page2.json"), ROWS + ", \"has_more\": false}\n");
        Files.writeString(folder.resolve("rows.json"), "{\"id\": 1, \"total\": 40}\n{\"id\": 2, \"next\": \"x\"}\n");

        assertThat(partial("select unnest(data, recursive := true) from 'page*.json'"))
                .isEmpty();
        assertThat(partial("select unnest(data, recursive := true) from read_json(['page1.json', 'page2.json'])"))
                .isEmpty();
        assertThat(partial("select id from 'rows.json'")).isEmpty();
    }

    @Test
    void aMirrorRemovesNobodyForAPage() throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            OneSync mirror = OneSync.of(SyncConfig.builder("people", "id")
                    .endpoint(sandbox.endpoint())
                    .credentials(new Credentials(sandbox.siteId(), sandbox.apiKey()))
                    .mode(Mode.MIRROR)
                    .removed(Removal.DELETE)
                    .irreversible(true)
                    .maxRemoved(new RemovalLimit(100, true))
                    .build());
            String sql = "select unnest(data, recursive := true) from 'page.json'";
            Files.writeString(
                    folder.resolve("page.json"),
                    "{\"data\": [{\"id\": 1}, {\"id\": 2}, {\"id\": 3}], \"has_more\": false}");
            assertThat(mirror.run(Reading.query(sql, folder), RunOptions.in(folder.resolve("state")))
                            .exitCode())
                    .isZero();

            Files.writeString(folder.resolve("page.json"), ROWS + ", \"has_more\": true}");
            RunReport report = mirror.run(Reading.query(sql, folder), RunOptions.in(folder.resolve("state")));

            assertThat(report.problems())
                    .extracting(finding -> finding.code())
                    .contains(Code.INPUT_PARTIAL, Code.REMOVALS_HELD);
            assertThat(report.exitCode()).isEqualTo(1);
            assertThat(sandbox.peopleCount()).isEqualTo(3);
        }
    }
}

package dev.upserter.source.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.source.DataFile;
import dev.upserter.source.Dialect;
import dev.upserter.source.RowsPath;
import dev.upserter.source.Source;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.open.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A document that is one page of an answer says so, and the rows of the others are missed. */
final class PagesTest {
    private static final String ROWS = "\"data\": [{\"id\": 1}, {\"id\": 2}]";

    @TempDir
    private Path folder;

    private List<String> warnings(String... documents) throws IOException {
        return warningsOf("data", documents);
    }

    private List<String> warningsOf(String rows, String... documents) throws IOException {
        var files = new ArrayList<DataFile.OnDisk>();
        for (String text : documents) {
            Path file = folder.resolve("page" + (files.size() + 1) + ".json");
            files.add(new DataFile.OnDisk(
                    Files.writeString(file, text), file.getFileName().toString()));
        }
        SourceConfig config = SourceConfig.DEFAULT.withDialect(
                Dialect.PLAIN.but().rows(new RowsPath(rows)).build());
        DataFile data = files.size() == 1 ? files.getFirst() : new DataFile.Several(files, "page*.json");
        try (Source source = Sources.open(data, config)) {
            while (source.hasNext()) {
                source.next();
            }
            assertThat(source.warnings()).extracting(Problem::code).allMatch(code -> code == Code.INPUT_PARTIAL);
            return source.warnings().stream().map(Problem::message).toList();
        }
    }

    private static String document(String beside) {
        return "{" + ROWS + ", " + beside + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "has_more|\"object\": \"list\", \"has_more\": true",
                "hasMore|\"hasMore\": true",
                "paging.next|\"paging\": {\"next\": {\"after\": \"30\", \"link\": null}}",
                "done|\"done\": false, \"nextRecordsUrl\": \"/services/x\"",
                "pageToken|\"pageToken\": \"x\", \"totalRows\": \"40\"",
                "pages.next|\"pages\": {\"next\": {\"starting_after\": \"x\"}, \"page\": 1, \"total_pages\": 2}",
                "offset|\"offset\": \"itrx/rec2\"",
                "links.next|\"links\": {\"self\": \"https://x/1\", \"next\": \"https://x/2\"}",
                "next_cursor|\"next_cursor\": \"abc\"",
                "_links.next|\"_links\": {\"next\": {\"href\": \"/2\"}}",
                "link|\"link\": [{\"relation\": \"self\", \"url\": \"/1\"}, {\"relation\": \"next\", \"url\": \"/2\"}]",
                "pageInfo.hasNextPage|\"pageInfo\": {\"hasNextPage\": true, \"endCursor\": \"x\"}",
                "@odata.nextLink|\"@odata.nextLink\": \"https://x?$skip=2\"",
                "LastEvaluatedKey|\"LastEvaluatedKey\": {\"id\": {\"S\": \"2\"}}",
                "response_metadata.next_cursor|\"response_metadata\": {\"next_cursor\": \"x\"}",
                "last|\"last\": false, \"number\": 0",
                "additional_data.pagination.more_items_in_collection"
                        + "|\"success\": true, \"additional_data\": {\"pagination\": {\"start\": 0, \"more_items_in_collection\": true}}",
                "additional_data.next_cursor|\"additional_data\": {\"next_cursor\": \"eyJ\"}",
                "cursor|\"cursor\": \"9XC\"",
                "scroll_param|\"scroll_param\": \"abc\"",
                "info.more_records|\"info\": {\"per_page\": 2, \"count\": 2, \"page\": 1, \"more_records\": true}",
                "moreResult|\"requestId\": \"x\", \"success\": true, \"moreResult\": true",
                "moreResultsAvailable|\"moreResultsAvailable\": true",
                "PaginationToken|\"PaginationToken\": \"CA\"",
                "meta.continue|\"meta\": {\"continue\": \"abc\", \"count\": 2}",
                "nextStart|\"nextStart\": 2",
                "has_more|\"has_more\": 1",
                "jobComplete|\"jobComplete\": false",
                "endOfRecords|\"offset\": 0, \"endOfRecords\": false",
                "exceededTransferLimit|\"exceededTransferLimit\": true",
                "row_limit_reached|\"row_limit_reached\": true",
                "truncated|\"truncated\": true",
            })
    void aKeyThatNamesAnotherPageIsReported(String key, String beside) throws IOException {
        String message = "rows are missing, for this is a page of an answer: " + key + " names another page";
        assertThat(warnings(document(beside))).containsExactly(message);
        assertThat(warnings("{" + beside + ", " + ROWS + "}")).containsExactly(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "total_items is 40, and there are 2 rows|\"total_items\": 40",
                "totalRows is 40, and there are 2 rows|\"totalRows\": \"40\"",
                "meta.pagination.total is 60, and there are 2 rows"
                        + "|\"meta\": {\"pagination\": {\"page\": 1, \"pageSize\": 25, \"pageCount\": 3, \"total\": 60}}",
                "pageCount is 3, and there is 1 page|\"page\": 1, \"pageCount\": 3",
                "total.value is 12, and there are 2 rows|\"total\": {\"value\": 12, \"relation\": \"eq\"}",
            })
    void aCountThatDoesNotFitIsReported(String why, String beside) throws IOException {
        assertThat(warnings(document(beside)))
                .containsExactly("rows are missing, for this is a page of an answer: " + why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "partial|\"partial\": true",
                "incomplete_results|\"total_count\": 2, \"incomplete_results\": true",
                "timed_out|\"took\": 5, \"timed_out\": true, \"_shards\": {\"total\": 5, \"failed\": 0}",
                "_shards.failed|\"_shards\": {\"total\": 5, \"successful\": 4, \"failed\": 1}",
                "errors|\"errors\": [{\"message\": \"Throttled\", \"extensions\": {\"code\": \"THROTTLED\"}}]",
                "error|\"error\": {\"code\": 12}",
                "error|\"error\": \"boom\"",
                "meta.error|\"meta\": {\"error\": \"boom\"}",
                "errorCount|\"errorCount\": 3",
                "success|\"success\": false, \"has_more\": false",
                "ok|\"ok\": false",
                "message|\"success\": true, \"message\": \"Results truncated to 2 rows\"",
                "warnings|\"warnings\": [\"old\", \"some rows were omitted\"]",
                "status|\"status\": \"PARTIAL_CONTENT\"",
                "status.code|\"status\": {\"code\": 504}",
                "statusCode|\"statusCode\": 206",
            })
    void anAnswerThatIsIncompleteIsReported(String key, String beside) throws IOException {
        String message =
                "rows may be missing, for the answer says in " + key + " that something went wrong or was left out";
        assertThat(warnings(document(beside))).containsExactly(message);
        assertThat(warnings("{" + beside + ", " + ROWS + "}")).containsExactly(message);
        assertThat(warnings(document(beside), document("\"has_more\": false"))).containsExactly(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"success\": true, \"error\": null, \"errors\": [], \"message\": \"OK\", \"code\": 200",
                "\"status\": \"ok\", \"statusCode\": \"200\", \"error\": \"\", \"errorCode\": 0, \"warnings\": [\"field x is deprecated\"]",
                "\"ok\": true, \"partial\": false, \"timed_out\": false, \"_shards\": {\"total\": 5, \"failed\": 0}",
                "\"cursor\": \"abc\", \"has_more\": false",
                "\"cursor\": \"abc\", \"total\": 2",
                "\"cursor\": null, \"scroll_id\": \"\"",
                "\"paging\": {\"cursors\": {\"before\": \"a\", \"after\": \"b\"}}",
                "\"pageInfo\": {\"hasNextPage\": false, \"endCursor\": \"x\"}",
                "\"nextSyncToken\": \"x\", \"nextUpdate\": \"2027-01-01\"",
                "\"timeout\": 30, \"limit\": 100, \"per_page\": 50, \"count\": 2, \"status\": \"active\", \"state\": \"CA\"",
                "\"jobComplete\": true, \"complete\": true, \"endOfRecords\": true",
                "\"has_more\": false",
                "\"paging\": {\"next\": null}",
                "\"done\": true, \"totalSize\": 2",
                "\"offset\": 0, \"limit\": 100, \"total\": 2",
                "\"next\": \"\", \"links\": {\"next\": null, \"self\": \"x\"}",
                "\"_links\": [{\"rel\": \"self\", \"href\": \"x\"}], \"next_page\": 0",
                "\"last\": true, \"totalPages\": 1, \"number\": 0",
                "\"settings\": {\"next\": \"step\", \"total\": 900, \"done\": false}",
                "\"page\": {\"size\": 20, \"total_elements\": 1}",
            })
    void anAnswerThatIsWholeIsNot(String beside) throws IOException {
        assertThat(warnings(document(beside))).isEmpty();
    }

    @Test
    void pagesThatFollowEachOtherAreOneAnswer() throws IOException {
        String first = document("\"has_more\": true, \"total\": 4, \"total_pages\": 2");
        String last = document("\"has_more\": false, \"total\": 4, \"total_pages\": 2");
        assertThat(warnings(first + "\n" + last)).isEmpty();
        assertThat(warnings(first, last)).isEmpty();
        assertThat(warnings(last, first)).isEmpty();
        assertThat(warnings(first, first))
                .containsExactly("rows are missing, for this is a page of an answer: has_more names another page");
        assertThat(warnings(first.replace("4", "6"), last.replace("4", "6")))
                .containsExactly("rows are missing, for this is a page of an answer: total is 6, and there are 4 rows");
    }

    @Test
    void aScrollEndsWithAPageWithoutRows() throws IOException {
        String page = document("\"scroll_param\": \"abc\"");
        String empty = "{\"data\": [], \"scroll_param\": \"abc\"}";
        assertThat(warnings(page, page))
                .containsExactly("rows are missing, for this is a page of an answer: scroll_param names another page");
        assertThat(warnings(page, page, empty)).isEmpty();
        assertThat(warnings(page + page + empty)).isEmpty();
    }

    @Test
    void keysBesideTheWayToTheRowsCount() throws IOException {
        assertThat(warningsOf("data.users.nodes", """
                {"data": {"users": {"nodes": [{"id": 1}], "pageInfo": {"hasNextPage": true}}}}"""))
                .containsExactly("rows are missing, for this is a page of an answer: data.users.pageInfo.hasNextPage"
                        + " names another page");
    }
}

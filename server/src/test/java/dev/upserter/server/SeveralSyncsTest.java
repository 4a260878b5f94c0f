package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.upserter.sandbox.app.Segment;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configurations of several syncs, by PUT /. */
class SeveralSyncsTest {
    private static final String PEOPLE = "id,name\nana,Ana\nbo,Bo\n";
    private static final String MEMBERS = "member\nana\n";

    /** Both are fed from one file. */
    private static final String SHARED = """
            userId: id
            syncs:
              - {sync: people, mappings: [{from: name, to: first_name}]}
              - {sync: members, type: segment, segment: 7}
            """;

    /** Each names its own. */
    private static final String NAMED = """
            syncs:
              - {sync: people, userId: id, source: {file: people.csv}, mappings: [{from: name, to: first_name}]}
              - {sync: members, type: segment, segment: 7, userId: member, source: {file: members.csv, delimiter: ","}}
            """;

    @TempDir
    Path folder;

    private TestServer server() {
        var api = new TestServer(folder);
        api.sandbox.directory().put(Segment.manual(7, "Members"));
        return api;
    }

    private static HttpResponse<String> put(TestServer api, String path, Form form) throws Exception {
        return api.send(api.put(form.closed()).uri(api.server.address().resolve(path)));
    }

    private static Form form(String configuration, String... namesAndContents) {
        Form form = new Form().file("workspace.yaml", configuration);
        for (int i = 0; i < namesAndContents.length; i += 2) {
            form.file(namesAndContents[i], namesAndContents[i + 1]);
        }
        return form;
    }

    private static List<String> statuses(JsonNode answer) {
        var statuses = new ArrayList<String>();
        answer.path("syncs")
                .forEach(sync -> statuses.add(
                        sync.path("sync").asText() + " " + sync.path("status").asText()));
        return statuses;
    }

    @Test
    void oneFileFeedsAllSyncsAndTheAnswerIsAReportOfReports() throws Exception {
        try (var api = server()) {
            var answer = api.send(form(SHARED, "rows.csv", PEOPLE));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode report = TestServer.json(answer.body());
            assertThat(report.properties().stream().map(property -> property.getKey()))
                    .containsExactly("status", "exitCode", "syncs", "runs");
            assertThat(statuses(report)).containsExactly("people completed", "members completed");
            assertThat(report.path("runs").findValuesAsText("sync")).containsExactly("people", "members");
            Path kept = Path.of(report.at("/runs/1/files/report").asText());
            assertThat(TestServer.json(Files.readString(kept))).isEqualTo(report.at("/runs/1"));
            assertThat(String.valueOf(api.sandbox.contents().get("segments"))).contains("7=ana bo");
            assertThat(api.uploads()).isEmpty();
        }
    }

    @Test
    void eachSyncReadsTheUploadedFileThatItNames() throws Exception {
        try (var api = server()) {
            var first = api.send(form(NAMED, "members.csv", MEMBERS, "people.csv", PEOPLE));
            assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
            assertThat(api.sandbox.peopleCount()).isEqualTo(2);
            assertThat(String.valueOf(api.sandbox.contents().get("segments"))).contains("7=ana}");

            String array = "[{\"id\": \"cy\", \"name\": \"Cy\"}]";
            var second = api.send(new Form()
                    .file("people.csv", array)
                    .file("workspace.yaml", NAMED)
                    .file("members.csv", "member\ncy\n"));
            assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
            assertThat(String.valueOf(api.sandbox.contents().get("segments"))).contains("7=ana cy}");
            assertThat(api.uploads()).isEmpty();
        }
    }

    private static void assertRefused(TestServer api, Form form, String... parts) throws Exception {
        var answer = api.send(form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(parts).doesNotContain("--only", "DATA");
        assertThat(api.sandbox.peopleCount()).isZero();
        assertThat(api.uploads()).isEmpty();
    }

    @Test
    void missingSuperfluousAndAmbiguousNamesAreErrorsThatSaySo() throws Exception {
        try (var api = server()) {
            assertRefused(
                    api,
                    form(NAMED, "people.csv", PEOPLE),
                    "the sync members names the file members.csv, which was not uploaded",
                    "What came is: people.csv");
            assertRefused(
                    api,
                    form(NAMED, "people.csv", PEOPLE, "members.csv", MEMBERS, "more.csv", MEMBERS),
                    "no sync reads the uploaded file more.csv");
            assertRefused(
                    api,
                    form(NAMED, "people.csv", PEOPLE, "people.csv", PEOPLE, "members.csv", MEMBERS),
                    "two uploaded files have the name people.csv");
            assertRefused(api, form(SHARED, "a.csv", PEOPLE, "b.csv", PEOPLE), "no sync reads the uploaded file a.csv");
            assertRefused(
                    api,
                    form(NAMED + "  - {sync: third, userId: member}\n", "people.csv", PEOPLE, "members.csv", MEMBERS),
                    "several files of data were uploaded, and the sync third does not say which of them it reads",
                    "with one of these names: people.csv, members.csv");
            assertRefused(api, form(NAMED), "the upload holds one file");
            assertRefused(
                    api,
                    form(TestServer.CONFIGURATION, "a.csv", PEOPLE, "b.csv", PEOPLE),
                    "more than two files, and its configuration is of one sync");
        }
    }

    @Test
    void aNameIsNeverAFileOfTheMachine() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.csv"), PEOPLE);
        try (var api = server()) {
            for (String file : List.of(secret.toString(), "../secret.csv", folder + "/*.csv", "secret.csv")) {
                String config = NAMED.replace("people.csv", "'" + file + "'");
                assertRefused(api, form(config, "members.csv", MEMBERS), "which was not uploaded");
                String also = "userId: id\nsource: {file: '" + file + "'}\nalso: [{sync: b}]\n";
                assertRefused(api, form(also, "people.csv", PEOPLE), "which was not uploaded");
            }
            assertRefused(
                    api,
                    form("userId: id\nsource: {file: people.csv}\n", "people.csv", PEOPLE),
                    "an uploaded configuration must not name files of this machine");
            assertRefused(
                    api,
                    form("userId: id\nsyncs: [{sync: a, source: {query: select 1 as id}}]\n", "people.csv", PEOPLE),
                    "an uploaded configuration must not ask a database or this machine's files");
        }
    }

    @Test
    void theStatusIsTheWorstOfAllAndMembersFollowTheirPeople() throws Exception {
        String config =
                SHARED.replace("userId: id", "userId: id\nmaxRejected: 100%").replace("[{from: name", "[{from: names");
        try (var api = server()) {
            var stopped = api.send(form(config, "rows.csv", PEOPLE));
            assertThat(stopped.statusCode()).as(stopped.body()).isEqualTo(400);
            assertThat(statuses(TestServer.json(stopped.body()))).containsExactly("people refused", "members not_run");
            assertThat(stopped.body()).contains("people was refused");

            var continued = api.send(form("onError: continue\n" + config, "rows.csv", PEOPLE + ",nobody\n"));
            assertThat(continued.statusCode()).as(continued.body()).isEqualTo(400);
            assertThat(statuses(TestServer.json(continued.body())))
                    .containsExactly("people refused", "members not_run");

            var rejected = api.send(form(config.replace("names", "name"), "rows.csv", PEOPLE + ",nobody\n"));
            assertThat(rejected.statusCode()).as(rejected.body()).isEqualTo(207);
        }
    }

    @Test
    void onlyChoosesAndOneAloneAnswersWithItsReport() throws Exception {
        try (var api = server()) {
            var one = put(api, "/?only=people", form(SHARED, "rows.csv", PEOPLE));
            assertThat(one.statusCode()).as(one.body()).isEqualTo(200);
            assertThat(TestServer.json(one.body()).path("sync").asText()).isEqualTo("people");
            assertThat(String.valueOf(api.sandbox.contents().get("segments"))).doesNotContain("7=");

            var two = put(api, "/?only=members&only=people", form(SHARED, "rows.csv", PEOPLE));
            assertThat(statuses(TestServer.json(two.body()))).containsExactly("people completed", "members completed");

            var named = put(api, "/?only=members", form(NAMED, "members.csv", MEMBERS));
            assertThat(named.statusCode()).as(named.body()).isEqualTo(200);

            var unknown = put(api, "/?only=peple", form(SHARED, "rows.csv", PEOPLE));
            assertThat(unknown.statusCode()).isEqualTo(400);
            assertThat(unknown.body())
                    .contains("the configuration has no sync of the name peple", "you probably mean people");
            for (String query : List.of("all=1", "yes=1&yes=2", "only=%zz")) {
                assertThat(api.raw(api.head(0).replace("PUT /", "PUT /?" + query)))
                        .contains("once each, and only=SYNC");
            }
        }
    }

    @Test
    void whatCannotBeUndoneIsDoneToNoMorePeopleThanTheNumberOfAllSyncs() throws Exception {
        String config = """
                userId: id
                onError: continue
                syncs:
                  - {sync: gone, type: delete, source: {file: gone.csv}}
                  - {sync: banned, type: suppress, source: {file: banned.csv}}
                """;
        String[] files = {"gone.csv", "id\nana\nbo\n", "banned.csv", "id\ncy\n"};
        try (var api = new TestServer(folder, TestServer::withoutItsSandbox)) {
            api.send(Form.of("{\"userId\": \"id\"}", "[{\"id\": \"ana\"}, {\"id\": \"bo\"}, {\"id\": \"cy\"}]"));
            var unasked = api.send(form(config, files));
            assertThat(unasked.statusCode()).isEqualTo(400);
            assertThat(statuses(TestServer.json(unasked.body()))).containsExactly("gone refused", "banned refused");
            var given = api.send(form(config.replace("onError", "irreversible: true\nonError"), files));
            assertThat(given.statusCode()).isEqualTo(400);
            assertThat(given.body()).contains("an uploaded configuration must not do without asking");
            assertThat(api.sandbox.peopleCount()).isEqualTo(3);

            var one = put(api, "/?yes=2", form(config, files));
            assertThat(one.statusCode()).isEqualTo(400);
            assertThat(statuses(TestServer.json(one.body()))).containsExactly("gone completed", "banned refused");
            assertThat(one.body()).contains("CONFIRM_IRREVERSIBLE");
            assertThat(api.sandbox.peopleCount()).isEqualTo(1);

            var rest = put(api, "/?yes=1", form(config, files));
            assertThat(rest.statusCode()).as(rest.body()).isEqualTo(200);
            assertThat(api.sandbox.peopleCount()).isZero();
        }
    }
}

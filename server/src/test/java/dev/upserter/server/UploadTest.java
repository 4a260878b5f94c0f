package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.upserter.sandbox.store.Person;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which two files make a run, and which do not. */
class UploadTest {
    @TempDir
    Path folder;

    private TestServer api;

    @BeforeEach
    void start() {
        api = new TestServer(folder);
    }

    @AfterEach
    void nothingIsLeftAndTheServerIsHealthy() throws Exception {
        try (TestServer closed = api) {
            assertThat(closed.uploads()).isEmpty();
            assertThat(closed.send(Form.of(TestServer.CONFIGURATION, "[{\"id\": \"last\", \"name\": \"L\"}]"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(closed.uploads()).isEmpty();
        }
    }

    @Test
    void aConfigurationAndDataAreRun() throws Exception {
        var answer = api.send(Form.of(TestServer.CONFIGURATION, TestServer.DATA));

        assertDelivered(answer, 2);
        assertThat(api.sandbox.person("ana")).isPresent();
        assertThat(TestServer.json(answer.body()).path("sync").asText()).isEqualTo("configuration");
    }

    @Test
    void theDataMayComeFirst() throws Exception {
        var answer = api.send(
                new Form().file("data.json", TestServer.DATA).file("configuration.json", TestServer.CONFIGURATION));

        assertDelivered(answer, 2);
    }

    @Test
    void theNamesOfTheFilesDoNotMatter() throws Exception {
        var answer = api.send(
                new Form().part("name=\"inputs\"", TestServer.DATA).file("data.json", TestServer.CONFIGURATION));

        assertDelivered(answer, 2);
    }

    @Test
    void theConfigurationMayBeYaml() throws Exception {
        var answer = api.send(new Form()
                .file("users.yaml", "# people\nuserId: id\nsync: people\n")
                .file("data", TestServer.DATA));

        assertDelivered(answer, 2);
        assertThat(TestServer.json(answer.body()).path("sync").asText()).isEqualTo("people");
    }

    @Test
    void theDataMayBeRejectedRowsOfAnotherRun() throws Exception {
        String data = """
            {"$upserter": "rejected", "record": {"id": "ana", "name": "A"}}
            { "$upserter": "rejected", "record": {"id": "bo"}}
            """;

        assertDelivered(api.send(Form.of(TestServer.CONFIGURATION, data)), 2);
    }

    @Test
    void aByteOrderMarkAndBlanksBeforeTheDataDoNoHarm() throws Exception {
        var answer = api.send(new Form()
                .file("data.json", "\uFEFF\r\n\t" + " ".repeat(1000) + TestServer.DATA)
                .file("configuration.json", TestServer.CONFIGURATION));

        assertDelivered(answer, 2);
    }

    @Test
    void aLoneFileIsRefused() throws Exception {
        assertRefused(api.send(new Form().file("data.json", TestServer.DATA)), "one file");
        assertRefused(api.send(new Form().file("configuration.json", TestServer.CONFIGURATION)), "one file");
        assertRefused(api.send(new Form()), "no file");
    }

    @Test
    void threeFilesAreRefused() throws Exception {
        Form form = Form.of(TestServer.CONFIGURATION, TestServer.DATA).file("more.json", TestServer.DATA);

        assertRefused(api.send(form), "more than two files");
        assertThat(api.sandbox.people()).isEmpty();
    }

    @Test
    void twoConfigurationsAreRefused() throws Exception {
        assertRefused(
                api.send(Form.of(TestServer.CONFIGURATION, TestServer.CONFIGURATION)),
                "both files look like configurations");
    }

    @Test
    void twoDataFilesAreRefused() throws Exception {
        assertRefused(api.send(Form.of(TestServer.DATA, TestServer.DATA)), "both files are data");
    }

    @Test
    void twoFilesOfNeitherKindAreRefused() throws Exception {
        assertRefused(api.send(Form.of("{\"a\": 1}", "id;name")), "neither file is a configuration");
    }

    @Test
    void aPartOfAnotherNameIsRefused() throws Exception {
        var form = new Form()
                .part("name=\"input\"; filename=\"data.json\"", TestServer.DATA)
                .file("configuration.json", TestServer.CONFIGURATION);

        assertRefused(api.send(form), "not named inputs");
    }

    @Test
    void aPartInAnEncodingOfItsOwnIsRefused() throws Exception {
        var form = new Form()
                .partWithHeaders(
                        "Content-Disposition: form-data; name=\"inputs\"\r\nContent-Transfer-Encoding: base64", "W10=")
                .file("configuration.json", TestServer.CONFIGURATION);

        assertRefused(api.send(form), "encoding");
    }

    @Test
    void aConfigurationThatIsTooLargeIsRefused() throws Exception {
        var answer = api.send(new Form()
                .file("users.yaml", TestServer.CONFIGURATION + " ".repeat(2_000_000))
                .file("data.json", TestServer.DATA));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("users.yaml looks like a configuration, which has 1 MiB at most");
    }

    @Test
    void brokenDataIsReportedWithItsPlace() throws Exception {
        var answer = api.send(new Form()
                .file("data.json", "[{\"id\" \"ana\"}]")
                .file("configuration.json", TestServer.CONFIGURATION));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestServer.codes(answer.body())).containsExactly("INPUT_UNREADABLE");
        assertThat(answer.body()).contains("data.json:1:");
    }

    @Test
    void emptyDataIsReported() throws Exception {
        var answer = api.send(new Form().file("data.json", "").file("configuration.json", TestServer.CONFIGURATION));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("the file is empty");
    }

    @Test
    void everyMistakeInAConfigurationIsReportedWithItsPlace() throws Exception {
        var answer = api.send(new Form()
                .file("users.json", "{\"userid\": \"id\",\n \"parallelism\": 0}")
                .file("data.json", TestServer.DATA));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestServer.codes(answer.body())).containsExactly("CONFIG_INVALID");
        assertThat(answer.body()).contains("users.json:1:2", "userId", "users.json:2:");
    }

    @Test
    void aFileNameIsNeverAPath() throws Exception {
        var answer = api.send(new Form()
                .file("../../../outside/configuration.json", TestServer.CONFIGURATION)
                .file("..\\\\..\\\\" + folder.resolve("outside.json"), "[{\"id\": {}, \"name\": \"N\"}, {\"id\": 1}]"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(207);
        assertThat(TestServer.json(answer.body()).path("sync").asText()).isEqualTo("configuration");
        assertThat(answer.body()).contains("\"outside.json:1:2\"");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(api.state);
        }
    }

    @Test
    void aConfigurationMayNotPointElsewhere() throws Exception {
        String configuration = "{\"userId\": \"id\", \"endpoint\": \"http://169.254.169.254/\"}";

        assertConfigurationRefused(configuration, "endpoint");
    }

    @Test
    void aConfigurationMayNotReadTheEnvironment() throws Exception {
        assertConfigurationRefused("{\"userId\": \"id\", \"siteId\": \"${HOME}\", \"apiKey\": \"b\"}", "${");
    }

    private void assertConfigurationRefused(String configuration, String word) throws Exception {
        var answer = api.send(Form.of(configuration, TestServer.DATA));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestServer.codes(answer.body())).containsExactly("CONFIG_INVALID");
        assertThat(answer.body()).contains(word);
        assertThat(api.sandbox.people()).extracting(Person::toString).isEmpty();
    }

    private static void assertDelivered(HttpResponse<String> answer, int people) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode report = TestServer.json(answer.body());
        assertThat(report.path("status").asText()).isEqualTo("completed");
        assertThat(report.path("records").path("delivered").asInt()).isEqualTo(people);
    }

    private static void assertRefused(HttpResponse<String> answer, String message) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(TestServer.codes(answer.body())).containsExactly("UPLOAD_INVALID");
        assertThat(answer.body()).contains(message);
    }
}

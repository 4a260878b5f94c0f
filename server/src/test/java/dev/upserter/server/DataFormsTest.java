package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration is found, whatever the form and the order of the data. */
class DataFormsTest {
    private static final String CONFIGURATION = "{\"userId\": \"id\", \"parallelism\": 2}";
    private static final String YAML = "# people\nuserId: id\nparallelism: 2\n";

    @TempDir
    Path folder;

    private TestServer api;

    @BeforeEach
    void start() {
        api = new TestServer(folder);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"id\": \"ana\"}, {\"id\": \"bo\"}]",
                "{\"id\": \"ana\"}\n{\"id\": \"bo\"}\n",
                "{\n  \"id\": \"ana\"\n}\n{\n  \"id\": \"bo\"\n}\n",
                "{\"userId\": 1, \"id\": \"ana\"}\n{\"userId\": 2, \"id\": \"bo\"}\n",
                "{\"mode\": \"a\", \"id\": \"ana\"}\n{\"id\": \"bo\"}",
                "id,name\nana,Ana\nbo,Bo\n",
                "id;note\nana;\"userId: id\"\nbo;\n",
                "userId,id\n1,ana\n2,bo\n",
                "id\tname\nana\tAna\nbo\tBo\n"
            })
    void textInAnyFormBesideJsonAndYaml(String data) throws Exception {
        assertDelivered(api.send(api.put(form(CONFIGURATION, data.getBytes(StandardCharsets.UTF_8), false))), 2);
        assertDelivered(api.send(api.put(form(YAML, data.getBytes(StandardCharsets.UTF_8), false))), 2);
        assertDelivered(api.send(api.put(form(CONFIGURATION, data.getBytes(StandardCharsets.UTF_8), true))), 2);
        assertDelivered(api.send(api.put(form(YAML, data.getBytes(StandardCharsets.UTF_8), true))), 2);
        assertDelivered(api.send(api.put(form(CONFIGURATION, data.getBytes(StandardCharsets.UTF_16), true))), 2);
        assertDelivered(api.send(api.put(form(CONFIGURATION, gzip(data.getBytes(StandardCharsets.UTF_8)), false))), 2);
        assertDelivered(api.send(api.put(form(YAML, gzip(data.getBytes(StandardCharsets.UTF_8)), true))), 2);
    }

    @Test
    void aZipArchiveWithOneFile() throws Exception {
        var archive = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(archive)) {
            out.putNextEntry(new ZipEntry("users.csv"));
            out.write("id,name\nana,Ana\nbo,Bo\n".getBytes(StandardCharsets.UTF_8));
        }

        assertDelivered(api.send(api.put(form(CONFIGURATION, archive.toByteArray(), false))), 2);
        assertDelivered(api.send(api.put(form(YAML, archive.toByteArray(), true))), 2);
    }

    @Test
    void anExcelWorkbook() throws Exception {
        var workbook = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(workbook)) {
            part(out, "[Content_Types].xml", "<Types/>");
            part(
                    out,
                    "xl/workbook.xml",
                    "<workbook xmlns:r=\"relationships\"><sheets><sheet r:id=\"a\"/></sheets></workbook>");
            part(
                    out,
                    "xl/_rels/workbook.xml.rels",
                    "<R><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"sheet.xml\"/></R>");
            part(
                    out,
                    "xl/sheet.xml",
                    "<worksheet><sheetData><row><c t=\"str\"><v>id</v></c></row><row><c><v>1</v></c></row>"
                            + "<row><c><v>2</v></c></row></sheetData></worksheet>");
        }

        assertDelivered(api.send(api.put(form(CONFIGURATION, workbook.toByteArray(), false))), 2);
        assertDelivered(api.send(api.put(form(YAML, workbook.toByteArray(), true))), 2);
    }

    private static void part(ZipOutputStream out, String path, String content) throws IOException {
        out.putNextEntry(new ZipEntry(path));
        out.write(content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void oneRowAloneWithAFieldThatConfigurationsHaveToo() throws Exception {
        String row = "{\"userId\": 7, \"id\": \"ana\"}";

        assertDelivered(api.send(api.put(form(CONFIGURATION, row.getBytes(StandardCharsets.UTF_8), false))), 1);
        assertDelivered(api.send(api.put(form(CONFIGURATION, row.getBytes(StandardCharsets.UTF_8), true))), 1);
    }

    @Test
    void dataLongerThanAConfigurationMayBe() throws Exception {
        var text = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            text.append("{\"id\": ")
                    .append(i)
                    .append(", \"note\": \"")
                    .append("x".repeat(900))
                    .append("\"}\n");
        }
        byte[] rows = text.toString().getBytes(StandardCharsets.UTF_8);

        assertDelivered(api.send(api.put(form(CONFIGURATION, rows, false))), 3000);
        assertDelivered(api.send(api.put(form(CONFIGURATION, rows, true))), 3000);
    }

    @Test
    void aMistakeInAConfigurationIsReportedWithAnyData() throws Exception {
        var answer = api.send(api.put(form(
                "{\"userId\": \"id\", \"paralelism\": 2}",
                "id,name\nana,Ana\n".getBytes(StandardCharsets.UTF_8),
                true)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("you probably mean parallelism");
    }

    @Test
    void anUploadedConfigurationReachesNeitherFilesNorDatabases() throws Exception {
        for (String key : new String[] {"file", "query", "url"}) {
            String source = key.equals("url")
                    ? "\"query\": \"select 1\", \"url\": \"jdbc:postgresql://127.0.0.1/x\""
                    : "\"" + key + "\": \"x\"";
            var answer = api.send(api.put(form(
                    "{\"userId\": \"id\", \"source\": {" + source + "}}",
                    "[{\"id\": 1}]".getBytes(StandardCharsets.UTF_8),
                    false)));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(TestServer.codes(answer.body())).containsExactly("CONFIG_INVALID");
            assertThat(answer.body()).contains("an uploaded configuration must not");
        }
    }

    @Test
    void whatUnpacksWithoutAnEndIsCutOff() throws Exception {
        byte[] bomb = gzip(("[" + " ".repeat(50_000_000) + "]").getBytes(StandardCharsets.UTF_8));
        api.close();
        api = new TestServer(folder, config -> config.withMaxUploadBytes(1_000_000));

        var answer = api.send(api.put(form(CONFIGURATION, bomb, false)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("longer than this server takes");
        assertThat(api.uploads()).isEmpty();
    }

    private static byte[] form(String configuration, byte[] data, boolean dataFirst) throws IOException {
        var body = new ByteArrayOutputStream();
        if (dataFirst) {
            body.write(part("data", data));
        }
        body.write(part("users", configuration.getBytes(StandardCharsets.UTF_8)));
        if (!dataFirst) {
            body.write(part("data", data));
        }
        body.write(("--" + Form.BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private static byte[] part(String name, byte[] content) throws IOException {
        var part = new ByteArrayOutputStream();
        part.write(("--" + Form.BOUNDARY + "\r\nContent-Disposition: form-data; name=\"inputs\"; filename=\"" + name
                        + "\"\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        part.write(content);
        part.write("\r\n".getBytes(StandardCharsets.UTF_8));
        return part.toByteArray();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static void assertDelivered(HttpResponse<String> answer, int rows) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(TestServer.json(answer.body())
                        .path("records")
                        .path("delivered")
                        .asInt())
                .isEqualTo(rows);
    }
}

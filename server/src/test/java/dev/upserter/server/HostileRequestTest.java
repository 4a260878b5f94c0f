package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused, and that the server keeps nothing of it and still works. */
class HostileRequestTest {
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
            assertThat(closed.send(closed.request()).statusCode()).isEqualTo(200);
            assertThat(closed.uploads()).isEmpty();
            assertThat(closed.sandbox.people()).isEmpty();
        }
    }

    @Test
    void aBodyThatIsNoFormIsRefused() throws Exception {
        var answer = api.send(api.put(TestServer.DATA.getBytes(StandardCharsets.UTF_8))
                .setHeader("Content-Type", "application/json"));

        assertRefused(answer, 415, "NOT_MULTIPART");
    }

    @Test
    void aFormOfAnotherKindIsRefused() throws Exception {
        byte[] body = Form.of(TestServer.CONFIGURATION, TestServer.DATA).closed();

        var answer =
                api.send(api.put(body).setHeader("Content-Type", "multipart/form-database; boundary=" + Form.BOUNDARY));

        assertRefused(answer, 415, "NOT_MULTIPART");
    }

    @Test
    void aClientThatReadsOnlyWhenAllIsSentStillGetsTheRefusal() throws Exception {
        byte[] refused = Form.of(TestServer.DATA, TestServer.DATA).unclosed();
        byte[] rest = new byte[30_000_000];

        try (Socket socket = api.connect()) {
            var out = socket.getOutputStream();
            out.write(api.head(refused.length + rest.length).getBytes(StandardCharsets.ISO_8859_1));
            out.write(refused);
            out.write(rest);

            assertThat(TestServer.readAll(socket)).startsWith("HTTP/1.1 400").contains("both files are data");
        }
    }

    @Test
    void aFormWithoutABoundaryIsRefused() throws Exception {
        byte[] body = Form.of(TestServer.CONFIGURATION, TestServer.DATA).closed();

        var answer = api.send(api.put(body).setHeader("Content-Type", "multipart/form-data"));

        assertRefused(answer, 400, "UPLOAD_INVALID");
    }

    @Test
    void aCompressedBodyIsRefused() throws Exception {
        byte[] body = Form.of(TestServer.CONFIGURATION, TestServer.DATA).closed();

        var answer = api.send(api.put(body).header("Content-Encoding", "gzip"));

        assertRefused(answer, 415, "NOT_MULTIPART");
    }

    @Test
    void garbageInPlaceOfPartsIsRefused() throws Exception {
        var answer = api.send(new Form().text("x".repeat(10_000)));

        assertRefused(answer, 400, "UPLOAD_INVALID");
    }

    @Test
    void endlessGarbageBeforeThePartsIsRefusedBeforeItsEnd() throws Exception {
        var answer = api.send(new Form().text("x".repeat(3_000_000)));

        assertRefused(answer, 400, "UPLOAD_INVALID");
    }

    @Test
    void aFormWithoutItsClosingBoundaryIsRefused() throws Exception {
        byte[] body = Form.of(TestServer.CONFIGURATION, TestServer.DATA).unclosed();

        assertRefused(api.send(api.put(body)), 400, "UPLOAD_INVALID");
    }

    @Test
    void tenThousandPartsAreRefused() throws Exception {
        var form = new Form();
        for (int i = 0; i < 10_000; i++) {
            form.file(i + ".json", "[]");
        }

        assertRefused(api.send(form), 400, "UPLOAD_INVALID");
    }

    @Test
    void aGiantPartHeaderIsRefused() throws Exception {
        var form = new Form()
                .partWithHeaders("X-Giant: " + "x".repeat(1_000_000), "[]")
                .file("configuration.json", TestServer.CONFIGURATION);

        assertRefused(api.send(form), 400, "UPLOAD_INVALID");
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws Exception {
        byte[] body = Form.of(TestServer.CONFIGURATION, TestServer.DATA).unclosed();

        try (Socket socket = api.connect()) {
            socket.getOutputStream().write(api.head(1_000_000).getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            socket.shutdownOutput();
            assertThat(TestServer.readAll(socket)).doesNotContain("200 OK");
        }
    }

    @Test
    void aBodyThatIsCutAtAnyByteIsRefusedThoughItsLengthIsRight() throws Exception {
        String data = "{\"id\": \"ana\"}\n{\"id\": \"bo\"}\n";
        byte[] body = new Form()
                .file("configuration.json", TestServer.CONFIGURATION)
                .file("data.ndjson", data)
                .closed();

        for (int length = 0; length < body.length - "\r\n".length(); length++) {
            var answer = api.send(api.put(Arrays.copyOf(body, length)));

            assertThat(answer.statusCode())
                    .as("%s bytes: %s", length, answer.body())
                    .isEqualTo(400);
        }
    }

    @Test
    void aChunkedBodyWithoutItsLastChunkIsRefused() throws Exception {
        byte[] body = Form.of(TestServer.CONFIGURATION, TestServer.DATA).closed();
        String head = api.head(0).replaceFirst("Content-Length: 0", "Transfer-Encoding: chunked");

        try (Socket socket = api.connect()) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream()
                    .write((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            socket.shutdownOutput();
            assertThat(TestServer.readAll(socket)).doesNotContain("200 OK");
        }
    }

    @Test
    void aRequestThatIsNoHttpIsRefusedInJson() throws IOException {
        String answer = api.raw("NONSENSE\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("REQUEST_INVALID", "nosniff");
    }

    @Test
    void giantHeadersAreRefusedInJson() throws IOException {
        String answer = api.raw("GET / HTTP/1.1\r\nHost: localhost\r\nX-Giant: " + "x".repeat(100_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 431").contains("REQUEST_INVALID", "nosniff");
    }

    @Test
    void aSilentUploadIsCut() throws Exception {
        try (var impatient = new TestServer(
                        folder.resolve("impatient"), config -> config, TestServer.impatient(Duration.ofMillis(200)));
                Socket socket = impatient.connect()) {
            socket.getOutputStream().write(impatient.head(1_000_000).getBytes(StandardCharsets.ISO_8859_1));

            assertThat(TestServer.readAll(socket)).startsWith("HTTP/1.1 408").contains("UPLOAD_SLOW");
            assertThat(impatient.uploads()).isEmpty();
        }
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String code) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(TestServer.json(answer.body()).path("status").asText()).isEqualTo("refused");
        assertThat(TestServer.codes(answer.body())).containsExactly(code);
    }
}

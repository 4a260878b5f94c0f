package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much a server accepts, how long it waits, and that it keeps nothing of what it refuses. */
class UploadLimitsTest {
    private static final String EXPECT = "Expect: 100-continue\r\n";

    @TempDir
    Path folder;

    @Test
    void aBodyThatSaysItIsTooLongIsRefusedUnread() throws Exception {
        try (var api = new TestServer(folder, config -> config.withMaxUploadBytes(10_000))) {
            String answer = api.raw(expecting(api.head(10_001)));

            assertThat(answer).startsWith("HTTP/1.1 413").contains("UPLOAD_TOO_LARGE", "10000 bytes");
        }
    }

    @Test
    void aBodyThatTurnsOutTooLongIsRefusedAndRemoved() throws Exception {
        try (var api = new TestServer(folder, config -> config.withMaxUploadBytes(1_000_000))) {
            byte[] body = Form.of(TestServer.CONFIGURATION, "[" + " ".repeat(3_000_000) + "]")
                    .closed();

            var answer = api.send(api.request()
                    .PUT(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body)))
                    .header("Content-Type", Form.CONTENT_TYPE));

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(api.uploads()).isEmpty();
        }
    }

    @Test
    void aWrongConfigurationIsRefusedBeforeTheDataAfterItArrives() throws Exception {
        assertRefusedEarly(Form.of("{\"userId\": \"\"}", ""));
        assertRefusedEarly(Form.of("{\"userid\": \"id\"}", "["));
    }

    private void assertRefusedEarly(Form form) throws Exception {
        try (var api = new TestServer(folder);
                Socket socket = api.connect()) {
            byte[] start = form.unclosed();
            socket.getOutputStream().write(api.head(1_000_000_000).getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(start);

            byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 400".length());

            assertThat(new String(answer, StandardCharsets.ISO_8859_1)).isEqualTo("HTTP/1.1 400");
            assertThat(api.uploads()).isEmpty();
        }
    }

    @Test
    void aClientThatAsksWhetherToSendIsAskedToContinue() throws Exception {
        try (var api = new TestServer(folder);
                Socket socket = api.connect()) {
            byte[] body = Form.of(TestServer.CONFIGURATION, TestServer.DATA).closed();
            socket.getOutputStream().write(expecting(api.head(body.length)).getBytes(StandardCharsets.ISO_8859_1));
            byte[] goOn = socket.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
            socket.getOutputStream().write(body);

            assertThat(new String(goOn, StandardCharsets.ISO_8859_1)).startsWith("HTTP/1.1 100 ");
            assertThat(TestServer.readAll(socket)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aBodyForWhichTheDiskHasNoRoomIsRefusedUnread() throws Exception {
        try (var api = new TestServer(folder, config -> config.withMaxUploadBytes(Long.MAX_VALUE))) {
            String answer = api.raw(expecting(api.head(1L << 60)));

            assertThat(answer).startsWith("HTTP/1.1 507").contains("STATE_UNWRITABLE", "the disk");
        }
    }

    @Test
    void aDiskThatFillsUpIsReportedAndNothingIsLeft() throws Exception {
        Path small = Files.createDirectory(folder.resolve("state"));
        assumeThat(succeeds("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", small.toString()))
                .as("a small disk needs the right to mount one")
                .isTrue();
        try (var api = new TestServer(folder)) {
            byte[] body = Form.of(TestServer.CONFIGURATION, "[" + " ".repeat(3_000_000) + "]")
                    .closed();

            var answer = api.send(api.request()
                    .PUT(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body)))
                    .header("Content-Type", Form.CONTENT_TYPE));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(507);
            assertThat(answer.body()).contains("STATE_UNWRITABLE", "No space left on device");
            assertThat(api.uploads()).isEmpty();
            assertThat(api.send(Form.of(TestServer.CONFIGURATION, TestServer.DATA))
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            succeeds("umount", small.toString());
        }
    }

    @Test
    void anUploadThatTricklesIsCut() throws Exception {
        var minutes = new AtomicLong();
        var timing = new Timing(TestServer.SOON, TestServer.SOON, () -> TimeUnit.MINUTES.toNanos(minutes.getAndAdd(2)));
        try (var api = new TestServer(folder, config -> config, timing)) {
            var answer = api.send(Form.of(TestServer.CONFIGURATION, TestServer.DATA));

            assertThat(answer.statusCode()).isEqualTo(408);
            assertThat(TestServer.codes(answer.body())).containsExactly("UPLOAD_SLOW");
            assertThat(api.uploads()).isEmpty();
        }
    }

    @Test
    void aStopCutsUploadsAndAnswersThem503() throws Exception {
        try (var api = new TestServer(folder);
                Socket socket = api.connect()) {
            byte[] body = Form.of(TestServer.CONFIGURATION, TestServer.DATA).unclosed();
            socket.getOutputStream().write(api.head(1_000_000).getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            while (api.uploads().isEmpty()) {
                Thread.onSpinWait();
            }

            var stopped = CompletableFuture.runAsync(api.server::close);

            assertThat(TestServer.readAll(socket)).startsWith("HTTP/1.1 503").contains("STOPPING");
            stopped.get(TestServer.SOON.toSeconds(), TimeUnit.SECONDS);
            assertThat(api.uploads()).isEmpty();
        }
    }

    private static String expecting(String head) {
        return head.replace("Content-Length", EXPECT + "Content-Length");
    }

    private static boolean succeeds(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}

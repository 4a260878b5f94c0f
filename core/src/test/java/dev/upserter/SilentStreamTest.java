package dev.upserter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stop ends streams that are silent, before their first byte and after some. */
@Timeout(30)
class SilentStreamTest {
    private static final String START = "id,plan\n1,x\n";

    private final Sandbox sandbox = Sandbox.start();
    private final List<AutoCloseable> opened = new ArrayList<>(List.of(sandbox));
    private final CountDownLatch isRead = new CountDownLatch(1);
    private final CountDownLatch isClosed = new CountDownLatch(1);

    @TempDir
    Path folder;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    private Upserter upserter(boolean isKept) {
        return Upserter.builder()
                .configuration(Map.of(
                        "userId",
                        "id",
                        "endpoint",
                        sandbox.endpoint().toString(),
                        "siteId",
                        sandbox.siteId(),
                        "apiKey",
                        sandbox.apiKey()))
                .environment(Map.of())
                .state(isKept ? State.temporary() : State.none())
                .build();
    }

    /** Waits in a read until it is closed, or for ever, whatever interrupts it; a close may wait for the read. */
    @SuppressWarnings("InputStreamSlowMultibyteRead")
    private final class Silent extends InputStream {
        private final boolean heedsInterrupts;
        private final boolean closesAlone;

        Silent(boolean heedsInterrupts, boolean closesAlone) {
            this.heedsInterrupts = heedsInterrupts;
            this.closesAlone = closesAlone;
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public synchronized int read() throws IOException {
            isRead.countDown();
            while (true) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    if (heedsInterrupts) {
                        throw new IOException("interrupted", e);
                    }
                }
            }
        }

        @Override
        public void close() {
            isClosed.countDown();
            if (!closesAlone) {
                waitForTheRead();
            }
        }

        private synchronized void waitForTheRead() {}
    }

    private InputStream stream(String kind, String start) throws Exception {
        byte[] first = start.getBytes(StandardCharsets.UTF_8);
        return switch (kind) {
            case "heeding" -> after(first, new Silent(true, true));
            case "deaf" -> after(first, new Silent(false, true));
            case "locked" -> after(first, new Silent(false, false));
            case "piped" -> piped(first);
            case "socket" -> socket(first);
            case "packed" -> new GZIPInputStream(piped(packed(first)));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static InputStream after(byte[] start, InputStream rest) {
        return new SequenceInputStream(new ByteArrayInputStream(start), rest);
    }

    @SuppressWarnings("InputStreamSlowMultibyteRead")
    private InputStream piped(byte[] start) throws IOException {
        var in = new PipedInputStream() {
            @Override
            public synchronized int read() throws IOException {
                isRead.countDown();
                return super.read();
            }
        };
        var out = new PipedOutputStream(in);
        opened.add(out);
        out.write(start);
        out.flush();
        return in;
    }

    private InputStream socket(byte[] start) throws IOException {
        var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        opened.add(server);
        var client = new Socket(server.getInetAddress(), server.getLocalPort());
        opened.add(client);
        Socket writer = server.accept();
        opened.add(writer);
        writer.getOutputStream().write(start);
        isRead.countDown();
        return client.getInputStream();
    }

    private static byte[] packed(byte[] text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new GZIPOutputStream(bytes, true);
        out.write(text);
        out.flush();
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "heeding, false, false", "heeding, true, false", "heeding, true, true", "deaf, false, false",
        "deaf, true, false", "deaf, false, true", "locked, false, false", "locked, true, true",
        "piped, false, false", "piped, true, false", "piped, false, true", "socket, false, false",
        "socket, true, false", "packed, true, false", "packed, false, false"
    })
    void aStopEndsIt(String kind, boolean isStarted, boolean isKept) throws Exception {
        InputStream in = stream(kind, isStarted ? START : "");
        try (var upserter = upserter(isKept)) {
            Job job = upserter.start(Rows.stream(in, "csv"));
            isRead.await();

            job.stop();

            assertStopped(job);
        }
        if (in instanceof SequenceInputStream) {
            assertThat(isClosed.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void assertStopped(Job job) throws Exception {
        Report report = job.future().get(10, TimeUnit.SECONDS);
        assertThat(report.status()).isEqualTo(Report.Status.STOPPED);
        assertThat(report.problems()).extracting(Report.Problem::code).containsExactly("INTERRUPTED");
    }

    @Test
    void toCloseTheUpserterEndsIt() throws Exception {
        var upserter = upserter(false);
        Job job = upserter.start(Rows.stream(stream("deaf", ""), "csv"));
        isRead.await();

        upserter.close();

        assertStopped(job);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aStopEndsTheWaitForTheWriterOfAPipe(boolean isKept) throws Exception {
        Path pipe = folder.resolve("people.csv");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        try (var upserter = upserter(isKept)) {
            Job job = upserter.start(Rows.file(pipe));

            job.stop();

            assertStopped(job);
        }
    }
}

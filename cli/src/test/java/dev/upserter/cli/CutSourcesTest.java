package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.upserter.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mirror of a truncated packed file removes no person, wherever the format can show the truncation. */
class CutSourcesTest {
    private static final int STEP = 5;

    @TempDir
    private Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private String err = "";

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aCutZstdFileRemovesNoPerson() throws IOException {
        requireNoPersonRemoved("users.ndjson.zst", Zstd::compress);
    }

    @Test
    void aCutGzipFileRemovesNoPerson() throws IOException {
        requireNoPersonRemoved("users.ndjson.gz", CutSourcesTest::gzip);
    }

    private void requireNoPersonRemoved(String name, UnaryOperator<byte[]> tool) throws IOException {
        Path config = Files.writeString(
                folder.resolve("users.yaml"), "userId: id\nmode: mirror\nremoved: delete\nmaxRemoved: 100%\n");
        byte[] first = tool.apply(rows(0, 20));
        byte[] second = tool.apply(rows(20, 40));
        byte[] whole = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
        Path data = folder.resolve(name);
        assertThat(sync(config, Files.write(data, whole))).as(err).isZero();

        for (int length = 0; length < whole.length; length += STEP) {
            if (length != first.length) {
                int exitCode = sync(config, Files.write(data, Arrays.copyOf(whole, length)));

                assertThat(exitCode)
                        .as("%s of %s bytes: %s", length, whole.length, err)
                        .isBetween(2, 3);
                assertThat(sandbox.peopleCount()).isEqualTo(40);
            }
        }
        assertThat(sync(config, Files.write(data, first)))
                .as("nothing can show this cut")
                .isZero();
        assertThat(sandbox.peopleCount()).isEqualTo(20);
    }

    private int sync(Path config, Path data) {
        var typed = new Typed()
                .with(Map.of("CUSTOMERIO_SITE_ID", sandbox.siteId(), "CUSTOMERIO_API_KEY", sandbox.apiKey()));
        int exitCode = typed.run(
                "sync",
                config.toString(),
                data.toString(),
                "--allow-removals",
                "--endpoint",
                sandbox.endpoint().toString());
        err = typed.err() + typed.out();
        return exitCode;
    }

    private static byte[] rows(int from, int to) {
        var rows = new StringBuilder();
        IntStream.range(from, to)
                .forEach(i -> rows.append("{\"id\":\"user")
                        .append(i)
                        .append("\",\"plan\":\"")
                        .append(Integer.toHexString(i * 7919))
                        .append("\"}\n"));
        return rows.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] content) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return packed.toByteArray();
    }
}

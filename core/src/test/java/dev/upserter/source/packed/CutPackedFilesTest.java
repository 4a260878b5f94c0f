package dev.upserter.source.packed;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.upserter.problem.Code;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.DataFile;
import dev.upserter.source.ShownRows;
import dev.upserter.source.Source;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.open.Sources;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Packed files are truncated at every byte. A truncation is silent only exactly between two frames or members, where
 * nothing in the file can show it.
 */
public final class CutPackedFilesTest {
    private static final byte[] ROWS = utf8("{\"id\":1,\"name\":\"Ana\"}\n{\"id\":2,\"name\":\"Bo\"}\n");

    @Test
    void aCutInsideAGzipMemberIsAlwaysAnError() {
        byte[] member = CompressionTest.gzip(ROWS);
        requireSilentOnlyBetween("users.ndjson.gz", member);
        requireSilentOnlyBetween("users.ndjson.gz", member, member);
        requireSilentOnlyBetween("users.ndjson.gz", copies(member, 12));
        requireSilentOnlyBetween("users.ndjson.gz", member, CompressionTest.gzip(new byte[0]), member);
        requireSilentOnlyBetween("users.ndjson.gz", CompressionTest.gzip(rows(300)), CompressionTest.gzip(rows(7)));
    }

    @Test
    void aCutInsideAZstdFrameIsAlwaysAnError() {
        byte[] frame = Zstd.compress(ROWS);
        requireSilentOnlyBetween("users.ndjson.zst", frame);
        requireSilentOnlyBetween("users.ndjson.zst", frame, frame);
        requireSilentOnlyBetween("users.ndjson.zst", copies(frame, 12));
        requireSilentOnlyBetween("users.ndjson.zst", frame, Zstd.compress(new byte[0]), frame);
        requireSilentOnlyBetween("users.ndjson.zst", Zstd.compress(rows(300)), Zstd.compress(rows(7)));
    }

    @Test
    void aCutInsideAStreamedFrameIsAnErrorWithAndWithoutAChecksum() {
        for (boolean checksum : new boolean[] {true, false}) {
            byte[] frame = streamed(rows(200), checksum);
            requireSilentOnlyBetween("users.ndjson.zst", frame);
            requireSilentOnlyBetween("users.ndjson.zst", frame, streamed(rows(3), checksum), frame);
        }
    }

    @Test
    void aCutInsideARepeatedOrAPlainBlockIsAnError() {
        byte[] repeated = Zstd.compress(utf8(" ".repeat(300_000) + "{\"id\":1}\n"));
        byte[] plain = Zstd.compress(utf8("{\"id\":\"" + random(200) + "\"}\n"));
        requireSilentOnlyBetween("users.ndjson.zst", repeated, plain, repeated);
    }

    @Test
    void aCutInsideASkippableFrameIsAnError() {
        byte[] frame = Zstd.compress(ROWS);
        requireSilentOnlyBetween("users.ndjson.zst", skippable(0, 4), frame, skippable(15, 0), frame, skippable(7, 99));
    }

    @Test
    void whatPzstdWritesIsRead() {
        byte[] packed =
                join(skippable(0, 4), Zstd.compress(utf8("id\n1\n")), skippable(0, 4), Zstd.compress(utf8("2\n")));
        assertThat(ShownRows.readAs("users.csv", SourceConfig.DEFAULT, packed))
                .containsExactly("users.csv:2:1 id=TEXT \"1\"", "users.csv:3:1 id=TEXT \"2\"");
    }

    @Test
    void somethingElseAfterAFrameIsAnErrorAfterTheRowsBeforeIt() throws IOException {
        byte[] packed = join(Zstd.compress(ROWS), utf8("{\"id\":3}\n"));
        try (Source source = open("users.ndjson", packed)) {
            source.next();
            source.next();
            assertThat(readAll(source))
                    .startsWith("users.ndjson: what zstd has packed cannot be unpacked to its end: ");
        }
        assertThat(outcome("users.ndjson", join(Zstd.compress(ROWS), new byte[] {0})))
                .contains("to its end");
    }

    @Test
    void aPackedFileOfNoBytesIsAnErrorWhateverIsPackedInIt() {
        assertThat(outcome("users.ndjson.gz", new byte[0]))
                .isEqualTo("users.ndjson.gz: the file is empty, though its name says that it is packed");
        assertThat(outcome("users.ndjson.zst", new byte[0]))
                .isEqualTo("users.ndjson.zst: the file is empty, though its name says that it is packed");
    }

    @Test
    void aStreamWithoutANameThatEndsInsideThePackingIsAnError() {
        assertThat(outcome("-", new byte[] {0x1f})).isNotEqualTo("whole");
        assertThat(outcome("-", Arrays.copyOf(Zstd.compress(ROWS), 2))).isNotEqualTo("whole");
        assertThat(outcome("-", Arrays.copyOf(Zstd.compress(ROWS), 3))).isNotEqualTo("whole");
    }

    private static void requireSilentOnlyBetween(String name, byte[]... parts) {
        byte[] whole = join(parts);
        var between = new TreeSet<Integer>();
        int end = 0;
        for (byte[] part : parts) {
            end += part.length;
            between.add(end);
        }
        var silent = new ArrayList<Integer>();
        for (int length = 0; length <= whole.length; length++) {
            if (outcome(name, Arrays.copyOf(whole, length)).equals("whole")) {
                silent.add(length);
            }
        }
        assertThat(silent).as("lengths at which a cut cannot be seen").containsExactlyElementsOf(between);
    }

    /** The message with which reading stopped, or that it did not stop. */
    private static String outcome(String name, byte[] packed) {
        try (Source source = open(name, packed)) {
            return readAll(source);
        } catch (ProblemException e) {
            assertThat(e.problems()).extracting(problem -> problem.code()).containsExactly(Code.INPUT_UNREADABLE);
            return String.valueOf(e.getMessage());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String readAll(Source source) {
        try {
            while (source.hasNext()) {
                source.next();
            }
            return "whole";
        } catch (ProblemException e) {
            assertThat(e.problems()).extracting(problem -> problem.code()).containsExactly(Code.INPUT_UNREADABLE);
            return String.valueOf(e.getMessage());
        }
    }

    private static Source open(String name, byte[] packed) {
        return Sources.open(new DataFile.Streamed(new ByteArrayInputStream(packed), name));
    }

    private static byte[] streamed(byte[] content, boolean checksum) {
        var packed = new ByteArrayOutputStream();
        try (var out = new ZstdOutputStreamNoFinalizer(packed)) {
            out.setChecksum(checksum);
            for (int at = 0; at < content.length; at += 1000) {
                out.write(content, at, Math.min(1000, content.length - at));
                out.flush();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return packed.toByteArray();
    }

    public static byte[] skippable(int kind, int length) {
        return ByteBuffer.allocate(8 + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x184D2A50 + kind)
                .putInt(length)
                .array();
    }

    private static byte[] rows(int count) {
        var rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            rows.append("{\"id\":")
                    .append(i)
                    .append(",\"name\":\"")
                    .append(random(8))
                    .append("\"}\n");
        }
        return utf8(rows.toString());
    }

    private static String random(int length) {
        return new Random(length)
                .ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static byte[][] copies(byte[] part, int count) {
        return java.util.Collections.nCopies(count, part).toArray(byte[][]::new);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[]... parts) {
        var whole = new ByteArrayOutputStream();
        for (byte[] part : List.of(parts)) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}

package dev.upserter.source.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.upserter.problem.Code;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.DataFile;
import dev.upserter.source.EmptyCells;
import dev.upserter.source.Format;
import dev.upserter.source.ShownRows;
import dev.upserter.source.Source;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.open.Sources;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

public final class CompressionTest {
    enum Tool {
        GZIP(CompressionTest::gzip),
        ZSTD(Zstd::compress);

        private final UnaryOperator<byte[]> pack;

        Tool(UnaryOperator<byte[]> pack) {
            this.pack = pack;
        }
    }

    public static byte[] gzip(byte[] content) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return packed.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void packedFilesAreKnownByTheirContentWhateverTheirName(Tool tool) {
        String json = "[{\"id\":1},{\"id\":2}]";
        for (String name : new String[] {"a.json", "a", "a.csv.gz"}) {
            assertThat(ShownRows.readAs(name, SourceConfig.DEFAULT, tool.pack.apply(utf8(json))))
                    .containsExactly(name + ":1:2 id=INTEGER 1", name + ":1:11 id=INTEGER 2");
        }
        assertThat(ShownRows.readAs("a.csv.zst", SourceConfig.DEFAULT, tool.pack.apply(utf8("id\n007\n"))))
                .containsExactly("a.csv.zst:2:1 id=TEXT \"007\"");
    }

    @ParameterizedTest
    @EnumSource
    void partsOneAfterAnotherAreOneFile(Tool tool) {
        byte[] packed = join(tool.pack.apply(utf8("id\n1\n")), tool.pack.apply(utf8("2\n")), tool.pack.apply(utf8("")));
        var source = open(oneByOne(packed));
        assertThat(source.next().value(0).text()).isEqualTo("1");
        assertThat(source.next().value(0).text()).isEqualTo("2");
        assertThat(source.hasNext()).isFalse();
        assertThat(source.bytesRead()).isEqualTo(packed.length);
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsCutOffAnywhereIsAProblem(Tool tool) {
        byte[] packed = tool.pack.apply(rows(3000));
        for (int length = 7; length < packed.length; length += 997) {
            byte[] cut = Arrays.copyOf(packed, length);
            assertThatThrownBy(() -> ShownRows.drain(open(new ByteArrayInputStream(cut))))
                    .as(tool + " " + length)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problems())
                                    .singleElement()
                                    .satisfies(problem ->
                                            assertThat(problem.code()).isEqualTo(Code.INPUT_UNREADABLE)))
                    .hasMessageStartingWith("a.csv: what " + tool.name().toLowerCase(java.util.Locale.ROOT)
                            + " has packed cannot be unpacked to its end: ")
                    .hasMessageContaining("bytes into the file)");
        }
    }

    @Test
    void aDamagedFileIsAProblemAndNeverADifferentContent() {
        byte[] packed = gzip(rows(3000));
        var whole = ShownRows.drain(open(new ByteArrayInputStream(packed)));
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            byte[] damaged = packed.clone();
            damaged[10 + random.nextInt(damaged.length - 10)] ^= (byte) (1 + random.nextInt(255));
            try {
                assertThat(ShownRows.drain(open(new ByteArrayInputStream(damaged))))
                        .isEqualTo(whole);
            } catch (ProblemException told) {
                assertThat(told).hasMessageStartingWith("a.csv");
            }
        }
    }

    @Test
    void headersWithNamesCommentsAndExtraFieldsAreRead() {
        byte[] plain = gzip(utf8("id\n1\n"));
        byte[] body = Arrays.copyOfRange(plain, 10, plain.length);
        byte[] header = {0x1f, (byte) 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 3, 2, 0, 9, 9, 'n', 0, 'c', 0, 5, 5};
        assertThat(ShownRows.readAs("a.csv", SourceConfig.DEFAULT, join(header, body, new byte[1024])))
                .containsExactly("a.csv:2:1 id=TEXT \"1\"");
    }

    @Test
    void somethingElseAfterAPartIsAProblem() {
        assertThatThrownBy(() ->
                        ShownRows.readAs("a.csv", SourceConfig.DEFAULT, join(gzip(utf8("id\n1\n")), utf8("id\n2\n"))))
                .hasMessage("a.csv: what gzip has packed cannot be unpacked to its end: there is something else after"
                        + " a part of it (at most 30 bytes into the file)");
    }

    @ParameterizedTest
    @EnumSource
    void manyRowsInASmallFileDoNotFillTheMemory(Tool tool) throws IOException {
        byte[] part = tool.pack.apply(utf8("1,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n".repeat(20_000)));
        var packed = new ByteArrayOutputStream();
        packed.writeBytes(tool.pack.apply(utf8("id,a\n")));
        for (int i = 0; i < 200; i++) {
            packed.writeBytes(part);
        }
        long rows = 0;
        try (Source source = open(new ByteArrayInputStream(packed.toByteArray()))) {
            while (source.hasNext()) {
                source.next();
                rows++;
                assertThat(source.bytesRead()).isLessThanOrEqualTo(packed.size());
            }
        }
        assertThat(rows).isEqualTo(4_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BZh91AY", "\u00fd7zXZ\0\0", "PK\u0003\u0004xxxx", "SQLite format 3\0"})
    void whatCannotBeReadIsCalledByItsName(String start) {
        assertThatThrownBy(() ->
                        ShownRows.readAs("users", SourceConfig.DEFAULT, start.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(ProblemException.class)
                .hasMessageMatching("users: (the file is packed with (bzip2|xz)|this is an? .*)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv.zst", "a.csv.gz"})
    void whatIsNamedAsPackedAndStartsAsNeitherThatNorATextIsRefused(String name) {
        byte[] damaged = name.endsWith("gz") ? gzip(rows(9)) : Zstd.compress(rows(9));
        damaged[1] ^= 1;
        var csv = new SourceConfig(null, Format.CSV, null, StandardCharsets.ISO_8859_1, EmptyCells.SKIP);
        for (SourceConfig config : new SourceConfig[] {csv, SourceConfig.DEFAULT}) {
            assertThatThrownBy(() -> ShownRows.readAs(name, config, damaged))
                    .hasMessage(name + ": the name says that this is a packed file, but it does not start as one does");
        }
        assertThat(ShownRows.readAs(name, csv, rows(9))).hasSize(9);
    }

    private static Source open(InputStream in) {
        return Sources.open(new DataFile.Streamed(in, "a.csv"));
    }

    private static InputStream oneByOne(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        };
    }

    private static byte[] rows(int count) {
        var random = new Random(1);
        var csv = new StringBuilder("id,a\n");
        for (int i = 0; i < count; i++) {
            csv.append(i).append(',').append(random.nextLong()).append('\n');
        }
        return utf8(csv.toString());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[]... parts) {
        var whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}

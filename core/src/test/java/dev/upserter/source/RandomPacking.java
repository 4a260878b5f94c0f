package dev.upserter.source;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.upserter.source.packed.CutPackedFilesTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A packed file.
 *
 * @param kind  the compression
 * @param name  of the file
 * @param bytes of the file
 * @param ends  the lengths to which it may be truncated undetected: where a member or a frame ends
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RandomPacking(Kind kind, String name, byte[] bytes, Set<Integer> ends) {
    /** The kinds of compression. */
    enum Kind {
        NOT,
        GZIP,
        ZSTD,
        ZIP
    }

    static RandomPacking of(Random random, String name, byte[] text) {
        Kind kind = RandomText.pick(random, List.of(Kind.values()));
        try {
            return switch (kind) {
                case NOT -> new RandomPacking(kind, name, text, Set.of(text.length));
                case GZIP -> pieces(kind, random, name + ".gz", text);
                case ZSTD -> pieces(kind, random, name + ".zst", text);
                case ZIP -> zip(random, name, text);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One member or frame, or several, including empty and skippable ones. */
    private static RandomPacking pieces(Kind kind, Random random, String name, byte[] text) throws IOException {
        var file = new ByteArrayOutputStream();
        var ends = new TreeSet<Integer>();
        int at = 0;
        while (at < text.length || file.size() == 0) {
            int rest = text.length - at;
            int length = random.nextBoolean() ? rest : random.nextInt(rest + 1);
            byte[] piece = Arrays.copyOfRange(text, at, at + length);
            file.writeBytes(kind == Kind.GZIP ? gzip(piece) : zstd(random, piece));
            ends.add(file.size());
            at += length;
            if (kind == Kind.ZSTD && random.nextInt(4) == 0) {
                file.writeBytes(CutPackedFilesTest.skippable(random.nextInt(16), random.nextInt(9)));
                ends.add(file.size());
            }
        }
        return new RandomPacking(kind, name, file.toByteArray(), ends);
    }

    private static byte[] gzip(byte[] piece) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(piece);
        }
        return packed.toByteArray();
    }

    private static byte[] zstd(Random random, byte[] piece) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new ZstdOutputStreamNoFinalizer(packed, 1 + random.nextInt(9))) {
            out.setChecksum(true);
            out.write(piece);
        }
        return packed.toByteArray();
    }

    private static RandomPacking zip(Random random, String name, byte[] text) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(packed)) {
            out.setLevel(random.nextInt(10));
            out.putNextEntry(new ZipEntry(name));
            out.write(text);
            out.closeEntry();
        }
        byte[] bytes = packed.toByteArray();
        return new RandomPacking(Kind.ZIP, name + ".zip", bytes, Set.of(bytes.length));
    }
}

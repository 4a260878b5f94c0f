package dev.upserter.source;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.upserter.problem.Location;
import dev.upserter.problem.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** How a file is packed, as its first bytes tell. */
final class Compression {
    /** How many bytes tell. */
    static final int MAGIC = 6;

    private static final String GZIP = "\u001f\u008b";
    private static final String ZSTD = "(\u00b5/\u00fd";
    private static final Map<String, String> OTHERS =
            Map.of("BZh", "bzip2", "\u00fd7zXZ\0", "xz", "\u0004\"M\u0018", "lz4");

    private Compression() {}

    /** Whether {@link #unpack} would change anything. */
    static boolean isPacked(HeadStream in) {
        return in.startsWith(GZIP) || in.startsWith(ZSTD);
    }

    /**
     * What is in a file.
     *
     * @param in    the file, its first bytes read
     * @param count counts the bytes read of it
     * @param maxBytes how much it may be, unpacked
     * @throws ProblemException here or while it is read: it is damaged, cut off, or packed in another way
     */
    static InputStream unpack(HeadStream in, CountingStream count, String name, long maxBytes) {
        OTHERS.forEach((magic, tool) -> {
            if (in.startsWith(magic)) {
                throw SourceProblems.stop(
                        new Location.InFile(name),
                        "the file is packed with " + tool,
                        "unpack it first; what can be read packed is gzip and zstd");
            }
        });
        try {
            if (in.startsWith(GZIP)) {
                return new Guarded(new GzipStream(in), count, name, "gzip", maxBytes);
            }
            return in.startsWith(ZSTD) ? new Guarded(zstd(in, name), count, name, "zstd", maxBytes) : in;
        } catch (IOException e) {
            throw damaged(name, "gzip", count, e);
        }
    }

    private static InputStream zstd(InputStream in, String name) throws IOException {
        try {
            return Zstd.open(in);
        } catch (NoClassDefFoundError e) {
            throw SourceProblems.stop(
                    new Location.InFile(name),
                    "the file is packed with zstd, and the library zstd-jni is not there to unpack it",
                    "add com.github.luben:zstd-jni to the class path, or unpack the file first");
        }
    }

    /** Apart, since the JVM looks for the library as soon as it looks at the class that uses it. */
    private static final class Zstd {
        private Zstd() {}

        static InputStream open(InputStream in) throws IOException {
            return new ZstdInputStreamNoFinalizer(in);
        }
    }

    private static ProblemException damaged(String name, String tool, CountingStream count, IOException e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        ProblemException problem = SourceProblems.stop(
                new Location.InFile(name),
                "what " + tool + " has packed cannot be unpacked to its end: " + why + " (at most " + count.count()
                        + " bytes into the file)",
                "copy or export the file again, then run the same command again");
        problem.initCause(e);
        return problem;
    }

    /** Tells what is wrong with the packing from what is wrong with the disk. */
    private static final class Guarded extends FilterInputStream {
        private final CountingStream count;
        private final String name;
        private final String tool;
        private long left;

        Guarded(InputStream in, CountingStream count, String name, String tool, long maxBytes) {
            super(in);
            this.count = count;
            this.name = name;
            this.tool = tool;
            this.left = maxBytes;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            try {
                int read = super.read(target, offset, length);
                left -= Math.max(read, 0);
                if (left < 0) {
                    throw SourceProblems.stop(
                            new Location.InFile(name),
                            "unpacked, the file is longer than this server takes (at most " + count.count()
                                    + " bytes into the file)",
                            "split the data, or run the sync command on the file itself, which has no limit");
                }
                return read;
            } catch (IOException e) {
                throw damaged(name, tool, count, e);
            }
        }
    }
}

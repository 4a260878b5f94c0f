package dev.upserter.source.packed;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.util.Native;
import dev.upserter.problem.DiskFailure;
import dev.upserter.problem.Location;
import dev.upserter.problem.ProblemException;
import dev.upserter.problem.Quantities;
import dev.upserter.source.SourceProblems;
import dev.upserter.source.stream.CountingStream;
import dev.upserter.source.stream.HeadStream;
import dev.upserter.source.stream.TemporaryFolders;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The compression of a file, detected from its first bytes. */
public final class Compression {
    /** The number of bytes needed to detect it. */
    public static final int MAGIC = 6;

    /** The number of bytes that show that a file is text. */
    private static final int LOOKED_AT = 64;

    /** Some encodings use it to switch to another character set. */
    private static final byte ESCAPE = 0x1B;

    private static final String GZIP = "\u001f\u008b";
    private static final String ZSTD = "(\u00b5/\u00fd";
    private static final List<String> ENDINGS = List.of(".gz", ".gzip", ".zst", ".zstd");
    private static final Map<String, String> OTHERS = Map.of(
            "BZh", "bzip2",
            "\u00fd7zXZ\0", "xz",
            "\u0004\"M\u0018", "lz4",
            "\u00ff\u0006\0\0sN", "Snappy",
            "\u001f\u009d", "compress");

    private static final Pattern SKIPPABLE_BEGUN = Pattern.compile("[P-_](\\*M?)?");
    static final String COPY_AGAIN = "copy or export the file again, then run the same command again";

    private Compression() {}

    /** Whether {@link #unpack} would change anything. */
    public static boolean isPacked(HeadStream in) {
        return in.startsWith(GZIP) || ZstdFrames.start(in);
    }

    /** A file's name without the extension for the compression. */
    static String plainName(String name) {
        for (String ending : ENDINGS) {
            if (name.regionMatches(true, name.length() - ending.length(), ending, 0, ending.length())) {
                return name.substring(0, name.length() - ending.length());
            }
        }
        return name;
    }

    /**
     * The content of a file.
     *
     * @param in       the file, whose first bytes have been read
     * @param count    counts the bytes read of it
     * @param maxBytes the largest unpacked size
     * @throws ProblemException here or while it is read: it is damaged, truncated, or packed in another way
     */
    public static InputStream unpack(HeadStream in, CountingStream count, String name, long maxBytes) {
        refuseOthers(in, name, "the file is packed with ");
        refuseCutMagic(in, name);
        try {
            if (in.startsWith(GZIP)) {
                return new Guarded(new GzipStream(in), count, name, "gzip", maxBytes);
            }
            return isPacked(in) ? new Guarded(zstd(in, name), count, name, "zstd", maxBytes) : in;
        } catch (IOException e) {
            throw damaged(name, "gzip", count, e);
        }
    }

    private static void refuseOthers(HeadStream in, String name, String message) {
        OTHERS.forEach((magic, tool) -> {
            if (in.startsWith(magic)) {
                throw SourceProblems.stop(
                        new Location.InFile(name),
                        message + tool,
                        "unpack it first. What can be read packed is gzip and zstd");
            }
        });
    }

    /** A file truncated within its first bytes is not recognised by them, and would pass for text. */
    private static void refuseCutMagic(HeadStream in, String name) {
        boolean named = !plainName(name).equals(name);
        String bytes = new String(in.head(), 0, in.length(), StandardCharsets.ISO_8859_1);
        boolean begun = GZIP.startsWith(bytes) || ZSTD.startsWith(bytes) && (named || bytes.length() > 1);
        if (in.isWhole() && begun && (named || !bytes.isEmpty())
                || named && SKIPPABLE_BEGUN.matcher(bytes).matches()) {
            throw SourceProblems.stop(
                    new Location.InFile(name),
                    bytes.isEmpty()
                            ? "the file is empty, though its name says that it is packed"
                            : "the file ends inside the first bytes of what is packed",
                    COPY_AGAIN);
        }
    }

    /**
     * A packed file whose first bytes are damaged is not recognised by them. Its name is used instead, unless the content
     * is text: programs that download files unpack them without changing the name.
     *
     * @param in the file, which is not packed as far as its first bytes show
     */
    public static void requireTextOrMagic(HeadStream in, String name, Charset encoding) throws IOException {
        boolean zip = name.toLowerCase(Locale.ROOT).endsWith(".zip");
        if (zip) {
            Mislabelled.refuse(in, name, false);
        }
        boolean wide = encoding.name().matches("UTF-(16|32).*"); // its texts contain zeros
        if (zip || !plainName(name).equals(name) && (isNearly(in) || !wide && hasControls(in))) {
            throw SourceProblems.stop(
                    new Location.InFile(name),
                    "the name says that this is a packed file, but it does not start as one does",
                    COPY_AGAIN + ". If it is not packed, give it the ending of what it is");
        }
    }

    /** Whether one of the first bytes is wrong. */
    private static boolean isNearly(HeadStream in) {
        for (String magic : List.of(GZIP + "\b", ZSTD, "P*M\u0018")) {
            int wrong = 0;
            for (int i = 0; i < magic.length(); i++) {
                wrong += i < in.length() && (in.head()[i] & 0xFF) == magic.charAt(i) ? 0 : 1;
            }
            if (wrong == 1) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasControls(HeadStream in) throws IOException {
        in.require(LOOKED_AT);
        for (int i = 0; i < Math.min(in.length(), LOOKED_AT); i++) {
            byte b = in.head()[i];
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\f' && b != '\r' && b != ESCAPE) {
                return true;
            }
        }
        return false;
    }

    /** Follows the frames of a zstd file to its end. */
    public static void requireWholeFrames(HeadStream in, CountingStream count, String name) {
        refuseCutMagic(in, name);
        if (ZstdFrames.start(in)) {
            try {
                new ZstdFrames(in).transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw damaged(name, "zstd", count, e);
            }
        }
    }

    /**
     * Requires that the unpacked content is data, not packed once more.
     *
     * @param content the first bytes of the unpacked content
     */
    public static void refusePackedTwice(HeadStream content, String name) {
        refuseOthers(content, name, "the file is packed twice. Inside, it is packed with ");
        if (isPacked(content)) {
            throw SourceProblems.stop(
                    new Location.InFile(name),
                    "the file is packed twice. Inside, it is packed with "
                            + (content.startsWith(GZIP) ? "gzip" : "zstd"),
                    "unpack it once, then run the same command on what comes out");
        }
    }

    /** The content of a file in a ZIP archive. */
    public static InputStream unpackArchive(CountingStream archive, String name, long maxBytes) {
        return new Guarded(archive, archive, name, "ZIP", maxBytes);
    }

    private static InputStream zstd(InputStream in, String name) throws IOException {
        try {
            Zstd.load(name);
            return Zstd.open(in);
        } catch (NoClassDefFoundError e) {
            throw SourceProblems.stop(
                    new Location.InFile(name),
                    "the file is packed with zstd, and the library zstd-jni is not there to unpack it",
                    "add com.github.luben:zstd-jni to the class path, or unpack the file first");
        }
    }

    /** A separate class, since the JVM looks for the library as soon as it verifies a class that uses it. */
    private static final class Zstd {
        private Zstd() {}

        /** Loads its native code, from the first folder that allows it. */
        static synchronized void load(String name) {
            if (!Native.isLoaded()) {
                TemporaryFolders.first(
                        new Location.InFile(name),
                        "the file is packed with zstd, whose reader is native code, which must be unpacked into a folder",
                        Zstd::loadFrom);
            }
        }

        private static boolean loadFrom(Path folder) throws IOException {
            TemporaryFolders.requireExecutable(folder);
            try {
                Native.load(folder.toFile());
                return true;
            } catch (UnsatisfiedLinkError | ExceptionInInitializerError e) {
                throw new IOException("no code can be loaded from it", e);
            }
        }

        static InputStream open(InputStream in) throws IOException {
            return new ZstdInputStreamNoFinalizer(new ZstdFrames(in));
        }
    }

    private static ProblemException damaged(String name, String tool, CountingStream count, IOException e) {
        ProblemException problem = SourceProblems.stop(
                new Location.InFile(name),
                "what " + tool + " has packed cannot be unpacked to its end: " + reason(e) + " (at most "
                        + Quantities.say(count.count()) + " bytes into the file)",
                COPY_AGAIN);
        problem.initCause(e);
        return problem;
    }

    /** The words of the library for zstd concern its own buffers. */
    private static String reason(IOException e) {
        return !(e instanceof ZstdIOException)
                ? DiskFailure.reason(e)
                : String.valueOf(e.getMessage()).contains("checksum")
                        ? "it is damaged: its checksum is another one"
                        : "it is damaged";
    }

    /** Distinguishes errors of the compression from errors of the disk. */
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

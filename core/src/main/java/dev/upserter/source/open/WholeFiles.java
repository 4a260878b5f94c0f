package dev.upserter.source.open;

import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.DataFile;
import dev.upserter.source.Source;
import dev.upserter.source.SourceProblems;
import dev.upserter.source.csv.Cells;
import dev.upserter.source.csv.Delimiters;
import dev.upserter.source.csv.UnclosedCellException;
import dev.upserter.source.json.ObjectTexts;
import dev.upserter.source.packed.Compression;
import dev.upserter.source.packed.Recognition;
import dev.upserter.source.stream.Bytes;
import dev.upserter.source.stream.CountingStream;
import dev.upserter.source.stream.HeadStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/** Checks files that another library reads: whether they are complete, and where they are at fault. Stateless; thread-safe. */
public final class WholeFiles {
    /** How much of the end of a file is checked. */
    private static final int TAIL = 64 << 10;

    private WholeFiles() {}

    /**
     * Follows the frames of a zstd file to its end, without unpacking it, and checks that a JSON array is closed, packed or
     * not. Other files are not checked.
     *
     * @param name the name in messages
     * @throws dev.upserter.problem.ProblemException if it is truncated
     */
    public static void require(Path file, String name) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try {
            requireFrames(file, name);
            requireBracket(file, name);
        } catch (IOException e) {
            throw SourceProblems.unreadable(name, e);
        }
    }

    /**
     * Checks that a CSV file does not end within a quoted cell. Other files are not checked.
     *
     * @param name the name in messages
     * @throws dev.upserter.problem.ProblemException if it does
     */
    public static void requireClosedQuotes(Path file, String name, FileForm form) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (var count = new CountingStream(Files.newInputStream(file))) {
            HeadStream content = unpacked(count, name).require(Compression.MAGIC);
            if (isCells(content)) {
                passRows(new Cells(new Bytes(content), separator(content, form), form.dialect()));
            }
        } catch (UnclosedCellException e) {
            throw e.stop(name);
        } catch (IOException e) {
            throw SourceProblems.unreadable(name, e);
        }
    }

    /**
     * Opens a file of text as it is read without a query; the caller closes the source.
     *
     * @throws dev.upserter.problem.ProblemException if it is no such file
     */
    public static Source open(Path file, String name, FileForm form) throws IOException {
        if (!Files.isRegularFile(file) || Recognition.isParquet(file)) {
            throw SourceProblems.stop(new Location.InFile(name), "this is no file of text");
        }
        boolean isSaid = !form.equals(FileForm.PLAIN);
        return Sources.open(new DataFile.OnDisk(file, name), form.config(isSaid && holdsObjects(file, name)));
    }

    /** Whether a file, which may be packed, starts as JSON objects do, or as an array of them. */
    public static boolean holdsObjects(Path file, String name) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (var count = new CountingStream(Files.newInputStream(file))) {
            return Recognition.startsObjects(unpacked(count, name));
        } catch (IOException e) {
            throw SourceProblems.unreadable(name, e);
        }
    }

    /**
     * The first row of a file of text that cannot be read, or what is wrong with the file; empty if there is nothing.
     *
     * @param counts which problems count, of rows and of the file
     */
    public static Optional<Problem> firstFault(Path file, String name, FileForm form, Predicate<Problem> counts)
            throws IOException {
        if (!Files.isRegularFile(file) || Recognition.isParquet(file)) {
            return Optional.empty();
        }
        try (Source rows = open(file, name, form)) {
            Optional<Problem> fault = Optional.empty();
            while (fault.isEmpty() && rows.hasNext()) {
                SourceRecord row = rows.next();
                fault = row.doubt().or(row::defect).filter(counts);
            }
            return fault;
        } catch (ProblemException e) {
            return Optional.of(e.problems().getFirst()).filter(counts);
        }
    }

    /** In words, where the lines of a file of text end in two ways; empty if they do not. */
    public static Optional<String> mixedLineEnds(Path file, String name) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (var count = new CountingStream(Files.newInputStream(file))) {
            return LineEnds.mixed(new BufferedInputStream(unpacked(count, name)), name);
        }
    }

    /** What a file of CSV may hold that a query over it does not show. */
    public enum Hiding {
        /** Nothing, for certain. */
        NOTHING,
        /** Its header once more. All quoted cells are closed. */
        HEADER,
        /** Rows that a quotation mark has made one cell, or an unclosed one; its header once more, too. */
        IN_A_CELL
    }

    /**
     * What a file of CSV may hide: a quick look, after which {@link #firstFault} knows. Other files hide nothing.
     *
     * @param name         the name in messages
     * @param headersCount whether a repeated header matters
     */
    public static Hiding mayHide(Path file, String name, FileForm form, boolean headersCount) {
        if (!Files.isRegularFile(file)) {
            return Hiding.NOTHING;
        }
        try (var count = new CountingStream(Files.newInputStream(file))) {
            HeadStream content = unpacked(count, name).require(Compression.MAGIC);
            if (!isCells(content)) {
                return Hiding.NOTHING;
            }
            if (!form.dialect().isPlainText()) {
                return Hiding.IN_A_CELL;
            }
            QuickScan scan = QuickScan.of(content, separator(content, form));
            return scan.mayHideRows()
                    ? Hiding.IN_A_CELL
                    : headersCount && scan.mayRepeatHeader() ? Hiding.HEADER : Hiding.NOTHING;
        } catch (IOException e) {
            throw SourceProblems.unreadable(name, e);
        }
    }

    /** The content of a file, which is unpacked if it is packed. */
    private static HeadStream unpacked(CountingStream count, String name) throws IOException {
        HeadStream raw = new HeadStream(count).require(Compression.MAGIC);
        return new HeadStream(Compression.unpack(raw, count, name, Long.MAX_VALUE));
    }

    private static boolean isCells(HeadStream content) throws IOException {
        return !content.startsWith("PAR1") && !Recognition.startsObjects(content);
    }

    private static char separator(HeadStream content, FileForm form) throws IOException {
        return form.delimiter().isPresent() ? form.delimiter().get() : Delimiters.of(content, form.dialect());
    }

    private static void passRows(Cells cells) throws IOException {
        boolean more = true;
        while (more) {
            more = cells.next();
        }
    }

    private static void requireFrames(Path file, String name) throws IOException {
        try (var count = new CountingStream(Files.newInputStream(file))) {
            Compression.requireWholeFrames(new HeadStream(count).require(Compression.MAGIC), count, name);
        }
    }

    private static void requireBracket(Path file, String name) throws IOException {
        try (var count = new CountingStream(Files.newInputStream(file))) {
            HeadStream raw = new HeadStream(count).require(Compression.MAGIC);
            boolean packed = Compression.isPacked(raw);
            HeadStream content = packed ? new HeadStream(Compression.unpack(raw, count, name, Long.MAX_VALUE)) : raw;
            if (!Recognition.startsArray(content)) {
                return;
            }
            int last = packed ? lastByte(content) : lastByteOf(file);
            if (last != ']') {
                throw SourceProblems.stop(
                        new Location.InFile(name),
                        "the file ends in the middle: its JSON array is not closed",
                        "copy or export the file again, then run the same command again");
            }
        }
    }

    private static int lastByteOf(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file);
                InputStream tail = Channels.newInputStream(channel.position(Math.max(0, channel.size() - TAIL)))) {
            return lastByte(tail);
        }
    }

    /** The last byte that is not a blank. */
    private static int lastByte(InputStream in) throws IOException {
        byte[] buffer = new byte[TAIL];
        int last = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            for (int i = 0; i < n; i++) {
                last = ObjectTexts.isBlank(buffer[i]) ? last : buffer[i];
            }
        }
        return last;
    }
}

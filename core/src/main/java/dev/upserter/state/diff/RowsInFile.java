package dev.upserter.state.diff;

import dev.upserter.json.GrowingBytes;
import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.record.SourceRecord;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of a source whose rows may be read again: it stays open, so that replacing it does no harm. */
final class RowsInFile implements AutoCloseable {
    private static final byte[] NOTHING = new byte[0];

    private final SourceRecord record;
    private final @Nullable RandomAccessFile rows;
    private byte[] text = new byte[1024];

    private RowsInFile(SourceRecord record, @Nullable RandomAccessFile rows) {
        this.record = record;
        this.rows = rows;
    }

    /**
     * Opens a file; if it cannot be opened a second time, its rows are not read again.
     *
     * @param name as messages show it
     * @param path the file of its rows; null if they are not read again
     */
    static RowsInFile of(String name, @Nullable Path path) {
        return new RowsInFile(SourceRecord.restored(name), path == null ? null : open(path));
    }

    private static @Nullable RandomAccessFile open(Path path) {
        try {
            return new RandomAccessFile(path.toFile(), "r");
        } catch (IOException perhapsOneTooMany) {
            return null;
        }
    }

    /** Whether rows can be read again. */
    boolean holdsRows() {
        return rows != null;
    }

    /** A record that shows one of its rows after another. */
    SourceRecord record() {
        return record;
    }

    /** The text of a row, in the first bytes of an array that is reused for the next row. */
    byte[] read(long offset, int length) throws IOException {
        if (rows == null) {
            throw new IllegalStateException("the rows were written aside");
        }
        if (length > text.length) {
            int room = GrowingBytes.grown(text.length, length);
            text = NOTHING; // so that the two are not needed at once
            text = new byte[room];
        }
        try {
            rows.seek(offset);
            rows.readFully(text, 0, length);
        } catch (EOFException shorter) {
            throw changed();
        }
        return text;
    }

    /** The problem that a row has changed. */
    ProblemException changed() {
        return new ProblemException(Problem.of(
                Code.INPUT_CHANGED,
                new Location.InFile(record.file()),
                "the file was written to while it was read: a row is no longer what it was"));
    }

    @Override
    public void close() throws IOException {
        if (rows != null) {
            rows.close();
        }
    }
}

package dev.upserter.source.open;

import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.record.Header;
import dev.upserter.record.RecordWriter;
import dev.upserter.record.Shape;
import dev.upserter.record.SourceRecord;
import dev.upserter.record.UnfitFieldException;
import dev.upserter.source.RowFeed;
import dev.upserter.source.Source;
import dev.upserter.source.SourceProblems;
import dev.upserter.source.stream.ByteWindow;
import dev.upserter.source.stream.FileEnd;
import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Records of rows that a program hands over. Asks for them on the thread that reads, so that what belongs to that thread works. */
final class FeedSource implements Source {
    private static final System.Logger LOGGER = System.getLogger(FeedSource.class.getName());
    private static final String HINT = "the report's cause() is what was thrown. Correct it, then run again";

    private final RowFeed feed;
    private final String name;
    private final RecordWriter writer;
    private final ReentrantLock asking = new ReentrantLock();
    /** Who waits for a row; null if nobody does. */
    private @Nullable Thread reader;

    private Shape shape = Shape.EMPTY;
    private boolean isCancelled;
    private boolean isInterruptedHere;
    private @Nullable SourceRecord next;
    private boolean ended;
    private boolean isWhole;
    private long count;
    private volatile long bytes;

    /** Takes over the rows: closing this closes them. */
    FeedSource(RowFeed feed, String name) {
        this.feed = feed;
        this.name = name;
        this.writer = new RecordWriter(name);
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            ended = true; // unless a row comes
            next = ask();
            ended = next == null;
        }
        return next != null;
    }

    @Override
    public SourceRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        SourceRecord record = next;
        next = null;
        return record == null ? writer.end() : record;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private @Nullable SourceRecord ask() {
        writer.begin(count + 1);
        if (!isThereAnother()) {
            return null;
        }
        SourceRecord record = writer.end();
        requireDistinct(record.shape());
        int length = record.json().length();
        if (length > ByteWindow.MAX_KEPT) {
            throw SourceProblems.tooLarge(record.location(), count + 1, new ByteWindow.RecordTooLargeException());
        }
        count++;
        bytes += length;
        return record;
    }

    /** Looks at each set of names once, unless they alternate. */
    @SuppressWarnings("ReferenceEquality") // rows of one shape share the object
    private void requireDistinct(Shape names) {
        if (names == shape) {
            return;
        }
        shape = names;
        Set<String> seen = new HashSet<>();
        for (String field : names.names()) {
            if (!seen.add(field)) {
                throw failure("the field " + field + " was given twice", "give each field once", null);
            }
        }
    }

    private boolean isThereAnother() {
        enter();
        try {
            boolean isThere = feed.next(writer);
            if (!isThere && (wasCancelled() || Thread.currentThread().isInterrupted())) {
                throw new InterruptedIOException("the rows ended since the thread was interrupted");
            }
            isWhole = !isThere;
            return isThere;
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (UnfitFieldException e) {
            throw failure(e.getMessage(), "write the value as one of the types that rows have", e);
        } catch (Exception | Error e) { // whatever the program's code throws
            throw wasCancelled()
                    ? failure("the reading was ended", HINT, null)
                    : failure("the rows that were given threw " + name(e), HINT, e);
        } finally {
            leave();
        }
    }

    /** What was thrown, without its message, which may quote a value. */
    private static String name(Throwable thrown) {
        String name = thrown.getClass().getName();
        return thrown instanceof SQLException e && e.getSQLState() != null
                ? name + " [SQLSTATE " + e.getSQLState() + "]"
                : name;
    }

    private ProblemException failure(@Nullable String what, String hint, @Nullable Throwable cause) {
        Problem problem =
                Problem.of(Code.INPUT_UNREADABLE, new Location.InRows(name, count + 1), String.valueOf(what), hint);
        return cause == null ? new ProblemException(problem) : new ProblemException(problem, cause);
    }

    private void enter() {
        asking.lock();
        try {
            if (isCancelled) {
                throw failure("the reading was ended", HINT, null);
            }
            reader = Thread.currentThread();
        } finally {
            asking.unlock();
        }
    }

    private boolean wasCancelled() {
        asking.lock();
        try {
            return isCancelled;
        } finally {
            asking.unlock();
        }
    }

    /** An interrupt of {@link #cancel} ends the program's wait, and no other. */
    private void leave() {
        asking.lock();
        try {
            reader = null;
            if (isInterruptedHere) {
                isInterruptedHere = false;
                boolean unused = Thread.interrupted();
            }
        } finally {
            asking.unlock();
        }
    }

    @Override
    public List<Problem> warnings() {
        return List.of();
    }

    @Override
    public List<Header> headers() {
        return AnswerSource.headers(name, feed.columns());
    }

    @Override
    public List<FileEnd> ends() {
        return isWhole ? List.of(new FileEnd(name, count, FileEnd.Ending.OWN_END)) : List.of();
    }

    @Override
    public long bytesRead() {
        return bytes;
    }

    @Override
    public void cancel() {
        if (interruptReader()) {
            feed.cancel();
        }
    }

    /** Whether somebody waits for a row; otherwise nobody will. */
    private boolean interruptReader() {
        asking.lock();
        try {
            isCancelled = true;
            if (reader == null) {
                return false;
            }
            isInterruptedHere = true;
            reader.interrupt();
            return true;
        } finally {
            asking.unlock();
        }
    }

    @Override
    public void close() {
        try {
            feed.close();
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Exception | Error e) { // the rows were read, or their failure is known
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "the rows that were given could not be closed: "
                            + e.getClass().getName());
        }
    }
}

package dev.upserter.source;

import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.record.Header;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.stream.FileEnd;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A source whose first rows can be looked at before it is used: they are read ahead and kept, and then come first, as if
 * nobody had looked. So a stream can be looked at, too, and nothing is read twice. What is kept is bounded by
 * {@link #MAX_ROWS} and {@link #MAX_BYTES}, and each row is let go as it is handed out. For one thread, but for
 * {@link #cancel} and {@link #bytesRead}.
 */
public final class Head implements Source {
    /** How many rows are kept at most. */
    public static final int MAX_ROWS = 10_000;

    /** No further row is read ahead once so much is kept, bytes; the last one may go beyond. */
    static final long MAX_BYTES = 16L << 20;

    private final Source source;
    private final Queue<SourceRecord> kept = new ArrayDeque<>();
    private long rows;
    private long bytes;
    private boolean isWhole;
    private @Nullable ProblemException broken;

    /** Takes a source over that nobody has read from; to close this closes it. */
    public Head(Source source) {
        this.source = source;
    }

    /** Goes as far as to the first row, so that {@link #headers} is known. */
    public void begin() {
        try {
            source.hasNext();
        } catch (ProblemException e) {
            broken = e;
        }
    }

    /**
     * Reads rows ahead, as long as the look wants another, there is one, and there is room. Where the source breaks off, the
     * rows before it are handed out first, and then it breaks off. To be called before {@link #next}.
     *
     * @param look sees each row once, and says whether it wants another
     */
    public void read(Predicate<SourceRecord> look) {
        boolean wantsMore = true;
        try {
            while (wantsMore && rows < MAX_ROWS && bytes < MAX_BYTES && broken == null && !isWhole) {
                if (source.hasNext()) {
                    wantsMore = look.test(keep(source.next()));
                } else {
                    isWhole = true;
                }
            }
        } catch (ProblemException e) {
            broken = e;
        }
    }

    private SourceRecord keep(SourceRecord record) {
        rows++;
        bytes += record.copiedBytes();
        SourceRecord copy = record.copy();
        kept.add(copy);
        return copy;
    }

    /** Whether the rows that were read ahead are all there are. */
    public boolean isWhole() {
        return isWhole;
    }

    /** Whether the source breaks off within the rows that were read ahead. */
    public boolean isBroken() {
        return broken != null;
    }

    @Override
    public boolean hasNext() {
        if (!kept.isEmpty()) {
            return true;
        }
        ProblemException found = broken;
        if (found != null) {
            broken = null;
            throw found;
        }
        return source.hasNext();
    }

    @Override
    public SourceRecord next() {
        SourceRecord first = kept.poll();
        if (first != null) {
            return first;
        }
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return source.next();
    }

    @Override
    public List<Header> headers() {
        return source.headers();
    }

    @Override
    public List<Problem> warnings() {
        return source.warnings();
    }

    @Override
    public List<FileEnd> ends() {
        return source.ends();
    }

    @Override
    public long bytesRead() {
        return source.bytesRead();
    }

    @Override
    public void cancel() {
        source.cancel();
    }

    @Override
    public void close() throws IOException {
        kept.clear();
        source.close();
    }
}

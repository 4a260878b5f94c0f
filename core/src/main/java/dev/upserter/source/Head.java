package dev.upserter.source;

import dev.upserter.memory.MemoryShare;
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
 * A source whose first rows can be examined before it is used: they are read ahead and kept, and later returned first, as
 * if unread. So a stream can be examined, too, and nothing is read twice. The rows kept are limited by {@link #MAX_ROWS}
 * and {@link #MAX_BYTES}, and each row is released when it is returned. For one thread, except {@link #cancel} and
 * {@link #bytesRead}.
 */
public final class Head implements Source {
    /** The most rows to keep. */
    public static final int MAX_ROWS = 10_000;

    /** No further row is read ahead once this many bytes are kept; the last row may exceed it. */
    static final long MAX_BYTES = 16L << 20;

    /** So many bytes are read ahead whatever other runs need. */
    private static final long SURE_BYTES = 1 << 20;

    private final Source source;
    private final MemoryShare memory;
    private final Queue<SourceRecord> kept = new ArrayDeque<>();
    private long rows;
    private long bytes;
    private boolean isWhole;
    private boolean isFull;
    private @Nullable ProblemException broken;

    /** Takes over a source that has not been read from; closing this closes it. */
    public Head(Source source) {
        this(source, MemoryShare.UNLIMITED);
    }

    /** The same, with the memory of the run, which may grant less. */
    public Head(Source source, MemoryShare memory) {
        this.source = source;
        this.memory = memory;
    }

    /** Reads as far as the first row, so that {@link #headers} is known. */
    public void begin() {
        try {
            source.hasNext();
        } catch (ProblemException e) {
            broken = e;
        }
    }

    /**
     * Reads rows ahead, as long as {@code look} wants another, there is one, and there is room. If the source breaks off,
     * the rows before the break are returned first, and then the error. To be called before {@link #next}.
     *
     * @param look receives each row once, and returns whether it wants another
     */
    public void read(Predicate<SourceRecord> look) {
        boolean wantsMore = true;
        try {
            while (wantsMore && rows < MAX_ROWS && bytes < MAX_BYTES && !isFull && broken == null && !isWhole) {
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
        long size = record.copiedBytes();
        if (!memory.take(size)) {
            memory.require(size); // it is read already
            isFull = bytes >= SURE_BYTES;
        }
        bytes += size;
        SourceRecord copy = record.copy();
        kept.add(copy);
        return copy;
    }

    /** Whether the rows read ahead are all rows. */
    public boolean isWhole() {
        return isWhole;
    }

    /** Whether the source breaks off within the rows read ahead. */
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
            memory.give(first.copiedBytes());
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
        kept.forEach(record -> memory.give(record.copiedBytes()));
        kept.clear();
        source.close();
    }
}

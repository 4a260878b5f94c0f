package dev.upserter.source;

import dev.upserter.problem.Problem;
import dev.upserter.record.Header;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.stream.FileEnd;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;

/** Leaves out the last rows of a source, such as sums. It reads that many rows ahead. For one thread. */
public final class WithoutLastRows implements Source {
    private final Source source;
    private final int last;
    private final Queue<SourceRecord> held = new ArrayDeque<>();

    /**
     * @param last how many rows to leave out at the end
     */
    public WithoutLastRows(Source source, int last) {
        this.source = source;
        this.last = last;
    }

    @Override
    public boolean hasNext() {
        while (held.size() <= last && source.hasNext()) {
            held.add(source.next().copy());
        }
        return !held.isEmpty();
    }

    @Override
    public SourceRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        boolean isLast = held.size() <= last;
        SourceRecord record = held.remove();
        if (isLast) {
            Footers.leaveOut(record);
        }
        return record;
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
        return source.ends().stream()
                .map(end -> new FileEnd(end.name(), end.rows() - Math.min(last, end.rows()), end.ending()))
                .toList();
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
        held.clear();
        source.close();
    }
}

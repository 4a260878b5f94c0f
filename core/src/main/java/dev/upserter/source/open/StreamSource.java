package dev.upserter.source.open;

import dev.upserter.problem.Problem;
import dev.upserter.record.Header;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.Pages;
import dev.upserter.source.Source;
import dev.upserter.source.stream.FileEnd;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A source whose bytes come from a stream, unpacked and decoded if needed.
 *
 * @param source reads the rows
 * @param count  how many bytes have been read, before unpacking
 * @param pipe   the origin of all bytes, if it may wait for its writer; empty for a file
 */
public record StreamSource(Source source, LongSupplier count, InputStream pipe) implements Source {
    @Override
    public SourceRecord next() {
        return source.next();
    }

    @Override
    public boolean hasNext() {
        return source.hasNext();
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
    public Optional<Pages> pages() {
        return source.pages();
    }

    @Override
    public List<FileEnd> ends() {
        return source.ends();
    }

    @Override
    public long bytesRead() {
        return count.getAsLong();
    }

    /** The streams in between are not closed: they are for one thread. */
    @Override
    public void cancel() {
        try {
            pipe.close();
        } catch (IOException e) {
            // it is no longer needed
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}

package dev.upserter.source;

import dev.upserter.problem.Problem;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;

/** A source of which the bytes of its file count, packed as they are. */
record CountedSource(Source source, LongSupplier count) implements Source {
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
    public List<FileEnd> ends() {
        return source.ends();
    }

    @Override
    public long bytesRead() {
        return count.getAsLong();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}

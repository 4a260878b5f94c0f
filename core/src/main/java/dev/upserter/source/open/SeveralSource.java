package dev.upserter.source.open;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.record.Header;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.DataFile;
import dev.upserter.source.Pages;
import dev.upserter.source.Source;
import dev.upserter.source.stream.FileEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Records from several files, one file after another; record numbers continue. For one thread.
 *
 * <p>Each file is checked before the first record is returned: a missing or unreadable file is reported before anything is
 * sent.
 */
final class SeveralSource implements Source {
    private final Function<DataFile.OnDisk, Source> opener;
    private final Iterator<DataFile.OnDisk> files;
    private final List<Problem> warnings = new ArrayList<>();
    private final List<Header> headers = new ArrayList<>();
    private final List<FileEnd> ends = new ArrayList<>();
    private @Nullable Pages pages;
    private volatile @Nullable Source current;
    private long count;
    private final AtomicLong bytesBefore = new AtomicLong();

    private SeveralSource(List<DataFile.OnDisk> files, Function<DataFile.OnDisk, Source> opener) {
        this.files = files.iterator();
        this.opener = opener;
    }

    /**
     * @param opener opens one of them
     */
    static SeveralSource open(List<DataFile.OnDisk> files, Function<DataFile.OnDisk, Source> opener)
            throws IOException {
        var source = new SeveralSource(files, opener);
        for (DataFile.OnDisk file : files) {
            try (Source one = opener.apply(file)) {
                one.hasNext();
                source.warn(one.warnings());
                source.headers.addAll(one.headers());
            }
        }
        return source;
    }

    @Override
    public boolean hasNext() {
        for (Source one = current; one == null || !one.hasNext(); one = current) {
            if (!files.hasNext()) {
                closeCurrent();
                tellPages();
                return false;
            }
            closeCurrent();
            current = opener.apply(files.next());
        }
        return true;
    }

    private void closeCurrent() {
        Source read = current;
        if (read != null) {
            bytesBefore.addAndGet(read.bytesRead());
            ends.addAll(read.ends());
            warn(read.warnings());
            read.pages().ifPresent(this::add);
            current = null;
            try {
                read.close();
            } catch (IOException e) {
                throw new UncheckedIOException("a file that was read cannot be closed", e);
            }
        }
    }

    /** A page of several is whole together with the others only. */
    private void warn(List<Problem> found) {
        found.stream()
                .filter(odd -> odd.code() != Code.INPUT_PARTIAL && !warnings.contains(odd))
                .forEach(warnings::add);
    }

    private void add(Pages one) {
        Pages all = pages;
        if (all == null) {
            pages = one;
        } else {
            all.add(one);
        }
    }

    private void tellPages() {
        Pages all = pages;
        pages = null;
        if (all != null) {
            all.problem().ifPresent(warnings::add);
        }
    }

    @Override
    public SourceRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        SourceRecord record = Objects.requireNonNull(current).next();
        record.renumber(++count);
        return record;
    }

    /** The headers of all files, whether their rows have been read or not. */
    @Override
    public List<Header> headers() {
        return List.copyOf(headers);
    }

    @Override
    public List<Problem> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public List<FileEnd> ends() {
        return List.copyOf(ends);
    }

    @Override
    public long bytesRead() {
        Source source = current;
        return bytesBefore.get() + (source == null ? 0 : source.bytesRead());
    }

    @Override
    public void cancel() {
        Source source = current;
        if (source != null) {
            source.cancel();
        }
    }

    @Override
    public void close() throws IOException {
        Source source = current;
        current = null;
        if (source != null) {
            source.close();
        }
        files.forEachRemaining(file -> {});
    }
}

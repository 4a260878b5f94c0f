package dev.upserter.source.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A named pipe that is opened when it is first read, which waits for a writer. To be read by one thread and closed by any. */
final class PipeStream extends BlockStream {
    private final Path path;
    private @Nullable InputStream opened;
    private boolean isClosed;

    PipeStream(Path path) {
        this.path = path;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        InputStream in = opened();
        return (in == null ? open() : in).read(target, offset, length);
    }

    private InputStream open() throws IOException {
        InputStream in = Files.newInputStream(path);
        synchronized (this) {
            opened = in;
            if (!isClosed) {
                return in;
            }
        }
        in.close();
        throw new IOException("the stream was closed");
    }

    private synchronized @Nullable InputStream opened() {
        return opened;
    }

    @Override
    public int available() throws IOException {
        InputStream in = opened();
        return in == null ? 0 : in.available();
    }

    @Override
    public void close() throws IOException {
        InputStream in;
        synchronized (this) {
            isClosed = true;
            in = opened;
        }
        if (in != null) {
            in.close();
        }
    }
}

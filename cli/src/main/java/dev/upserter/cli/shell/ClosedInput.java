package dev.upserter.cli.shell;

import java.io.IOException;
import java.io.InputStream;

/** Standard input that was closed before the program started. */
public final class ClosedInput extends InputStream {
    @Override
    public int read() throws IOException {
        throw new IOException("it is closed");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return read();
    }
}

package dev.upserter.state;

import dev.upserter.json.GrowingBytes;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes entries aside that a state is to take later: a database cannot be read and written at once. For one thread. */
public final class EntriesAside implements AutoCloseable {
    private final DataOutputStream out;

    private EntriesAside(DataOutputStream out) {
        this.out = out;
    }

    /** Makes a file for them, in place of what a run left there that was cut off. */
    public static EntriesAside make(Path file) throws IOException {
        PrivateFiles.makeFolders(file.resolveSibling("."));
        Files.deleteIfExists(file);
        return new EntriesAside(
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(PrivateFiles.createFile(file)))));
    }

    /** Writes an entry. */
    public void add(GrowingBytes entry) throws IOException {
        out.writeInt(entry.length());
        out.write(entry.bytes(), 0, entry.length());
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** Reads the entries of a file, in the order in which they were written. */
    public static KnownPeople read(Path file) throws IOException {
        return new Reader(new DataInputStream(new BufferedInputStream(Files.newInputStream(file))));
    }

    private static final class Reader implements KnownPeople {
        private final DataInputStream in;
        private final StateEntry entry = new StateEntry();

        Reader(DataInputStream in) {
            this.in = in;
        }

        @Override
        public boolean next() throws IOException {
            in.mark(1);
            if (in.read() < 0) {
                return false;
            }
            in.reset();
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            if (!entry.look(bytes, 0, bytes.length)) {
                throw new IOException("an entry that was written aside is torn");
            }
            return true;
        }

        @Override
        public StateEntry entry() {
            return entry;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}

package dev.upserter.server.upload;

import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One file of an upload: in memory while it may be a configuration, on disk once it is known to be data. For one thread.
 */
public final class Part implements AutoCloseable {
    /** The longest configuration that is accepted. */
    static final int MAX_CONFIGURATION_BYTES = 1 << 20;

    private final String givenName;
    private final UploadFolder folder;
    private final ByteArrayOutputStream start = new ByteArrayOutputStream();
    private FileStart kind = FileStart.UNDECIDED;
    private @Nullable StoredFile file;

    /**
     * @param givenName the file name from the client; empty if none
     */
    Part(String givenName, UploadFolder folder) {
        this.givenName = givenName;
        this.folder = folder;
    }

    /** Appends these bytes. */
    void write(ByteBuffer bytes) {
        if (file != null) {
            file.write(bytes);
            return;
        }
        if (start.size() + bytes.remaining() > MAX_CONFIGURATION_BYTES && kind == FileStart.OTHER) {
            takeForData();
            write(bytes);
            return;
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        start.writeBytes(copy);
        if (kind == FileStart.UNDECIDED) {
            decide();
        }
    }

    /** A file longer than a configuration may be is data, unless it looks like a configuration all the same. */
    private void takeForData() {
        if (likeness() != ConfigLikelihood.NONE) {
            throw new RefusedException(
                    Refusal.UPLOAD_TOO_LARGE,
                    shownName("one file") + " looks like a configuration, which has 1 MiB at most");
        }
        kind = FileStart.DATA;
        store();
    }

    private void decide() {
        kind = FileStart.of(start.toByteArray());
        if (kind == FileStart.DATA) {
            store();
        }
    }

    /** Ends the file: no more bytes follow. */
    void end() {
        if (kind == FileStart.UNDECIDED) {
            kind = FileStart.OTHER;
        }
        if (file != null) {
            file.end();
        }
    }

    FileStart kind() {
        return kind;
    }

    /** The bytes of a file that is not data. */
    public byte[] text() {
        return start.toByteArray();
    }

    /** How likely it is a configuration. */
    ConfigLikelihood likeness() {
        return kind == FileStart.OTHER ? ConfigLikelihood.of(start.toByteArray()) : ConfigLikelihood.NONE;
    }

    /**
     * The name for messages.
     *
     * @param instead used where the client gave no name that can be shown
     */
    public String shownName(String instead) {
        return FileName.shown(givenName, instead);
    }

    /** The name that the client gave, without folders. */
    String name() {
        return FileName.base(givenName);
    }

    /** The file on disk; created now if it was not yet known to be data. */
    StoredFile store() {
        if (file == null) {
            file = folder.create();
            file.write(ByteBuffer.wrap(start.toByteArray()));
            start.reset();
        }
        return file;
    }

    /** Removes the file. */
    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}

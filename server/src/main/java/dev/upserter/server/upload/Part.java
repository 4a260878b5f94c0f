package dev.upserter.server.upload;

import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One file of an upload: in memory as long as it may be a configuration, on disk once it is data. For one thread. */
public final class Part implements AutoCloseable {
    /** The longest configuration that is looked at. */
    static final int MAX_CONFIGURATION_BYTES = 1 << 20;

    private final String givenName;
    private final UploadFolder folder;
    private final ByteArrayOutputStream start = new ByteArrayOutputStream();
    private Kind kind = Kind.UNDECIDED;
    private @Nullable StoredFile file;

    /** @param givenName the file name the client gave; empty if none */
    Part(String givenName, UploadFolder folder) {
        this.givenName = givenName;
        this.folder = folder;
    }

    /** Takes the next bytes. */
    void write(ByteBuffer bytes) {
        if (file != null) {
            file.write(bytes);
            return;
        }
        if (start.size() + bytes.remaining() > MAX_CONFIGURATION_BYTES && kind == Kind.OTHER) {
            takeForData();
            write(bytes);
            return;
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        start.writeBytes(copy);
        if (kind == Kind.UNDECIDED) {
            decide();
        }
    }

    /** What is longer than a configuration may be is data, unless it looks like one all the same. */
    private void takeForData() {
        if (likeness() != ConfigLikelihood.NONE) {
            throw new RefusedException(
                    Refusal.UPLOAD_TOO_LARGE,
                    shownName("one file") + " looks like a configuration, which has 1 MiB at most");
        }
        kind = Kind.DATA;
        store();
    }

    private void decide() {
        kind = Kind.of(start.toByteArray());
        if (kind == Kind.DATA) {
            store();
        }
    }

    /** Says that no more bytes come. */
    void end() {
        if (kind == Kind.UNDECIDED) {
            kind = Kind.OTHER;
        }
        if (file != null) {
            file.end();
        }
    }

    Kind kind() {
        return kind;
    }

    /** The bytes of what is not data. */
    public byte[] text() {
        return start.toByteArray();
    }

    /** How much it looks like a configuration. */
    ConfigLikelihood likeness() {
        return kind == Kind.OTHER ? ConfigLikelihood.of(start.toByteArray()) : ConfigLikelihood.NONE;
    }

    /**
     * The name for messages.
     *
     * @param instead where the client gave none that can be shown
     */
    public String shownName(String instead) {
        return FileName.shown(givenName, instead);
    }

    /** The file on disk; made now if this was not known to be data. */
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

package dev.upserter.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One file of an upload: in memory as long as it may be a configuration, on disk once it is data. For one thread. */
final class Part implements AutoCloseable {
    /** The longest configuration that is looked at. */
    static final int MAX_CONFIGURATION_BYTES = 1 << 20;

    private static final Pattern USER_ID_KEY = Pattern.compile("\\buserId[\"']?[ \\t]*:");

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
            throw new RefusedException(
                    Refusal.UPLOAD_TOO_LARGE,
                    shownName("one file")
                            + " is neither a configuration, which has 1 MiB at most, nor data, which starts with [");
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        start.writeBytes(copy);
        if (kind == Kind.UNDECIDED) {
            decide();
        }
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
    byte[] text() {
        return start.toByteArray();
    }

    /** Whether it has the one key that every configuration has, in JSON or YAML. */
    boolean looksLikeConfiguration() {
        return kind == Kind.OTHER
                && USER_ID_KEY
                        .matcher(start.toString(StandardCharsets.ISO_8859_1))
                        .find();
    }

    /**
     * The name for messages.
     *
     * @param instead where the client gave none that can be shown
     */
    String shownName(String instead) {
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

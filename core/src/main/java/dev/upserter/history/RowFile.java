package dev.upserter.history;

import dev.upserter.json.JsonText;
import dev.upserter.json.JsonValue;
import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.source.json.Envelope;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Rows that were not delivered, one JSON object per line, in a format that a source can read again. Created with the first
 * row. Thread-safe.
 */
final class RowFile implements AutoCloseable {
    private final RunFolder folder;
    private final String name;
    private final String kind;
    private @Nullable OutputStream out;

    /**
     * A file that does not exist yet.
     *
     * @param folder where it will be
     * @param name   its name
     * @param kind   what each line is marked as
     */
    RowFile(RunFolder folder, String name, String kind) {
        this.folder = folder;
        this.name = name;
        this.kind = kind;
    }

    /** Removes what an earlier execution of the run has left: it will be written again. */
    void discard() {
        try {
            Files.deleteIfExists(folder.file(name));
        } catch (IOException e) {
            throw RunFolder.unwritable(folder.file(name), e);
        }
    }

    /** Continues after the first bytes of what an earlier execution has left; the rest is cut off. */
    synchronized void resumeAt(long length) {
        try (var file = new RandomAccessFile(folder.file(name).toFile(), "rw")) {
            file.setLength(length);
            out = new BufferedOutputStream(
                    Files.newOutputStream(folder.file(name), StandardOpenOption.APPEND), 1 << 16);
        } catch (IOException e) {
            throw RunFolder.unwritable(folder.file(name), e);
        }
    }

    /** One line: its fields in order, then the record. */
    final class Line {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

        private Line() {
            bytes.write('{');
            string(Envelope.MARK, kind);
        }

        private void string(String field, String text) {
            name(field);
            bytes.writeBytes(JsonText.quote(text));
        }

        private void name(String field) {
            if (bytes.size() > 1) {
                bytes.write(',');
            }
            bytes.writeBytes(JsonText.quote(field));
            bytes.write(':');
        }

        /**
         * The place at which the record was first read.
         *
         * @param row    its number there
         * @param number its number in this run, which differs if it is sent again
         */
        Line at(Location location, long row, long number) {
            string(Envelope.LOCATION, location.toString());
            number(Envelope.ROW, row);
            if (number != row) {
                number(Envelope.RETRIED, number);
            }
            return this;
        }

        private void number(String field, long number) {
            name(field);
            bytes.writeBytes(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
        }

        Line because(Code code, String reason) {
            string("code", code.name());
            string("reason", reason);
            return this;
        }

        /** Adds a field; left out if the text is empty. */
        Line with(String field, String text) {
            if (!text.isEmpty()) {
                string(field, text);
            }
            return this;
        }

        /** Ends the line with the record. */
        void write(JsonValue record) {
            name(Envelope.RECORD);
            append(bytes, record);
        }
    }

    Line line() {
        return new Line();
    }

    /** Replaces line breaks in the record by blanks; they occur only between tokens. */
    private synchronized void append(ByteArrayOutputStream line, JsonValue record) {
        try {
            if (out == null) {
                out = new BufferedOutputStream(Files.newOutputStream(folder.createFile(name)), 1 << 16);
            }
            line.writeTo(out);
            for (int i = record.start(); i < record.end(); i++) {
                byte b = record.bytes()[i];
                out.write(b == '\n' || b == '\r' ? ' ' : b);
            }
            out.write('}');
            out.write('\n');
        } catch (IOException e) {
            throw RunFolder.unwritable(folder.file(name), e);
        }
    }

    /** Passes what was written to the operating system. */
    synchronized void flush() {
        try {
            if (out != null) {
                out.flush();
            }
        } catch (IOException e) {
            throw RunFolder.unwritable(folder.file(name), e);
        }
    }

    /** The path of the file; null if nothing was written. */
    synchronized @Nullable Path path() {
        return out == null ? null : folder.file(name);
    }

    @Override
    public synchronized void close() {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException e) {
            throw RunFolder.unwritable(folder.file(name), e);
        }
    }
}

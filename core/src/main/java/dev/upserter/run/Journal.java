package dev.upserter.run;

import dev.upserter.batch.Batch;
import dev.upserter.delivery.DeadLetter;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What has been acknowledged, written down before anything else is done with the answer. Thread-safe.
 *
 * <p>A text file; each line names rows, as {@code delivered 1-3800 3802}, and ends with its checksum. A line that a kill
 * cut off, or a power failure spoilt, is ignored with all behind it: the journal may forget, but it never says of a row
 * that it was delivered when it was not.
 */
final class Journal implements AutoCloseable {
    static final String FILE = "journal.txt";
    private static final String DELIVERED = "delivered";
    private static final String END = "end";
    private static final int MAX_LINE = 64 << 20;

    private final Path path;
    private final FileOutputStream out;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    private boolean forced = true;

    private Journal(Path path, FileOutputStream out) {
        this.path = path;
        this.out = out;
    }

    /** Opens a journal to write on; what cannot be read at its end is cut off. */
    static Journal open(RunFolder folder) {
        Path path = folder.file(FILE);
        try {
            if (!Files.exists(path)) {
                folder.createFile(FILE);
            }
            try (var file = new RandomAccessFile(path.toFile(), "rw")) {
                file.setLength(new Contents().read(path));
            }
            return new Journal(path, new FileOutputStream(path.toFile(), true));
        } catch (IOException e) {
            throw RunFolder.unwritable(path, e);
        }
    }

    /** What a journal says. */
    static final class Contents {
        private final RowSet delivered = new RowSet();
        private boolean hasDelivered;
        private String end = "";

        /** Whether anything was delivered: rows, or removals, which have no row. */
        boolean hasDelivered() {
            return hasDelivered;
        }

        /** The rows that were delivered. */
        RowSet delivered() {
            return delivered;
        }

        /** How the run ended when it was last under way; empty if it was cut off. */
        String end() {
            return end;
        }

        private long read(Path path) throws IOException {
            long length = 0;
            try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
                var bytes = new ByteArrayOutputStream(1024);
                for (int b = in.read(); b >= 0 && bytes.size() < MAX_LINE; b = in.read()) {
                    if (b != '\n') {
                        bytes.write(b);
                    } else if (readLine(bytes.toString(StandardCharsets.US_ASCII))) {
                        length += bytes.size() + 1;
                        bytes.reset();
                    } else {
                        return length;
                    }
                }
            }
            return length;
        }

        private boolean readLine(String text) {
            int mark = text.lastIndexOf(" #");
            if (mark < 0 || !text.substring(mark + 2).equals(checksum(text.substring(0, mark)))) {
                return false;
            }
            String[] words = text.substring(0, mark).split(" ", -1);
            end = words[0].equals(END) && words.length > 1 ? words[1] : "";
            if (words[0].equals(DELIVERED)) {
                hasDelivered = true;
                for (int i = 1; i < words.length; i++) {
                    int dash = words[i].indexOf('-');
                    long first = Long.parseLong(dash < 0 ? words[i] : words[i].substring(0, dash));
                    delivered.add(first, dash < 0 ? first : Long.parseLong(words[i].substring(dash + 1)));
                }
            }
            return true;
        }
    }

    /** Reads the journal in a run's folder; one that is not there says nothing. */
    static Contents read(Path folder) throws IOException {
        var contents = new Contents();
        Path path = folder.resolve(FILE);
        if (Files.exists(path)) {
            contents.read(path);
        }
        return contents;
    }

    private static String checksum(String text) {
        var crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    /**
     * Notes that all rows of a batch but the dead letters were delivered. When this returns, a kill of the process does not
     * make it forget; after {@link #force}, neither does a power failure.
     */
    synchronized void delivered(Batch batch, List<DeadLetter> letters) {
        line.reset();
        line.writeBytes(DELIVERED.getBytes(StandardCharsets.US_ASCII));
        if (letters.isEmpty()) {
            for (int i = 0; i < batch.runs(); i++) {
                writeRange(batch.firstOfRun(i), batch.lastOfRun(i));
            }
        } else {
            writeAllBut(letters, batch);
        }
        write();
    }

    private void writeAllBut(List<DeadLetter> letters, Batch batch) {
        int letter = 0;
        long first = 0;
        long last = 0;
        for (int i = 0; i < batch.size(); i++) {
            if (letter < letters.size() && letters.get(letter).index() == i) {
                letter++;
                continue;
            }
            long number = batch.number(i);
            if (first != 0 && number == last + 1) {
                last = number;
            } else {
                writeRange(first, last);
                first = number;
                last = number;
            }
        }
        writeRange(first, last);
    }

    /** Notes how the run ends. */
    synchronized void end(String status) {
        line.reset();
        line.writeBytes((END + " " + status).getBytes(StandardCharsets.US_ASCII));
        write();
    }

    private void writeRange(long first, long last) {
        if (first != 0) {
            String range = first == last ? " " + first : " " + first + "-" + last;
            line.writeBytes(range.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void write() {
        var crc = new CRC32C();
        byte[] text = line.toByteArray();
        crc.update(text);
        String end = " #" + HexFormat.of().toHexDigits((int) crc.getValue()) + "\n";
        line.writeBytes(end.getBytes(StandardCharsets.US_ASCII));
        try {
            line.writeTo(out);
            forced = false;
        } catch (IOException e) {
            throw RunFolder.unwritable(path, e);
        }
    }

    /** Makes sure that a power failure spares what was noted so far. */
    synchronized void force() {
        try {
            if (!forced) {
                out.getFD().sync();
                forced = true;
            }
        } catch (IOException e) {
            throw RunFolder.unwritable(path, e);
        }
    }

    @Override
    public synchronized void close() {
        try (out) {
            force();
        } catch (IOException e) {
            throw RunFolder.unwritable(path, e);
        }
    }
}

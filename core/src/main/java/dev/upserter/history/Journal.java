package dev.upserter.history;

import dev.upserter.batch.Batch;
import dev.upserter.delivery.answer.DeadLetter;
import dev.upserter.state.AppendedFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
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
 * What has been acknowledged, written before anything else is done with the answer. Thread-safe.
 *
 * <p>A text file; each line lists rows, as in {@code delivered 1-3800 3802}, and ends with its checksum. A line that was
 * truncated by a kill or damaged by a power failure is ignored, with everything after it: the journal may lose rows, but it
 * never lists a row as delivered that was not.
 */
public final class Journal implements AutoCloseable {
    private static final String DELIVERED = "delivered";
    private static final String READ = "read";
    private static final String DUE = "due";
    private static final String WHOLE = "all";
    private static final String END = "end";
    private static final int MAX_LINE = 64 << 20;
    /** In bytes; the line with the end of a run is shorter. */
    private static final int LONGEST_END = 256;

    private final Path path;
    private final AppendedFile file;

    private Journal(Path path, AppendedFile file) {
        this.path = path;
        this.file = file;
    }

    /** Opens a journal to append to it; unreadable lines at its end are cut off. */
    static Journal open(RunFolder folder) {
        Path path = folder.file(RunFolder.JOURNAL);
        try {
            if (!Files.exists(path)) {
                folder.createFile(RunFolder.JOURNAL);
            }
            try (var file = new RandomAccessFile(path.toFile(), "rw")) {
                file.setLength(new Contents().read(path));
            }
            return new Journal(path, new AppendedFile(path));
        } catch (IOException e) {
            throw RunFolder.unwritable(path, e);
        }
    }

    /** The content of a journal. */
    static final class Contents {
        private final RowSet delivered = new RowSet();
        private boolean hasDelivered;
        private boolean knowsProgress;
        private long due;
        private boolean isWhole;

        /** Whether it says how many rows were read. */
        boolean knowsProgress() {
            return knowsProgress;
        }

        /** How many of the rows read were to be sent, including delivered ones. */
        long due() {
            return due;
        }

        /** Whether the whole source had been read when the run was last active. */
        boolean isWhole() {
            return isWhole;
        }

        /** Whether anything was delivered: rows, or removals, which have no row. */
        boolean hasDelivered() {
            return hasDelivered;
        }

        /** The rows that were delivered. */
        RowSet delivered() {
            return delivered;
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

        /** Reads up to the first line about a delivery. */
        private void readFirst(InputStream in) throws IOException {
            var bytes = new ByteArrayOutputStream(1024);
            for (int b = in.read(); b >= 0 && bytes.size() < MAX_LINE && !hasDelivered; b = in.read()) {
                if (b != '\n') {
                    bytes.write(b);
                } else if (readLine(bytes.toString(StandardCharsets.US_ASCII))) {
                    bytes.reset();
                } else {
                    return;
                }
            }
        }

        private boolean readLine(String text) {
            String[] words = words(text);
            if (words.length == 0) {
                return false;
            }
            if (words[0].equals(DELIVERED)) {
                hasDelivered = true;
                for (int i = 1; i < words.length; i++) {
                    int dash = words[i].indexOf('-');
                    long first = Long.parseLong(dash < 0 ? words[i] : words[i].substring(0, dash));
                    delivered.add(first, dash < 0 ? first : Long.parseLong(words[i].substring(dash + 1)));
                }
            }
            if (words[0].equals(READ)) {
                knowsProgress = true;
                due = Math.max(due, Long.parseLong(words[3]));
                isWhole = words.length > 4;
            }
            return true;
        }
    }

    /** Whether the run in a folder has delivered anything. */
    public static boolean hasDelivered(Path folder) throws IOException {
        Path path = folder.resolve(RunFolder.JOURNAL);
        if (!Files.exists(path)) {
            return false;
        }
        var first = new Contents();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            first.readFirst(in);
        }
        return first.hasDelivered();
    }

    /** How the run in a folder ended when it was last active, from the last line; empty if it was cut off. */
    static String end(Path folder) throws IOException {
        Path path = folder.resolve(RunFolder.JOURNAL);
        if (!Files.exists(path)) {
            return "";
        }
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(file.length(), LONGEST_END)];
            file.seek(file.length() - tail.length);
            file.readFully(tail);
            String text = new String(tail, StandardCharsets.US_ASCII);
            if (!text.endsWith("\n")) {
                return "";
            }
            String[] words = words(text.substring(text.lastIndexOf('\n', text.length() - 2) + 1, text.length() - 1));
            return words.length == 2 && words[0].equals(END) ? words[1] : "";
        }
    }

    /** Reads the journal in a run's folder; a missing one is empty. */
    static Contents read(Path folder) throws IOException {
        var contents = new Contents();
        Path path = folder.resolve(RunFolder.JOURNAL);
        if (Files.exists(path)) {
            contents.read(path);
        }
        return contents;
    }

    /** The words of a line, without its checksum; empty if the line is incomplete. */
    private static String[] words(String line) {
        int mark = line.lastIndexOf(" #");
        boolean whole = mark >= 0 && line.substring(mark + 2).equals(checksum(line.substring(0, mark)));
        return whole ? line.substring(0, mark).split(" ", -1) : new String[0];
    }

    private static String checksum(String text) {
        var crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    /**
     * Records that all rows of a batch except the dead letters were delivered. Once this returns, killing the process does
     * not lose it; after {@link #force}, neither does a power failure.
     */
    void delivered(Batch batch, List<DeadLetter> letters) {
        var line = new StringBuilder(DELIVERED);
        if (letters.isEmpty()) {
            for (int i = 0; i < batch.runs(); i++) {
                addRange(line, batch.firstOfRun(i), batch.lastOfRun(i));
            }
        } else {
            addAllBut(line, letters, batch);
        }
        write(line);
    }

    private static void addAllBut(StringBuilder line, List<DeadLetter> letters, Batch batch) {
        int letter = 0;
        long first = 0;
        long last = 0;
        for (int i = 0; i < batch.rows(); i++) {
            if (letter < letters.size() && letters.get(letter).index() == i) {
                letter++;
                continue;
            }
            long number = batch.number(i);
            if (first != 0 && number == last + 1) {
                last = number;
            } else {
                addRange(line, first, last);
                first = number;
                last = number;
            }
        }
        addRange(line, first, last);
    }

    /**
     * Records how far the run has read.
     *
     * @param rows  that were read
     * @param due   how many of them are to be sent, including delivered ones
     * @param whole whether these are all rows
     */
    void read(long rows, long due, boolean whole) {
        var line = new StringBuilder(READ);
        line.append(' ').append(rows).append(' ').append(DUE).append(' ').append(due);
        write(whole ? line.append(' ').append(WHOLE) : line);
    }

    /** Records how the run ends. */
    void end(String status) {
        write(new StringBuilder(END).append(' ').append(status));
    }

    private static void addRange(StringBuilder line, long first, long last) {
        if (first != 0) {
            line.append(' ').append(first);
            if (first != last) {
                line.append('-').append(last);
            }
        }
    }

    private void write(StringBuilder line) {
        String checksum = checksum(line.toString());
        line.append(" #").append(checksum).append('\n');
        try {
            file.append(line.toString().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw RunFolder.unwritable(path, e);
        }
    }

    /** Makes what was recorded so far survive a power failure. */
    void force() {
        try {
            file.force();
        } catch (IOException e) {
            throw RunFolder.unwritable(path, e);
        }
    }

    @Override
    public void close() {
        try (file) {
            force();
        } catch (IOException e) {
            throw RunFolder.unwritable(path, e);
        }
    }
}

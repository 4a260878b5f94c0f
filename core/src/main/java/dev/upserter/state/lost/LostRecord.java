package dev.upserter.state.lost;

import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.state.RecordKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was taken away at one workspace, as far as this state folder knows: a file a month, {@code 2026-11}, with a line for each
 * person, {@code - <hash>}, each thing, {@code = <hash>}, and each key of a state, {@code ~ <hash>}, and {@code + <hash>} for a person
 * who was sent again after that. {@link LossLog} appends to it, from several processes at once. A line that a kill has torn counts for nothing. Files are kept for a year and a month. Immutable.
 *
 * @param folder need not exist
 */
public record LostRecord(Path folder) {
    /** Begins the line of somebody who was taken away. */
    static final char LOST = '-';
    /** Begins the line of a thing that was taken away. */
    static final char THING = '=';
    /** Begins the line of what was taken away and a state knows by a key. */
    static final char KEY = '~';
    /** Begins the line of somebody who was sent again. */
    static final char BACK = '+';

    private static final int MONTHS_KEPT = 13;
    private static final int HASH_AT = 2;
    private static final int LINE = HASH_AT + 16;
    private static final String MONTH = "[0-9]{4}-[0-9]{2}";

    /** The months of which there are files, in their order. */
    private List<String> months() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.matches(MONTH))
                    .sorted()
                    .toList();
        }
    }

    /** How far each file goes now, up to the end of its last line. */
    public SortedMap<String, Long> end() throws IOException {
        var ends = new TreeMap<String, Long>();
        for (String month : months()) {
            try (FileChannel file = FileChannel.open(folder.resolve(month), StandardOpenOption.READ)) {
                ends.put(month, end(file));
            } catch (NoSuchFileException removed) {
                // another process has just removed it, since it is old
            }
        }
        return ends;
    }

    /** Another process may be writing a line. */
    private static long end(FileChannel file) throws IOException {
        long length = file.size();
        ByteBuffer last = ByteBuffer.allocate((int) Math.min(length, 2 * LINE));
        int read = 0;
        while (last.hasRemaining() && read >= 0) {
            read = file.read(last, length - last.capacity() + last.position());
        }
        int at = last.position();
        while (at > 0 && last.get(at - 1) != '\n') {
            at--;
        }
        return length - last.capacity() + at;
    }

    private interface Taker {
        void take(char what, long hash);
    }

    private void read(String month, long from, long to, Taker taker) throws IOException {
        try (FileChannel file = FileChannel.open(folder.resolve(month), StandardOpenOption.READ)) {
            file.position(from);
            var lines = new BufferedReader(
                    new InputStreamReader(Channels.newInputStream(file), StandardCharsets.ISO_8859_1), 1 << 16);
            long at = from;
            String line = lines.readLine();
            while (line != null && at < to) {
                at += line.length() + 1;
                take(line, taker);
                line = lines.readLine();
            }
        } catch (NoSuchFileException removed) {
            // another process has just removed it, since it is old
        }
    }

    private static void take(String line, Taker taker) {
        if (line.length() != LINE) {
            return;
        }
        try {
            taker.take(line.charAt(0), Long.parseUnsignedLong(line, HASH_AT, LINE, 16));
        } catch (NumberFormatException torn) {
            // as if it were not there
        }
    }

    static String line(char what, long hash) {
        String digits = Long.toHexString(hash);
        return "\n" + what + " " + "0".repeat(LINE - HASH_AT - digits.length()) + digits + "\n";
    }

    /** Who was taken away and is not known to be back. */
    LongSet lost() throws IOException {
        var lost = new LongSet();
        for (String month : months()) {
            read(month, 0, Long.MAX_VALUE, (what, hash) -> {
                if (what == LOST) {
                    lost.add(hash);
                } else if (what == BACK) {
                    lost.remove(hash);
                }
            });
        }
        return lost;
    }

    /**
     * What was taken away in between. A month that is missing in one of the bounds counts from its beginning, and so does one that
     * is shorter now: its file is another than the one before.
     *
     * @param subjects receives people and things
     * @param keys     receives what states know by a key
     */
    void lost(SortedMap<String, Long> from, SortedMap<String, Long> to, LongSet subjects, LongSet keys)
            throws IOException {
        for (String month : months()) {
            long start = from.getOrDefault(month, 0L);
            long end = to.getOrDefault(month, 0L);
            if (start != end) {
                read(month, start < end ? start : 0, end, (what, hash) -> {
                    if (what == LOST || what == THING) {
                        subjects.add(hash);
                    } else if (what == KEY) {
                        keys.add(hash);
                    }
                });
            }
        }
    }

    /**
     * The key of its hashes.
     *
     * @throws ProblemException if it cannot be read
     */
    LostKey key() {
        return new LostKey(RecordKey.read(folder, this::unreadable));
    }

    /** The key of its hashes, which is made if it is missing. */
    LostKey makeKey() throws IOException {
        return new LostKey(RecordKey.readOrMake(folder, this::unreadable));
    }

    private ProblemException unreadable(Path key, Exception cause) {
        return new ProblemException(
                Problem.of(
                        Code.STATE_UNUSABLE,
                        new Location.InFile(folder.toString()),
                        "the record of what syncs have taken away cannot be read. Nothing was sent",
                        "put the folder back that was there, or remove it, and run the syncs of people, and of what belongs to"
                                + " them, once with --full"),
                cause);
    }

    /** Removes files that are older than is kept. */
    void removeBefore(String month) throws IOException {
        for (String old : months()) {
            if (months(old) < months(month) - MONTHS_KEPT) {
                Files.deleteIfExists(folder.resolve(old));
            }
        }
    }

    private static int months(String month) {
        return 12 * Integer.parseInt(month, 0, 4, 10) + Integer.parseInt(month, 5, 7, 10);
    }
}

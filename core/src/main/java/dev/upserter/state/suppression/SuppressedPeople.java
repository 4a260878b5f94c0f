package dev.upserter.state.suppression;

import dev.upserter.operation.Identifier;
import dev.upserter.operation.Subject;
import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.state.RecordKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The people suppressed at one workspace, as far as this state folder knows: keyed hashes of identifiers in the file
 * {@code people}, one per line, {@code 1 <name of the key> <hash>}, with {@code -} at its end where somebody is suppressed no
 * more; the last line about a person counts. A line {@code @ <second>} before them says since when. Memory holds 64 of the 128 bits of each hash. For one
 * thread.
 *
 * <p>{@link SuppressionLog} writes it.
 */
public final class SuppressedPeople {
    static final String FILE = "people";
    static final String FORMAT = "1";
    /** Ends the line of somebody who is suppressed no more. */
    static final String NO_MORE = " -";
    /** Begins a line that says at what second of the epoch the next ones were written. */
    private static final String AT = "@ ";

    private static final String TIME = "@ [0-9]{1,12}";

    /** Without people. */
    public static final SuppressedPeople NONE = new SuppressedPeople(null, new long[0]);

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int NAME_AT = 2;
    private static final int HASH_AT = 11;
    private static final int LINE = HASH_AT + 2 * RecordKey.HASH;
    private static final int DIGITS = 16;
    private static final int FEW = 1024;

    private final @Nullable RecordKey key;
    private final long[] hashes;

    private SuppressedPeople(@Nullable RecordKey key, long[] hashes) {
        this.key = key;
        this.hashes = hashes;
    }

    /**
     * Reads the file in a folder, which need not exist.
     *
     * @throws ProblemException if it is of another version, or its key is missing
     */
    public static SuppressedPeople read(Path folder) {
        return read(folder, Long.MAX_VALUE);
    }

    /**
     * Reads only those who were suppressed before a time, and not again since.
     *
     * @throws ProblemException if the file is of another version, or its key is missing
     */
    public static SuppressedPeople readBefore(Path folder, Instant time) {
        return read(folder, time.getEpochSecond());
    }

    private static SuppressedPeople read(Path folder, long before) {
        Path file = folder.resolve(FILE);
        try {
            return Files.exists(file) && Files.size(file) > 0
                    ? read(file, RecordKey.read(folder, SuppressedPeople::unusable), before)
                    : NONE;
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static SuppressedPeople read(Path file, RecordKey key, long before) throws IOException {
        boolean isBefore = true;
        long[] found = new long[FEW];
        int count = 0;
        var no = new HashSet<Long>();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                isBefore = isBefore(line, before, isBefore);
                boolean isNoMore = line.endsWith(NO_MORE);
                String record = isNoMore ? line.substring(0, line.length() - NO_MORE.length()) : line;
                if (isWhole(record)) {
                    requireKnown(record, key);
                    long hash = Long.parseUnsignedLong(record, HASH_AT, HASH_AT + DIGITS, 16);
                    if (isNoMore || !isBefore) {
                        no.add(hash);
                    } else {
                        no.remove(hash);
                        found = count == found.length
                                ? Arrays.copyOf(found, 2 * count)
                                : found; // others may append meanwhile
                        found[count++] = hash;
                    }
                }
            }
        }
        long[] hashes = Arrays.stream(found, 0, count)
                .filter(hash -> !no.contains(hash))
                .sorted()
                .toArray();
        return new SuppressedPeople(key, hashes);
    }

    /** Whether what comes after a line was written before a time. */
    private static boolean isBefore(String line, long time, boolean isBeforeIt) {
        return line.startsWith(AT) && line.matches(TIME)
                ? Long.parseLong(line, AT.length(), line.length(), 10) < time
                : isBeforeIt;
    }

    /** The line that says when the next ones are written; it is alone even after a torn one. */
    static String at(Instant now) {
        return "\n" + AT + now.getEpochSecond() + "\n";
    }

    /** False for a line torn by a kill or a power failure. */
    private static boolean isWhole(String line) {
        return line.length() == LINE && line.chars().allMatch(c -> c == ' ' || HexFormat.isHexDigit(c));
    }

    private static void requireKnown(String line, RecordKey key) throws IOException {
        if (!line.startsWith(FORMAT + " ") || !line.startsWith(key.name(), NAME_AT)) {
            throw new IOException("it is of another version, or of another key");
        }
    }

    /** Whether no suppression is recorded. */
    public boolean isEmpty() {
        return hashes.length == 0;
    }

    /** The number of recorded suppressions. */
    public long count() {
        return Arrays.stream(hashes).distinct().count();
    }

    /** Whether the person of a subject was suppressed by this identifier. */
    public boolean contains(Subject subject) {
        RecordKey hashing = key;
        Identifier identifier = subject.person();
        if (hashing == null || hashes.length == 0 || identifier == null) {
            return false;
        }
        return Arrays.binarySearch(hashes, (long) LONGS.get(hashing.hash(identifier), 0)) >= 0;
    }

    /**
     * Removes all people recorded now. An active run continues to write into the same file, with the same key, so what it
     * suppresses from now on is recorded. A key that cannot be read is removed.
     *
     * @return whether any person was recorded
     */
    public static boolean forget(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        boolean known = Files.exists(file) && Files.size(file) > 0;
        if (known) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(0);
                channel.force(true);
            }
        }
        if (!hasKey(folder)) {
            Files.deleteIfExists(folder.resolve(RecordKey.FILE));
        }
        return known;
    }

    private static boolean hasKey(Path folder) {
        try {
            RecordKey.read(folder, SuppressedPeople::unusable);
            return true;
        } catch (ProblemException damaged) {
            return false;
        }
    }

    static ProblemException unusable(Path file, Exception cause) {
        var problem = Problem.of(
                Code.STATE_UNUSABLE,
                new Location.InFile(file.toString()),
                "the memory of suppressed people cannot be read: it is damaged, or of another version. Nothing was"
                        + " sent",
                "put the file back that was there, or forget whom this workspace has suppressed by upserter state"
                        + " reset CONFIG --suppressed");
        return new ProblemException(problem, cause);
    }
}

package dev.upserter.state.file;

import dev.upserter.operation.Identifier;
import dev.upserter.operation.Subject;
import dev.upserter.plan.PersonKey;
import dev.upserter.state.EntryKind;
import dev.upserter.state.StateEntry;
import dev.upserter.state.StateHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds people in the state of another sync, which may be large: memory holds where every so many bytes of it begin, 1 MB at
 * most. Sees the state as it is when it is opened. For one thread.
 */
public final class PeopleIndex implements AutoCloseable {
    private static final int LEAST_BLOCK = 1 << 12;
    private static final int MOST_BLOCKS = 1 << 16;

    private final FileChannel file;
    private final StateHeader header;
    private final PersonKey key = new PersonKey();
    private final StateEntry entry = new StateEntry();
    /** The hashes of the first entries of the blocks, in the order of numbers with a sign. */
    private long[] firsts = new long[64];

    private long[] starts = new long[64];
    private int blocks;
    private byte[] block = new byte[2 * LEAST_BLOCK];

    private PeopleIndex(FileChannel file, StateHeader header) {
        this.file = file;
        this.header = header;
    }

    /**
     * Reads the state in the folder of a sync once.
     *
     * @param wanted whether a state that is about this is to be read
     * @return empty if there is none that says who was acknowledged last, or it is not wanted
     * @throws IOException if it cannot be read, or is damaged
     */
    public static Optional<PeopleIndex> open(Path folder, Predicate<StateHeader> wanted) throws IOException {
        Path state = folder.resolve(FileStore.STATE);
        if (!Files.exists(state) || Files.exists(folder.resolve(FileStore.LOG))) {
            return Optional.empty();
        }
        FileChannel file = FileChannel.open(state, StandardOpenOption.READ);
        boolean isKept = false;
        try {
            Optional<PeopleIndex> index = read(file, wanted);
            isKept = index.isPresent();
            return index;
        } finally {
            if (!isKept) {
                file.close();
            }
        }
    }

    /** All of it through one channel: a run of the other sync may put another file in its place at any moment. */
    @SuppressWarnings("resource") // the index closes the channel, and so the stream
    private static Optional<PeopleIndex> read(FileChannel file, Predicate<StateHeader> wanted) throws IOException {
        InputStream in = Channels.newInputStream(file);
        Optional<StateHeader> header = StateHeader.read(in.readNBytes(StateHeader.LENGTH))
                .filter(StateHeader::isReadable)
                .filter(wanted);
        if (header.isEmpty()) {
            return Optional.empty();
        }
        var index = new PeopleIndex(file, header.get());
        index.take(
                StateReader.of(in, header.get()),
                Math.max(LEAST_BLOCK, header.get().length() / MOST_BLOCKS));
        return Optional.of(index);
    }

    private void take(StateReader people, long size) throws IOException {
        long at = StateHeader.LENGTH;
        long next = at;
        while (people.next()) {
            if (at >= next) {
                add(people.entry().hash(), at);
                next = at + size;
            }
            at += people.entry().length();
        }
        addStart(at);
    }

    private void add(long hash, long start) {
        addStart(start);
        firsts[blocks++] = ordered(hash);
    }

    private void addStart(long start) {
        if (blocks + 1 >= firsts.length) {
            firsts = Arrays.copyOf(firsts, 2 * firsts.length);
            starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        starts[blocks] = start;
    }

    private static long ordered(long hash) {
        return hash ^ Long.MIN_VALUE;
    }

    /** Whether the person may be in the state: it knows people by such identifiers. */
    public boolean tells(Identifier person) {
        return header.isOfPeopleBy(person.type());
    }

    /** Whether Customer.io has acknowledged the person, or what else the state is about. */
    public boolean has(Subject subject) throws IOException {
        key.of(subject);
        Identifier person = subject.person();
        if (header.isMixed() && person != null) {
            key.ofType(person.type());
        }
        long hash = key.hash();
        int last = lastNotAfter(ordered(hash));
        int first = last;
        while (first > 0 && firsts[first] == ordered(hash)) {
            first--; // people of one hash may be on both sides
        }
        return last >= 0 && isBetween(starts[first], starts[last + 1], hash);
    }

    private int lastNotAfter(long hash) {
        int found = Arrays.binarySearch(firsts, 0, blocks, hash);
        int at = found >= 0 ? found : -found - 2;
        while (at + 1 < blocks && at >= 0 && firsts[at + 1] == hash) {
            at++;
        }
        return at;
    }

    private boolean isBetween(long from, long to, long hash) throws IOException {
        int length = (int) (to - from);
        block = block.length < length ? new byte[length] : block;
        ByteBuffer into = ByteBuffer.wrap(block, 0, length);
        while (into.hasRemaining()) {
            if (file.read(into, from + into.position()) < 0) {
                throw new IOException("the state is shorter than it was");
            }
        }
        for (int at = 0; at < length && entry.look(block, at, length); at = entry.end()) {
            if (entry.hash() == hash && key.is(entry.keyBytes())) {
                return entry.kind() == EntryKind.PRESENT && !entry.isUnsure() || entry.kind() == EntryKind.MARKED;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

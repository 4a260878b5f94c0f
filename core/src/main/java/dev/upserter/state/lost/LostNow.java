package dev.upserter.state.lost;

import dev.upserter.operation.Subject;
import java.io.IOException;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** People and things of which it is recorded that they were taken away. For one thread. */
public final class LostNow {
    /** Nothing was. */
    public static final LostNow NOTHING = new LostNow(new LongSet(), null);

    private final LongSet hashes;
    private final @Nullable LostKey key;

    private LostNow(LongSet hashes, @Nullable LostKey key) {
        this.hashes = hashes;
        this.key = key;
    }

    /**
     * Who and what was taken away, and is not known to be back.
     *
     * @throws dev.upserter.problem.ProblemException if the record cannot be read
     */
    public static LostNow read(LostRecord record) throws IOException {
        return of(record, record.lost());
    }

    /** What was taken away from one end of the record to another. */
    static LostNow read(LostRecord record, SortedMap<String, Long> from, SortedMap<String, Long> to)
            throws IOException {
        return of(record, record.lost(from, to));
    }

    private static LostNow of(LostRecord record, LongSet found) {
        return found.isEmpty() ? NOTHING : new LostNow(found, record.key());
    }

    public boolean isEmpty() {
        return hashes.isEmpty();
    }

    /** Whether a person or a thing was taken away. */
    public boolean has(Subject subject) {
        return key != null && hashes.contains(key.of(subject));
    }

    /** Whether what a state knows by a key was taken away. */
    boolean has(String scope, byte[] keyInState) {
        return key != null && hashes.contains(key.of(scope, keyInState));
    }
}

package dev.upserter.state.lost;

import dev.upserter.operation.Subject;
import java.io.IOException;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** People and things of which it is recorded that they were taken away. For one thread. */
public final class LostNow {
    /** Nothing was. */
    public static final LostNow NOTHING = new LostNow(new LongSet(), new LongSet(), null);

    private final LongSet subjects;
    /** Of what states know by a key. */
    private final LongSet keys;

    private final @Nullable LostKey key;

    private LostNow(LongSet subjects, LongSet keys, @Nullable LostKey key) {
        this.subjects = subjects;
        this.keys = keys;
        this.key = key;
    }

    /**
     * Who was taken away, and is not known to be back.
     *
     * @throws dev.upserter.problem.ProblemException if the record cannot be read
     */
    public static LostNow read(LostRecord record) throws IOException {
        return of(record, record.lost(), new LongSet());
    }

    /** What was taken away from one end of the record to another. */
    static LostNow read(LostRecord record, SortedMap<String, Long> from, SortedMap<String, Long> to)
            throws IOException {
        var subjects = new LongSet();
        var keys = new LongSet();
        record.lost(from, to, subjects, keys);
        return of(record, subjects, keys);
    }

    private static LostNow of(LostRecord record, LongSet subjects, LongSet keys) {
        return subjects.isEmpty() && keys.isEmpty() ? NOTHING : new LostNow(subjects, keys, record.key());
    }

    public boolean isEmpty() {
        return subjects.isEmpty() && keys.isEmpty();
    }

    /** Whether a person or a thing was taken away. */
    public boolean has(Subject subject) {
        return key != null && hasSubject(key.of(subject));
    }

    /** What makes the hashes; null where there are none. */
    @Nullable
    LostKey key() {
        return key;
    }

    boolean hasSubject(long hash) {
        return subjects.contains(hash);
    }

    boolean hasKeys() {
        return !keys.isEmpty();
    }

    /** Whether what a state knows by a key was taken away. */
    boolean hasKey(long hash) {
        return keys.contains(hash);
    }
}

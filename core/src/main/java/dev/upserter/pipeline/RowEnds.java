package dev.upserter.pipeline;

import dev.upserter.operation.Operation;
import dev.upserter.pipeline.RowEnd.How;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.record.SourceRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells what becomes of each row, once: at the place where it is counted, and of the rest at the end. Remembers which rows have no
 * end yet, and what they are about. Thread-safe; the listener is told by one thread at a time.
 */
public final class RowEnds {
    /** Nobody wants to know. */
    public static final RowEnds NONE = new RowEnds(null, null);

    private static final System.Logger LOGGER = System.getLogger(RowEnds.class.getName());
    /** Rows whose keys are remembered together. */
    private static final int CHUNK = 1024;

    private final @Nullable Consumer<RowEnd> listener;
    /** What was tried out, in order, until it counts; null where all counts at once. */
    private final @Nullable List<RowEnd> tried;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Chunk> open = new TreeMap<>();
    private final Map<String, Integer> removals = new HashMap<>();
    private boolean hasFailed;

    /** Some rows that follow each other. */
    private static final class Chunk {
        /** Of each row that has no end yet, what it is about: empty if that is not known. */
        private final @Nullable String[] keys = new String[CHUNK];

        private int count;
    }

    private interface Pending {
        RowEnd row(long number, String key);
    }

    private RowEnds(@Nullable Consumer<RowEnd> listener, @Nullable List<RowEnd> tried) {
        this.listener = listener;
        this.tried = tried;
    }

    /** Tells a listener, whose failures are logged once; null for nobody. */
    public static RowEnds to(@Nullable Consumer<RowEnd> listener) {
        return listener == null ? NONE : new RowEnds(listener, null);
    }

    /** The same for a look at all rows, which is told once it is {@link #finish finished}: it may be that it does not count. */
    public RowEnds ofRehearsal() {
        return isWanted() ? new RowEnds(listener, new ArrayList<>()) : NONE;
    }

    /** Whether anybody wants to know. */
    public boolean isWanted() {
        return listener != null;
    }

    /** A row was read. */
    public void read(SourceRecord record) {
        if (isWanted()) {
            locked(() -> {
                Chunk chunk = open.computeIfAbsent(record.number() / CHUNK, at -> new Chunk());
                chunk.keys[(int) (record.number() % CHUNK)] = "";
                chunk.count++;
            });
        }
    }

    /** It turned out what a row is about. */
    void isAbout(SourceRecord record, Operation operation) {
        if (isWanted()) {
            String key = operation.subject().value().text();
            locked(() -> {
                Chunk chunk = open.get(record.number() / CHUNK);
                int at = (int) (record.number() % CHUNK);
                if (chunk != null && chunk.keys[at] != null) {
                    chunk.keys[at] = key;
                }
            });
        }
    }

    /** Somebody is to be removed. */
    public void removes(String key) {
        if (isWanted()) {
            locked(() -> removals.merge(key, 1, Integer::sum));
        }
    }

    /** A row has its end, which needs no reason. */
    public void end(long number, How how) {
        end(number, "", how, null, "");
    }

    /** A row has its end, for this reason. */
    public void end(long number, How how, Problem why) {
        end(number, "", how, why.code(), why.message());
    }

    /** A row has its end, for this reason. */
    void end(long number, How how, Code code, String message) {
        end(number, "", how, code, message);
    }

    /** A removal has its end. */
    public void endRemoval(String key, How how) {
        end(0, key, how, null, "");
    }

    /**
     * A row, or a removal, has its end.
     *
     * @param number 0 for a removal
     * @param key    of a removal; of a row, what it was sent under, or empty
     */
    public void end(long number, String key, How how, @Nullable Code code, String message) {
        if (isWanted()) {
            locked(() -> {
                String known = number == 0 ? closeRemoval(key) : close(number);
                if (known != null) {
                    tell(new RowEnd(number, key.isEmpty() ? known : key, how, code, message));
                }
            });
        }
    }

    /** What the row is about, which is open no longer; null if it was not open. */
    private @Nullable String close(long number) {
        Chunk chunk = open.get(number / CHUNK);
        int at = (int) (number % CHUNK);
        if (chunk == null || chunk.keys[at] == null) {
            return null;
        }
        String key = chunk.keys[at];
        chunk.keys[at] = null;
        if (--chunk.count == 0) {
            open.remove(number / CHUNK);
        }
        return key;
    }

    private @Nullable String closeRemoval(String key) {
        Integer count = removals.get(key);
        if (count == null) {
            return null;
        }
        removals.compute(key, (same, one) -> count == 1 ? null : count - 1);
        return key;
    }

    /**
     * Whatever has no end is pending: nothing more is done about it.
     *
     * @param why it is; empty if that needs no reason
     */
    public void finish(Optional<Problem> why) {
        if (!isWanted()) {
            return;
        }
        Code code = why.map(Problem::code).orElse(null);
        String message = why.map(Problem::message).orElse("");
        Pending pending = (number, key) -> new RowEnd(number, key, How.PENDING, code, message);
        locked(() -> {
            if (tried != null) {
                tried.forEach(this::reallyTell);
            }
            open.forEach((at, chunk) -> finish(at * CHUNK, chunk.keys, pending));
            open.clear();
            removals.forEach((key, count) -> {
                for (int i = 0; i < count; i++) {
                    reallyTell(pending.row(0, key));
                }
            });
            removals.clear();
        });
    }

    private void finish(long first, @Nullable String[] keys, Pending pending) {
        for (int i = 0; i < CHUNK; i++) {
            String key = keys[i];
            if (key != null) {
                reallyTell(pending.row(first + i, key));
            }
        }
        Arrays.fill(keys, null);
    }

    private void tell(RowEnd end) {
        if (tried == null) {
            reallyTell(end);
        } else {
            tried.add(end);
        }
    }

    /** Whoever is told cannot make the run fail. */
    private void reallyTell(RowEnd end) {
        try {
            if (listener != null) {
                listener.accept(end);
            }
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            logOnce(e);
        }
    }

    private void logOnce(Throwable e) {
        if (!hasFailed) {
            hasFailed = true;
            StackTraceElement[] frames = e.getStackTrace();
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "whoever is told what becomes of rows failed. The run goes on and tells of the other rows: "
                            + e.getClass().getName() + (frames.length == 0 ? "" : " at " + frames[0]));
        }
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}

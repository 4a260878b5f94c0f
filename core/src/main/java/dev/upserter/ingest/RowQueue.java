package dev.upserter.ingest;

import dev.upserter.record.SourceRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Rows that wait to be taken, a limited number of them, in order. Many threads put, one takes. Thread-safe. */
final class RowQueue {
    private final int mostRows;
    private final long mostBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition hasRoom = lock.newCondition();
    private final Condition hasNews = lock.newCondition();
    private final Queue<SourceRecord> rows = new ArrayDeque<>();
    private long bytes;
    private long put;
    private long taken;
    private long flushAfter;
    private boolean isClosed;

    /** An empty one; a single row may have more bytes than there is room for. */
    RowQueue(int mostRows, long mostBytes) {
        this.mostRows = mostRows;
        this.mostBytes = mostBytes;
    }

    /**
     * Adds a row, once there is room.
     *
     * @param nanos how long to wait for room
     * @return false if there was none, or it was closed
     */
    boolean put(SourceRecord row, long nanos) throws InterruptedException {
        long size = row.copiedBytes();
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!isClosed && !rows.isEmpty() && (rows.size() >= mostRows || bytes + size > mostBytes)) {
                if (left <= 0) {
                    return false;
                }
                left = hasRoom.awaitNanos(left);
            }
            if (isClosed) {
                return false;
            }
            rows.add(row);
            bytes += size;
            put++;
            hasNews.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The next row; null if there is none within this time, or others are to be flushed, or none will come. */
    @Nullable
    SourceRecord poll(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (rows.isEmpty() && !isClosed && taken >= flushAfter && left > 0) {
                left = hasNews.awaitNanos(left);
            }
            SourceRecord row = rows.poll();
            if (row != null) {
                bytes -= row.copiedBytes();
                taken++;
                hasRoom.signalAll();
            }
            return row;
        } finally {
            lock.unlock();
        }
    }

    /** All that are left. */
    List<SourceRecord> drain() {
        lock.lock();
        try {
            var left = new ArrayList<>(rows);
            rows.clear();
            bytes = 0;
            taken += left.size();
            hasRoom.signalAll();
            return left;
        } finally {
            lock.unlock();
        }
    }

    /** Asks whoever takes to flush the rows that were put so far, once they are taken. */
    void flush() {
        lock.lock();
        try {
            flushAfter = put + 1;
            hasNews.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Whether rows are to be flushed now; they are told of once. */
    boolean isFlushDue() {
        lock.lock();
        try {
            boolean isDue = flushAfter > 0 && taken >= flushAfter - 1;
            flushAfter = isDue ? 0 : flushAfter;
            return isDue;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more; those that are here can still be taken. */
    void close() {
        lock.lock();
        try {
            isClosed = true;
            hasRoom.signalAll();
            hasNews.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return isClosed;
        } finally {
            lock.unlock();
        }
    }

    /** Whether none is here, and none will come. */
    boolean isDone() {
        lock.lock();
        try {
            return isClosed && rows.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}

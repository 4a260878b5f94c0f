package dev.upserter.ingest;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Numbers rows, and knows how many have no end yet. Thread-safe. */
final class OpenRows {
    /** By the number of the first row of a stretch, how many rows of it are open: a stretch ends where somebody waits for it. */
    private final TreeMap<Long, Long> stretches = new TreeMap<>(Map.of(0L, 0L));

    private long last;
    private long open;

    /** The number of another row, which is open. */
    synchronized long begin() {
        last++;
        open++;
        stretches.merge(stretches.floorKey(last), 1L, Long::sum);
        return last;
    }

    /** A row has its end. */
    synchronized void end(long number) {
        Long first = stretches.floorKey(number);
        open--;
        if (stretches.merge(first, -1L, Long::sum) == 0 && !first.equals(stretches.lastKey())) {
            stretches.remove(first);
        }
        if (stretches.firstEntry().getValue() == 0 || open == 0) {
            notifyAll();
        }
    }

    /** How many are open. */
    synchronized long count() {
        return open;
    }

    /** The number of the last row. */
    synchronized long mark() {
        if (!stretches.lastEntry().getValue().equals(0L)) {
            stretches.put(last + 1, 0L);
        }
        return last;
    }

    /** Waits until no row up to one is open; false if the time is over before. */
    synchronized boolean await(long mark, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        while (stretches.headMap(mark, true).values().stream().anyMatch(count -> count > 0)) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
        }
        return true;
    }
}

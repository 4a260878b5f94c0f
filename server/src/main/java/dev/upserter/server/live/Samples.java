package dev.upserter.server.live;

import dev.upserter.server.answer.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The speed of a run over time, in at most {@value #MAX} steps of equal length: when they are full, each two are merged
 * into one. For one thread at a time.
 */
final class Samples {
    private static final int MAX = 120;

    private final long[] done = new long[MAX];
    private final int[] inFlight = new int[MAX];
    private long stepMillis = 500;
    private int steps;

    /**
     * Records the current figures.
     *
     * @param elapsedMillis since the start
     * @param rows          that are finished
     * @param requests      in flight
     */
    void add(long elapsedMillis, long rows, int requests) {
        while (elapsedMillis / stepMillis >= MAX) {
            halve();
        }
        int step = (int) (elapsedMillis / stepMillis);
        for (int i = steps; i < step; i++) {
            done[i] = i == 0 ? 0 : done[i - 1];
        }
        steps = Math.max(steps, step + 1);
        done[step] = rows;
        inFlight[step] = Math.max(inFlight[step], requests);
    }

    private void halve() {
        for (int i = 0; i < MAX / 2; i++) {
            done[i] = done[2 * i + 1];
            inFlight[i] = Math.max(inFlight[2 * i], inFlight[2 * i + 1]);
        }
        Arrays.fill(done, MAX / 2, MAX, 0);
        Arrays.fill(inFlight, MAX / 2, MAX, 0);
        steps = Math.min(steps, MAX) / 2;
        stepMillis *= 2;
    }

    /** Rows per second in the last two complete steps. */
    long rate() {
        int last = steps - 2;
        if (last < 1) {
            return steps == 0 ? 0 : done[steps - 1] * 1000 / (stepMillis * steps);
        }
        long before = last < 2 ? 0 : done[last - 2];
        return (done[last] - before) * 1000 / (2 * stepMillis);
    }

    /** The steps as JSON: rows per second, and most requests in flight. */
    JsonObject json() {
        List<Long> rates = LongStream.range(0, steps)
                .map(i -> (done[(int) i] - (i == 0 ? 0 : done[(int) i - 1])) * 1000 / stepMillis)
                .boxed()
                .toList();
        List<Long> flights =
                Arrays.stream(inFlight, 0, steps).asLongStream().boxed().toList();
        return new JsonObject()
                .with("stepMillis", stepMillis)
                .withNumbers("rowsPerSecond", rates)
                .withNumbers("inFlight", flights);
    }
}

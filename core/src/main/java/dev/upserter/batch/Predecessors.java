package dev.upserter.batch;

import java.util.Arrays;

/** The numbers of the batches that one has to follow, each once. For one thread. */
final class Predecessors {
    private long[] numbers = new long[4];
    private int count;

    void clear() {
        count = 0;
    }

    void add(long batch) {
        for (int i = 0; i < count; i++) {
            if (numbers[i] == batch) {
                return;
            }
        }
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, count * 2);
        }
        numbers[count++] = batch;
    }

    /** In the order in which they were added; a copy. */
    long[] numbers() {
        return Arrays.copyOf(numbers, count);
    }
}

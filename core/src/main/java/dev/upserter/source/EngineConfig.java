package dev.upserter.source;

import dev.upserter.problem.Problems;

/**
 * The resources that the embedded engine may use.
 *
 * @param memoryMegabytes memory outside the JVM's heap, 64 to 1048576; what does not fit goes to a temporary folder
 * @param threads         1 to 256
 */
public record EngineConfig(int memoryMegabytes, int threads) {
    /** Works for files of any size; sorting and joining large files is faster with more. */
    public static final EngineConfig DEFAULT = new EngineConfig(256, 2);

    /** The least memory it can work with. */
    public static final int MIN_MEGABYTES = 64;

    /** The largest memory that can be configured. */
    public static final int MAX_MEGABYTES = 1 << 20;

    /** The largest number of threads that can be configured. */
    public static final int MAX_THREADS = 256;

    public EngineConfig {
        new Problems()
                .require(
                        memoryMegabytes >= MIN_MEGABYTES && memoryMegabytes <= MAX_MEGABYTES,
                        "memoryMegabytes",
                        MIN_MEGABYTES + " to " + MAX_MEGABYTES)
                .require(threads >= 1 && threads <= MAX_THREADS, "threads", "1 to " + MAX_THREADS)
                .throwIfAny();
    }
}

package dev.upserter.source;

import dev.upserter.problem.Problems;

/**
 * What the embedded engine may take of the machine.
 *
 * @param memoryMegabytes memory beside the JVM's, 64 to 1048576; what does not fit goes to a temporary folder
 * @param threads         1 to 256
 */
public record EngineConfig(int memoryMegabytes, int threads) {
    /** Works for files of any size; sorting and joining much of them goes faster with more. */
    public static final EngineConfig USUAL = new EngineConfig(256, 2);

    /** The least memory it can work with. */
    public static final int MIN_MEGABYTES = 64;

    /** The most memory that can be named. */
    public static final int MAX_MEGABYTES = 1 << 20;

    /** The most threads that can be named. */
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

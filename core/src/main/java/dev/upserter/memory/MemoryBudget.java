package dev.upserter.memory;

/**
 * The bytes of the heap that runs may take together for what grows: batches, windows of keys, rows staged in memory. Each
 * run has a {@link MemoryShare} of it, no larger than those of the others. Thread-safe.
 */
public final class MemoryBudget {
    /** The smallest budget, bytes: one run still works in it. */
    public static final long LEAST = 16 << 20;

    /** What a run takes besides: buffers of the reader, the checks' tables, its reserve. Measured with eight and sixteen runs. */
    static final long OF_A_RUN = 4 << 20;

    private static final MemoryBudget OF_PROCESS =
            new MemoryBudget(Math.max(LEAST, Runtime.getRuntime().maxMemory() / 3 * 2));

    private final long bytes;
    private final RunRooms rooms;
    private long taken;
    private int shares;

    private MemoryBudget(long bytes) {
        this.bytes = bytes;
        this.rooms = new RunRooms(bytes);
    }

    /** The budget of this process: two thirds of the largest heap that it may have. */
    public static MemoryBudget ofProcess() {
        return OF_PROCESS;
    }

    /**
     * A budget of its own, for runs that are to take less together.
     *
     * @param bytes {@link #LEAST} or more
     * @throws IllegalArgumentException if it is smaller
     */
    public static MemoryBudget of(long bytes) {
        if (bytes < LEAST) {
            throw new IllegalArgumentException("a budget has " + LEAST + " bytes or more, not " + bytes);
        }
        return new MemoryBudget(bytes);
    }

    /** How many runs may go on at once: one for each {@link #LEAST}. */
    public RunRooms rooms() {
        return rooms;
    }

    /** A share, which counts once it is opened. */
    public MemoryShare share() {
        return new MemoryShare(this, OF_A_RUN);
    }

    /** An open share of work that takes nothing but what it asks for. */
    public MemoryShare open() {
        var share = new MemoryShare(this, 0);
        share.open();
        return share;
    }

    /** Bytes taken now; may exceed the budget by what each share always gets. */
    public synchronized long taken() {
        return taken;
    }

    /** Shares open now. */
    public synchronized int shares() {
        return shares;
    }

    synchronized void enter(long always) {
        shares++;
        taken += always;
    }

    synchronized void leave(long held) {
        shares--;
        taken -= held;
    }

    /** What a share may hold at most. */
    synchronized long fair() {
        return bytes / Math.max(1, shares);
    }

    /** Takes more for a share that would hold so much then; false if there is not so much, or others need it. */
    synchronized boolean take(long more, long most, long held) {
        boolean may = held + more <= most && taken + more <= bytes;
        taken += may ? more : 0;
        return may;
    }

    synchronized void change(long difference) {
        taken += difference;
    }
}

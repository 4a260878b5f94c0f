package dev.upserter.run.option;

/** Passes the wish to stop on, as long as it is open. */
public final class StopWatch implements AutoCloseable {
    private final Thread thread;

    private StopWatch(Thread thread) {
        this.thread = thread;
    }

    public static StopWatch on(StopSignal signal, Runnable action) {
        return new StopWatch(Thread.ofPlatform().daemon().name("stop-watch").start(() -> {
            try {
                signal.await(Long.MAX_VALUE);
                action.run();
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

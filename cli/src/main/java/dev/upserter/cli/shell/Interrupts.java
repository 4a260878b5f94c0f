package dev.upserter.cli.shell;

/** The source of requests to stop: Ctrl-C, or the signal with which a system ends its programs. */
public interface Interrupts {
    /** From now on, the first request runs this on its own thread; it must return quickly. */
    void onFirst(Runnable stop);
}

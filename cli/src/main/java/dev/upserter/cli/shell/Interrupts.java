package dev.upserter.cli.shell;

/** Where requests to stop come from: Ctrl-C, or the signal by which a machine ends its programs. */
public interface Interrupts {
    /** From now on, the first request runs this, on a thread of its own; it must return quickly. */
    void onFirst(Runnable stop);
}

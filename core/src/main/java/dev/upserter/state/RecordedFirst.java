package dev.upserter.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes what acknowledged entries mean to a record, before the state notes them: after a kill in between, the state still has
 * them as they were, and the next run sends them again. The same holds for a power failure. Several processes may write to the
 * same record. Thread-safe.
 */
public abstract class RecordedFirst implements Acknowledgements, AutoCloseable {
    private final AppendedFile file;
    private final Acknowledgements state;

    /** @param state receives what was acknowledged, once it is recorded */
    protected RecordedFirst(AppendedFile file, Acknowledgements state) {
        this.file = file;
        this.state = state;
    }

    /** What is recorded of entries, in ASCII; nothing if it is empty. */
    protected abstract String lines(StateEntries entries) throws IOException;

    @Override
    public final void acknowledge(StateEntries entries) throws IOException {
        append(lines(entries));
        state.acknowledge(entries);
    }

    /** Records lines that no entry tells, if there are any. */
    protected final void append(String lines) throws IOException {
        if (!lines.isEmpty()) {
            file.append(lines.getBytes(StandardCharsets.US_ASCII));
            if (state.isDurableAtOnce()) {
                file.force();
            }
        }
    }

    @Override
    public final boolean notesSending() {
        return state.notesSending();
    }

    @Override
    public final void sending(StateEntries entries) throws IOException {
        state.sending(entries);
    }

    @Override
    public final void tookNothing(StateEntries entries) throws IOException {
        state.tookNothing(entries);
    }

    @Override
    public final void leavesDoubt() {
        state.leavesDoubt();
    }

    @Override
    public final void force() throws IOException {
        file.force();
        state.force();
    }

    @Override
    public final boolean isDurableAtOnce() {
        return state.isDurableAtOnce();
    }

    /** Whether a power failure can lose nothing that was recorded. */
    public final boolean isForced() {
        return file.isForced();
    }

    @Override
    public final String place() {
        return state.place();
    }

    @Override
    public final void close() throws IOException {
        file.close();
    }
}

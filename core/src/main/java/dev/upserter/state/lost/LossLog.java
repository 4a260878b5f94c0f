package dev.upserter.state.lost;

import dev.upserter.operation.Identifier;
import dev.upserter.operation.Subject;
import dev.upserter.state.Acknowledgements;
import dev.upserter.state.AppendedFile;
import dev.upserter.state.PrivateFiles;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Records what Customer.io has taken away before the state notes it, as
 * {@link dev.upserter.state.suppression.SuppressionLog} does with suppressions: after a kill in between, it is taken away once more.
 * Several processes may write to the same file. Thread-safe.
 */
public final class LossLog implements Acknowledgements, AutoCloseable {
    private static final int MONTH = 7;

    private final Acknowledgements state;
    private final Teller teller;
    private final LostKey key;
    private final AppendedFile file;

    /** Says what an acknowledged entry means. */
    @FunctionalInterface
    public interface Teller {
        void tell(StateEntry entry, Lines lines);
    }

    /** What is recorded of some entries. For one thread. */
    public static final class Lines {
        private final LostKey key;
        private final StringBuilder text = new StringBuilder();

        private Lines(LostKey key) {
            this.key = key;
        }

        /** Somebody or something was taken away. */
        public void lost(Subject subject) {
            char what = subject instanceof Identifier ? LostRecord.LOST : LostRecord.THING;
            text.append(LostRecord.line(what, key.of(subject)));
        }

        /** What a state of this scope knows by a key was. */
        public void lost(String scope, byte[] keyInState) {
            text.append(LostRecord.line(LostRecord.KEY, key.of(scope, keyInState)));
        }

        /** A person who was taken away was sent again. */
        public void isBack(Subject person) {
            text.append(LostRecord.line(LostRecord.BACK, key.of(person)));
        }
    }

    private LossLog(Acknowledgements state, Teller teller, LostKey key, AppendedFile file) {
        this.state = state;
        this.teller = teller;
        this.key = key;
        this.file = file;
    }

    /**
     * Opens the record of a workspace, which is made if it is missing.
     *
     * @param date  of today, {@code 2026-11-29}
     * @param state receives what was acknowledged, once it is recorded here
     */
    public static LossLog open(LostRecord record, String date, Teller teller, Acknowledgements state)
            throws IOException {
        Path folder = record.folder();
        String month = date.substring(0, MONTH);
        PrivateFiles.makeFolders(folder);
        LostKey key = record.makeKey();
        record.removeBefore(month);
        Path file = folder.resolve(month);
        if (!Files.exists(file)) {
            make(file);
        }
        return new LossLog(state, teller, key, new AppendedFile(file));
    }

    private static void make(Path file) throws IOException {
        try {
            PrivateFiles.createFile(file);
            PrivateFiles.forceFolder(file.resolveSibling("."));
        } catch (FileAlreadyExistsException another) {
            // another process has made it
        }
    }

    @Override
    public void acknowledge(StateEntries entries) throws IOException {
        record(lines -> entries.forEach(entry -> teller.tell(entry, lines)));
        state.acknowledge(entries);
    }

    /** Says what is to be recorded. */
    @FunctionalInterface
    public interface Recording {
        void to(Lines lines) throws IOException;
    }

    /** Records what no entry tells. */
    public void record(Recording recording) throws IOException {
        String text;
        synchronized (key) {
            var lines = new Lines(key);
            recording.to(lines);
            text = lines.text.toString();
        }
        if (!text.isEmpty()) {
            file.append(text.getBytes(StandardCharsets.US_ASCII));
            if (state.isDurableAtOnce()) {
                file.force();
            }
        }
    }

    @Override
    public boolean notesSending() {
        return state.notesSending();
    }

    @Override
    public void sending(StateEntries entries) throws IOException {
        state.sending(entries);
    }

    @Override
    public void tookNothing(StateEntries entries) throws IOException {
        state.tookNothing(entries);
    }

    @Override
    public void leavesDoubt() {
        state.leavesDoubt();
    }

    @Override
    public void force() throws IOException {
        file.force();
        state.force();
    }

    @Override
    public boolean isDurableAtOnce() {
        return state.isDurableAtOnce();
    }

    @Override
    public String place() {
        return state.place();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

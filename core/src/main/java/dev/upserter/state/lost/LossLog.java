package dev.upserter.state.lost;

import dev.upserter.operation.Identifier;
import dev.upserter.operation.Subject;
import dev.upserter.state.Acknowledgements;
import dev.upserter.state.AppendedFile;
import dev.upserter.state.EmptyAcknowledgements;
import dev.upserter.state.PrivateFiles;
import dev.upserter.state.RecordedFirst;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** Records what Customer.io has taken away. After a kill before the state notes it, it is taken away once more. Thread-safe. */
public final class LossLog extends RecordedFirst {
    private static final int MONTH = 7;

    private final Teller teller;
    private final LostKey key;

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
        super(file, state);
        this.teller = teller;
        this.key = key;
    }

    /**
     * Opens the record of a workspace, which is made if it is missing.
     *
     * @param state receives what was acknowledged, once it is recorded here
     */
    public static LossLog open(LostRecord record, Instant now, Teller teller, Acknowledgements state)
            throws IOException {
        Path folder = record.folder();
        String month = now.toString().substring(0, MONTH);
        PrivateFiles.makeFolders(folder);
        LostKey key = record.makeKey();
        record.removeBefore(month);
        Path file = PrivateFiles.makeFile(folder.resolve(month));
        return new LossLog(state, teller, key, new AppendedFile(file));
    }

    /** Opens it for what no entry tells. */
    public static LossLog open(LostRecord record, Instant now) throws IOException {
        return open(record, now, (entry, lines) -> {}, EmptyAcknowledgements.NOWHERE);
    }

    @Override
    protected String lines(StateEntries entries) throws IOException {
        return text(lines -> entries.forEach(entry -> teller.tell(entry, lines)));
    }

    /** Says what is to be recorded. */
    @FunctionalInterface
    public interface Recording {
        void to(Lines lines) throws IOException;
    }

    /** Records what no entry tells. */
    public void record(Recording recording) throws IOException {
        append(text(recording));
    }

    private String text(Recording recording) throws IOException {
        synchronized (key) {
            var lines = new Lines(key);
            recording.to(lines);
            return lines.text.toString();
        }
    }
}

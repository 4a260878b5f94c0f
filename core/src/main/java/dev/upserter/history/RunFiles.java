package dev.upserter.history;

import dev.upserter.batch.Batch;
import dev.upserter.delivery.answer.DeadLetter;
import dev.upserter.json.GrowingBytes;
import dev.upserter.pipeline.RowLog;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.record.SourceRecord;
import dev.upserter.redaction.Redaction;
import dev.upserter.report.Files;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.state.Acknowledgements;
import dev.upserter.state.StateEntries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The files a run leaves. Thread-safe. */
public final class RunFiles implements RowLog, AutoCloseable {
    private final RunFolder folder;
    private final boolean goesOn;
    private final RowFile rejected;
    private final RowFile deadLetters;
    private @Nullable Journal journal;
    private @Nullable Acknowledgements state;
    private BiConsumer<Batch, IntPredicate> listener = (batch, rows) -> {};
    private volatile boolean notesRows;
    private volatile long noted;
    private volatile boolean notedWhole;
    private final ReentrantLock acknowledging = new ReentrantLock();
    private final GrowingBytes notes = new GrowingBytes(256);

    private RunFiles(RunFolder folder, boolean goesOn) {
        this.folder = folder;
        this.goesOn = goesOn;
        this.rejected = new RowFile(folder, RunFolder.REJECTED, "rejected");
        this.deadLetters = new RowFile(folder, RunFolder.DEAD_LETTERS, "dead letter");
    }

    /** The files of a new run; creates the folder. */
    public static RunFiles create(Path stateFolder, String run) {
        var folder = new RunFolder(stateFolder, run);
        folder.create();
        return new RunFiles(folder, false);
    }

    /** The files of a run that is resumed. */
    public static RunFiles resume(Path stateFolder, History history) {
        var folder = new RunFolder(stateFolder, history.run());
        var files = new RunFiles(folder, true);
        files.rejected.discard();
        if (history.deadLetterBytes() > 0) {
            files.deadLetters.resumeAt(history.deadLetterBytes());
        }
        return files;
    }

    /** Keeps a journal from now on, and what another process needs to resume the run. */
    public void keepJournal(RunHeader header) throws IOException {
        keepHeader(header);
        journal = journal == null ? Journal.open(folder) : journal;
        notesRows = header.sendsAllRows();
    }

    /** Keeps what another process needs to resume the run. */
    public void keepHeader(RunHeader header) throws IOException {
        folder.writeWhole(RunFolder.HEADER, header.toJson());
    }

    /**
     * Records how far a run that sends all rows has read, so that the number of rows it never sent is known.
     *
     * @param rows  how many rows were read
     * @param due   how many of them are to be sent
     * @param whole whether these are all rows
     */
    public void noteRead(long rows, long due, boolean whole) {
        if (journal != null && notesRows && (rows != noted || whole != notedWhole)) {
            journal.read(rows, whole ? due : Math.max(0, due - 1), whole);
            noted = rows;
            notedWhole = whole;
        }
    }

    @Override
    public void reject(SourceRecord record, Problem problem) {
        rejected.line()
                .at(record.location(), record.row(), record.number())
                .because(problem.code(), problem.message())
                .write(record.json());
    }

    @Override
    public void bury(List<DeadLetter> letters) {
        for (DeadLetter letter : letters) {
            deadLetters
                    .line()
                    .at(
                            letter.row().location(),
                            letter.row().first(),
                            letter.row().number())
                    .with("key", letter.row().key())
                    .because(letter.code(), letter.reason())
                    .with("field", letter.field())
                    .with("message", letter.message())
                    .with(DeadLetterFile.QUOTES, quotes(letter))
                    .write(letter.row().record());
        }
        deadLetters.flush();
    }

    private static String quotes(DeadLetter letter) {
        Redaction redaction = letter.row().redaction();
        var texts =
                new TreeMap<>(Map.of("reason", letter.reason(), "field", letter.field(), "message", letter.message()));
        texts.values().removeIf(redaction::mayShow);
        return String.join(" ", texts.keySet());
    }

    /** Passes what is acknowledged to a state, from now on. */
    public void keepState(Acknowledgements store) {
        state = store;
    }

    /** Tells a listener which rows of batches are delivered, before that is written down, from now on. */
    public void tell(BiConsumer<Batch, IntPredicate> delivered) {
        listener = delivered;
    }

    /**
     * Records what was delivered: first in the state, if one is kept, and then in the journal, if there is one. So a row
     * that the journal lists as delivered is in the state, too.
     */
    @Override
    public void delivered(Batch batch, List<DeadLetter> letters) {
        Set<Integer> given = letters.stream().map(DeadLetter::index).collect(Collectors.toSet());
        listener.accept(batch, i -> !given.contains(i));
        if (state != null) {
            acknowledge(batch, letters, given);
        }
        if (journal != null) {
            journal.delivered(batch, letters);
        }
    }

    private void acknowledge(Batch batch, List<DeadLetter> letters, Set<Integer> given) {
        tell(batch, i -> !given.contains(i), Acknowledgements::acknowledge);
        Set<Integer> refused = letters.stream()
                .filter(letter -> letter.code() == Code.REJECTED_BY_SERVER || letter.code() == Code.RATE_LIMITED)
                .map(DeadLetter::index)
                .collect(Collectors.toSet());
        if (!refused.isEmpty()) {
            noteSending(batch, refused::contains, Acknowledgements::tookNothing);
        }
        if (refused.size() < given.size() && state != null) {
            state.leavesDoubt();
        }
    }

    @Override
    public void sending(Batch batch) {
        noteSending(batch, i -> true, Acknowledgements::sending);
    }

    @Override
    public void tookNothing(Batch batch) {
        noteSending(batch, i -> true, Acknowledgements::tookNothing);
    }

    private interface Telling {
        void tell(Acknowledgements store, StateEntries entries) throws IOException;
    }

    private void noteSending(Batch batch, IntPredicate filter, Telling how) {
        Acknowledgements store = state;
        if (store != null && store.notesSending()) {
            tell(batch, filter, how);
        }
    }

    private void tell(Batch batch, IntPredicate filter, Telling how) {
        Acknowledgements store = state;
        if (store == null) {
            return;
        }
        acknowledging.lock(); // the store takes one after the other anyway, and several copies would need memory
        try {
            notes.clear();
            batch.writeNotes(filter, notes);
            how.tell(store, StateEntries.in(notes));
        } catch (IOException e) {
            throw RunFolder.unwritable(store.place(), e);
        } finally {
            acknowledging.unlock();
        }
    }

    /** Makes the last writes durable: rows beyond the end of the process, the journal beyond a power failure. */
    public void flush() {
        rejected.flush();
        deadLetters.flush();
        forceState();
        if (journal != null) {
            journal.force();
        }
    }

    private void forceState() {
        Acknowledgements store = state;
        if (store != null) {
            try {
                store.force();
            } catch (IOException e) {
                throw RunFolder.unwritable(store.place(), e);
            }
        }
    }

    /**
     * Writes the report.
     *
     * @param report creates it from the paths of all files
     * @return the report; without its own path if it could not be written
     */
    public RunReport write(Function<Files, RunReport> report) {
        RunReport whole = report.apply(new Files(rejected.path(), deadLetters.path(), folder.file(RunFolder.REPORT)));
        try {
            if (journal != null) {
                journal.end(end(whole.status()).spelling());
                journal.close();
            }
            folder.writeWhole(RunFolder.REPORT, whole.toJson() + "\n");
            return whole;
        } catch (ProblemException e) {
            return report.apply(new Files(rejected.path(), deadLetters.path(), null));
        }
    }

    /** A run that could not continue is no further than before, and may be tried again. */
    private Status end(Status status) {
        return goesOn && status == Status.REFUSED ? Status.STOPPED : status;
    }

    /** Closes the files of rows; the journal is ended by the report. */
    @Override
    public void close() {
        try (rejected) {
            deadLetters.close();
        }
    }
}

package dev.upserter.state.file;

import dev.upserter.memory.MemoryBudget;
import dev.upserter.state.AppendedFile;
import dev.upserter.state.KnownPeople;
import dev.upserter.state.LastRun;
import dev.upserter.state.PrivateFiles;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateHeader;
import dev.upserter.state.StateStore;
import dev.upserter.state.bucket.Buckets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state in the folder of a sync: {@code state}, sorted by key, and {@code ack.log}, what was acknowledged since. The
 * log is merged into the state at the end of a run, or when the state is next opened; merging it twice does no harm.
 * {@code in-flight.log} holds what was about to be sent: for people in it who were not acknowledged, the state then records
 * that their values at Customer.io are unknown. {@code state.run} names the last run. It is written before the first
 * acknowledgement, and after the last merge it records that the run has ended, so a kill in between leaves the run
 * unfinished.
 */
public final class FileStore implements StateStore {
    static final String STATE = "state";
    static final String LOG = "ack.log";
    private static final String IN_FLIGHT = "in-flight.log";
    /** The folder in which a run stages its source. */
    public static final String STAGING = "staging";

    private static final String LAST_RUN = "state.run";
    private static final String UNFINISHED = " unfinished";
    private static final String OUTDATED = "state.outdated";

    private final Path folder;
    private @Nullable AckLog log;
    private @Nullable UnfinishedRun inFlight;
    private String running = "";
    private volatile boolean leavesDoubt;

    private final MemoryBudget memory;

    private FileStore(Path folder, MemoryBudget memory) {
        this.folder = folder;
        this.memory = memory;
    }

    /**
     * Opens the state of a sync; merges in what an earlier process left.
     *
     * @param folder of the sync, locked by the caller; need not exist
     * @param memory what merging may take
     */
    public static FileStore open(Path folder, MemoryBudget memory) throws IOException {
        var store = new FileStore(folder, memory);
        if (Files.exists(store.logFile())) {
            store.fold(null);
        }
        return store;
    }

    /** The people in the state of a sync, without those in a log that an earlier process left. */
    static KnownPeople peek(Path folder) throws IOException {
        return new FileStore(folder, MemoryBudget.ofProcess()).known();
    }

    /** Whether the folder of a sync holds a state. */
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(STATE)) || Files.exists(folder.resolve(LOG));
    }

    /** Records that a run sends people without updating the state, if there is one. */
    public static void outdate(Path folder, String run) throws IOException {
        Path mark = folder.resolve(OUTDATED);
        if (isIn(folder) && !Files.exists(mark)) {
            Files.writeString(PrivateFiles.createFile(mark), run + "\n");
        }
    }

    @Override
    public Optional<String> outdatedBy() throws IOException {
        Path mark = folder.resolve(OUTDATED);
        return Files.exists(mark) ? Optional.of(text(mark)) : Optional.empty();
    }

    @Override
    public void takeUp() throws IOException {
        Files.deleteIfExists(folder.resolve(OUTDATED));
    }

    @Override
    public Optional<LastRun> lastRun() throws IOException {
        Path mark = folder.resolve(LAST_RUN);
        if (!Files.exists(mark)) {
            return Optional.empty();
        }
        String text = text(mark);
        boolean isUnfinished = text.endsWith(UNFINISHED);
        String run = isUnfinished ? text.substring(0, text.length() - UNFINISHED.length()) : text;
        return Optional.of(new LastRun(run, isUnfinished));
    }

    private void note(LastRun last) throws IOException {
        Path temporary = folder.resolve(LAST_RUN + ".tmp");
        Files.deleteIfExists(temporary);
        String text = last.run() + (last.isUnfinished() ? UNFINISHED : "") + "\n";
        try (var file = new AppendedFile(PrivateFiles.createFile(temporary))) {
            file.append(text.getBytes(StandardCharsets.UTF_8));
            file.force();
        }
        PrivateFiles.replace(temporary, folder.resolve(LAST_RUN));
    }

    private Path stateFile() {
        return folder.resolve(STATE);
    }

    private Path inFlightFile() {
        return folder.resolve(IN_FLIGHT);
    }

    private Path logFile() {
        return folder.resolve(LOG);
    }

    /** A damaged mark has another text; it is not a reason to fail. */
    private static String text(Path mark) throws IOException {
        return new String(Files.readAllBytes(mark), StandardCharsets.UTF_8).strip();
    }

    @Override
    public Optional<StateHeader> header() {
        try {
            if (!Files.exists(stateFile())) {
                return Optional.empty();
            }
            return Optional.of(StateReader.header(stateFile())
                    .orElseGet(() -> new StateHeader(0, "", "", "", "", false, 0, 0, 0, 0)));
        } catch (IOException unreadable) {
            return Optional.of(new StateHeader(0, "", "", "", "", false, 0, 0, 0, 0));
        }
    }

    @Override
    public KnownPeople known() throws IOException {
        return Files.exists(stateFile()) ? StateReader.open(stateFile()) : KnownPeople.none();
    }

    @Override
    public void reset() throws IOException {
        Files.deleteIfExists(stateFile());
        Files.deleteIfExists(logFile());
        Files.deleteIfExists(inFlightFile());
        Files.deleteIfExists(folder.resolve(LAST_RUN));
        PrivateFiles.remove(folder.resolve(STAGING));
        takeUp();
    }

    @Override
    public void begin(StateHeader header, String run) throws IOException {
        PrivateFiles.makeFolders(folder);
        note(new LastRun(run, true));
        running = run;
        leavesDoubt = false;
        inFlight = UnfinishedRun.start(inFlightFile(), header);
        log = AckLog.start(logFile(), header);
    }

    @Override
    public boolean notesSending() {
        return inFlight != null;
    }

    @Override
    public void sending(StateEntries entries) throws IOException {
        if (inFlight != null) {
            inFlight.sending(entries);
        }
    }

    @Override
    public void leavesDoubt() {
        leavesDoubt = true;
    }

    @Override
    public void tookNothing(StateEntries entries) throws IOException {
        if (inFlight != null) {
            inFlight.tookNothing(entries);
        }
    }

    @Override
    public void acknowledge(StateEntries entries) throws IOException {
        running().append(entries);
    }

    private AckLog running() {
        if (log == null) {
            throw new IllegalStateException("no run has begun");
        }
        return log;
    }

    @Override
    public void force() throws IOException {
        if (inFlight != null) {
            inFlight.force();
        }
        if (log != null) {
            log.force();
        }
    }

    @Override
    public void finish(StateHeader header, LastRun last) throws IOException {
        try (AckLog open = running();
                UnfinishedRun unanswered = inFlight) {
            open.force();
        }
        log = null;
        inFlight = null;
        if (!leavesDoubt && !last.isUnfinished() && last.run().equals(running)) {
            Files.delete(inFlightFile()); // everything was answered
        }
        fold(header);
        note(last);
    }

    /** Merges the log into the state; uses the log's header where none is given. */
    private void fold(@Nullable StateHeader given) throws IOException {
        try (var share = memory.open();
                var acknowledged = new Buckets(folder.resolve("folding"), share)) {
            UnfinishedRun.spread(inFlightFile(), acknowledged);
            Optional<StateHeader> written = AckLog.read(
                    logFile(), (bytes, length) -> new StateEntries(bytes, 0, length).forEach(acknowledged::add));
            acknowledged.settle();
            StateHeader header = given == null ? written.orElse(null) : given;
            if (header != null && (acknowledged.count() > 0 || !isAbout(header))) {
                write(acknowledged, header);
            }
            Files.deleteIfExists(inFlightFile());
            Files.delete(logFile());
        }
    }

    private boolean isAbout(StateHeader header) {
        return header().filter(now -> now.isAboutTheSame(header)).isPresent();
    }

    private void write(Buckets acknowledged, StateHeader header) throws IOException {
        Path temporary = folder.resolve(STATE + ".tmp");
        try (KnownPeople known = known();
                var writer = new StateWriter(temporary, header.hasValues())) {
            new Compaction(known, acknowledged, writer, header.forgotten()).run();
            writer.finish(header);
        }
        PrivateFiles.replace(temporary, stateFile());
    }

    @Override
    public String place() {
        return stateFile().toString();
    }

    @Override
    public void close() throws IOException {
        try (UnfinishedRun unanswered = inFlight) {
            if (log != null) {
                log.close();
            }
        }
    }
}

package dev.upserter.run.earlier;

import dev.upserter.config.SyncConfig;
import dev.upserter.history.ConfigDigests;
import dev.upserter.history.DeadLetterFile;
import dev.upserter.history.LastRuns;
import dev.upserter.history.Retries;
import dev.upserter.history.RowSet;
import dev.upserter.history.RunFolder;
import dev.upserter.history.RunHeader;
import dev.upserter.history.Scope;
import dev.upserter.history.SourcePrint;
import dev.upserter.history.StateFolder;
import dev.upserter.mapping.Mapped;
import dev.upserter.mapping.Mapper;
import dev.upserter.mapping.RunVariables;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.problem.ProblemLog;
import dev.upserter.record.SourceRecord;
import dev.upserter.run.option.Resume;
import dev.upserter.source.DataFile;
import dev.upserter.source.Source;
import dev.upserter.source.open.Sources;
import dev.upserter.state.PrivateFiles;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Gathers the rows of a run that were not delivered, to be sent again. Leaves out those of people of whom the source has a
 * later row: that one was delivered, and an older one must not overwrite it. For one thread.
 */
public final class Retry {
    /** Data of so many later runs are read. */
    private static final int MOST_LATER = 10;

    private final StateFolder state;
    private final SyncConfig config;
    private final String run;
    /** By row number, whom an undelivered row is about. */
    private final Map<Long, Long> people = new HashMap<>();
    /** By person, the last row that was delivered, or the last of all where a later run held one; 0 for none. */
    private final Map<Long, Long> lastDelivered = new HashMap<>();

    private final List<String> unsure = new ArrayList<>();
    /** Rows that earlier retries delivered, and how many of them were left out. */
    private RowSet deliveredBefore = new RowSet();

    private long repeated;

    /**
     * For a run that has come to its end.
     *
     * @param state  where the run's files are
     * @param config the sync
     * @param run    the run's id
     */
    public Retry(StateFolder state, SyncConfig config, String run) {
        this.state = state;
        this.config = config;
        this.run = run;
    }

    /**
     * What is to be sent again.
     *
     * @param data     the rows, in a file of the run's folder
     * @param leftOut  how many rows were left out, since the source has a later one of the same person
     * @param before   how many rows were left out, since an earlier retry delivered them
     * @param resume   how to run it: going on, where an earlier retry of the same rows was cut off
     * @param scope    of whom it speaks
     * @param unsure   where later rows could not be looked for
     */
    public record Rows(DataFile data, long leftOut, long before, Resume resume, Scope scope, List<String> unsure) {

        /** Notes what whoever asked for the retry should know. */
        public void note(String thing, ProblemLog log) {
            for (long i = 0; i < leftOut; i++) {
                log.add(Problem.of(
                        Code.RETRY_SUPERSEDED,
                        null,
                        "the row was left out: its data, or those of a run after it, hold a later one of the" + " same "
                                + thing));
            }
            for (long i = 0; i < before; i++) {
                log.add(Problem.of(
                        Code.RETRY_DELIVERED,
                        null,
                        "the row was left out: an earlier retry delivered it, and was then stopped"));
            }
            unsure.forEach(message -> log.add(Problem.of(Code.RETRY_UNSURE, null, message)));
        }
    }

    /**
     * Gathers the rows.
     *
     * @throws ProblemException if there is nothing to send again, or the run has not come to its end
     */
    public Rows gather() throws IOException {
        RunHeader header = RunHeader.read(state.run(run))
                .orElseThrow(() -> impossible(
                        "there is no such run", "give the id of a run, or its folder. --state names the state folder"));
        requireRetriable(header);
        Path file = state.run(run).resolve(RunFolder.RETRY);
        boolean isByOption = header.sendsChanges() && !config.incremental().enabled();
        Scope scope = isByOption ? Scope.INCREMENTAL : Scope.CONFIGURED;
        Optional<String> underWay =
                underWay(file).filter(other -> state.laterRuns(other, header).isEmpty());
        if (underWay.isPresent()) {
            return new Rows(DataFile.of(file), 0, 0, new Resume.Of(underWay.get()), scope, List.of());
        }
        List<Path> undelivered = state.undelivered(run);
        if (undelivered.isEmpty()) {
            throw impossible("every row was delivered", "nothing to do");
        }
        requireFirst();
        deliveredBefore = new Retries(state).delivered(run, file);
        for (Path rows : undelivered) {
            noteRows(rows);
        }
        Optional<DataFile> source = unchangedSource(header);
        if (source.isPresent()) {
            findDelivered(source.get());
        } else {
            unsure.add("the data are not there as they were, so later rows of the same "
                    + config.kind().kind().things() + " were not looked for");
        }
        if (!header.sendsChanges()) {
            lookAtLaterRuns(header);
        }
        long leftOut = write(file, undelivered);
        if (Files.size(file) == 0) {
            throw nothingLeft(leftOut);
        }
        return new Rows(DataFile.of(file), leftOut, repeated, new Resume.Not(), scope, unsure);
    }

    private void requireRetriable(RunHeader header) throws IOException {
        if (state.isUnfinished(run)) {
            throw impossible(
                    "it has not completed", "resume it first: upserter resume, or upserter sync with --resume");
        }
        if (!header.hasSameType(ConfigDigests.of(config))) {
            throw impossible(
                    "its rows became another type of things than the configuration says now",
                    "set type and the keys that go with it to what they were in that run");
        }
    }

    private ProblemException nothingLeft(long leftOut) {
        if (leftOut > 0) {
            return impossible(
                    "of each " + config.kind().kind().thing()
                            + " it did not deliver, its data or those of a run after it hold a later row",
                    Code.RETRY_SUPERSEDED.help());
        }
        if (repeated > 0) {
            return impossible("earlier retries delivered its rows before they were stopped", "nothing to do");
        }
        return impossible(
                "all that it did not deliver are removals",
                "nothing to do: the next run of the whole source tries those again");
    }

    /** What a completed retry of these rows did not deliver is in the files of that retry. */
    private void requireFirst() throws IOException {
        String last = new Retries(state).lastOf(run);
        if (!last.equals(run)) {
            throw impossible(
                    "the run " + last + " has sent its rows again. Nothing was sent",
                    state.undelivered(last).isEmpty()
                            ? "nothing to do: that run left no row undelivered"
                            : "retry that run in its place: what it did not deliver is in its files, where rows can be"
                                    + " corrected");
        }
    }

    /** Of a plain sync, only the data of later runs tell whom they held; of others, the state does. */
    private void lookAtLaterRuns(RunHeader header) throws IOException {
        List<String> later = state.laterRuns(run, header);
        for (String other : later) {
            Optional<RunHeader> found =
                    RunHeader.read(state.run(other)).filter(unused -> later.indexOf(other) < MOST_LATER);
            Optional<DataFile> data = found.isPresent() ? unchangedSource(found.get()) : Optional.empty();
            if (data.isPresent()) {
                Mapper mapper = mapper();
                read(
                        data.get(),
                        record -> person(mapper, record)
                                .ifPresent(person ->
                                        lastDelivered.computeIfPresent(person, (key, before) -> Long.MAX_VALUE)));
            } else {
                unsure.add("the run " + other
                        + " came after it, and its data are not there as they were: where they held the same"
                        + " " + config.kind().kind().things() + ", the older rows are in effect now");
            }
        }
    }

    /** That rows of a mirror's run are not sent again after a later one. */
    public static ProblemException overtaken(String run, String later) {
        return new ProblemException(Problem.of(
                Code.RETRY_IMPOSSIBLE,
                null,
                "the run " + run + " cannot be retried: the run " + later
                        + " came after it, and a mirror follows the newest source. Nothing was sent",
                "nothing to do where the newest export holds these rows as they should be, since each run sends what"
                        + " still differs. Otherwise correct the export, or retry that run"));
    }

    private ProblemException impossible(String why, String hint) {
        return new ProblemException(
                Problem.of(Code.RETRY_IMPOSSIBLE, null, "the run " + run + " cannot be retried: " + why, hint));
    }

    /** The retry that sends these very rows and has not come to its end; earlier builds noted it as the last run. */
    private Optional<String> underWay(Path file) throws IOException {
        String rows = file.toAbsolutePath().normalize().toString();
        for (LastRuns.Kind kind : LastRuns.Kind.values()) {
            Optional<String> found = state.lastRuns(config.sync(), kind)
                    .last()
                    .filter(state::isUnfinished)
                    .filter(last -> RunHeader.read(state.run(last))
                            .map(RunHeader::source)
                            .filter(source -> source.path().equals(rows))
                            .isPresent());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The run whose rows these are, gathered to be sent again; empty for all other data. */
    public static Optional<String> runOf(DataFile data, StateFolder state) {
        return isOf(data, state) && data instanceof DataFile.OnDisk file
                ? Optional.ofNullable(file.path().toAbsolutePath().getParent())
                        .map(folder -> String.valueOf(folder.getFileName()))
                : Optional.empty();
    }

    /** Whether data are what a run gathered to send again. */
    public static boolean isOf(DataFile data, StateFolder state) {
        return data instanceof DataFile.OnDisk file
                && file.path().endsWith(RunFolder.RETRY)
                && file.path().toAbsolutePath().normalize().startsWith(state.runs());
    }

    private Optional<DataFile> unchangedSource(RunHeader header) throws IOException {
        SourcePrint then = header.source();
        if (then == null) {
            return Optional.empty();
        }
        try {
            DataFile data = then.data(state.run(header.run()));
            return SourcePrint.of(data).filter(then::same).map(same -> data);
        } catch (ProblemException noLongerThere) {
            return Optional.empty();
        }
    }

    private void noteRows(Path file) throws IOException {
        List<Long> numbers = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    numbers.add(DeadLetterFile.rowOf(line).orElse(0));
                }
            }
        }
        Mapper mapper = mapper();
        try (Source source = Sources.open(DataFile.of(file))) {
            while (source.hasNext()) {
                SourceRecord record = source.next();
                long row = record.number() <= numbers.size() ? numbers.get((int) record.number() - 1) : 0;
                person(mapper, record).ifPresent(person -> {
                    people.put(row, person);
                    lastDelivered.put(person, 0L);
                });
            }
        }
    }

    private Mapper mapper() {
        return new Mapper(
                config.mapping(), config.kind().maker(), RunVariables.NONE, config.guards(), new ProblemLog());
    }

    private OptionalLong person(Mapper mapper, SourceRecord record) {
        config.guards().decide(record, taken -> {});
        if (record.defect().isEmpty() && mapper.map(record) instanceof Mapped.Made made) {
            return OptionalLong.of(made.operation().subject().subjectHash());
        }
        return OptionalLong.empty();
    }

    private void findDelivered(DataFile data) throws IOException {
        Mapper mapper = mapper();
        read(data, record -> {
            if (!people.containsKey(record.number())) {
                person(mapper, record)
                        .ifPresent(person -> lastDelivered.computeIfPresent(person, (key, before) -> record.number()));
            }
        });
    }

    private void read(DataFile data, Consumer<SourceRecord> each) throws IOException {
        try (Source source = Sources.open(data, config.source())) {
            while (source.hasNext()) {
                each.accept(source.next());
            }
        }
    }

    /** Copies the lines that are to be sent again; how many were left out. */
    private long write(Path file, List<Path> undelivered) throws IOException {
        Path temporary = file.resolveSibling(RunFolder.RETRY + ".tmp");
        long leftOut = 0;
        Files.deleteIfExists(temporary);
        try (BufferedWriter out = Files.newBufferedWriter(PrivateFiles.createFile(temporary))) {
            for (Path rows : undelivered) {
                try (BufferedReader lines = Files.newBufferedReader(rows)) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        OptionalLong row = DeadLetterFile.rowOf(line);
                        if (deliveredBefore.contains(row.orElse(0))) {
                            repeated++;
                        } else if (isSuperseded(row.orElse(0))) {
                            leftOut++;
                        } else if (!isRemoval(row)) {
                            out.write(line);
                            out.write('\n');
                        }
                    }
                }
            }
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return leftOut;
    }

    /** Whether the line is about a person who was no longer in the source, so that there is no row to send again. */
    private static boolean isRemoval(OptionalLong row) {
        return row.isPresent() && row.getAsLong() == 0;
    }

    private boolean isSuperseded(long row) {
        Long person = people.get(row);
        return person != null && lastDelivered.getOrDefault(person, 0L) > row;
    }
}

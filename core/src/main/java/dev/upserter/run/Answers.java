package dev.upserter.run;

import dev.upserter.config.SyncConfig;
import dev.upserter.history.LastRuns;
import dev.upserter.history.PastRuns;
import dev.upserter.history.RunFolder;
import dev.upserter.history.RunHeader;
import dev.upserter.history.SourcePrint;
import dev.upserter.history.StateFolder;
import dev.upserter.problem.ProblemException;
import dev.upserter.problem.Quantities;
import dev.upserter.report.Progress;
import dev.upserter.run.check.SourceCheck;
import dev.upserter.run.earlier.RunStart;
import dev.upserter.run.execution.Execution;
import dev.upserter.run.execution.RunSpec;
import dev.upserter.run.option.Resume;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StopWatch;
import dev.upserter.source.DataFile;
import dev.upserter.source.open.Spool;
import dev.upserter.state.PrivateFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The answer to a query is in the folder of the run that asked, from before its first request to its end: nobody is asked
 * while rows are sent, and a run that was cut off goes on with the same rows.
 */
final class Answers {
    private static final System.Logger LOGGER = System.getLogger(Answers.class.getName());
    private static final int BUFFER = 1 << 16;
    private static final long PERIOD_MILLIS = 200;

    private Answers() {}

    /**
     * The run with its data as they are now. One that is to go on with a certain run reads that one's answer, and asks only
     * where there is none.
     */
    static RunSpec known(RunSpec run, Optional<LastRuns> runs) throws IOException {
        if (!(run.data() instanceof DataFile.Query)) {
            return run.with(SourcePrint.of(run.data()).orElse(null));
        }
        StateFolder folder = run.folder();
        Optional<String> earlier = switch (run.options().resume()) {
            case Resume.Of of -> Optional.of(of.run()).filter(folder::holds);
            case Resume.Strict strict ->
                runs.isPresent()
                        ? folder.unfinished(runs.get()).stream().reduce((one, other) -> other)
                        : Optional.empty();
            case Resume.Latest latest -> Optional.empty();
            case Resume.Not not -> Optional.empty();
        };
        Optional<DataFile> answer = earlier.flatMap(id -> RunHeader.read(folder.run(id))
                .map(RunHeader::source)
                .filter(source -> source.isAnswer() && !source.isPending())
                .map(source -> source.data(folder.run(id))));
        if (answer.isPresent()) {
            return run.reading(answer.get(), SourcePrint.of(answer.get()).orElse(null));
        }
        return run.with(isKept(run) ? SourcePrint.PENDING : null);
    }

    /** Whether a later run may go on with the answer. */
    private static boolean isKept(RunSpec run) {
        return !run.options().dryRun() && run.options().limit().isEmpty();
    }

    /**
     * Asks, if the run has to, and writes the answer into its folder.
     *
     * @param look at the answer, before its rows are written
     * @return the run as it reads that
     * @throws ProblemException if there is no whole answer, it is not wanted, or there is no room for it
     */
    static RunStart take(RunStart begun, Spool.Look look) throws IOException {
        Execution run = begun.execution();
        Path file = run.folder().run(run.id()).resolve(RunFolder.ANSWER);
        if (run.data() instanceof DataFile.Answer frozen && !run.options().dryRun()) {
            return copied(begun, frozen, file);
        }
        if (!(run.data() instanceof DataFile.Query query) || run.options().dryRun()) {
            return begun;
        }
        try (var spool = new Spool(query, run.config().source());
                var watch = StopWatch.on(run.options().stop(), spool::cancel);
                var pulse = new Pulse(run, spool)) {
            write(run.options(), spool, look, file);
        } catch (IOException e) {
            throw RunFolder.unwritable(file, e);
        }
        var answer = new DataFile.Answer(file, query.name());
        return begun.reading(run.spec()
                .reading(answer, isKept(run.spec()) ? SourcePrint.of(answer).orElse(null) : null));
    }

    /** A plan's answer goes into the folder of the run that does it, for that one to be resumed like any other. */
    private static RunStart copied(RunStart begun, DataFile.Answer frozen, Path file) throws IOException {
        if (Files.exists(file)) {
            return begun;
        }
        try {
            Files.copy(frozen.path(), PrivateFiles.createFile(file), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw RunFolder.unwritable(file, e);
        }
        var answer = new DataFile.Answer(file, frozen.name());
        return begun.reading(
                begun.execution().spec().reading(answer, SourcePrint.of(answer).orElse(null)));
    }

    /** Asks, and writes the answer down, for a plan. */
    static void write(DataFile.Query query, SyncConfig config, RunOptions options, Path file) {
        try (var spool = new Spool(query, config.source());
                var watch = StopWatch.on(options.stop(), spool::cancel)) {
            write(options, spool, SourceCheck.alone(config, options.stateFolder())::require, file);
        } catch (IOException e) {
            throw RunFolder.unwritable(file, e);
        }
    }

    /** Writes the whole answer; of one that is not whole, nothing stays. */
    private static void write(RunOptions options, Spool spool, Spool.Look look, Path file) throws IOException {
        boolean isWhole = false;
        try {
            Files.deleteIfExists(file);
            PrivateFiles.createFile(file);
            writeRows(options, spool, look, file);
            isWhole = true;
        } catch (IOException e) {
            throw RunFolder.unwritable(file, e);
        } finally {
            if (!isWhole) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void writeRows(RunOptions options, Spool spool, Spool.Look look, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
            if (!spool.writeTo(out, look, options.limit(), options.stop()::isStopped)) {
                throw new ProblemException(Execution.interrupted());
            }
            out.flush();
            channel.force(false);
        }
    }

    /**
     * Removes the answers of a sync's runs with which nobody goes on any longer, those of processes that were killed among them.
     * The sync is locked.
     */
    static void release(StateFolder folder, String sync) throws IOException {
        var unfinished = new ArrayList<String>();
        for (LastRuns.Kind kind : LastRuns.Kind.values()) {
            unfinished.addAll(folder.unfinished(folder.lastRuns(sync, kind)));
        }
        var runs = new PastRuns(folder);
        for (String run : runs.ids()) {
            Path file = folder.run(run).resolve(RunFolder.ANSWER);
            if (!unfinished.contains(run)
                    && Files.exists(file)
                    && runs.sync(run).equals(sync)) {
                Files.delete(file);
            }
        }
    }

    /** Tells whoever watches the run what it waits for, a few times a second while it is open. */
    private static final class Pulse implements AutoCloseable {
        private final Execution run;
        private final Spool spool;
        private final CountDownLatch closed = new CountDownLatch(1);
        private final Thread thread;

        Pulse(Execution run, Spool spool) {
            this.run = run;
            this.spool = spool;
            this.thread = Thread.ofPlatform().daemon().name("pulse").start(this::run);
        }

        private void run() {
            try {
                while (!closed.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                    run.options().progress().accept(progress());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOGGER.log(System.Logger.Level.WARNING, "the progress of the run could not be shown: " + e);
            }
        }

        private Progress progress() {
            long rows = spool.rows();
            String waiting = spool.waiting() + (rows == 0 ? "" : ", " + Quantities.say(rows) + " rows so far");
            return Progress.before(run.config().delivery(), run.elapsed(), waiting);
        }

        @Override
        public void close() {
            closed.countDown();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

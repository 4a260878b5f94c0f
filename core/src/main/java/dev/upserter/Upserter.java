package dev.upserter;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.delivery.http.Connections;
import dev.upserter.ingest.Ingest;
import dev.upserter.memory.MemoryBudget;
import dev.upserter.problem.Defect;
import dev.upserter.problem.Location;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.report.UndoneReport;
import dev.upserter.source.stream.TemporaryFolders;
import dev.upserter.state.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends rows to Customer.io as one sync of a configuration says, as often as its program likes: it keeps connections and what
 * it knows of the workspace from one run to the next. To be opened once and closed at the end.
 *
 * <p>Thread-safe: several runs may go on at once. What goes wrong in a run is in its {@link Report}, not thrown: unreadable
 * rows, an outage, refused credentials, a failure of the program's own rows or clock. What is thrown is a mistake of the
 * caller: {@link NullPointerException}, and {@link IllegalStateException} after {@link #close}.
 */
public final class Upserter implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Upserter.class.getName());

    private final SyncConfig config;
    private final State state;
    private final Connections connections;
    private final Meters meters;
    private final OpenRuns open;
    private final Runner runs;
    private @Nullable Path temporary;

    Upserter(
            SyncConfig config,
            State state,
            Connections connections,
            Meters meters,
            OpenRuns open,
            Function<Supplier<Path>, Runner> runs) {
        this.config = config;
        this.state = state;
        this.connections = connections;
        this.meters = meters;
        this.open = open;
        this.runs = runs.apply(this::folder);
    }

    /** Starts with a configuration, and defaults for everything else. */
    public static Builder builder() {
        return new Builder();
    }

    /** The name of the sync. */
    public String sync() {
        return config.sync();
    }

    /**
     * What it counts, for tools that watch over the program: rows by what became of them, runs and their time, requests,
     * their repetitions and their time, and what waits in ingesters. {@code check} and {@code plan} do not count.
     */
    public List<Meter> meters() {
        return meters.all();
    }

    /**
     * Sends rows, and waits until each has its end.
     *
     * @throws IllegalStateException if the rows were given to a run before, or the upserter is closed
     */
    public <T> Report run(Rows<T> rows) {
        return waited(named(rows), null, true, runs::run);
    }

    /**
     * The same, telling what becomes of each row.
     *
     * @param onRow see {@link RowOutcome} for its threads
     */
    public <T> Report run(Rows<T> rows, Consumer<? super RowOutcome<T>> onRow) {
        return waited(named(rows), Objects.requireNonNull(onRow, "onRow"), true, runs::run);
    }

    /** Sends rows on a thread of its own; otherwise as {@link #run(Rows)}. */
    public <T> Job start(Rows<T> rows) {
        return started(rows, null);
    }

    /** Sends rows on a thread of its own; otherwise as {@link #run(Rows, Consumer)}. */
    public <T> Job start(Rows<T> rows, Consumer<? super RowOutcome<T>> onRow) {
        return started(rows, Objects.requireNonNull(onRow, "onRow"));
    }

    /**
     * Reads, maps and checks rows, and tests the credentials; sends nothing. What would be sent is {@link Report#pending}.
     *
     * @throws IllegalStateException as {@link #run(Rows)}
     */
    public Report check(Rows<?> rows) {
        return waited(named(rows), null, false, runs::check);
    }

    /**
     * Finds out what a run would send, and, where only changes are sent, how the rows differ from what was delivered before.
     * Sends nothing, and makes no connection to Customer.io: fit for a unit test.
     *
     * @throws IllegalStateException as {@link #run(Rows)}
     */
    public Report plan(Rows<?> rows) {
        return waited(named(rows), null, false, runs::plan);
    }

    /**
     * Sends one row with a request of its own, and waits for its end. It costs what its request does: nothing is asked or opened
     * that an earlier call has asked or opened. Threads that send at once are as many as the configuration's {@code parallelism},
     * and others wait. Needs {@link State#none}: with another state, each run has a folder.
     *
     * @param row a field for each of its keys, with a value of the types of {@link Row#set(String, Object)}
     * @throws IllegalStateException if there is a state, or the upserter is closed
     */
    public Report send(Map<String, ? extends @Nullable Object> row) {
        return sent(Rows.maps(List.of(Objects.requireNonNull(row, "row"))));
    }

    /**
     * The same of an object, which a mapper writes into the row.
     *
     * @throws IllegalStateException as {@link #send(Map)}
     */
    public <T> Report send(T object, RowMapper<? super T> mapper) {
        return sent(Rows.of(List.of(Objects.requireNonNull(object, "object")), mapper));
    }

    private Report sent(Rows<?> row) {
        if (state.kind() != State.Kind.NONE) {
            throw new IllegalStateException(
                    "send is for State.none(): with another state, each run has a folder. Call run");
        }
        return waited(row, null, true, runs::send);
    }

    private static <T> Rows<T> named(Rows<T> rows) {
        return Objects.requireNonNull(rows, "rows");
    }

    private interface Kind {
        RunReport of(Handing rows, ActiveRun run);
    }

    /** Runs it on this thread. */
    private <T> Report waited(
            Rows<T> rows, @Nullable Consumer<? super RowOutcome<T>> onRow, boolean counts, Kind kind) {
        ActiveRun run = open.enter();
        try {
            return report(rows.hand(called(onRow)), run, counts, kind);
        } finally {
            open.leave(run);
        }
    }

    /** Runs it on a thread of its own. */
    private <T> Job started(Rows<T> rows, @Nullable Consumer<? super RowOutcome<T>> onRow) {
        Objects.requireNonNull(rows, "rows");
        ActiveRun run = open.enter();
        var job = new Job(run);
        Handing handing = handed(rows, called(onRow), run);
        try {
            Thread.ofPlatform().daemon().name("upserter-run").start(() -> work(handing, run, job));
        } catch (OutOfMemoryError noThread) {
            handing.close();
            open.leave(run);
            job.end(Report.of(undone(noThread)));
        }
        return job;
    }

    private void work(Handing handing, ActiveRun run, Job job) {
        Report report = report(handing, run, true, runs::run);
        try {
            open.leave(run);
        } finally {
            job.end(report);
        }
    }

    private <T> Handing handed(Rows<T> rows, @Nullable Consumer<? super RowOutcome<T>> onRow, ActiveRun run) {
        try {
            return rows.hand(onRow);
        } catch (RuntimeException e) {
            open.leave(run);
            throw e;
        }
    }

    private <T> @Nullable Consumer<? super RowOutcome<T>> called(@Nullable Consumer<? super RowOutcome<T>> onRow) {
        return onRow == null ? null : outcome -> open.tell(() -> onRow.accept(outcome));
    }

    private Report report(Handing rows, ActiveRun run, boolean counts, Kind kind) {
        if (counts) {
            meters.begin(run);
        }
        RunReport report = open.call(() -> {
            try (rows) {
                return reported(rows, run, kind);
            }
        });
        if (counts) {
            meters.end(run, report);
        }
        return Report.of(report);
    }

    private RunReport reported(Handing rows, ActiveRun run, Kind kind) {
        try {
            return kind.of(rows, run);
        } catch (RuntimeException | Error e) {
            return undone(e);
        }
    }

    private RunReport undone(Throwable e) {
        var problems = e instanceof ProblemException known
                ? known.problems()
                : List.of(Defect.of("the run could not begin", e));
        String type = config.kind().kind().spelling();
        Status status = e instanceof ProblemException ? Status.REFUSED : Status.STOPPED;
        return UndoneReport.of(config.sync(), type, status, problems, e instanceof ProblemException ? e.getCause() : e);
    }

    /**
     * Prepares an ingester for the objects of a service. Needs {@link State#none}. {@link #close} stops it: close the ingester
     * before, so that it sends what it has.
     *
     * @param mapper writes an object into a row; threads that add at the same time use it at the same time
     */
    public <T> Ingester.Builder<T> ingester(RowMapper<? super T> mapper) {
        return new Ingester.Builder<>(Objects.requireNonNull(mapper, "mapper"), () -> {
            var run = new ActiveRun();
            Ingest.Opening opening = runs.ingest(run);
            open.enter(run);
            return new Ingester.Opened(opening, run, meters, open, () -> {
                meters.end(run);
                open.leave(run);
            });
        });
    }

    /** The folder of the state, made when the first run needs it. */
    private synchronized Path folder() {
        if (state.folder().isPresent()) {
            return state.folder().get();
        }
        Path made = temporary;
        if (made == null) {
            made = TemporaryFolders.create("upserter", new Location.InFile("State.temporary()"), "a state");
            temporary = made;
        }
        return made;
    }

    /**
     * Stops the runs that go on, waits for their ends, and lets go of everything: connections, threads, a temporary folder. To
     * close again does nothing. Where it is called by what a run calls, such as a listener or the program's rows, it returns
     * at once, and the last run lets go of everything at its end.
     */
    @Override
    public void close() {
        open.close(() -> {
            connections.close();
            removeTemporary();
        });
    }

    private synchronized void removeTemporary() {
        Path folder = temporary;
        temporary = null;
        if (folder != null) {
            try {
                PrivateFiles.remove(folder);
            } catch (IOException e) {
                LOGGER.log(System.Logger.Level.WARNING, "the temporary state could not be removed: " + folder);
            }
        }
    }

    /** What an upserter is made of. For one thread; may be used again. */
    public static final class Builder {
        private ConfigurationTexts.@Nullable Given given;
        private @Nullable String name;
        private Map<String, String> environment = System.getenv();
        private HttpOptions http = HttpOptions.defaults();
        private State state = State.none();
        private MemoryBudget memory = MemoryBudget.ofProcess();
        private InstantSource clock = InstantSource.system();

        private Builder() {}

        /** The configuration in a file, JSON or YAML. It names the sync, unless the configuration does. */
        public Builder configuration(Path file) {
            given = ConfigurationTexts.file(Objects.requireNonNull(file, "file"));
            return this;
        }

        /** The configuration as a text, JSON or YAML. */
        public Builder configuration(String text) {
            given = ConfigurationTexts.text(Objects.requireNonNull(text, "text"));
            return this;
        }

        /**
         * The configuration as a tree of maps, lists, texts, numbers, booleans and nulls: the same keys as in a file.
         *
         * @throws IllegalArgumentException if a value is of another type
         */
        public Builder configuration(Map<String, ?> tree) {
            given = ConfigurationTexts.tree(Objects.requireNonNull(tree, "tree"));
            return this;
        }

        /** Which of several syncs of the configuration is meant. */
        public Builder sync(String chosen) {
            name = Objects.requireNonNull(chosen, "chosen");
            return this;
        }

        /**
         * Where {@code ${NAME}}, credentials that the configuration does not have ({@code CUSTOMERIO_SITE_ID} and
         * {@code CUSTOMERIO_API_KEY}) and the proxy come from. By default, the environment of the process.
         */
        public Builder environment(Map<String, String> variables) {
            environment = Map.copyOf(Objects.requireNonNull(variables, "variables"));
            return this;
        }

        /** How requests reach Customer.io. */
        public Builder http(HttpOptions options) {
            http = Objects.requireNonNull(options, "options");
            return this;
        }

        /** Where it is remembered what was delivered. By default, {@link State#none}. */
        public Builder state(State remembered) {
            state = Objects.requireNonNull(remembered, "remembered");
            return this;
        }

        /**
         * How much of the heap the runs of this upserter may take together. By default, all runs of a process share two thirds
         * of it.
         *
         * @param megabytes 16 or more
         * @throws IllegalArgumentException if it is less
         */
        public Builder memory(int megabytes) {
            if (megabytes < MemoryBudget.LEAST >> 20) {
                throw new IllegalArgumentException(
                        "megabytes must be " + (MemoryBudget.LEAST >> 20) + " or more, not " + megabytes);
            }
            memory = MemoryBudget.of((long) megabytes << 20);
            return this;
        }

        /** The time of day. By default, the system's. */
        public Builder clock(InstantSource time) {
            clock = Objects.requireNonNull(time, "time");
            return this;
        }

        /**
         * The upserter; it connects when it is first used.
         *
         * @throws UpserterException     if the configuration is wrong, with all its mistakes
         * @throws IllegalStateException if there is no configuration
         */
        public Upserter build() {
            ConfigurationTexts.Given configuration = given;
            if (configuration == null) {
                throw new IllegalStateException("an upserter needs a configuration");
            }
            try {
                SyncConfig one = ConfigurationTexts.sync(configuration.read(ConfigReader.local(environment)), name);
                ConfigurationTexts.requireName(configuration, one, state);
                return new Assembly(state, http, memory, clock).upserter(one, environment);
            } catch (ProblemException e) {
                throw UpserterException.of(e);
            }
        }
    }
}

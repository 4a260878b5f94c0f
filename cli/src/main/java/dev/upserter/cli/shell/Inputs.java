package dev.upserter.cli.shell;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncSet;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.history.PastRuns;
import dev.upserter.history.StateFolder;
import dev.upserter.run.option.PlanFile;
import dev.upserter.source.DataFile;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.stream.TemporaryFolders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run works on, as typed.
 *
 * @param config      the configuration file
 * @param data        the rows
 * @param stateFolder where the run's files go
 * @param sync        the name of the sync, of several in the file; empty where there is one
 */
public record Inputs(Path config, DataFile data, Path stateFolder, Optional<String> sync) {
    /** The option that chooses among several syncs of a file. */
    public static final String ONLY = "--only";

    /** The name of the state folder beside the configuration file, and of the variable that overrides it. */
    public static final String STATE_FOLDER = ".upserter";

    /** The name of standard input in messages. */
    public static final String STDIN = "<stdin>";

    /** The name of a query's rows in messages. */
    static final String QUERY = "<query>";

    static final String STATE_VARIABLE = "UPSERTER_STATE";

    /** Of a file with one sync. */
    public Inputs(Path config, DataFile data, Path stateFolder) {
        this(config, data, stateFolder, Optional.empty());
    }

    /**
     * Reads the arguments CONFIG and DATA and the option {@code --state}.
     *
     * @throws UsageException                        if CONFIG would be standard input, or neither the command nor CONFIG
     *     names the data
     * @throws dev.upserter.problem.ProblemException if no file matches the data's pattern, or CONFIG must name the data and
     *     is invalid
     */
    public static Inputs of(ParsedOptions given, Shell shell) {
        Path config = config(given);
        Optional<String> sync = given.texts(ONLY).stream().findFirst();
        return new Inputs(
                config,
                given.argument(1)
                        .map(data -> data(data, shell))
                        .orElseGet(() -> configured(config, sync, shell.environment())),
                stateFolder(given, shell, config.resolveSibling(STATE_FOLDER)),
                sync);
    }

    /** Whether a command takes several syncs: CONFIG holds some, and {@code --only} names not just one. */
    public static boolean areSeveral(ParsedOptions given) {
        return given.texts(ONLY).size() != 1 && ConfigReader.holdsSeveral(config(given));
    }

    /**
     * The argument CONFIG.
     *
     * @throws UsageException if it would be standard input
     */
    public static Path config(ParsedOptions given) {
        String config = given.argument(0).orElseThrow();
        if (config.equals("-")) {
            throw new UsageException("CONFIG must be a file", "only DATA may be -, which means standard input");
        }
        return Path.of(config);
    }

    /** The data that the argument DATA names. */
    public static DataFile data(String data, Shell shell) {
        if (!data.equals("-")) {
            return DataFile.find(data);
        }
        if (shell.in() instanceof ClosedInput) {
            throw new UsageException(
                    "standard input is closed, and DATA is -, which means standard input",
                    "give DATA as a file, or by a pipe: export-users | upserter sync CONFIG -");
        }
        return new DataFile.Streamed(shell.in(), STDIN);
    }

    /** The data that the configuration names, relative to its own folder. */
    private static DataFile configured(Path config, Optional<String> sync, Map<String, String> environment) {
        SourceConfig source = read(config, sync, environment).source();
        Optional<DataFile> query = asked(source, config);
        if (query.isPresent()) {
            return query.get();
        }
        if (source.file() == null) {
            throw new UsageException(
                    "DATA is missing: neither the command nor the key source of CONFIG names it",
                    "write it after CONFIG. - is standard input");
        }
        return DataFile.find(config.resolveSibling(source.file()).toString());
    }

    private static Optional<DataFile> asked(SourceConfig source, Path config) {
        return Optional.ofNullable(source.query()).map(query -> new DataFile.Query(query, folderOf(config), QUERY));
    }

    private static Path folderOf(Path config) {
        return Objects.requireNonNull(config.toAbsolutePath().getParent(), "a file is in a folder");
    }

    /**
     * The inputs of an earlier run: the argument RUN is its id or its folder.
     *
     * @throws dev.upserter.problem.ProblemException if the run does not exist
     */
    public static Inputs ofRun(ParsedOptions given, Shell shell) {
        Path run = runFolder(given, shell);
        var state = new StateFolder(run.resolve("../..").normalize());
        StateFolder.Origin origin = state.origin(nameOf(run));
        Path data = origin.data();
        Optional<String> sync = among(origin.configuration(), new PastRuns(state).sync(nameOf(run)));
        return new Inputs(
                origin.configuration(),
                data == null
                        ? unnamed(origin.configuration(), sync, shell.environment())
                        : DataFile.find(data.toString()),
                state.path(),
                sync);
    }

    /** The name of a sync, where the file holds others, too. */
    private static Optional<String> among(Path config, String sync) {
        return Optional.of(sync).filter(name -> ConfigReader.holdsSeveral(config));
    }

    /** The rows of a query are in the run's folder; a stream cannot be read again. */
    private static DataFile unnamed(Path config, Optional<String> sync, Map<String, String> environment) {
        return asked(read(config, sync, environment).source(), config)
                .orElseGet(() -> new DataFile.Streamed(InputStream.nullInputStream(), STDIN));
    }

    /**
     * The inputs that a plan was made from.
     *
     * @throws dev.upserter.problem.ProblemException if the data do not exist
     */
    public static Inputs ofPlan(PlanFile plan, ParsedOptions given, Shell shell) {
        return new Inputs(
                plan.configuration(),
                plan.source(QUERY),
                stateFolder(given, shell, plan.configuration().resolveSibling(STATE_FOLDER)),
                among(plan.configuration(), plan.sync()));
    }

    /** The id of the run that the argument RUN names. */
    public static String runId(ParsedOptions given, Shell shell) {
        return nameOf(runFolder(given, shell));
    }

    /** The state folder that contains the run of the argument RUN. */
    public static StateFolder stateOfRun(ParsedOptions given, Shell shell) {
        return new StateFolder(runFolder(given, shell).resolve("../..").normalize());
    }

    private static String nameOf(Path run) {
        return String.valueOf(run.getFileName());
    }

    private static Path runFolder(ParsedOptions given, Shell shell) {
        String run = given.argument(0).orElseThrow();
        if (run.contains("/")) {
            return Path.of(run).toAbsolutePath().normalize();
        }
        Path state = stateFolder(given, shell, Path.of(STATE_FOLDER)).toAbsolutePath();
        return new StateFolder(state).run(run);
    }

    /** The folder from {@code --state}, else from the environment, else the default one. */
    public static Path stateFolder(ParsedOptions given, Shell shell, Path byDefault) {
        Path folder = given.text("--state")
                .or(() -> stateFolder(shell.environment()))
                .map(Path::of)
                .orElse(byDefault);
        TemporaryFolders.add(folder);
        return folder;
    }

    /** The state folder that the environment names. */
    public static Optional<String> stateFolder(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(STATE_VARIABLE)).filter(name -> !name.isBlank());
    }

    /**
     * Reads the configuration.
     *
     * @throws dev.upserter.problem.ProblemException if it is wrong
     */
    public SyncConfig readConfig(Map<String, String> environment) {
        return read(config, sync, environment);
    }

    private static SyncConfig read(Path config, Optional<String> sync, Map<String, String> environment) {
        SyncSet set = ConfigReader.local(environment).readAll(config);
        return set.only(sync.stream().toList()).only();
    }

    /** Whether DATA cannot be read again from the start. */
    public boolean isReadOnce() {
        return data instanceof DataFile.Streamed || data instanceof DataFile.Aside;
    }

    /** Closes DATA if it is a stream, which ends a read that waits for more bytes. */
    public void closeStream() {
        if (data instanceof DataFile.Streamed streamed) {
            try {
                streamed.in().close();
            } catch (IOException e) {
                // it was read from, and is no longer needed
            }
        }
    }
}

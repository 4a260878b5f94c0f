package dev.upserter.cli.shell;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
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
 */
public record Inputs(Path config, DataFile data, Path stateFolder) {
    /** The name of the state folder beside the configuration file, and of the variable that names another. */
    public static final String STATE_FOLDER = ".upserter";

    /** What messages call standard input. */
    public static final String STDIN = "<stdin>";

    /** What messages call the answer to a query. */
    static final String QUERY = "<query>";

    static final String STATE_VARIABLE = "UPSERTER_STATE";

    /**
     * From the arguments CONFIG and DATA and the option {@code --state}.
     *
     * @throws UsageException if CONFIG would be standard input, or neither the command nor CONFIG names the data
     * @throws dev.upserter.problem.ProblemException if there is no file for the data's pattern, or it is CONFIG that
     *     must name the data and it is wrong
     */
    public static Inputs of(ParsedOptions given, Shell shell) {
        String config = given.argument(0).orElseThrow();
        if (config.equals("-")) {
            throw new UsageException("CONFIG must be a file", "only DATA may be -, which means standard input");
        }
        return new Inputs(
                Path.of(config),
                given.argument(1)
                        .map(data -> data(data, shell))
                        .orElseGet(() -> configured(Path.of(config), shell.environment())),
                stateFolder(given, shell, Path.of(config).resolveSibling(STATE_FOLDER)));
    }

    /** What the argument DATA means. */
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

    /** What the configuration names, from its own folder on. */
    private static DataFile configured(Path config, Map<String, String> environment) {
        SourceConfig source = ConfigReader.local(environment).read(config).source();
        Optional<DataFile> query = asked(source, config);
        if (query.isPresent()) {
            return query.get();
        }
        if (source.file() == null) {
            throw new UsageException(
                    "DATA is missing: neither the command nor the key source of CONFIG names it",
                    "write it after CONFIG; - is standard input");
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
     * What an earlier run worked on: the argument RUN is its id, or its folder.
     *
     * @throws dev.upserter.problem.ProblemException if it is not there
     */
    public static Inputs ofRun(ParsedOptions given, Shell shell) {
        Path run = runFolder(given, shell);
        var state = new StateFolder(run.resolve("../..").normalize());
        StateFolder.Origin origin = state.origin(nameOf(run));
        Path data = origin.data();
        return new Inputs(
                origin.configuration(),
                data == null ? unnamed(origin.configuration(), shell.environment()) : DataFile.find(data.toString()),
                state.path());
    }

    /** The answer to a query lies in the folder of the run; a stream has nothing more to give. */
    private static DataFile unnamed(Path config, Map<String, String> environment) {
        return asked(ConfigReader.local(environment).read(config).source(), config)
                .orElseGet(() -> new DataFile.Streamed(InputStream.nullInputStream(), STDIN));
    }

    /**
     * What a plan was made of.
     *
     * @throws dev.upserter.problem.ProblemException if the data are not there
     */
    public static Inputs ofPlan(PlanFile plan, ParsedOptions given, Shell shell) {
        return new Inputs(
                plan.configuration(),
                plan.source(QUERY),
                stateFolder(given, shell, plan.configuration().resolveSibling(STATE_FOLDER)));
    }

    /** The id of the run that the argument RUN means. */
    public static String runId(ParsedOptions given, Shell shell) {
        return nameOf(runFolder(given, shell));
    }

    /** The state folder that the argument RUN lies in. */
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
        return stateFolder(given, shell, Path.of(STATE_FOLDER))
                .toAbsolutePath()
                .resolve("runs")
                .resolve(run);
    }

    /** The folder that {@code --state} names, else the environment, else the usual one. */
    public static Path stateFolder(ParsedOptions given, Shell shell, Path usual) {
        Path folder = given.text("--state")
                .or(() -> Optional.ofNullable(shell.environment().get(STATE_VARIABLE))
                        .filter(name -> !name.isBlank()))
                .map(Path::of)
                .orElse(usual);
        TemporaryFolders.add(folder);
        return folder;
    }

    /**
     * Reads the configuration.
     *
     * @throws dev.upserter.problem.ProblemException if it is wrong
     */
    public SyncConfig readConfig(Map<String, String> environment) {
        return ConfigReader.local(environment).read(config);
    }

    /** Whether DATA cannot be read again from the start as they were. */
    public boolean isReadOnce() {
        return data instanceof DataFile.Streamed;
    }

    /** Closes DATA where it is a stream, so that nobody waits for its next bytes any longer. */
    public void closeStream() {
        if (data instanceof DataFile.Streamed streamed) {
            try {
                streamed.in().close();
            } catch (IOException e) {
                // it was read from, and is no longer wanted
            }
        }
    }

    /** How a sync is named whose configuration does not say: as the file, without its ending. */
    public static String usualName(String config) {
        return String.valueOf(Path.of(config).getFileName()).replaceFirst("\\.[^.]*$", "");
    }
}

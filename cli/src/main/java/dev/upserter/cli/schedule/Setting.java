package dev.upserter.cli.schedule;

import dev.upserter.problem.ShellWord;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the jobs of a configuration have in common. Immutable.
 *
 * @param program   how this machine starts the program: a word that the short path of cron finds, or an absolute path
 * @param config    the configuration, absolute
 * @param data      the data that the command named, absolute; empty where the configuration names them
 * @param state     the state folder, absolute; empty for the one beside the configuration
 * @param variables the environment variables that a run reads
 * @param isStrict  whether rejected rows fail a job, too
 * @param isLasting whether a sync needs its state folder the next time
 * @param user      who runs the jobs
 * @param zone      of this machine
 * @param version   of the program
 * @param now       the time
 */
record Setting(
        String program,
        Path config,
        Optional<Path> data,
        Optional<Path> state,
        List<String> variables,
        boolean isStrict,
        boolean isLasting,
        String user,
        ZoneId zone,
        String version,
        Instant now) {
    /** Beside the configuration, with a line for each variable. */
    static final String VARIABLES = "customerio.env";

    Setting {
        variables = List.copyOf(variables);
    }

    /** The folder of the configuration, in which jobs run. */
    Path folder() {
        Path parent = config.getParent();
        return parent == null ? config : parent;
    }

    /** The words of the command that runs a job in the folder of its configuration, after the program. */
    List<String> words(TimedJob job) {
        return words(job, data.map(path -> inFolder(path).toString()), state.map(Path::toString));
    }

    /** The same, where the data lie beside the configuration, and the state in another place. */
    List<String> wordsElsewhere(TimedJob job, Optional<String> otherState) {
        return words(job, data.map(path -> String.valueOf(path.getFileName())), otherState);
    }

    private List<String> words(TimedJob job, Optional<String> rows, Optional<String> stateFolder) {
        var words = new ArrayList<>(List.of("sync", argument(String.valueOf(config.getFileName()))));
        rows.map(Setting::argument).ifPresent(words::add);
        if (!job.isAll()) {
            job.syncs().forEach(sync -> words.addAll(List.of("--only", sync)));
        }
        stateFolder.ifPresent(folder -> words.addAll(List.of("--state", folder)));
        words.addAll(List.of("--resume", "--summary"));
        return words;
    }

    /** The path as seen from the folder of the configuration, if that is shorter. */
    private Path inFolder(Path path) {
        return path.startsWith(folder()) ? folder().relativize(path) : path;
    }

    /** An argument that is not taken for an option. */
    private static String argument(String path) {
        return path.startsWith("-") ? "./" + path : path;
    }

    /** A command as a shell reads it. */
    static String shell(List<String> words) {
        return words.stream().map(ShellWord::posix).collect(Collectors.joining(" "));
    }

    /** A command of which exit code 1, some rows rejected, does not fail the job, unless it is to. */
    String tolerant(String command) {
        return isStrict ? command : command + " || { code=$?; [ $code -eq 1 ] || exit $code; }";
    }

    /** The names of the variables, or that there are none. */
    String named() {
        return variables.isEmpty() ? "none" : String.join(", ", variables);
    }
}

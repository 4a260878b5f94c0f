package dev.upserter.cli.complete;

import dev.upserter.cli.complete.Candidates.Paths;
import dev.upserter.cli.schedule.ScheduleCommand;
import dev.upserter.cli.shell.Inputs;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.history.PastRuns;
import dev.upserter.history.StateFolder;
import dev.upserter.kind.Kind;
import dev.upserter.kind.Kinds;
import dev.upserter.problem.Code;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.Format;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The values that an argument or an option may have.
 *
 * @param spec        the command
 * @param given       the words after its name
 * @param environment the environment variables
 */
record OptionValues(CommandSpec spec, List<String> given, Map<String, String> environment) {
    /** The shells for which there is a script. */
    static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    private static final String CONFIG = "CONFIG";
    private static final String STATE = "--state";

    /**
     * The values.
     *
     * @param option its name; empty for an argument
     * @param label  how the help calls the value
     */
    Candidates of(String option, String label) {
        return switch (label) {
            case CONFIG, "DATA", "FILE" -> new Candidates(Map.of(), Paths.FILES);
            case "FOLDER" -> new Candidates(Map.of(), Paths.FOLDERS);
            case "RUN" -> new Candidates(runs(), Paths.FOLDERS);
            case "CODE" -> codes();
            case "TYPE" -> words(Kinds.ALL.stream().map(Kind::spelling).toList());
            case "FORMAT" ->
                words(Arrays.stream(Format.values()).map(Format::spelling).toList());
            case "REGION" -> words(List.of("us", "eu"));
            case "KINDS" -> words(List.of("email", "phone", "id", "cio_id"));
            case "RULES" -> words(List.of("lenient", "documented", "strict"));
            case "WHAT" -> words(List.of("show", "reset"));
            case "SHELL" -> words(SHELLS);
            case "FORM" -> words(ScheduleCommand.forms());
            case "TIME" -> words(option.equals("--grace") ? List.of("15m", "1h") : List.of("7d", "30d", "90d"));
            case "NAME" -> named(option);
            default -> Candidates.NONE; // a number, an address, a secret: the user's own
        };
    }

    private Candidates named(String option) {
        return switch (option) {
            case "--only" -> words(syncs());
            case "--encoding" -> words(List.of("UTF-8", "UTF-16", "ISO-8859-1", "windows-1252"));
            default -> Candidates.NONE;
        };
    }

    private static Candidates words(List<String> words) {
        var plain = new LinkedHashMap<String, String>();
        words.forEach(word -> plain.put(word, ""));
        return new Candidates(plain, Paths.NONE);
    }

    private static Candidates codes() {
        var codes = new LinkedHashMap<String, String>();
        for (Code code : Code.values()) {
            codes.put(code.name(), code.help());
        }
        return new Candidates(codes, Paths.NONE);
    }

    /** The names of the syncs in the configuration that the command line names; none if that cannot be read. */
    private List<String> syncs() {
        List<String> positionals = Candidates.positionals(spec, given);
        int place = spec.positionalParameters().stream()
                .map(parameter -> parameter.paramLabel())
                .toList()
                .indexOf(CONFIG);
        if (place < 0 || place >= positionals.size()) {
            return List.of();
        }
        try {
            return ConfigReader.local(environment)
                    .readAll(Path.of(positionals.get(place)))
                    .names();
        } catch (ProblemException | InvalidPathException unreadable) {
            return List.of();
        }
    }

    /** The runs in the state folder, the newest first; none if that cannot be read. */
    private Map<String, String> runs() {
        int value = given.indexOf(STATE) + 1;
        String folder = value > 0 && value < given.size()
                ? given.get(value)
                : Inputs.stateFolder(environment).orElse(Inputs.STATE_FOLDER);
        var runs = new LinkedHashMap<String, String>();
        try {
            var past = new PastRuns(new StateFolder(Path.of(folder)));
            past.ids().forEach(id -> runs.put(id, past.sync(id)));
        } catch (IOException | ProblemException | InvalidPathException unreadable) {
            runs.clear();
        }
        return runs;
    }
}

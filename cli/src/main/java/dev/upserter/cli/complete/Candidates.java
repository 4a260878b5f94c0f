package dev.upserter.cli.complete;

import dev.upserter.cli.shell.Command;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What may follow on a command line.
 *
 * @param words each word that may be there, and what it means; the meaning may be empty
 * @param paths which paths may be there too
 */
record Candidates(Map<String, String> words, Paths paths) {
    /** Which paths may be somewhere. */
    enum Paths {
        NONE,
        FILES,
        FOLDERS
    }

    static final Candidates NONE = new Candidates(Map.of(), Paths.NONE);

    /** What may be in place of the last of the words, of which the first follows the name of the program. */
    static Candidates of(List<String> typed, List<Command> commands, Map<String, String> environment) {
        if (typed.isEmpty()) {
            return NONE;
        }
        String last = typed.getLast();
        List<String> before = typed.subList(0, typed.size() - 1);
        if (before.isEmpty()) {
            return last.startsWith("-") ? programOptions() : commandNames();
        }
        if (before.getFirst().equals("help")) {
            return before.size() == 1 ? commandNames() : NONE;
        }
        return commands.stream()
                .filter(command -> command.name().equals(before.getFirst()))
                .findFirst()
                .map(command -> ofCommand(command, before.subList(1, before.size()), last, environment))
                .orElse(NONE);
    }

    private static Candidates programOptions() {
        return new Candidates(HelpText.of("upserter").options(), Paths.NONE);
    }

    private static Candidates commandNames() {
        return new Candidates(HelpText.of("upserter").commands(), Paths.NONE);
    }

    private static Candidates ofCommand(
            Command command, List<String> given, String last, Map<String, String> environment) {
        CommandSpec spec = command.spec();
        var values = new OptionValues(spec, given, environment);
        Optional<OptionSpec> open = given.isEmpty() ? Optional.empty() : valued(spec, given.getLast());
        if (open.isPresent()) {
            return values.of(open.get().longestName(), open.get().paramLabel());
        }
        if (last.startsWith("-") && !last.equals("-")) {
            return options(spec, given);
        }
        int place = positionals(spec, given).size();
        return spec.positionalParameters().stream()
                .skip(place)
                .findFirst()
                .map(PositionalParamSpec::paramLabel)
                .map(label -> values.of("", label))
                .orElseGet(() -> options(spec, given));
    }

    private static Candidates options(CommandSpec spec, List<String> given) {
        Map<String, String> told = HelpText.of(spec.name()).options();
        var words = new LinkedHashMap<String, String>();
        for (OptionSpec option : spec.options()) {
            boolean isOver =
                    !option.isMultiValue() && List.of(option.names()).stream().anyMatch(given::contains);
            if (!isOver) {
                words.put(option.longestName(), told.getOrDefault(option.longestName(), ""));
            }
        }
        return new Candidates(words, Paths.NONE);
    }

    /** The option with a value that the word is. */
    private static Optional<OptionSpec> valued(CommandSpec spec, String word) {
        return Optional.ofNullable(spec.findOption(word))
                .filter(option -> option.arity().max() > 0);
    }

    /** The words that are neither options nor their values. */
    static List<String> positionals(CommandSpec spec, List<String> given) {
        var found = new ArrayList<String>();
        for (int i = 0; i < given.size(); i++) {
            String word = given.get(i);
            if (valued(spec, word).isPresent()) {
                i++;
            } else if (!word.startsWith("-") || word.equals("-")) {
                found.add(word);
            }
        }
        return found;
    }
}

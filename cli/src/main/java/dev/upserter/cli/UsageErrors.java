package dev.upserter.cli;

import dev.upserter.cli.shell.UsageException;
import dev.upserter.cli.text.Printable;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.problem.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Rewords the parser's errors in the project's words. */
final class UsageErrors {
    /** The parser's message about a value after an option that takes none; otherwise it does not name the option. */
    private static final Pattern FLAG_WITH_VALUE =
            Pattern.compile("^option '(--[a-z-]+)' .*should be specified without");

    private static final Set<String> SECRETS = Set.of("siteid", "apikey", "password", "token", "key", "user");

    private UsageErrors() {}

    static UsageException of(ParameterException failure) {
        CommandSpec command = failure.getCommandLine().getCommandSpec();
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return unmatched(command, unmatched.getUnmatched().getFirst());
        }
        if (failure instanceof MissingParameterException missing) {
            return missing(command, missing.getMissing());
        }
        if (failure instanceof OverwrittenOptionException twice
                && twice.getOverwritten() instanceof OptionSpec option) {
            return new UsageException(option.longestName() + " is given twice", "give it once");
        }
        if (failure.getArgSpec() instanceof OptionSpec option && option.arity().max() == 0) {
            return noValue(command, option.longestName());
        }
        Matcher flag = FLAG_WITH_VALUE.matcher(String.valueOf(failure.getMessage()));
        return flag.find()
                ? noValue(command, flag.group(1))
                : new UsageException(Printable.of(String.valueOf(failure.getMessage())), seeHelp(command));
    }

    private static UsageException noValue(CommandSpec command, String option) {
        String values = command.optionsMap().keySet().stream()
                .filter(name -> name.startsWith(option + "="))
                .map(name -> " or " + name)
                .collect(Collectors.joining());
        return values.isEmpty()
                ? new UsageException(option + " takes no value", "write " + option + " alone")
                : new UsageException(option + " does not take this value", "write " + option + values);
    }

    private static UsageException unmatched(CommandSpec command, String written) {
        if (written.startsWith("-")) {
            String name = written.replaceFirst("=.*", "");
            Optional<String> meant = meant(command, name);
            if (meant.isPresent()) {
                return new UsageException(command.name() + " has no option " + Printable.of(name), meant.get());
            }
            return new UsageException(
                    command.name() + " has no option " + Printable.of(name),
                    didYouMean(name, List.copyOf(command.optionsMap().keySet()), seeHelp(command)));
        }
        String takes =
                command.positionalParameters().stream().map(ArgSpec::paramLabel).collect(Collectors.joining(" and "));
        return new UsageException(
                "one argument too many: " + Printable.of(written) + "; " + command.name()
                        + (takes.isEmpty() ? " takes options only" : " takes " + takes),
                takes.endsWith("DATA")
                        ? "for several files, put a pattern in quotation marks: 'users/*.json'"
                        : seeHelp(command));
    }

    /** A hint for an option that other programs have. */
    private static Optional<String> meant(CommandSpec command, String name) {
        List<String> labels =
                command.positionalParameters().stream().map(ArgSpec::paramLabel).toList();
        return switch (name) {
            case "-v", "--verbose" ->
                Optional.of("upserter --version shows the version. --debug shows where in the program a defect arose");
            case "-c", "--config", "--configuration", "-f", "--file", "--data", "-i", "--input" ->
                Optional.of(labels)
                        .filter(some -> !some.isEmpty())
                        .map(some -> "files are written without an option: upserter " + command.name() + " "
                                + String.join(" ", some));
            default -> keyOf(name);
        };
    }

    /** A hint for an option that is a key of the configuration. */
    private static Optional<String> keyOf(String option) {
        String bare = option.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
        if (SECRETS.contains(bare)) {
            return Optional.of(
                    "others can read a command line: set CUSTOMERIO_SITE_ID and CUSTOMERIO_API_KEY in the environment,"
                            + " or siteId and apiKey in CONFIG");
        }
        return ConfigReader.keys().stream()
                .filter(key -> key.toLowerCase(Locale.ROOT).equals(bare))
                .findFirst()
                .map(key -> key + " is a key of CONFIG, not an option");
    }

    /** The error that there is no command of this name, or no option in place of one. */
    static UsageException unknown(String written, List<String> commands, List<String> options) {
        boolean option = written.startsWith("-");
        if (written.equals("-v") || written.equals("--verbose")) {
            return new UsageException("there is no option " + written, "upserter --version shows the version");
        }
        if (option ? written.matches("(-c|--config|--configuration)(=.*)?") : written.matches(".*[./].*")) {
            return new UsageException(
                    "there is no " + (option ? "option " : "command ") + Printable.of(written),
                    "a command comes first, then the files: upserter check CONFIG DATA");
        }
        return new UsageException(
                "there is no " + (option ? "option " : "command ") + Printable.of(written),
                didYouMean(written, option ? options : commands, "upserter --help shows the commands"));
    }

    private static UsageException missing(CommandSpec command, List<ArgSpec> missing) {
        if (missing.getFirst() instanceof OptionSpec option) {
            return new UsageException(
                    option.longestName() + " needs a value",
                    "write " + option.longestName() + " " + option.paramLabel());
        }
        List<String> labels = command.positionalParameters().stream()
                .filter(argument -> argument.required())
                .map(ArgSpec::paramLabel)
                .dropWhile(label -> !label.equals(missing.getFirst().paramLabel()))
                .toList();
        return new UsageException(
                String.join(" and ", labels) + (labels.size() == 1 ? " is missing" : " are missing"), seeHelp(command));
    }

    private static String didYouMean(String written, List<String> known, String otherwise) {
        return Nearest.to(written, known)
                .map(name -> "did you mean " + name + "? " + otherwise)
                .orElse(otherwise);
    }

    private static String seeHelp(CommandSpec command) {
        return "upserter " + command.name() + " --help shows how to use it";
    }
}

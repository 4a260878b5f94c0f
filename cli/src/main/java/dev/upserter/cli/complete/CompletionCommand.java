package dev.upserter.cli.complete;

import dev.upserter.cli.complete.Candidates.Paths;
import dev.upserter.cli.shell.Arguments;
import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.ExitCode;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.cli.text.CliTexts;
import dev.upserter.cli.text.Printable;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code upserter completion}: prints a script for a shell. The script asks the program itself what may follow, so that it
 * also knows the names in a configuration, and is right for each later version.
 */
public final class CompletionCommand implements Command {
    /** The word by which the scripts ask; no command for people. */
    public static final String ASK = "__complete";

    @Override
    public String name() {
        return "completion";
    }

    @Override
    public CommandSpec spec() {
        return Arguments.of(name()).required("SHELL").spec();
    }

    @Override
    public int run(ParsedOptions given, Shell shell) {
        String name = given.argument(0).orElseThrow();
        if (!OptionValues.SHELLS.contains(name)) {
            throw new UsageException(
                    "there is no completion for " + Printable.of(name),
                    "the shells are " + String.join(", ", OptionValues.SHELLS));
        }
        shell.result(CliTexts.completion(name));
        return ExitCode.DONE;
    }

    /**
     * Prints what may be in place of the last word: a line for each word, with a tab and its meaning, then a line that
     * says which paths may be there: {@code :none}, {@code :files} or {@code :folders}.
     *
     * @param typed    the words after the name of the program
     * @param commands all commands
     */
    public static int answer(List<String> typed, List<Command> commands, Shell shell) {
        Candidates candidates = Candidates.of(typed, commands, shell.environment());
        String last = typed.isEmpty() ? "" : typed.getLast();
        var lines = new StringBuilder();
        candidates.words().forEach((word, meaning) -> {
            if (word.startsWith(last) || isCode(last) && word.startsWith(last.toUpperCase(Locale.ROOT))) {
                lines.append(word)
                        .append(meaning.isEmpty() ? "" : "\t" + meaning)
                        .append('\n');
            }
        });
        Paths paths = candidates.paths();
        shell.result(lines + ":" + paths.name().toLowerCase(Locale.ROOT));
        return ExitCode.DONE;
    }

    /** Codes are known in small letters, too. */
    private static boolean isCode(String word) {
        return word.matches("[a-z_]+");
    }
}

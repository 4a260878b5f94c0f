package dev.upserter.cli.command;

import dev.upserter.cli.shell.Arguments;
import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.ExitCode;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.cli.text.Colours;
import dev.upserter.cli.text.Explanation;
import dev.upserter.cli.text.Printable;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter explain}: what a problem code means, and what to do. */
public final class ExplainCommand implements Command {
    @Override
    public String name() {
        return "explain";
    }

    @Override
    public CommandSpec spec() {
        return Arguments.of(name()).optional("CODE").spec();
    }

    @Override
    public int run(ParsedOptions given, Shell shell) {
        shell.result(given.argument(0)
                .map(written -> explain(code(written), shell.resultColours()))
                .orElseGet(ExplainCommand::all));
        return ExitCode.DONE;
    }

    private static Code code(String written) {
        String name = written.toUpperCase(Locale.ROOT).replace('-', '_');
        List<String> names = Arrays.stream(Code.values()).map(Code::name).toList();
        if (names.contains(name)) {
            return Code.valueOf(name);
        }
        throw new UsageException(
                "there is no problem code " + Printable.of(written),
                Nearest.to(name, names)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("upserter explain lists them all"));
    }

    private static String explain(Code code, Colours colours) {
        String choices = code.isAdjustable()
                ? "guards." + code + " in the configuration may be "
                        + code.level().spelling() + " (as it is), "
                        + code.choices().stream().map(Level::spelling).collect(Collectors.joining(", "))
                : "the level is fixed";
        var text = new StringBuilder(colours.strong(code.name()));
        Explanation.of(code)
                .ifPresent(about -> text.append("\n\n  what it means  ")
                        .append(about.meaning())
                        .append("\n  why            ")
                        .append(about.reason())
                        .append("\n  before         ")
                        .append(about.shownBefore())
                        .append("\n  after          ")
                        .append(about.shownAfter()));
        text.append("\n\n  what follows   ").append(consequence(code, code.level()));
        text.append("\n  what to do     ").append(code.help());
        text.append("\n  change it      ").append(choices);
        code.choices().stream()
                .filter(level -> level != code.level())
                .forEach(level -> text.append("\n                 ").append(consequence(code, level)));
        return text.toString();
    }

    private static String consequence(Code code, Level level) {
        return level.spelling() + ": "
                + switch (level) {
                    case STOP -> "nothing is sent. A run under way stops";
                    case ROW -> "the row is listed and not delivered. The run continues";
                    case DROP -> "the row goes without the attribute. The report counts and names it";
                    case WARN -> warned(code);
                    case FIX -> "the value is repaired and counted";
                    case OFF -> "not looked at";
                };
    }

    /** Not every warning is about a row. */
    private static String warned(Code code) {
        if (code == Code.SUPPRESSED) {
            return "the row is not sent, and counts as filtered. The report counts and names it";
        }
        return code.leavesUndone()
                ? "the run continues, but has not done all that it was to do, and does not end with 0"
                : "the run continues and sends what it is about. The report counts and names it";
    }

    private static String all() {
        return Arrays.stream(Code.values())
                .map(code -> "%-4s  %-24s  %s".formatted(code.level().spelling(), code, code.help()))
                .collect(Collectors.joining("\n"));
    }
}

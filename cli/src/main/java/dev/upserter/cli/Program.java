package dev.upserter.cli;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.problem.Product;
import dev.upserter.report.Status;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Arguments in; streams, files and an exit code out. */
final class Program {
    private static final String NAME = "upserter";

    private Program() {}

    /** The commands, in the order of the help. */
    static List<Command> commands() {
        return List.of(
                new SyncCommand(), new CheckCommand(), new ServeCommand(), new SandboxCommand(), new ExplainCommand());
    }

    /** The whole of what can be typed. */
    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name(NAME);
        spec.addOption(OptionSpec.builder("-h", "--help").usageHelp(true).build());
        spec.addOption(OptionSpec.builder("-V", "--version").versionHelp(true).build());
        commands().forEach(command -> spec.addSubcommand(command.spec().name(), command.spec()));
        return spec;
    }

    /**
     * Does what the arguments say.
     *
     * @return the exit code
     */
    static int run(Shell shell, String... arguments) {
        boolean json = List.of(arguments).contains("--json");
        try {
            return dispatch(shell, parse(arguments), json);
        } catch (UsageException e) {
            var problem = new Problem(Code.CONFIG_INVALID, Code.CONFIG_INVALID.level(), null, e.message(), e.hint());
            return refuse(shell, json, "", List.of(problem));
        }
    }

    private static ParseResult parse(String... arguments) {
        CommandSpec program = spec();
        try {
            return new CommandLine(program).setExpandAtFiles(false).parseArgs(helpFirst(program, arguments));
        } catch (ParameterException e) {
            throw UsageErrors.of(e);
        }
    }

    /** {@code help sync} means {@code sync --help}. */
    private static String[] helpFirst(CommandSpec program, String... arguments) {
        if (arguments.length == 0 || !arguments[0].equals("help")) {
            return arguments;
        }
        if (arguments.length == 1) {
            return new String[] {"--help"};
        }
        if (!program.subcommands().containsKey(arguments[1])) {
            throw UsageErrors.noCommand(program, arguments[1]);
        }
        return new String[] {arguments[1], "--help"};
    }

    private static int dispatch(Shell shell, ParseResult parsed, boolean json) {
        if (parsed.isVersionHelpRequested()) {
            shell.result(NAME + " " + Product.version());
            return ExitCode.DONE;
        }
        ParseResult chosen = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        String name = chosen.commandSpec().name();
        if (parsed.isUsageHelpRequested() || chosen.isUsageHelpRequested()) {
            shell.result(Texts.help(name));
            return ExitCode.DONE;
        }
        for (Command command : commands()) {
            if (command.spec().name().equals(name)) {
                return run(shell, command, new Given(chosen), json);
            }
        }
        shell.messages().print(Texts.help(NAME));
        return ExitCode.REFUSED;
    }

    private static int run(Shell shell, Command command, Given given, boolean json) {
        try {
            return command.run(given, shell);
        } catch (UsageException e) {
            throw e;
        } catch (ProblemException e) {
            return refuse(shell, json, syncName(given), e.problems());
        } catch (RuntimeException | StackOverflowError e) {
            if (given.has("--debug")) {
                shell.messages().print(Defect.trace(e));
            }
            return refuse(shell, json, syncName(given), List.of(Defect.problem(e)));
        }
    }

    private static String syncName(Given given) {
        return given.argument(0).map(Inputs::usualName).orElse("");
    }

    private static int refuse(Shell shell, boolean json, String sync, List<Problem> problems) {
        shell.messages().print(Refusal.text(problems, shell.messageColours()));
        if (json) {
            shell.result(Refusal.report(sync, Status.REFUSED, problems).toJson());
        }
        return ExitCode.REFUSED;
    }
}

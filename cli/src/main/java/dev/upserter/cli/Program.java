package dev.upserter.cli;

import dev.upserter.cli.command.AlertCommand;
import dev.upserter.cli.command.ApplyCommand;
import dev.upserter.cli.command.CheckCommand;
import dev.upserter.cli.command.EarlierRunCommand;
import dev.upserter.cli.command.ExplainCommand;
import dev.upserter.cli.command.PlanCommand;
import dev.upserter.cli.command.PreviewCommand;
import dev.upserter.cli.command.PruneCommand;
import dev.upserter.cli.command.RunsCommand;
import dev.upserter.cli.command.SandboxCommand;
import dev.upserter.cli.command.ServeCommand;
import dev.upserter.cli.command.ShowCommand;
import dev.upserter.cli.command.StateCommand;
import dev.upserter.cli.command.SyncCommand;
import dev.upserter.cli.command.TestCommand;
import dev.upserter.cli.complete.CompletionCommand;
import dev.upserter.cli.demo.DemoCommand;
import dev.upserter.cli.look.InitCommand;
import dev.upserter.cli.look.PeekCommand;
import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.DefectReport;
import dev.upserter.cli.shell.ExitCode;
import dev.upserter.cli.shell.Inputs;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.cli.text.CliTexts;
import dev.upserter.cli.text.RefusalText;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.problem.Product;
import dev.upserter.report.Status;
import dev.upserter.report.UndoneReport;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Runs a command: arguments in; streams, files and an exit code out. */
final class Program {
    private static final String NAME = "upserter";

    private Program() {}

    /** The commands, in the order of the help. */
    static List<Command> commands() {
        return List.of(
                new SyncCommand(),
                new CheckCommand(),
                new PlanCommand(),
                new ApplyCommand(),
                new StateCommand(),
                new PeekCommand(),
                new InitCommand(),
                new PreviewCommand(),
                new TestCommand(),
                EarlierRunCommand.RESUME,
                EarlierRunCommand.RETRY,
                new RunsCommand(),
                new ShowCommand(),
                new PruneCommand(),
                new AlertCommand(),
                new ServeCommand(),
                new SandboxCommand(),
                new DemoCommand(),
                new ExplainCommand(),
                new CompletionCommand());
    }

    /** The options that can be given in place of a command. */
    static List<String> options() {
        return List.of("-h", "--help", "-V", "--version");
    }

    /**
     * Runs the command in the arguments.
     *
     * @return the exit code
     */
    static int run(Shell shell, String... arguments) {
        boolean json = List.of(arguments).contains("--json");
        try {
            return shell.exitCode(dispatch(shell, json, arguments));
        } catch (UsageException e) {
            var problem = Problem.of(Code.CONFIG_INVALID, null, e.message(), e.hint());
            return refuse(shell, json, "", List.of(problem));
        }
    }

    private static int dispatch(Shell shell, boolean json, String... arguments) {
        if (arguments.length == 0) {
            shell.messages().print(CliTexts.help(NAME));
            return ExitCode.REFUSED;
        }
        return switch (arguments[0]) {
            case "-h", "--help" -> help(shell, NAME);
            case "help" ->
                help(shell, arguments.length == 1 ? NAME : command(arguments[1]).name());
            case "-V", "--version" -> version(shell);
            case CompletionCommand.ASK ->
                CompletionCommand.answer(List.of(arguments).subList(1, arguments.length), commands(), shell);
            default -> run(shell, json, command(arguments[0]), Arrays.copyOfRange(arguments, 1, arguments.length));
        };
    }

    private static int help(Shell shell, String name) {
        shell.result(CliTexts.help(name));
        return ExitCode.DONE;
    }

    private static int version(Shell shell) {
        String commit = Product.commit().map(name -> " (commit " + name + ")").orElse("");
        shell.result(NAME + " " + Product.version() + commit + ", Java " + System.getProperty("java.runtime.version")
                + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return ExitCode.DONE;
    }

    private static Command command(String name) {
        return commands().stream()
                .filter(command -> command.name().equals(name))
                .findFirst()
                .orElseThrow(() -> UsageErrors.unknown(
                        name, commands().stream().map(Command::name).toList(), options()));
    }

    private static int run(Shell shell, boolean json, Command command, String... arguments) {
        ParseResult parsed;
        CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF); // --resume=strict is a name of its own
        try {
            parsed = new CommandLine(command.spec()).setExpandAtFiles(false).parseArgs(arguments);
        } catch (ParameterException e) {
            throw UsageErrors.of(e);
        }
        return parsed.isUsageHelpRequested()
                ? help(shell, command.name())
                : run(shell, command, new ParsedOptions(parsed), json);
    }

    private static int run(Shell shell, Command command, ParsedOptions given, boolean json) {
        if (given.has("--debug")) {
            System.setProperty(StderrLoggers.DEBUG, "true");
        }
        try {
            return command.run(given, shell);
        } catch (UsageException e) {
            throw e;
        } catch (ProblemException e) {
            return refuse(shell, json, syncName(given), e.problems());
        } catch (LinkageError e) {
            throw e;
        } catch (InvalidPathException e) {
            return refuse(shell, json, "", List.of(unfit(e)));
        } catch (RuntimeException | Error e) {
            if (given.has("--debug")) {
                shell.messages().print(DefectReport.trace(e));
            }
            return refuse(shell, json, syncName(given), List.of(DefectReport.problem(e)));
        }
    }

    /** The problem of a file name that this machine cannot represent with its settings. */
    private static Problem unfit(InvalidPathException e) {
        return Problem.of(
                Code.INPUT_NOT_FOUND,
                null,
                "no file can have the name " + e.getInput() + " on this machine",
                "start the program by ./upserter, which sets a locale with UTF-8. Or set LC_ALL=C.UTF-8");
    }

    private static String syncName(ParsedOptions given) {
        return given.argument(0).map(Inputs::defaultName).orElse("");
    }

    private static int refuse(Shell shell, boolean json, String sync, List<Problem> problems) {
        shell.messages().print(RefusalText.text(problems, shell.messageColours()));
        if (json) {
            shell.result(UndoneReport.of(sync, null, Status.REFUSED, problems).toJson());
        }
        return ExitCode.REFUSED;
    }
}

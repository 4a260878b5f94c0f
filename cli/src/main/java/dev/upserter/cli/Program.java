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
import dev.upserter.cli.schedule.LateCommand;
import dev.upserter.cli.schedule.ScheduleCommand;
import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.DefectReport;
import dev.upserter.cli.shell.ExitCode;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.cli.text.CliTexts;
import dev.upserter.cli.text.RefusalText;
import dev.upserter.cli.text.SummaryLine;
import dev.upserter.config.SyncName;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.problem.Product;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.report.UndoneReport;
import java.nio.file.InvalidPathException;
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
                new ScheduleCommand(),
                new LateCommand(),
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
        List<String> typed = List.of(arguments);
        try {
            return shell.exitCode(dispatch(shell, typed));
        } catch (UsageException e) {
            return refuse(shell, typed, "", List.of(misused(e)));
        }
    }

    private static int dispatch(Shell shell, List<String> typed) {
        if (typed.isEmpty()) {
            shell.messages().print(CliTexts.help(NAME));
            return ExitCode.REFUSED;
        }
        List<String> rest = typed.subList(1, typed.size());
        return switch (typed.getFirst()) {
            case "-h", "--help" -> help(shell, NAME);
            case "help" ->
                help(shell, rest.isEmpty() ? NAME : command(rest.getFirst()).name());
            case "-V", "--version" -> version(shell);
            case CompletionCommand.ASK -> CompletionCommand.answer(rest, commands(), shell);
            default -> run(shell, typed, command(typed.getFirst()), rest.toArray(String[]::new));
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

    private static int run(Shell shell, List<String> typed, Command command, String... arguments) {
        ParseResult parsed;
        CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF); // --resume=strict is a name of its own
        try {
            parsed = new CommandLine(command.spec()).setExpandAtFiles(false).parseArgs(arguments);
        } catch (ParameterException e) {
            throw UsageErrors.of(e);
        }
        return parsed.isUsageHelpRequested()
                ? help(shell, command.name())
                : run(shell, command, new ParsedOptions(parsed), typed);
    }

    private static int run(Shell shell, Command command, ParsedOptions given, List<String> typed) {
        if (given.has("--debug")) {
            System.setProperty(StderrLoggers.DEBUG, "true");
        }
        try {
            return command.run(given, shell);
        } catch (UsageException e) {
            return refuse(shell, typed, syncName(given), List.of(misused(e)));
        } catch (ProblemException e) {
            return refuse(shell, typed, syncName(given), e.problems());
        } catch (LinkageError e) {
            throw e;
        } catch (InvalidPathException e) {
            return refuse(shell, typed, syncName(given), List.of(unfit(e)));
        } catch (RuntimeException | Error e) {
            if (given.has("--debug")) {
                shell.messages().print(DefectReport.trace(e));
            }
            return refuse(shell, typed, syncName(given), List.of(DefectReport.problem(e)));
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

    private static Problem misused(UsageException e) {
        return Problem.of(Code.CONFIG_INVALID, null, e.message(), e.hint());
    }

    /** The name of the sync in the file CONFIG; empty for a command without that argument. */
    private static String syncName(ParsedOptions given) {
        return given.argument("CONFIG").map(SyncName::of).orElse("");
    }

    private static int refuse(Shell shell, List<String> typed, String sync, List<Problem> problems) {
        shell.messages().print(RefusalText.text(problems, shell.messageColours()));
        RunReport report = UndoneReport.of(sync, null, Status.REFUSED, problems);
        if (typed.contains("--json")) {
            shell.result(report.toJson());
        } else if (typed.contains("--summary")) {
            shell.result(SummaryLine.of(report));
        }
        return ExitCode.REFUSED;
    }
}

package dev.upserter.cli.demo;

import dev.upserter.cli.command.PlanCommand;
import dev.upserter.cli.command.PreviewCommand;
import dev.upserter.cli.command.SyncCommand;
import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.ExitCode;
import dev.upserter.cli.shell.Inputs;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Results;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.text.Messages;
import dev.upserter.cli.text.Terminal;
import dev.upserter.history.StateFolder;
import dev.upserter.report.Status;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Answer;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The steps of the demonstration: each is a command as a user would type it in the folder, and what it prints. */
final class DemoWalk {
    private final Shell shell;
    private final Path folder;
    private final Map<String, String> environment;
    private final Sandbox sandbox;
    private final PersonHistory history;

    DemoWalk(Shell shell, Path folder, Map<String, String> environment, Sandbox sandbox) {
        this.shell = shell;
        this.folder = folder;
        this.environment = environment;
        this.sandbox = sandbox;
        history = new PersonHistory(new StateFolder(folder.resolve(Inputs.STATE_FOLDER)), sandbox);
    }

    /** Takes the steps, and returns 0; or 3 where the user stopped one of them. */
    int run() {
        say("""
            A demonstration: people, companies and orders go to a sandbox, a Customer.io that exists as long as
            this command. Some of the rows are faulty. Nothing leaves this machine.""");
        return monday() && tuesday() ? ExitCode.DONE : ExitCode.STOPPED;
    }

    private boolean monday() {
        boolean done = step(
                        "1. Before anything is sent: what becomes of a row?",
                        new PreviewCommand(),
                        List.of("--only", "people", "--key", "4"))
                && step("2. Monday's export is sent, by three syncs", new SyncCommand(), List.of());
        if (done) {
            title("3. Rows that were not sent are in files, with place and reason. upserter retry sends them again");
            history.rejectedFiles()
                    .forEach(file ->
                            say("$ cat " + relative(file.toString()) + "\n" + relative(PersonHistory.text(file))));
        }
        return done;
    }

    private boolean tuesday() {
        List<String> people = List.of("tuesday.csv", "--only", "people");
        if (!step(
                "4. On Tuesday there is another export. What would it change? A plan sends nothing",
                new PlanCommand(),
                people)) {
            return false;
        }
        sandbox.answerNext(Answer.lost()); // as happens on a bad line
        boolean done = step(
                "5. The plan is right, so only these changes are sent. An answer is lost: the request is repeated",
                new SyncCommand(),
                people);
        if (done) {
            tellOf("4", "Dee");
            tellOf("1", "Ana");
        }
        return done;
    }

    private void tellOf(String id, String name) {
        title("What became of person " + id + ", " + name + "?");
        say(relative(history.of(id)));
    }

    private void title(String text) {
        shell.result("\n" + shell.resultColours().strong(text));
    }

    private void say(String text) {
        shell.result(text);
    }

    /** Prints a command and its output; false if it was stopped or refused. */
    private boolean step(String title, Command command, List<String> arguments) {
        title(title);
        say("$ upserter " + command.name() + " " + String.join(" ", typed(DemoFolder.CONFIG, arguments)));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = command.run(parsed(command, arguments), inner(out, err));
        say(relative(out.toString(StandardCharsets.UTF_8)).strip());
        boolean done = code <= Status.COMPLETED_WITH_PROBLEMS.exitCode();
        if (!done) {
            shell.messages()
                    .print(relative(err.toString(StandardCharsets.UTF_8)).strip());
        }
        return done;
    }

    private Shell inner(OutputStream out, OutputStream err) {
        Terminal terminal = shell.terminal();
        return new Shell(
                InputStream.nullInputStream(),
                new Results(out),
                new Messages(new PrintStream(err, false, StandardCharsets.UTF_8)),
                new Terminal(false, terminal.results(), false, terminal.columns()),
                environment,
                shell.interrupts());
    }

    /** The files by their whole names, since a process cannot change its folder. */
    private ParsedOptions parsed(Command command, List<String> arguments) {
        List<String> whole = arguments.stream()
                .map(argument ->
                        argument.endsWith(".csv") ? folder.resolve(argument).toString() : argument)
                .toList();
        return new ParsedOptions(new CommandLine(command.spec())
                .setExpandAtFiles(false)
                .parseArgs(typed(folder.resolve(DemoFolder.CONFIG).toString(), whole)
                        .toArray(String[]::new)));
    }

    private static List<String> typed(String config, List<String> arguments) {
        return Stream.concat(Stream.of(config), arguments.stream()).toList();
    }

    private String relative(String text) {
        return text.replace(folder + "/", "");
    }
}

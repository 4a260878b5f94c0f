package dev.upserter.cli.command;

import dev.upserter.cli.shell.Inputs;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.text.Purpose;
import dev.upserter.problem.Code;
import dev.upserter.problem.ShellWord;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.source.DataFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What to do after a run, with commands that can be copied as they are.
 *
 * @param program how the program was called
 * @param inputs  what the run worked on
 * @param isPart  whether that was only a part, with --limit
 * @param sandbox whether it went to the command's own sandbox
 * @param where   the options for the destination, so that a further run goes there too
 * @param uses    the options for what is known of earlier deliveries
 * @param state   the options for the state folder
 */
public record NextSteps(
        String program,
        Inputs inputs,
        boolean isPart,
        boolean sandbox,
        List<String> where,
        List<String> uses,
        List<String> state) {
    /** How the program was called, from the system property {@code upserter.command}, which the launcher sets. */
    static String called() {
        return System.getProperty("upserter.command", "upserter");
    }

    /** The next steps after a run with these inputs and options. */
    static NextSteps after(Inputs inputs, ParsedOptions given) {
        boolean sandbox = given.has("--sandbox");
        String program = called();
        return new NextSteps(
                program,
                inputs,
                given.has("--limit"),
                sandbox,
                sandbox ? List.of("--sandbox") : option(given, "--endpoint"),
                StateOptions.ofCheck(given),
                option(given, "--state"));
    }

    private static List<String> option(ParsedOptions given, String name) {
        return given.text(name).map(value -> List.of(name, value)).orElse(List.of());
    }

    /** The steps, one per line; empty where the problems already say everything. */
    public List<String> of(RunReport report, Purpose purpose) {
        if (report.status() == Status.REFUSED) {
            return afterRefusal(report);
        }
        if (report.status() == Status.STOPPED) {
            return afterStop(report, purpose);
        }
        return switch (purpose) {
            case SYNC, RESUME, RETRY, APPLY -> afterSync(report);
            case DRY_RUN -> List.of("leave out --dry-run to send these rows");
            case CHECK -> List.of("send these rows:", "  " + sync(inputs.data().name()));
        };
    }

    /** The steps that concern one of several runs; what to do about all of them is said once. */
    List<String> ofRun(RunReport report, Purpose purpose) {
        boolean isPast = report.status() != Status.REFUSED && purpose.sends() && !sandbox;
        return isPast ? of(report, purpose) : List.of();
    }

    private List<String> afterRefusal(RunReport report) {
        boolean noAccount = report.problems().stream().anyMatch(finding -> finding.code() == Code.AUTH_MISSING);
        return noAccount ? List.of("add --sandbox to try it without an account") : List.of();
    }

    /** A stream or part of a query's rows cannot be read again, and the command's own sandbox is gone. */
    private List<String> afterStop(RunReport report, Purpose purpose) {
        if (report.problems().stream().anyMatch(finding -> finding.code() == Code.REJECT_LIMIT)) {
            return List.of(); // the same rows would stop it again; the problem says what to do
        }
        Path file = report.files().report();
        boolean hasBegun = report.resumed().isEmpty() || report.records().read() > 0;
        boolean isKept = !inputs.isReadOnce() && !(isPart && inputs.data() instanceof DataFile.Query);
        return purpose.sends() && hasBegun && file != null && !sandbox && isKept
                ? List.of("resume where it stopped:", "  " + command("resume", folderOf(file)))
                : List.of();
    }

    private List<String> afterSync(RunReport report) {
        var steps = new ArrayList<String>();
        Path file = report.files().report();
        boolean rejected = report.files().rejected() != null;
        if (file != null && (rejected || report.files().deadLetters() != null)) {
            steps.add(
                    rejected
                            ? "correct the rejected rows in their file, then send again what was not delivered:"
                            : "send the dead letters again, once their reasons are gone:");
            steps.add("  " + command("retry", folderOf(file)));
        }
        if (sandbox && steps.isEmpty()) {
            steps.add("leave out --sandbox to send the rows to Customer.io. For that, set siteId and apiKey in");
            steps.add("the configuration, or CUSTOMERIO_SITE_ID and CUSTOMERIO_API_KEY in the environment");
        }
        return steps;
    }

    private static String folderOf(Path file) {
        return String.valueOf(file.getParent());
    }

    private String command(String name, String run) {
        return line(Stream.concat(Stream.of(program, name, folder(run)), where.stream()));
    }

    private String sync(String data) {
        List<String> source =
                inputs.data() instanceof DataFile.Query ? List.of() : List.of(data.equals(Inputs.STDIN) ? "-" : data);
        List<String> only =
                inputs.sync().map(sync -> List.of(Inputs.ONLY, sync)).orElse(List.of());
        return line(Stream.of(List.of(program, "sync", inputs.config().toString()), source, only, uses, where, state)
                .flatMap(List::stream));
    }

    /** The command that sends a saved plan: to the destination and with the state for which it was made. */
    static String apply(String plan, ParsedOptions given) {
        List<String> events = StateOptions.ofEvents(given);
        Stream<List<String>> words = Stream.of(
                List.of(called(), "apply", plan), events, option(given, "--endpoint"), option(given, "--state"));
        return line(words.flatMap(List::stream));
    }

    /** A command about an earlier run that was sent to an endpoint, or to Customer.io. */
    static String ofRun(String name, Path run, Optional<String> endpoint) {
        List<String> where = endpoint.map(url -> List.of("--endpoint", url)).orElse(List.of());
        return line(Stream.concat(Stream.of(called(), name, folder(run.toString())), where.stream()));
    }

    private static String folder(String run) {
        return run.contains("/") ? run : "./" + run;
    }

    private static String line(Stream<String> words) {
        return words.map(ShellWord::of).collect(Collectors.joining(" "));
    }
}

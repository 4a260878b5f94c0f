package dev.upserter.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Says the hints of the command line to a program that runs the library. What the library or the configuration can do is said in
 * their words. The rest is marked as what the command line does, with the same configuration and folder.
 */
public final class ProgramHints {
    /** After each sentence, or part of one that stands for itself. */
    private static final Pattern BETWEEN = Pattern.compile("(?<=[.;]) ");

    /** A command, or an option of ours: programs of others have options, too. */
    private static final Pattern COMMAND =
            Pattern.compile("\\b(upserter|init) [a-z-]|\\bDATA\\b|(?<![\\w-])--(allow-removals"
                    + "|allow-triggers|baseline|encoding|endpoint|format|full|hold-recent|new-event-ids|only|resume|sheet|state"
                    + "|suppressed|values|wait|yes)\\b");

    private static final Pattern END = Pattern.compile("[.;]?$");

    private record Wording(Pattern of, String by) {
        Wording(String of, String by) {
            this(Pattern.compile(of), by);
        }
    }

    private static final List<Wording> WORDINGS = List.of(
            new Wording("\\brun the same command\\b", "run"),
            new Wording("\\bthe same command\\b", "the same run"),
            new Wording("upserter retry, or (the next run that has the row), sends", "$1 sends"),
            new Wording("upserter retry sends it, and the next run takes", "the next run takes"),
            new Wording(
                    "confirm with --yes, .*over HTTP\\. A configuration that is not uploaded may say (irreversible: true)",
                    "confirm with $1 in the configuration"),
            new Wording("--(hold-recent|allow-triggers) \\((triggers: \\w+)\\)", "$2"),
            new Wording("another( folder)? with --state( or UPSERTER_STATE)?", "another folder with State.folder"),
            new Wording("its state folder with --state", "its folder with State.folder"),
            new Wording("--state names", "State.folder names"),
            new Wording(", or --(encoding|format) \\w+", ""),
            new Wording(", or \\w+=\\w+ over HTTP", ""),
            new Wording(
                    "run once with --full to send all rows and start a new state\\. Or take the present data as delivered with --baseline",
                    "give the builder another State, so that all rows are sent. Or run upserter sync once with --full"
                            + " or, to take the present data as delivered, with --baseline"),
            new Wording("UPSERTER_JAVA_OPTS=", ""));

    private ProgramHints() {}

    /** A report whose hints are for a program. */
    public static RunReport of(RunReport report) {
        return report.withProblems(report.problems().stream()
                .map(finding -> finding.withHelp(of(finding.help())))
                .toList());
    }

    /** A hint for a program. */
    public static String of(String hint) {
        String said = hint;
        for (Wording wording : WORDINGS) {
            said = wording.of().matcher(said).replaceAll(wording.by());
        }
        return BETWEEN.splitAsStream(said).map(ProgramHints::marked).collect(Collectors.joining(" "));
    }

    /** What it says in other words. */
    static List<Pattern> wordings() {
        return WORDINGS.stream().map(Wording::of).toList();
    }

    private static String marked(String sentence) {
        return COMMAND.matcher(sentence).find()
                ? END.matcher(sentence).replaceFirst(" (at the command line)$0")
                : sentence;
    }
}

package dev.upserter.alert;

import dev.upserter.alert.Due.Event;
import dev.upserter.config.AlertCondition;
import dev.upserter.problem.Durations;
import dev.upserter.problem.Quantities;
import dev.upserter.problem.ShellWord;
import dev.upserter.report.Counts;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words what an alert says: which sync, what, since when, how many, why, what to do, where to look. */
final class AlertTexts {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private AlertTexts() {}

    /** What is due after a run. */
    static Message of(Due due, Outcomes run, Occasion occasion, Instant now) {
        Event event = Objects.requireNonNull(due.event(), "nothing is due");
        Optional<Reason> reason = event == Event.RECOVERED ? Optional.empty() : Reason.of(run.report());
        String title = occasion.sync() + ": " + what(event, due, run);
        var lines = new ArrayList<String>();
        lines.add(ended(run.report()));
        conditions(event, due, run, lines);
        if (!run.report().run().isEmpty()) {
            lines.add("Rows: " + rows(run.report()));
        }
        reason.ifPresent(why -> {
            lines.add("Reason: " + why.said());
            lines.add("To do: " + why.code().help());
        });
        lines.add(look(run.report(), occasion.state()));
        String json = new MessageJson(event, title, occasion.sync(), now)
                .write(run.report(), event == Event.RECOVERED ? due.over() : due.holds(), reason, folder(run.report()));
        return new Message(title, lines, json);
    }

    /** A trial of a channel. */
    static Message test(String sync, Instant now) {
        String title = sync + ": test";
        return new Message(
                title,
                List.of(
                        "This is a test by upserter alert. Nothing has happened, and no run was started.",
                        "Alerts of the sync " + sync + " arrive here."),
                new MessageJson(Event.TEST, title, sync, now).write());
    }

    private static String what(Event event, Due due, Outcomes run) {
        return switch (event) {
            case TEST -> "test";
            case RECOVERED -> "recovered";
            case ALERT -> list(due.begun(), run);
            case REMINDER -> "still " + list(due.holds().keySet(), run);
        };
    }

    private static String list(Collection<AlertCondition> conditions, Outcomes run) {
        return conditions.stream().map(condition -> said(condition, run)).collect(Collectors.joining(", "));
    }

    /** With what was measured, where the run has measured it. */
    private static String said(AlertCondition condition, Outcomes run) {
        String measured = run.verdict(condition) == Verdicts.Verdict.HOLDS ? run.said(condition) : "";
        return condition.spelling() + (measured.isEmpty() ? "" : " (" + measured + ")");
    }

    private static String ended(RunReport report) {
        Status status = report.status();
        return switch (status) {
            case COMPLETED -> "The run completed.";
            case COMPLETED_WITH_PROBLEMS -> "The run completed with problems.";
            case REFUSED -> "The run was refused. It sent nothing.";
            case STOPPED -> "The run stopped before its end. The next run sends what is missing.";
        };
    }

    private static void conditions(Event event, Due due, Outcomes run, List<String> lines) {
        boolean isOver = event == Event.RECOVERED;
        (isOver ? due.over() : due.holds()).forEach((condition, held) -> {
            String runs = condition == AlertCondition.Ending.LATE ? "" : ", " + runs(held.runs());
            lines.add((isOver ? "Before: " + condition.spelling() : "Condition: " + said(condition, run)) + ", since "
                    + MINUTE.format(held.since()) + runs);
        });
    }

    private static String runs(long number) {
        return number == 1 ? "1 run" : Quantities.say(number) + " runs";
    }

    private static String rows(RunReport report) {
        Counts counts = report.records();
        return Quantities.say(counts.read()) + " read, " + Quantities.say(counts.delivered()) + " delivered, "
                + Quantities.say(counts.rejected()) + " rejected, " + Quantities.say(counts.deadLetters())
                + " dead letters, " + Quantities.say(counts.removed()) + " removed, in "
                + Durations.say(report.duration());
    }

    private static String look(RunReport report, Path state) {
        Path folder = folder(report);
        return folder == null
                ? "Look: the run has no folder. upserter runs --state "
                        + ShellWord.of(state.toAbsolutePath().normalize().toString()) + " lists those before it"
                : "Look: upserter show " + ShellWord.of(folder.toString());
    }

    private static @Nullable Path folder(RunReport report) {
        Path file = report.files().report();
        return file == null ? null : file.toAbsolutePath().normalize().getParent();
    }
}

package dev.upserter.alert;

import dev.upserter.alert.Due.Event;
import dev.upserter.history.CompletedRun;
import dev.upserter.monitor.Lateness;
import dev.upserter.monitor.Standing;
import dev.upserter.problem.ShellWord;
import dev.upserter.report.RunReport;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Words what is to be said of a run that was due: what is missing, what there was last, what to do, where to look. */
public final class LateTexts {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private LateTexts() {}

    /** One line: what is the matter, or that all is well. */
    public static String line(Lateness late, Instant now) {
        return switch (late.verdict()) {
            case NOT_DUE ->
                "not due yet"
                        + late.schedule()
                                .next(now)
                                .map(next -> ". Next at " + time(late, next))
                                .orElse("");
            case DONE -> "on time. Last due at " + due(late) + ", completed at " + completed(late);
            case UNDER_WAY -> "under way. Due at " + due(late);
            case LATE -> "late. " + missing(late) + ". " + last(late);
        };
    }

    /** What to do about a run that is late. */
    public static String toDo(Lateness late, Path state) {
        return failed(late)
                .map(report -> "upserter show "
                        + ShellWord.of(
                                state.resolve("runs").resolve(report.run()).toString())
                        + " says why. The same command again sends what is missing")
                .orElse(
                        "see that what starts it is up: crontab -l, systemctl list-timers or upserter serve. Meanwhile, run"
                                + " the command by hand");
    }

    private static String missing(Lateness late) {
        return "No run has completed that began at " + due(late) + " or later";
    }

    /** The last run that began when one was due, if it failed. */
    private static Optional<RunReport> failed(Lateness late) {
        Instant due = late.due().orElse(Instant.MAX);
        return late.standing()
                .last()
                .filter(run -> !run.ended().isBefore(due) && run.report().exitCode() > 1)
                .map(Standing.Ended::report);
    }

    private static String last(Lateness late) {
        String completed = late.standing().completed().isPresent()
                ? "The last that completed ended at " + completed(late)
                : "None has completed before";
        return completed
                + failed(late)
                        .map(report -> ". Since then, one "
                                + switch (report.status()) {
                                    case REFUSED -> "was refused";
                                    case STOPPED, COMPLETED, COMPLETED_WITH_PROBLEMS -> "stopped";
                                }
                                + Reason.of(report)
                                        .map(why -> " (" + why.code() + ")")
                                        .orElse(""))
                        .orElse("");
    }

    private static String completed(Lateness late) {
        return late.standing()
                .completed()
                .map(CompletedRun::ended)
                .map(end -> time(late, end))
                .orElse("");
    }

    private static String due(Lateness late) {
        return late.due().map(due -> time(late, due)).orElse("");
    }

    private static String time(Lateness late, Instant instant) {
        return MINUTE.format(instant.atZone(late.schedule().zone())) + " "
                + late.schedule().zone();
    }

    /** What is due to be sent. */
    static Message of(Due due, Lateness late, Occasion occasion, Instant now) {
        boolean isOver = due.event() == Event.RECOVERED;
        String title = occasion.sync() + ": "
                + switch (due.event()) {
                    case RECOVERED -> "recovered";
                    case REMINDER -> "still late";
                    case ALERT, TEST -> "late";
                    case null -> throw new IllegalArgumentException("nothing is due");
                };
        var lines = new ArrayList<String>();
        if (isOver) {
            lines.add("A run has completed at " + completed(late) + ".");
        } else {
            lines.add(missing(late) + ".");
            lines.add(last(late) + ".");
            lines.add("Schedule: " + late.schedule().expression().fields() + " in "
                    + late.schedule().zone());
            lines.add("To do: " + toDo(late, occasion.state().toAbsolutePath().normalize()));
        }
        lines.add("Look: upserter runs --state "
                + ShellWord.of(occasion.state().toAbsolutePath().normalize().toString()));
        String json = new MessageJson(due.event(), title, occasion.sync(), now)
                .write(late, isOver ? due.over() : due.holds());
        return new Message(title, List.copyOf(lines), json);
    }
}

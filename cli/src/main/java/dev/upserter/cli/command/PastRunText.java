package dev.upserter.cli.command;

import dev.upserter.cli.text.Amounts;
import dev.upserter.cli.text.Printable;
import dev.upserter.history.PastRun;
import dev.upserter.history.Retries;
import dev.upserter.history.StateFolder;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Describes an earlier run. */
final class PastRunText {
    private PastRunText() {}

    /** How it ended, in two or three words. */
    static String ending(PastRun run) {
        return switch (run.ending()) {
            case UNDER_WAY -> "under way";
            case CUT_OFF -> "cut off";
            case STOPPED, ENDED ->
                run.report()
                        .map(report -> switch (report.status()) {
                            case COMPLETED -> "completed";
                            case COMPLETED_WITH_PROBLEMS -> "with problems";
                            case REFUSED -> "refused";
                            case STOPPED -> "stopped";
                        })
                        .orElse("ended");
        };
    }

    /** What to do after a run, if anything: its rows are where they were. */
    static List<String> next(RunReport report, StateFolder folder, PastRun past) {
        Optional<String> endpoint = past.endpoint();
        Path run = folder.run(report.run());
        if (past.aim().isLook()) {
            return List.of(); // nothing was sent, so there is nothing to go on with
        }
        if (report.status() == Status.STOPPED) {
            return List.of(
                    "resume where it stopped, if nothing came after it:",
                    "  " + NextSteps.ofRun("resume", run, endpoint));
        }
        Path rest = folder.run(last(report.run(), folder));
        boolean isLeft = rest.equals(run)
                ? report.files().rejected() != null || report.files().deadLetters() != null
                : !folder.undelivered(String.valueOf(rest.getFileName())).isEmpty();
        return isLeft
                ? List.of(
                        "send again what was not delivered, once the reasons are gone:",
                        "  " + NextSteps.ofRun("retry", rest, endpoint))
                : List.of();
    }

    /** The last run that sent the rows of a run again. */
    private static String last(String run, StateFolder folder) {
        try {
            return new Retries(folder).lastOf(run);
        } catch (IOException e) {
            throw folder.unreadable(e);
        }
    }

    /** The text for a run without a report. */
    static String withoutReport(PastRun run, StateFolder folder) {
        String of = run.sync().isEmpty() ? "" : " of the sync " + Printable.of(run.sync());
        List<String> lines = switch (run.ending()) {
            case UNDER_WAY -> List.of("The run " + run.id() + of + " is under way.");
            case CUT_OFF ->
                run.aim().isLook()
                        ? cutOffLook(run, of)
                        : List.of(
                                "The run " + run.id() + of + " was cut off before it could write a report.",
                                "",
                                "  rows      " + Amounts.number(run.acknowledged()) + " are known to be delivered",
                                "",
                                "Next",
                                "  run the same command again, or resume this run:",
                                "    " + NextSteps.ofRun("resume", folder.run(run.id()), run.endpoint()));
            case STOPPED, ENDED -> List.of("The run " + run.id() + of + " left no report that this version can read.");
        };
        return String.join("\n", lines);
    }

    private static List<String> cutOffLook(PastRun run, String of) {
        return List.of(
                "The dry run " + run.id() + of + " was cut off before it could write a report. Nothing was sent.",
                "",
                "Next",
                "  run the same command again");
    }
}

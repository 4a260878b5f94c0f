package dev.upserter.cli.text;

import dev.upserter.problem.Level;
import dev.upserter.report.Counts;
import dev.upserter.report.RunReport;
import java.util.Locale;

/** How a run ended, in one line for a log: names and values, of which none holds a blank. */
public final class SummaryLine {
    private SummaryLine() {}

    /** Of a run, or of one that was refused before it began. */
    public static String of(RunReport report) {
        Counts counts = report.records();
        String run = report.run().isEmpty() ? "" : " run=" + report.run();
        return "sync=" + Printable.of(report.sync()) + " end=" + report.status().spelling() + " exit="
                + report.exitCode() + " read=" + counts.read() + " delivered=" + counts.delivered() + " unchanged="
                + counts.unchanged() + " filtered=" + counts.filtered() + " rejected=" + counts.rejected()
                + " deadLetters=" + counts.deadLetters() + " removed=" + counts.removed() + " pending="
                + counts.pending() + " duration="
                + String.format(Locale.ROOT, "%.1fs", report.duration().toMillis() / 1000.0) + reason(report) + run;
    }

    /** The code of what stopped it. */
    private static String reason(RunReport report) {
        return report.problems().stream()
                .filter(finding -> finding.level() == Level.STOP)
                .findFirst()
                .map(finding -> " reason=" + finding.code())
                .orElse("");
    }

    /** Of a sync that was left out. */
    public static String notRun(String sync) {
        return "sync=" + Printable.of(sync) + " end=not_run";
    }
}

package dev.upserter.cli.text;

import dev.upserter.report.RunReport;
import dev.upserter.report.SetReport;
import dev.upserter.report.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Formats for people how several syncs ended: a line for each, and one for all.
 *
 * @param report  of all
 * @param purpose what the runs were for
 * @param colours how to colour it
 */
public record SeriesText(SetReport report, Purpose purpose, Colours colours) {

    /**
     * Lines, without a line break at the end; the last says how all of them ended.
     *
     * @param next what to do next, line by line; may be empty
     */
    public String text(List<String> next) {
        var rows = new ArrayList<List<String>>();
        for (SetReport.Entry entry : report.syncs()) {
            RunReport run = entry.report();
            String ending = run == null
                    ? "not run: " + Printable.of(entry.reason())
                    : new ReportText(run, purpose, colours).headline();
            rows.add(List.of(entry.sync(), ending));
        }
        return colours.strong("All syncs") + "\n"
                + Columns.align(rows).stream().map(line -> "  " + line).collect(Collectors.joining("\n"))
                + (next.isEmpty() ? "" : "\n\n" + colours.strong("Next") + "\n  " + String.join("\n  ", next))
                + "\n\n" + last();
    }

    private String last() {
        return purpose.ended(report.status(), colours) + ": " + counted();
    }

    /** {@code all 3 syncs}, {@code of 6 syncs, 2 completed, 1 was refused, 3 were not run}. */
    private String counted() {
        int all = report.syncs().size();
        if (report.exitCode() == Status.COMPLETED.exitCode()) {
            return (all == 1 ? "the sync" : all == 2 ? "both syncs" : "all " + Amounts.count(all, "sync"))
                    + (purpose.sends() ? "" : " without a problem");
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        report.syncs().forEach(entry -> counts.merge(word(entry), 1, Integer::sum));
        return "of " + Amounts.count(all, "sync") + ", "
                + counts.entrySet().stream()
                        .map(count -> Amounts.number(count.getValue()) + " " + count.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static String word(SetReport.Entry entry) {
        RunReport run = entry.report();
        if (run == null) {
            return "not run";
        }
        return switch (run.status()) {
            case COMPLETED -> run.exitCode() == 0 ? "completed" : "completed with problems";
            case COMPLETED_WITH_PROBLEMS -> "completed with problems";
            case REFUSED -> "refused";
            case STOPPED -> "stopped";
        };
    }
}

package dev.upserter.cli.text;

import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Formats the problems of a report for people: by code, how many, where, and what to do. */
final class FindingsText {
    /** The problems that can only occur once a row was sent. */
    private static final Set<Code> AFTER_SENDING =
            EnumSet.of(Code.REJECTED_BY_SERVER, Code.RATE_LIMITED, Code.SERVER_ERROR, Code.TIMEOUT, Code.NETWORK);

    private static final int MAX_FIELDS = 8;

    private FindingsText() {}

    /** The lines, with an empty line between two codes. */
    static List<String> of(RunReport report, Purpose purpose, Colours colours) {
        var lines = new ArrayList<String>();
        for (Finding finding : report.problems()) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(of(finding, purpose, colours));
        }
        return lines;
    }

    private static List<String> of(Finding finding, Purpose purpose, Colours colours) {
        var lines = new ArrayList<String>();
        lines.add(colours.strong(finding.code().name()) + "  " + times(finding) + consequence(finding, purpose));
        finding.examples().forEach(example -> lines.add("  " + line(example)));
        long more = finding.count() - finding.examples().size();
        if (more > 0 && !finding.examples().isEmpty() && !countsRows(finding)) {
            lines.add("  and " + Amounts.number(more) + " more");
        }
        if (finding.fields().size() > 1) {
            lines.add("  by field: " + fields(finding.fields()));
        }
        lines.add("  -> " + finding.help());
        return lines;
    }

    /** An example: where, and what. */
    static String line(Finding.Example example) {
        String place = example.location() == null ? "" : Printable.of(example.location()) + ": ";
        return place + Printable.of(example.message());
    }

    /** Whether a message covers many rows: the count is then of rows, not of messages. */
    private static boolean countsRows(Finding finding) {
        return finding.code() == Code.ROWS_ABANDONED;
    }

    private static String times(Finding finding) {
        if (countsRows(finding)) {
            return Amounts.count(finding.count(), "row") + ", ";
        }
        if (finding.count() == 1) {
            return finding.level() == Level.STOP ? "" : "once, ";
        }
        return Amounts.number(finding.count()) + " times, ";
    }

    private static String consequence(Finding finding, Purpose purpose) {
        return switch (finding.level()) {
            case STOP -> purpose.sends() ? "stopped the run" : "would stop a sync";
            case ROW -> AFTER_SENDING.contains(finding.code()) ? "row given up" : "row rejected";
            case DROP -> "attribute left out";
            case WARN -> finding.code().leavesUndone() ? "the run does not end with 0" : "warning only";
            case FIX -> "repaired";
            case OFF -> "ignored";
        };
    }

    private static String fields(Map<String, Long> fields) {
        String first = fields.entrySet().stream()
                .limit(MAX_FIELDS)
                .map(field -> Printable.of(field.getKey()) + " (" + Amounts.number(field.getValue()) + ")")
                .collect(Collectors.joining(", "));
        return fields.size() <= MAX_FIELDS ? first : first + " and " + (fields.size() - MAX_FIELDS) + " more";
    }
}

package dev.upserter.cli.text;

import dev.upserter.plan.JoinCounts;
import dev.upserter.problem.Code;
import dev.upserter.report.Counts;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;

/**
 * The result of a run, in one line.
 *
 * @param report its report
 */
record Headline(RunReport report) {
    /** The line for a run that delivers. */
    String sent() {
        Counts counts = report.records();
        if (report.status() == Status.REFUSED) {
            return report.requests().sent() == 0 ? "nothing was sent" : "Customer.io acknowledged no row";
        }
        if (counts.read() == 0) {
            return "no rows were read";
        }
        if (report.status() == Status.STOPPED
                && counts.delivered() == 0
                && report.requests().sent() == 0) {
            return "nothing was sent";
        }
        if (report.destination().equals(RunReport.TAKEN)) {
            return share(counts.unchanged(), counts.read()) + " taken as delivered. Nothing was sent";
        }
        return (comparesPeople() ? changes() : rows()) + " delivered to " + Printable.of(report.destination());
    }

    private String rows() {
        Counts counts = report.records();
        return report.status() == Status.STOPPED
                ? Amounts.number(counts.delivered()) + " of the " + Amounts.count(counts.read(), "row") + " read were"
                : share(counts.delivered(), counts.read());
    }

    /** Whether the report distinguishes rows that have not changed, or people who are gone, from those that changed. */
    private boolean comparesPeople() {
        JoinCounts people = report.people();
        return people == null
                ? report.records().unchanged() + report.records().removed() > 0
                : people.unchanged() + people.removed() > 0;
    }

    private String changes() {
        Counts counts = report.records();
        long delivered = counts.delivered();
        long all = delivered + counts.deadLetters() + counts.pending();
        if (all == 0) {
            return counts.rejected() > 0 || isHeld()
                    ? "nothing that may be sent has changed, so nothing was"
                    : "nothing changed that is to be";
        }
        if (delivered == all) {
            return Amounts.count(all, "change") + (all == 1 ? " was" : " were");
        }
        return Amounts.number(delivered) + " of " + Amounts.count(all, "change") + (delivered == 1 ? " was" : " were");
    }

    private boolean isHeld() {
        return report.problems().stream().anyMatch(finding -> finding.code() == Code.REMOVALS_HELD);
    }

    /** The line for a run that sends nothing. */
    String wouldBeSent() {
        String rows = switch (report.status()) {
            case REFUSED -> "a sync would be refused";
            case STOPPED -> hasTooManyRejected() ? "a sync would stop" : "it was stopped before its end";
            case COMPLETED, COMPLETED_WITH_PROBLEMS -> whole();
        };
        return rows + ". Nothing was sent";
    }

    private boolean hasTooManyRejected() {
        return report.problems().stream().anyMatch(finding -> finding.code() == Code.REJECT_LIMIT);
    }

    private String whole() {
        Counts counts = report.records();
        if (counts.read() == 0) {
            return "no rows were read";
        }
        return (comparesPeople() ? Amounts.count(counts.pending(), "change") : share(counts.pending(), counts.read()))
                + " would be delivered";
    }

    /** {@code 14 of 15 rows}, {@code all 15 rows}, {@code both rows}, {@code 1 row}. */
    private static String share(long some, long all) {
        if (some < all) {
            return Amounts.number(some) + " of " + Amounts.count(all, "row");
        }
        return all == 1 ? "1 row" : all == 2 ? "both rows" : "all " + Amounts.count(all, "row");
    }
}

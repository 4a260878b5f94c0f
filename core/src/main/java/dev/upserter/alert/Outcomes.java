package dev.upserter.alert;

import dev.upserter.config.AlertCondition;
import dev.upserter.config.AlertCondition.Bound;
import dev.upserter.config.AlertCondition.Ending;
import dev.upserter.config.AlertCondition.Limit;
import dev.upserter.config.AlertCondition.Measure;
import dev.upserter.history.CompletedRun;
import dev.upserter.plan.JoinCounts;
import dev.upserter.problem.Code;
import dev.upserter.problem.Durations;
import dev.upserter.problem.Level;
import dev.upserter.problem.Quantities;
import dev.upserter.report.Counts;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a run says about conditions. Immutable.
 *
 * @param report  of the run
 * @param before  the completed run before it; null for none
 * @param isWhole whether it was to read the whole source: neither some rows only nor those that an earlier run left
 */
record Outcomes(RunReport report, @Nullable CompletedRun before, boolean isWhole) implements Verdicts {
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    /** Whether it read the source to its end. */
    boolean isComplete() {
        return report.status() == Status.COMPLETED || report.status() == Status.COMPLETED_WITH_PROBLEMS;
    }

    /** Whether it ended before its source, unless somebody asked for that. */
    boolean hasFailed() {
        return !isComplete()
                && (report.status() == Status.REFUSED
                        || report.problems().stream()
                                .filter(finding -> finding.level() == Level.STOP)
                                .anyMatch(finding -> finding.code() != Code.INTERRUPTED));
    }

    @Override
    public boolean isWell() {
        return isComplete() && isWhole;
    }

    @Override
    public Verdict verdict(AlertCondition condition) {
        return switch (condition) {
            case Ending ending -> ending(ending);
            case Limit limit -> isWhole ? limit(limit) : Verdict.UNKNOWN;
        };
    }

    private Verdict ending(Ending ending) {
        return switch (ending) {
            case FAILED -> hasFailed() ? Verdict.HOLDS : isWell() ? Verdict.OVER : Verdict.UNKNOWN;
            case PROBLEMS ->
                report.status() == Status.COMPLETED_WITH_PROBLEMS
                        ? Verdict.HOLDS
                        : isWell() ? Verdict.OVER : Verdict.UNKNOWN;
            case LATE -> isWell() ? Verdict.OVER : Verdict.UNKNOWN;
            case RECOVERED -> Verdict.UNKNOWN;
        };
    }

    /** A run that ended early may have exceeded a bound, but did not stay within it. */
    private Verdict limit(Limit limit) {
        Optional<Boolean> isBeyond = isBeyond(limit);
        if (isBeyond.isEmpty() || !isComplete() && !limit.isAbove()) {
            return Verdict.UNKNOWN;
        }
        return isBeyond.get() ? Verdict.HOLDS : isComplete() ? Verdict.OVER : Verdict.UNKNOWN;
    }

    private Optional<Boolean> isBeyond(Limit limit) {
        BigDecimal measured = BigDecimal.valueOf(measured(limit.measure()));
        int sign = switch (limit.bound()) {
            case Bound.Amount number -> measured.compareTo(BigDecimal.valueOf(number.number()));
            case Bound.Length length ->
                measured.compareTo(BigDecimal.valueOf(length.duration().toMillis()));
            case Bound.Share share -> {
                OptionalLong all = all(limit.measure());
                if (all.isEmpty() || all.getAsLong() == 0) {
                    yield Integer.MIN_VALUE;
                }
                yield measured.multiply(ALL).compareTo(share.percent().multiply(BigDecimal.valueOf(all.getAsLong())));
            }
        };
        return sign == Integer.MIN_VALUE ? Optional.empty() : Optional.of(limit.isAbove() ? sign > 0 : sign < 0);
    }

    private long measured(Measure measure) {
        Counts counts = report.records();
        return switch (measure) {
            case READ -> counts.read();
            case DELIVERED -> counts.delivered();
            case REJECTED -> counts.rejected();
            case DEAD_LETTERS -> counts.deadLetters();
            case REMOVED -> counts.removed();
            case DURATION -> report.duration().toMillis();
        };
    }

    /** What a share is a share of: the rows that the filter let through, those read before, or the people known. */
    private OptionalLong all(Measure measure) {
        Counts counts = report.records();
        JoinCounts people = report.people();
        return switch (measure) {
            case READ -> before == null ? OptionalLong.empty() : OptionalLong.of(before.read());
            case REMOVED -> people == null ? OptionalLong.empty() : OptionalLong.of(people.known());
            case DELIVERED, REJECTED, DEAD_LETTERS -> OptionalLong.of(counts.read() - counts.filtered());
            case DURATION -> OptionalLong.empty();
        };
    }

    /** As in {@code 42 of 1,000, 4.2%}; empty for the end of a run. */
    @Override
    public String said(AlertCondition condition) {
        if (!(condition instanceof Limit limit)) {
            return "";
        }
        if (limit.measure() == Measure.DURATION) {
            return Durations.say(report.duration());
        }
        long measured = measured(limit.measure());
        OptionalLong all = all(limit.measure());
        if (!(limit.bound() instanceof Bound.Share) || all.isEmpty() || all.getAsLong() == 0) {
            return Quantities.say(measured);
        }
        BigDecimal share = BigDecimal.valueOf(measured)
                .multiply(ALL)
                .divide(BigDecimal.valueOf(all.getAsLong()), 1, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return Quantities.say(measured) + " of " + Quantities.say(all.getAsLong()) + ", " + share.toPlainString() + "%";
    }
}

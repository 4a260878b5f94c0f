package dev.upserter.alert;

import dev.upserter.config.AlertCondition;
import dev.upserter.config.AlertCondition.Ending;
import dev.upserter.monitor.Lateness;

/** What is known of a sync whose run was due: nothing but whether it was. */
record LateVerdicts(Lateness late) implements Verdicts {
    @Override
    public Verdict verdict(AlertCondition condition) {
        if (condition != Ending.LATE) {
            return Verdict.UNKNOWN;
        }
        return switch (late.verdict()) {
            case LATE -> Verdict.HOLDS;
            case DONE -> Verdict.OVER;
            case UNDER_WAY, NOT_DUE -> Verdict.UNKNOWN;
        };
    }

    @Override
    public boolean isWell() {
        return late.verdict() == Lateness.Verdict.DONE;
    }

    @Override
    public String said(AlertCondition condition) {
        return "";
    }
}

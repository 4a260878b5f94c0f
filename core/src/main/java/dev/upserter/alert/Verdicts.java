package dev.upserter.alert;

import dev.upserter.config.AlertCondition;

/** What is known of conditions at a moment. */
interface Verdicts {
    /** Whether a condition holds. */
    enum Verdict {
        HOLDS,
        OVER,
        /** Nothing tells: it stays as it was. */
        UNKNOWN
    }

    /** Whether it holds. */
    Verdict verdict(AlertCondition condition);

    /** Whether all is well again if nothing that was reported holds any longer. */
    boolean isWell();

    /** What was measured, in words; empty where nothing was. */
    String said(AlertCondition condition);
}

package dev.upserter.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** What an alert is sent for. Immutable. */
public sealed interface AlertCondition {

    /** As configurations spell it, with one blank around the sign. */
    String spelling();

    /** How a run ended. */
    enum Ending implements AlertCondition {
        /** It was refused or stopped, unless it was asked to stop. */
        FAILED,
        /** It completed, and left rows or removals undone. */
        PROBLEMS,
        /** None completed when one was due. */
        LATE,
        /** It completed, and nothing of what was reported holds any longer. */
        RECOVERED;

        @Override
        public String spelling() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a run measures. */
    enum Measure {
        READ("read"),
        DELIVERED("delivered"),
        REJECTED("rejected"),
        DEAD_LETTERS("deadLetters"),
        REMOVED("removed"),
        DURATION("duration");

        private final String spelling;

        Measure(String spelling) {
            this.spelling = spelling;
        }

        /** The word in a condition, which is that of the report. */
        public String spelling() {
            return spelling;
        }
    }

    /** A number that a measure is compared with. */
    sealed interface Bound {
        String spelling();

        /** So many. */
        record Amount(long number) implements Bound {
            @Override
            public String spelling() {
                return Long.toString(number);
            }
        }

        /** So many of a hundred. */
        record Share(BigDecimal percent) implements Bound {
            @Override
            public String spelling() {
                return percent.toPlainString() + "%";
            }
        }

        /** So long. */
        record Length(Duration duration) implements Bound {
            @Override
            public String spelling() {
                return DurationText.spell(duration);
            }
        }
    }

    /**
     * A measure is above or below a bound.
     *
     * @param isAbove whether the sign is {@code >}
     */
    record Limit(Measure measure, boolean isAbove, Bound bound) implements AlertCondition {
        @Override
        public String spelling() {
            return measure.spelling() + (isAbove ? " > " : " < ") + bound.spelling();
        }
    }
}

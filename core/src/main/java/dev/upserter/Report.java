package dev.upserter;

import dev.upserter.report.Counts;
import dev.upserter.report.Finding;
import dev.upserter.report.ProgramHints;
import dev.upserter.report.RunReport;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of the rows of a run. Immutable, thread-safe and serializable; {@link #cause} is lost when it is serialized.
 *
 * <p>Its counts add up: {@code read + removed = filtered + unchanged + delivered + rejected + deadLetters + pending}.
 */
public final class Report implements Serializable {
    private static final long serialVersionUID = 1L;

    /** How a run ended. */
    public enum Status {
        /** Every row was delivered, unchanged or filtered out. */
        COMPLETED,
        /** The last row was read; some rows were rejected or became dead letters, or removals were held back. */
        COMPLETED_WITH_PROBLEMS,
        /** Configuration, rows or credentials were wrong; nothing was sent. */
        REFUSED,
        /** The run ended before its rows did. */
        STOPPED
    }

    /** What a problem leads to. */
    public enum Level {
        /** The run stops. */
        STOP,
        /** The row is rejected before sending. */
        ROW,
        /** The row is sent without the attribute. */
        DROP,
        /** The row is sent. */
        WARN,
        /** The value is repaired, and the row is sent. */
        FIX
    }

    /** What it was made of, as a text, once it is serialized. */
    private String json = "";

    private final String run;
    private final String sync;
    private final Status status;
    private final String destination;
    private final Counts counts;
    private final long requests;
    private final long retries;
    private final long bytes;
    private final Duration duration;
    private final List<Problem> problems;
    private final List<String> unused;
    private final Map<String, Long> missing;
    private final @Nullable Changes changes;
    private final transient @Nullable Throwable cause;
    private final transient @Nullable RunReport source;

    private Report(RunReport report) {
        this.run = report.run();
        this.sync = report.sync();
        this.status = Status.valueOf(report.status().name());
        this.destination = report.destination();
        this.counts = report.records();
        this.requests = report.requests().sent();
        this.retries = report.requests().retried();
        this.bytes = report.requests().bytes();
        this.duration = report.duration();
        this.problems = report.problems().stream().map(Problem::of).toList();
        this.unused = report.fields().leftBehind();
        this.missing = report.fields().missing();
        this.changes = report.people() == null ? null : new Changes(report.people());
        this.cause = report.cause();
        this.source = report;
    }

    static Report of(RunReport report) {
        return new Report(ProgramHints.of(report));
    }

    /** The id of the run, such as {@code 20261123-190631-7f3a}; empty if it did not begin. Ids sort by time. */
    public String runId() {
        return run;
    }

    /** The name of the sync. */
    public String sync() {
        return sync;
    }

    /** How the run ended. */
    public Status status() {
        return status;
    }

    /** Whether every row was delivered, unchanged or filtered out. */
    public boolean isComplete() {
        return status == Status.COMPLETED;
    }

    /** Where the rows went, for people to read: a URL, or {@code nowhere} and why. */
    public String destination() {
        return destination;
    }

    /** Rows that were read. */
    public long read() {
        return counts.read();
    }

    /** People or things known before and absent from the rows, where the configuration removes them. */
    public long removed() {
        return counts.removed();
    }

    /** Rows that the configuration's filter left out, and those that Customer.io would ignore. */
    public long filtered() {
        return counts.filtered();
    }

    /** Rows that were not sent, because Customer.io has the same values already. */
    public long unchanged() {
        return counts.unchanged();
    }

    /** Rows that Customer.io acknowledged. */
    public long delivered() {
        return counts.delivered();
    }

    /** Rows that were never sent, because they could not be read, mapped or accepted. */
    public long rejected() {
        return counts.rejected();
    }

    /** Rows that were sent and refused for good, or ran out of attempts. */
    public long deadLetters() {
        return counts.deadLetters();
    }

    /** Rows that were neither delivered nor given up when the run ended; of a check or a plan, those that would be sent. */
    public long pending() {
        return counts.pending();
    }

    /** Requests that carried rows, repetitions included. */
    public long requests() {
        return requests;
    }

    /** Repetitions among the requests. */
    public long retries() {
        return retries;
    }

    /** Bytes of the requests' bodies. */
    public long requestBytes() {
        return bytes;
    }

    /** From start to end. */
    public Duration duration() {
        return duration;
    }

    /** What was wrong, by code, the gravest level first. */
    public List<Problem> problems() {
        return problems;
    }

    /** Fields of rows that no rule of the configuration sends, in order of first appearance. */
    public List<String> unusedFields() {
        return unused;
    }

    /** Fields that the configuration names and some rows did not have, with the number of those rows. */
    public Map<String, Long> missingFields() {
        return missing;
    }

    /** How the rows differ from what was delivered before; empty where that was not compared. */
    public Optional<Changes> changes() {
        return Optional.ofNullable(changes);
    }

    /**
     * What was thrown by the program's own rows, clock or data source, or by anything else, and ended the run; empty where
     * nothing was. Its message may hold values of rows: it is in no text of the report.
     */
    public Optional<Throwable> cause() {
        return Optional.ofNullable(cause);
    }

    /**
     * This report if every row was delivered, unchanged or filtered out.
     *
     * @throws UpserterException otherwise, with this report
     */
    public Report orThrow() {
        if (!isComplete()) {
            throw new UpserterException(this);
        }
        return this;
    }

    /** The report as one JSON object, in the format of the command line, which docs/report.md describes. */
    public String toJson() {
        RunReport report = source;
        return report == null ? json : report.toJson();
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        json = toJson();
        out.defaultWriteObject();
    }

    /** One line: how it ended, counts, and the gravest problem. */
    @Override
    public String toString() {
        String gravest = problems.isEmpty() ? "" : "; " + problems.getFirst();
        return status.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + delivered() + " of " + read()
                + " rows delivered" + gravest;
    }

    /** All problems of one code and level in one run. Immutable and serializable. */
    public static final class Problem implements Serializable {
        private static final long serialVersionUID = 1L;

        private final String code;
        private final Level level;
        private final long count;
        private final String message;
        private final String hint;
        private final String location;
        private final Map<String, Long> fields;

        private Problem(
                String code,
                Level level,
                long count,
                String message,
                String hint,
                String location,
                Map<String, Long> fields) {
            this.code = code;
            this.level = level;
            this.count = count;
            this.message = message;
            this.hint = hint;
            this.location = location;
            this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        static Problem of(Finding finding) {
            boolean isShown = !finding.examples().isEmpty();
            String place = isShown ? finding.examples().getFirst().location() : null;
            return new Problem(
                    finding.code().name(),
                    Level.valueOf(finding.level().name()),
                    finding.count(),
                    isShown ? finding.examples().getFirst().message() : finding.help(),
                    finding.help(),
                    place == null ? "" : place,
                    finding.fields());
        }

        static Problem of(dev.upserter.problem.Problem problem) {
            String place = problem.place().map(Object::toString).orElse("");
            return new Problem(
                    problem.code().name(),
                    Level.valueOf(problem.level().name()),
                    1,
                    problem.message(),
                    ProgramHints.of(problem.hint()),
                    place,
                    Map.of());
        }

        /** The stable code, such as {@code ID_MISSING}; docs/codes.md lists them all. */
        public String code() {
            return code;
        }

        /** What it leads to. */
        public Level level() {
            return level;
        }

        /** How often it occurred. */
        public long count() {
            return count;
        }

        /** What happened at its first occurrence, in one line; never an attribute value, never a credential. */
        public String message() {
            return message;
        }

        /** What to do, in one line. What the command line alone can do is said so: it works with the same {@link State#folder}. */
        public String hint() {
            return hint;
        }

        /** Where it first occurred, such as {@code users.csv:12:3} or {@code rows row 12}; empty if it has no place. */
        public String location() {
            return location;
        }

        /** How often by field or attribute; empty if it is not about one. */
        public Map<String, Long> fields() {
            return fields;
        }

        /** Code, place and message. */
        @Override
        public String toString() {
            String place = location.isEmpty() ? "" : location + ": ";
            String often = count == 1 ? "" : " (" + count + " times)";
            return code + ": " + place + message + often;
        }
    }

    /** How rows differ from what was delivered before. Immutable and serializable. */
    public static final class Changes implements Serializable {
        private static final long serialVersionUID = 1L;

        private final long added;
        private final long changed;
        private final long returned;
        private final long unchanged;
        private final long removed;
        private final long duplicates;

        private Changes(dev.upserter.plan.JoinCounts counts) {
            this.added = counts.added();
            this.changed = counts.changed();
            this.returned = counts.returned();
            this.unchanged = counts.unchanged();
            this.removed = counts.removed();
            this.duplicates = counts.duplicates();
        }

        /** People or things to which nothing was delivered before. */
        public long added() {
            return added;
        }

        /** Those to which other values were delivered, or that are sent again without a change. */
        public long changed() {
            return changed;
        }

        /** Those that had been marked as removed. */
        public long returned() {
            return returned;
        }

        /** Those whose values are as they were delivered. */
        public long unchanged() {
            return unchanged;
        }

        /** Those that are no longer among the rows. */
        public long removed() {
            return removed;
        }

        /** Rows that are not used, because another row about the same is. */
        public long duplicates() {
            return duplicates;
        }
    }
}

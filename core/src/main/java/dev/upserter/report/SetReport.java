package dev.upserter.report;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The result of several syncs of one file. Immutable.
 *
 * @param syncs one or more, in the order of the file
 */
public record SetReport(List<Entry> syncs) {

    /**
     * What became of one sync.
     *
     * @param sync   its name
     * @param report of its run; null if it was not run
     * @param reason why it was not run; empty if it was
     */
    public record Entry(String sync, @Nullable RunReport report, String reason) {
        /** A sync that was run. */
        public static Entry of(RunReport report) {
            return new Entry(report.sync(), report, "");
        }

        /** One that was not. */
        public static Entry notRun(String sync, String reason) {
            return new Entry(sync, null, reason);
        }
    }

    public SetReport {
        syncs = List.copyOf(syncs);
    }

    /** The reports of those that were run, in order. */
    public List<RunReport> runs() {
        return syncs.stream()
                .map(Entry::report)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    /** Whether each was run. */
    public boolean isWhole() {
        return runs().size() == syncs.size();
    }

    /** The exit code of the command: the worst of all; not that of a success where a sync was not run. */
    public int exitCode() {
        int worst = runs().stream().mapToInt(RunReport::exitCode).max().orElse(Status.STOPPED.exitCode());
        return !isWhole() && worst < Status.REFUSED.exitCode() ? Status.STOPPED.exitCode() : worst;
    }

    /** How the worst of them ended; stopped where a sync was not run though no other had failed. */
    public Status status() {
        Status worst = runs().stream()
                .max(Comparator.comparingInt(RunReport::exitCode))
                .map(RunReport::status)
                .orElse(Status.STOPPED);
        boolean isCutShort = !isWhole() && worst.exitCode() < Status.REFUSED.exitCode();
        return isCutShort ? Status.STOPPED : worst;
    }

    /** The reports as one JSON object; docs/cli.md describes the format. */
    public String toJson() {
        return SetReportJson.write(this);
    }
}

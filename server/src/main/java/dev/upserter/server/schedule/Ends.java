package dev.upserter.server.schedule;

import dev.upserter.history.PastRun;
import dev.upserter.history.PastRuns;
import dev.upserter.history.StateFolder;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What became of the syncs that an earlier process had begun, by the folders of their runs.
 *
 * @param ended     those that came to an end
 * @param completed those of them that completed
 * @param status    the worst of their ends
 */
record Ends(Set<String> ended, Set<String> completed, Status status) {

    /**
     * Looks.
     *
     * @param before the last run of each sync before; empty for none
     */
    static Ends of(StateFolder state, Map<String, String> before) {
        var ended = new HashSet<String>();
        var completed = new HashSet<String>();
        Status worst = Status.COMPLETED;
        for (Map.Entry<String, String> sync : before.entrySet()) {
            Optional<String> last = last(state, sync.getKey()).filter(run -> !run.equals(sync.getValue()));
            if (last.isPresent() && !state.isUnfinished(last.get())) {
                ended.add(sync.getKey());
                Status status = status(state, last.get());
                if (status.exitCode() < Status.REFUSED.exitCode()) {
                    completed.add(sync.getKey());
                }
                worst = status.exitCode() > worst.exitCode() ? status : worst;
            }
        }
        return new Ends(ended, completed, worst);
    }

    private static Optional<String> last(StateFolder state, String sync) {
        try {
            return state.lastRun(sync);
        } catch (IOException e) {
            throw state.unreadable(e);
        }
    }

    /** A run that came to its end and left no report was killed just then: all of its rows are done. */
    private static Status status(StateFolder state, String run) {
        return new PastRuns(state)
                .find(run)
                .flatMap(PastRun::report)
                .map(RunReport::status)
                .orElse(Status.COMPLETED);
    }
}

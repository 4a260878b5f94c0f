package dev.upserter.server.schedule;

import dev.upserter.history.LastRuns;
import dev.upserter.history.PastRun;
import dev.upserter.history.PastRuns;
import dev.upserter.history.StateFolder;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.option.StateUse;
import dev.upserter.server.live.RunSetup;
import java.io.IOException;
import java.nio.file.Path;
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
     * Looks into the folders.
     *
     * @param state of the runs
     * @param setup says where the last run of each sync is noted
     */
    record Seen(StateFolder state, RunSetup setup) {

        /**
         * What became of syncs.
         *
         * @param before the last run of each until then; empty for none
         */
        Ends since(Map<String, String> before) {
            var ended = new HashSet<String>();
            var completed = new HashSet<String>();
            Status worst = Status.COMPLETED;
            for (Map.Entry<String, String> sync : before.entrySet()) {
                Optional<String> last = last(sync.getKey()).filter(run -> !run.equals(sync.getValue()));
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

        /** The last run of a sync. */
        Optional<String> last(String sync) {
            StateUse use = setup.options(StateUse.CONFIGURED).state();
            Optional<Path> folder = use.memory(setup.stateFolder(), sync);
            try {
                return folder.isEmpty()
                        ? Optional.empty()
                        : new LastRuns(state, folder.get(), LastRuns.Kind.OF_SOURCE).last();
            } catch (IOException e) {
                throw state.unreadable(e);
            }
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

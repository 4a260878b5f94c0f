package dev.upserter.alert;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncSet;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.history.StateFolder;
import dev.upserter.monitor.Lateness;
import dev.upserter.problem.Problem;
import dev.upserter.schedule.Schedule;
import dev.upserter.schedule.Sequences;
import dev.upserter.schedule.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks whether the syncs of a configuration have run when they were due, and sends the alerts of those that have not. Whoever
 * starts them may be down, so something else has to ask from time to time.
 *
 * @param configuration the file
 * @param state         the state folder
 * @param grace         how long after it was due a run may begin
 * @param surroundings  what is outside, such as the time
 */
public record LateCheck(Path configuration, Path state, Duration grace, Surroundings surroundings) {

    /**
     * What was found of one sync.
     *
     * @param failures alerts that could not be sent
     */
    public record Found(Lateness lateness, List<Problem> failures) {
        public Found {
            failures = List.copyOf(failures);
        }
    }

    /**
     * Looks at those that run at times, by themselves or after one that does.
     *
     * @param set    of the configuration
     * @param wanted the names of those to look at
     * @param tells  whether alerts are sent
     * @throws dev.upserter.problem.ProblemException if the state folder cannot be read or written
     */
    public List<Found> look(SyncSet set, Collection<String> wanted, boolean tells) {
        var found = new ArrayList<Found>();
        for (SyncConfig sync : set.syncs()) {
            if (wanted.contains(sync.sync())) {
                times(sync.sync(), set.turns()).ifPresent(times -> found.add(look(sync, times, tells)));
            }
        }
        return found;
    }

    private Found look(SyncConfig sync, Schedule times, boolean tells) {
        var folder = new StateFolder(state);
        try {
            Lateness late =
                    Lateness.of(sync.sync(), times, folder, surroundings.clock().instant(), grace, true);
            return new Found(late, tells ? new Alerts(occasion(sync, folder)).tell(late) : List.of());
        } catch (IOException e) {
            throw folder.unreadable(e);
        }
    }

    private Occasion occasion(SyncConfig sync, StateFolder folder) {
        return new Occasion(
                sync.sync(),
                sync.alerts(),
                state,
                Optional.of(folder.sync(sync.sync())),
                null,
                true,
                Occasion.folderOf(configuration),
                surroundings);
    }

    /** The times at which a sync starts, or one before it. */
    public static Optional<Schedule> times(String sync, List<Turn> turns) {
        Set<Turn> passed = new HashSet<>();
        Optional<Turn> turn =
                turns.stream().filter(each -> each.syncs().contains(sync)).findFirst();
        while (turn.isPresent() && passed.add(turn.get())) {
            Schedule times = turn.get().when().times();
            if (times != null) {
                return Optional.of(times);
            }
            turn = Sequences.before(turn.get(), turns);
        }
        return Optional.empty();
    }
}

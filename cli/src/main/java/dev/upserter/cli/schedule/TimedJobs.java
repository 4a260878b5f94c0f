package dev.upserter.cli.schedule;

import dev.upserter.cli.shell.UsageException;
import dev.upserter.config.SyncName;
import dev.upserter.config.SyncSet;
import dev.upserter.schedule.Schedule;
import dev.upserter.schedule.Turn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The jobs of a configuration. Immutable.
 *
 * @param list  those that start at times, with what follows them
 * @param notes what no job can do, as whole sentences without the full stop
 */
record TimedJobs(List<TimedJob> list, List<String> notes) {
    TimedJobs {
        list = List.copyOf(list);
        notes = List.copyOf(notes);
    }

    /**
     * Finds them.
     *
     * @param chosen the syncs that are wanted
     * @param all    all of the configuration
     */
    static TimedJobs of(SyncSet chosen, SyncSet all, Path config) {
        List<Turn> turns = chosen.turns();
        Set<String> done = new LinkedHashSet<>();
        var jobs = new ArrayList<TimedJob>();
        var notes = new ArrayList<String>();
        for (Turn turn : turns) {
            Schedule times = turn.when().times();
            if (times != null) {
                List<String> syncs = inOrder(followed(turn, turns), all);
                done.addAll(syncs);
                boolean isAll = syncs.size() == all.names().size();
                String name = isAll ? SyncName.of(config.toString()) : String.join("-", syncs);
                jobs.add(new TimedJob(
                        TimedJob.name(name), syncs, isAll, times, turn.when().catchUp()));
            }
        }
        for (Turn turn : turns) {
            note(turn, done, notes);
        }
        return new TimedJobs(jobs, notes);
    }

    /** Says that there are none. */
    static UsageException missing(List<String> notes) {
        return new UsageException(
                "nothing in the configuration runs at times"
                        + notes.stream().map(note -> ". " + note).collect(Collectors.joining()),
                "add schedule, as in schedule: \"0 2 * * *\" for 02:00 each day, and zone");
    }

    /** The syncs of a turn, and those that come after one of them. */
    private static Set<String> followed(Turn turn, List<Turn> turns) {
        Set<String> syncs = new LinkedHashSet<>(turn.syncs());
        boolean isMore = true;
        while (isMore) {
            isMore = false;
            for (Turn next : turns) {
                String after = next.when().after();
                isMore |= after != null && syncs.contains(after) && syncs.addAll(next.syncs());
            }
        }
        return syncs;
    }

    private static List<String> inOrder(Set<String> syncs, SyncSet all) {
        return all.names().stream().filter(syncs::contains).toList();
    }

    private static void note(Turn turn, Set<String> done, List<String> notes) {
        String names = String.join(", ", turn.syncs());
        String after = turn.when().after();
        if (after != null && !done.containsAll(turn.syncs())) {
            notes.add(names + " runs after " + after
                    + ", which is not among these jobs. Start both by one job, or by upserter serve --syncs");
        }
        if (turn.when().watch()) {
            notes.add(names + " watches its files, which upserter serve --syncs does, and a schedule cannot");
        }
    }
}

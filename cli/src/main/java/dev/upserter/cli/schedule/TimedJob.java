package dev.upserter.cli.schedule;

import dev.upserter.schedule.CatchUp;
import dev.upserter.schedule.Schedule;
import java.util.List;
import java.util.Locale;

/**
 * Syncs of a configuration that start together at times. Immutable.
 *
 * @param name    letters, digits and dashes
 * @param syncs   their names, in the order in which they run
 * @param isAll   whether the configuration has no others
 * @param times   when
 * @param catchUp what becomes of missed times
 */
record TimedJob(String name, List<String> syncs, boolean isAll, Schedule times, CatchUp catchUp) {
    private static final int LONGEST_NAME = 40;

    TimedJob {
        syncs = List.copyOf(syncs);
    }

    /** A name for the files of a job, which Kubernetes and systemd take. */
    static String name(String of) {
        String plain = of.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String cut =
                plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME).replaceAll("-$", "") : plain;
        return "upserter" + (cut.isEmpty() ? "" : "-" + cut);
    }

    CronSets sets() {
        return CronSets.of(times.expression().fields());
    }

    String zone() {
        return times.zone().getId();
    }

    /** What starts it, for people. */
    String said() {
        return String.join(", ", syncs) + ": " + times.expression().fields() + " in " + zone();
    }
}

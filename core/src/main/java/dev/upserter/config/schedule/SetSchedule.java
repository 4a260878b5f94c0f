package dev.upserter.config.schedule;

import dev.upserter.config.AlertCondition;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncSet;
import dev.upserter.config.keys.GivenKeys;
import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Mistakes;
import dev.upserter.config.text.Overlay;
import dev.upserter.problem.Location;
import dev.upserter.schedule.Schedule;
import dev.upserter.schedule.ScheduleConfig;
import dev.upserter.schedule.Sequences;
import dev.upserter.schedule.Turn;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When the syncs of one configuration start by themselves: what stands beside {@code syncs} holds for those that do not say it
 * themselves. For one thread.
 */
public final class SetSchedule {
    private final Location.InText place;
    private final Overlay keys;
    private final ScheduleConfig file;
    private final @Nullable ZoneId zone;
    private final Mistakes mistakes;
    private final Map<String, ConfigNode.Field> afters = new HashMap<>();
    private boolean watches;

    private SetSchedule(Location.InText place, Overlay keys, GivenKeys given, KeyValues values) {
        this.place = place;
        this.keys = keys;
        this.file = ScheduleKeys.read(given);
        this.zone = given.find(ScheduleKeys.ZONE);
        this.mistakes = values.mistakes();
    }

    /**
     * Reads what holds for all.
     *
     * @param place of the object that has the keys
     * @param all   its keys, of which the others are left alone
     */
    public static SetSchedule of(Location.InText place, Overlay all, KeyValues values) {
        Overlay keys = all.only(ScheduleKeys.NAMES);
        var given = GivenKeys.of(new ConfigNode.Fields(place, keys.fields()), ScheduleKeys.PART, values);
        return new SetSchedule(place, keys, given, values);
    }

    /** When those start that have no schedule of their own. */
    public ScheduleConfig file() {
        return file.withWatch(false);
    }

    /**
     * When the syncs of the same rows start.
     *
     * @param sync      the first of them
     * @param own       its keys
     * @param read      what they say
     * @param namesFile whether its source is a file
     */
    public ScheduleConfig group(String sync, Overlay own, ScheduleConfig read, boolean namesFile) {
        ConfigNode.Field after = own.find(ScheduleKeys.AFTER.name());
        if (after != null) {
            afters.put(sync, after);
        }
        Schedule times = read.times();
        if (times != null && zone != null && own.find(ScheduleKeys.ZONE.name()) == null) {
            times = new Schedule(times.expression(), zone);
        }
        boolean watch = own.find(ScheduleKeys.WATCH.name()) == null ? file.watch() && namesFile : read.watch();
        watches |= watch;
        boolean ownCatchUp = own.find(ScheduleKeys.CATCH_UP.name()) != null;
        return new ScheduleConfig(times, watch, ownCatchUp ? read.catchUp() : file.catchUp(), read.after());
    }

    /** Notes what is wrong with all together. */
    public void check(SyncSet set) {
        if (file.watch() && !watches) {
            note(
                    keys.only(List.of(ScheduleKeys.WATCH.name())),
                    " needs source.file, and no sync has one",
                    "write it under a sync whose source is a file, or write schedule in its place");
        }
        if (set.groups().stream().allMatch(group -> group.schedule().hasOwnTurn())) {
            note(
                    keys.only(List.of(ScheduleKeys.SCHEDULE.name(), ScheduleKeys.AFTER.name())),
                    " says nothing: each sync has a schedule of its own",
                    "remove it, or the schedule of a sync that it is for");
        }
        checkSequence(set);
        set.syncs().stream()
                .filter(sync -> isNeverLate(sync, set))
                .findFirst()
                .ifPresent(sync -> mistakes.add(
                        place,
                        "the condition late needs a time at which a run is due, and the sync " + sync.sync()
                                + " has none",
                        "add schedule, as in schedule: \"0 2 * * *\" for 02:00 each day, or leave out late"));
    }

    private static boolean isNeverLate(SyncConfig sync, SyncSet set) {
        return sync.alerts().alerts().stream().anyMatch(alert -> alert.when().contains(AlertCondition.Ending.LATE))
                && set.turns().stream()
                        .noneMatch(turn -> turn.syncs().contains(sync.sync())
                                && turn.when().hasOwnTurn());
    }

    private void checkSequence(SyncSet set) {
        List<Turn> turns = new ArrayList<>(set.turns());
        Sequences.circle(turns).ifPresent(turn -> {
            ConfigNode.Field after = afters.get(turn.syncs().getFirst());
            ConfigNode.Field field = after == null ? keys.find(ScheduleKeys.AFTER.name()) : after;
            if (field != null) {
                mistakes.add(
                        field.value().place(),
                        "after names a sync that comes after this one, so that none would begin",
                        "leave out after where the first of them begins, and give that one a schedule or watch");
            }
        });
    }

    private void note(Overlay wrong, String why, String hint) {
        wrong.fields().forEach(field -> mistakes.add(field.place(), field.name() + why, hint));
    }
}

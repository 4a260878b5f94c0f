package dev.upserter.cli.schedule;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes the times of an expression in UTC, as they are at one offset. Stateless. */
final class UtcTimes {
    private static final int DAY = CronSets.HOURS * CronSets.MINUTES;

    private UtcTimes() {}

    /**
     * Five fields each, which together are the times.
     *
     * @param sets   the times at the offset
     * @return empty where they cannot be written: a day of a month is another one in UTC
     */
    static Optional<List<String>> of(CronSets sets, ZoneOffset offset) {
        int minutes = (int) Duration.ofSeconds(offset.getTotalSeconds()).toMinutes();
        boolean isAnyDay = sets.isEveryDay() && sets.isEveryMonth() && sets.isEveryWeekday();
        SortedMap<Integer, SortedMap<Integer, SortedSet<Integer>>> byDay = new TreeMap<>();
        for (int hour : sets.hours()) {
            for (int minute : sets.minutes()) {
                int time = hour * CronSets.MINUTES + minute - minutes;
                int day = isAnyDay ? 0 : Math.floorDiv(time, DAY);
                int ofDay = Math.floorMod(time, DAY);
                byDay.computeIfAbsent(day, none -> new TreeMap<>())
                        .computeIfAbsent(ofDay % CronSets.MINUTES, none -> new TreeSet<>())
                        .add(ofDay / CronSets.MINUTES);
            }
        }
        var lines = new ArrayList<String>();
        for (Map.Entry<Integer, SortedMap<Integer, SortedSet<Integer>>> day : byDay.entrySet()) {
            if (day.getKey() != 0 && !(sets.isEveryDay() && sets.isEveryMonth())) {
                return Optional.empty();
            }
            CronSets shifted = sets.later(day.getKey());
            alike(day.getValue())
                    .forEach((hours, ofHours) ->
                            lines.add(shifted.at(ofHours, hours).text()));
        }
        return Optional.of(lines);
    }

    /** The minutes by the hours at which they come. */
    private static Map<SortedSet<Integer>, SortedSet<Integer>> alike(Map<Integer, SortedSet<Integer>> hoursByMinute) {
        var found = new LinkedHashMap<SortedSet<Integer>, SortedSet<Integer>>();
        hoursByMinute.forEach((minute, hours) ->
                found.computeIfAbsent(hours, none -> new TreeSet<>()).add(minute));
        return found;
    }
}

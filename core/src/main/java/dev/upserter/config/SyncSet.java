package dev.upserter.config;

import dev.upserter.problem.Code;
import dev.upserter.problem.Nearest;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.problem.Problems;
import dev.upserter.schedule.ScheduleConfig;
import dev.upserter.schedule.Turn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The syncs of one configuration file, in the order in which they run. Immutable.
 *
 * @param groups    those that read the same rows
 * @param continues whether the rest runs after one that was refused or stopped
 * @param isSeveral whether the file may hold several: false for one that is a single sync
 * @param schedule  when those start by themselves that have no schedule of their own
 */
public record SyncSet(List<Group> groups, boolean continues, boolean isSeveral, ScheduleConfig schedule) {

    /**
     * Syncs of the same rows.
     *
     * @param syncs    one or more; the first says where the rows come from
     * @param schedule when they start by themselves, apart from the others
     */
    public record Group(List<SyncConfig> syncs, ScheduleConfig schedule) {
        public Group {
            syncs = List.copyOf(syncs);
            new Problems().require(!syncs.isEmpty(), "syncs", "one at least").throwIfAny();
        }

        /** The one that says where the rows come from. */
        public SyncConfig first() {
            return syncs.getFirst();
        }

        private Group with(List<SyncConfig> others) {
            return new Group(others, schedule);
        }

        private List<String> names() {
            return syncs.stream().map(SyncConfig::sync).toList();
        }
    }

    /** There must be a sync, and no two of one name, however its letters are written: a name is that of a folder, too. */
    public SyncSet {
        groups = List.copyOf(groups);
        List<String> names = groups.stream()
                .flatMap(group -> group.syncs().stream())
                .map(sync -> sync.sync().toLowerCase(Locale.ROOT))
                .toList();
        new Problems()
                .require(!names.isEmpty(), "syncs", "one at least")
                .require(names.stream().distinct().count() == names.size(), "sync", "another for each sync")
                .require(isSeveral || names.size() == 1, "syncs", "one")
                .throwIfAny();
    }

    /** The only sync of a file. */
    public static SyncSet of(SyncConfig sync) {
        return of(sync, ScheduleConfig.NONE);
    }

    /** The only sync of a file, which starts by itself. */
    public static SyncSet of(SyncConfig sync, ScheduleConfig schedule) {
        return new SyncSet(List.of(new Group(List.of(sync), schedule)), false, false, ScheduleConfig.NONE);
    }

    /** All syncs, in order. */
    public List<SyncConfig> syncs() {
        return groups.stream().flatMap(group -> group.syncs().stream()).toList();
    }

    /** The names of all syncs, in order. */
    public List<String> names() {
        return syncs().stream().map(SyncConfig::sync).toList();
    }

    /**
     * The one sync.
     *
     * @throws ProblemException if there are several
     */
    public SyncConfig only() {
        List<SyncConfig> all = syncs();
        if (all.size() > 1) {
            throw new ProblemException(Problem.of(
                    Code.CONFIG_INVALID,
                    null,
                    "the configuration has " + all.size() + " syncs, and one is needed here: "
                            + String.join(", ", names()),
                    "name one of them, as with --only " + names().getFirst()));
        }
        return all.getFirst();
    }

    /** The sync of this name; the only one, whatever its name, where the file is a single sync. */
    public Optional<SyncConfig> find(String name) {
        return isSeveral
                ? syncs().stream().filter(sync -> sync.sync().equals(name)).findFirst()
                : Optional.of(only());
    }

    /**
     * Those of these names; all, if none is given. What reads the same rows still does.
     *
     * @throws ProblemException if there is no sync of one of the names
     */
    public SyncSet only(Collection<String> chosen) {
        if (chosen.isEmpty()) {
            return this;
        }
        List<Problem> unknown = chosen.stream()
                .filter(name -> !names().contains(name))
                .map(this::unknown)
                .toList();
        if (!unknown.isEmpty()) {
            throw new ProblemException(unknown);
        }
        var left = new ArrayList<Group>();
        for (Group group : groups) {
            List<SyncConfig> syncs = group.syncs().stream()
                    .filter(sync -> chosen.contains(sync.sync()))
                    .toList();
            if (!syncs.isEmpty()) {
                left.add(group.with(syncs));
            }
        }
        return new SyncSet(left, continues, isSeveral, schedule);
    }

    private Problem unknown(String name) {
        boolean isShort = name.length() <= 40;
        return Problem.of(
                Code.CONFIG_INVALID,
                null,
                "the configuration has no sync of the name " + (isShort ? name : "given"),
                (isShort ? Nearest.to(name, names()) : Optional.<String>empty())
                        .map(near -> "you probably mean " + near)
                        .orElseGet(() -> names().stream().collect(Collectors.joining(", ", "it has ", ""))));
    }

    /** Each sync changed alike, as one that is sent elsewhere. */
    public SyncSet map(UnaryOperator<SyncConfig> change) {
        return new SyncSet(
                groups.stream()
                        .map(group ->
                                group.with(group.syncs().stream().map(change).toList()))
                        .toList(),
                continues,
                isSeveral,
                schedule);
    }

    /**
     * What starts by itself: together those without a schedule of their own, and each group that has one. A group that watches its
     * files starts alone when one arrives.
     */
    public List<Turn> turns() {
        var together = new ArrayList<String>();
        var turns = new ArrayList<Turn>();
        for (Group group : groups) {
            if (group.schedule().isThere()) {
                turns.add(new Turn(group.names(), group.schedule()));
            }
            if (!group.schedule().hasOwnTurn()) {
                together.addAll(group.names());
            }
        }
        if (schedule.hasOwnTurn() && !together.isEmpty()) {
            turns.addFirst(new Turn(together, schedule));
        }
        return turns;
    }
}

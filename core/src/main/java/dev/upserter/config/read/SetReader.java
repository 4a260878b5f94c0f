package dev.upserter.config.read;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncSet;
import dev.upserter.config.keys.KeySpec;
import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.read.SyncReader.Draft;
import dev.upserter.config.read.TestsReader.Tests;
import dev.upserter.config.schedule.ScheduleKeys;
import dev.upserter.config.schedule.SetSchedule;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Mistakes;
import dev.upserter.config.text.Overlay;
import dev.upserter.kind.Kind;
import dev.upserter.kind.Kinds;
import dev.upserter.problem.Location;
import dev.upserter.schedule.ScheduleConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the syncs of the nodes of one configuration: the one that it is, or those under {@code syncs} and {@code also}. For one
 * thread, and one configuration.
 */
final class SetReader {
    private static final String EXAMPLE = "write {sync: people, userId: id} for each, with its own source and type";
    private static final String SYNCS = SyncKeys.SYNCS.name();
    private static final String ALSO = SyncKeys.ALSO.name();
    /** A file with one of these is written for several syncs. */
    static final Set<String> KEYS = Set.of(SYNCS, ALSO);

    private static final String ON_ERROR = SyncKeys.ON_ERROR.name();
    private static final String SYNC = SyncKeys.SYNC.name();
    private static final String SOURCE = SyncKeys.SOURCE.name();
    private static final String MODE = DeliveryKeys.MODE.name();

    /** What a further sync of the same rows takes over from the one above it: the rows, whom they are about, and the destination. */
    private static final Set<String> INHERITED = Set.of(
            SOURCE,
            SyncKeys.USER_ID.name(),
            "anonymousId",
            SyncKeys.IDENTIFY_BY.name(),
            SyncKeys.FILTER.name(),
            SyncKeys.DENY.name(),
            SyncKeys.MAX_REJECTED.name(),
            SyncKeys.SITE_ID.name(),
            SyncKeys.API_KEY.name(),
            SyncKeys.APP_API_KEY.name(),
            DeliveryKeys.REGION.name(),
            DeliveryKeys.ENDPOINT.name(),
            DeliveryKeys.APP_ENDPOINT.name(),
            SyncKeys.PARALLELISM.name(),
            DeliveryKeys.REQUESTS_PER_SECOND.name(),
            DeliveryKeys.TIMEOUT.name(),
            DeliveryKeys.MAX_ATTEMPTS.name(),
            DeliveryKeys.MAX_OUTAGE.name(),
            SyncKeys.STATE.name(),
            SyncKeys.KEEP_RUNS.name(),
            SyncKeys.ALERTS.name(),
            SyncKeys.SMTP.name());

    private final Map<String, String> environment;
    private final boolean uploaded;
    private final boolean besideData;
    private final Mistakes mistakes = new Mistakes();
    private final Map<String, Tests> tests = new HashMap<>();
    private final Map<String, Location.InText> names = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    /**
     * For one configuration.
     *
     * @param uploaded   whether somebody sent it
     * @param besideData whether it came with files of data, which several syncs may name
     */
    SetReader(Map<String, String> environment, boolean uploaded, boolean besideData) {
        this.environment = environment;
        this.uploaded = uploaded;
        this.besideData = besideData;
    }

    /**
     * Reads the whole configuration.
     *
     * @param file the file's name
     * @throws dev.upserter.problem.ProblemException with all that is wrong
     */
    SyncSet read(ConfigNode root, String file) {
        if (!(root instanceof ConfigNode.Fields object)) {
            return one(root, file);
        }
        var keys = new Overlay(object.fields());
        if (keys.find(SYNCS) != null) {
            return several(object, keys);
        }
        return keys.find(ALSO) == null ? one(root, file) : withFurther(object, keys, file);
    }

    /** The tests of a sync that was read. */
    Tests tests(String sync) {
        return tests.getOrDefault(sync, Tests.NONE);
    }

    private SyncSet one(ConfigNode root, String file) {
        Draft draft = reader().read(root, file);
        var keys = new Overlay(((ConfigNode.Fields) root).fields());
        return scheduled(List.of(draft), keys, root.place(), continues(keys), false);
    }

    /** The syncs of a file that reads one set of rows. */
    private SyncSet scheduled(
            List<Draft> group, Overlay keys, Location.InText root, boolean continues, boolean isSeveral) {
        var values = new KeyValues(environment, uploaded);
        SetSchedule schedules = SetSchedule.of(root, Overlay.NONE, values);
        var set = new SyncSet(
                List.of(built(group, schedule(group, keys, schedules))), continues, isSeveral, ScheduleConfig.NONE);
        schedules.check(set);
        values.mistakes().throwIfAny();
        return set;
    }

    private static ScheduleConfig schedule(List<Draft> group, Overlay own, SetSchedule schedules) {
        Draft first = group.getFirst();
        boolean namesFile = first.given().get(SyncKeys.SOURCE).file() != null;
        return schedules.group(first.name(), own, first.schedule(), namesFile);
    }

    /** A file that is a sync, with others of the same rows. */
    private SyncSet withFurther(ConfigNode.Fields root, Overlay keys, String file) {
        boolean continues = continues(keys);
        List<Draft> group = group(root, Overlay.NONE, root.place(), file);
        mistakes.throwIfAny();
        return scheduled(group, keys, root.place(), continues, true);
    }

    private SyncSet several(ConfigNode.Fields root, Overlay keys) {
        boolean continues = continues(keys);
        refuse(keys, List.of(SYNC, SyncKeys.TESTS.name(), ALSO), " is of one sync", "write it under one of syncs");
        noteSecond(keys);
        var values = new KeyValues(environment, uploaded);
        SetSchedule schedules = SetSchedule.of(root.place(), keys, values);
        Overlay defaults = keys.without(Set.of(SYNCS, ON_ERROR, ALSO, SYNC, SyncKeys.TESTS.name()))
                .without(ScheduleKeys.NAMES);
        var groups = new ArrayList<List<Draft>>();
        var turns = new ArrayList<ScheduleConfig>();
        for (ConfigNode.Fields entry : entries(Objects.requireNonNull(keys.find(SYNCS)))) {
            Overlay own = new Overlay(entry.fields());
            refuse(own, List.of(SYNCS, ON_ERROR), " is of the whole file", "write it beside syncs, not under it");
            List<Draft> group = group(without(entry, SYNCS, ON_ERROR), defaults, root.place(), null);
            groups.add(group);
            turns.add(schedule(group, own, schedules));
        }
        mistakes.addAll(values.mistakes());
        if (mistakes.isEmpty()) {
            noteIdle(defaults);
        }
        mistakes.throwIfAny();
        var built = new ArrayList<SyncSet.Group>();
        for (int i = 0; i < groups.size(); i++) {
            built.add(built(groups.get(i), turns.get(i)));
        }
        var set = new SyncSet(built, continues, true, schedules.file());
        schedules.check(set);
        values.mistakes().throwIfAny();
        return set;
    }

    private SyncSet.Group built(List<Draft> group, ScheduleConfig schedule) {
        var syncs = new ArrayList<SyncConfig>();
        for (Draft draft : group) {
            SyncConfig sync = draft.sync();
            tests.put(sync.sync(), draft.tests());
            syncs.add(sync);
        }
        return new SyncSet.Group(syncs, schedule);
    }

    /** A sync, and the further ones of its rows. */
    private List<Draft> group(ConfigNode.Fields entry, Overlay defaults, Location.InText root, @Nullable String file) {
        var own = new Overlay(entry.fields());
        var group = new ArrayList<Draft>();
        group.add(take(without(entry, ALSO), defaults, root, file));
        ConfigNode.Field also = own.find(ALSO);
        if (also == null) {
            return group;
        }
        Overlay inherited = defaults.without(replaced(kind(own, defaults), own)).with(own.only(INHERITED));
        used.addAll(own.names());
        for (ConfigNode.Fields further : entries(also)) {
            Overlay its = new Overlay(further.fields());
            refuse(its, List.of(SYNCS, ON_ERROR), " is of the whole file", "write it at the top of the file");
            refuse(its, List.of(ALSO), " is within also", "write all further syncs of these rows in one list");
            refuse(its, List.of(SOURCE), " is that of the sync above", "a sync of other rows goes under syncs");
            refuse(
                    its,
                    ScheduleKeys.NAMES,
                    " is that of the sync above",
                    "write it there. Both run one after the other");
            group.add(take(without(further, SYNCS, ON_ERROR, ALSO, SOURCE), inherited, root, null));
        }
        return group;
    }

    private Draft take(ConfigNode.Fields entry, Overlay defaults, Location.InText root, @Nullable String file) {
        var own = new Overlay(entry.fields());
        Kind kind = kind(own, defaults);
        Set<String> passed = new HashSet<>(refused(kind));
        passed.addAll(replaced(kind, own));
        ConfigNode.Field mode = defaults.find(MODE);
        if (mode != null && !knows(kind, mode) && Kinds.ALL.stream().anyMatch(other -> knows(other, mode))) {
            passed.add(MODE);
        }
        Overlay held = defaults.without(passed);
        used.addAll(held.names());
        SyncReader reader = reader();
        if (besideData) {
            reader.allowFile();
        }
        Draft draft =
                reader.take(new ConfigNode.Fields(entry.place(), held.with(own).fields()), root, file);
        mistakes.addAll(reader.mistakes());
        noteName(draft);
        return draft;
    }

    private SyncReader reader() {
        return new SyncReader(environment, uploaded);
    }

    /** What the rows become; people where that is wrong, which is reported when it is read. */
    private Kind kind(Overlay own, Overlay defaults) {
        ConfigNode.Field type = defaults.with(own).find(KindKeys.TYPE.name());
        var values = new KeyValues(environment, uploaded);
        Kind kind = type == null ? null : KindKeys.TYPE.type().read(type, values);
        return kind == null || !values.mistakes().isEmpty() ? Kinds.PERSON : kind;
    }

    private boolean knows(Kind kind, ConfigNode.Field mode) {
        var values = new KeyValues(environment, uploaded);
        values.become(kind);
        DeliveryKeys.MODE.type().read(mode, values);
        return values.mistakes().isEmpty();
    }

    private static List<String> refused(Kind kind) {
        return KindKeys.refused(kind).stream().<String>map(KeySpec::name).toList();
    }

    /** One key tells what a row is about: an own one takes the place of another. */
    private static List<String> replaced(Kind kind, Overlay own) {
        List<String> keys =
                KindKeys.rowKeys(kind).stream().<String>map(KeySpec::name).toList();
        return keys.stream().anyMatch(own.names()::contains) ? keys : List.of();
    }

    private static ConfigNode.Fields without(ConfigNode.Fields object, String... names) {
        return new ConfigNode.Fields(
                object.place(),
                new Overlay(object.fields()).without(Set.of(names)).fields());
    }

    private List<ConfigNode.Fields> entries(ConfigNode.Field list) {
        var values = new KeyValues(environment, uploaded);
        List<ConfigNode.Fields> entries =
                values.objects(list, "a list of syncs", "a sync of " + list.name(), EXAMPLE, EXAMPLE);
        if (list.value() instanceof ConfigNode.Items items && items.items().isEmpty()) {
            values.note(list, list.name() + " must have a sync at least", EXAMPLE);
        }
        mistakes.addAll(values.mistakes());
        return entries;
    }

    private boolean continues(Overlay keys) {
        ConfigNode.Field onError = keys.find(ON_ERROR);
        if (onError == null) {
            return false;
        }
        var values = new KeyValues(environment, uploaded);
        boolean continues = SyncKeys.ON_ERROR.type().read(onError, values) == SyncKeys.OnError.CONTINUE;
        mistakes.addAll(values.mistakes());
        return continues;
    }

    private void refuse(Overlay keys, Collection<String> names, String why, String hint) {
        for (ConfigNode.Field field : keys.only(names).fields()) {
            mistakes.add(field.place(), field.name() + why, hint);
        }
    }

    private void noteSecond(Overlay keys) {
        for (String name : List.of(SYNCS, ON_ERROR)) {
            keys.only(List.of(name)).fields().stream()
                    .skip(1)
                    .forEach(second -> mistakes.add(
                            second.place(), name + " is here a second time", "write all syncs in one list"));
        }
    }

    /** Two names that differ in the case of letters alone are one folder on some disks. */
    private void noteName(Draft draft) {
        ConfigNode.Field named = draft.named();
        Location.InText place = named == null ? null : named.value().place();
        Location.InText first =
                place == null ? null : names.putIfAbsent(draft.name().toLowerCase(Locale.ROOT), place);
        if (place != null && first != null) {
            mistakes.add(
                    place,
                    "another sync has this name. It is at " + first,
                    "give each sync a name of its own, whatever the case of its letters");
        }
    }

    /** A default that no sync can have was meant for something else. */
    private void noteIdle(Overlay defaults) {
        for (ConfigNode.Field field : defaults.fields()) {
            if (!used.contains(field.name())) {
                mistakes.add(
                        field.place(),
                        field.name() + " says nothing: no sync is of a type that has it",
                        "remove it, or write it under the sync that it is for");
            }
        }
    }
}

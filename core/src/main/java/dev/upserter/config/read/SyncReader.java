package dev.upserter.config.read;

import dev.upserter.config.AlertsConfig;
import dev.upserter.config.MappingTest;
import dev.upserter.config.SourceChecks;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.config.SyncName;
import dev.upserter.config.alerts.AlertKeys;
import dev.upserter.config.alerts.Smtp;
import dev.upserter.config.keys.GivenKeys;
import dev.upserter.config.keys.KeySpec;
import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.read.TestsReader.Tests;
import dev.upserter.config.schedule.ScheduleKeys;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Mistakes;
import dev.upserter.delivery.http.DestinationConfig;
import dev.upserter.mapping.spec.Unmapped;
import dev.upserter.mapping.spec.UserId;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.schedule.ScheduleConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes one sync of the nodes of one configuration. For one thread, and one configuration. */
final class SyncReader {
    /** Stands in the place of a value that is wrong, or not read yet. */
    private static final String UNUSED = "unused";

    private final Map<String, String> environment;
    private final KeyValues values;

    SyncReader(Map<String, String> environment, boolean uploaded) {
        this.environment = environment;
        this.values = new KeyValues(environment, uploaded);
    }

    /** The source may name a file though the configuration was sent: it is looked up among those that came with it. */
    void allowFile() {
        values.allow(SourceKeys.FILE);
    }

    /**
     * Reads the whole configuration.
     *
     * @param file the file's name
     * @throws dev.upserter.problem.ProblemException with all that is wrong
     */
    Draft read(ConfigNode root, String file) {
        if (!(root instanceof ConfigNode.Fields object)) {
            throw Mistakes.only(
                    root.place(),
                    "the configuration must be an object, but this is " + root.kind(),
                    "a configuration has keys, userId at least. Check whether CONFIG and DATA have changed places:"
                            + " CONFIG comes first");
        }
        Draft draft = take(object, root.place(), file);
        values.mistakes().throwIfAny();
        return draft;
    }

    /**
     * A sync that has been read, of which nothing may be built while there is a mistake.
     *
     * @param name of the sync
     */
    record Draft(
            String name,
            SyncConfigBuilder builder,
            GivenKeys given,
            @Nullable String missing,
            Tests tests,
            ScheduleConfig schedule) {
        SyncConfig sync() {
            try {
                return withWhatCodeCannotSay(builder.build(), given, missing);
            } catch (ProblemException e) {
                throw new ProblemException(
                        e.problems().stream().map(this::placed).toList());
            }
        }

        /** What only all keys together show is where the first of them is that the message names, or where the type is. */
        private Problem placed(Problem problem) {
            List<String> words = List.of(problem.message().split("[^A-Za-z]+"));
            Optional<ConfigNode.Field> field = words.stream()
                    .flatMap(word ->
                            given.fields().stream().filter(known -> known.name().equals(word)))
                    .findFirst()
                    .or(() -> Optional.ofNullable(given.field(KindKeys.TYPE)));
            return problem.location() != null || field.isEmpty()
                    ? problem
                    : new Problem(
                            problem.code(), problem.level(), field.get().place(), problem.message(), problem.hint());
        }

        /** The key with its name; null where it has none of its own. */
        ConfigNode.@Nullable Field named() {
            return given.find(SyncKeys.SYNC) == null ? null : given.field(SyncKeys.SYNC);
        }
    }

    /**
     * Reads all that is there, and notes what is wrong.
     *
     * @param root where the file starts
     * @param file names the sync that has no name; null where it must have one
     */
    Draft take(ConfigNode.Fields object, Location.InText root, @Nullable String file) {
        GivenKeys given = GivenKeys.of(object, SyncKeys.SECTION, values);
        values.become(given.get(KindKeys.TYPE));
        values.keepBack(given.get(SyncKeys.DENY));
        if (file == null && !given.has(SyncKeys.SYNC)) {
            given.missing(
                    SyncKeys.SYNC.name(),
                    "the key sync is missing, which each of several syncs needs",
                    "name it, as sync: people");
        }
        String sync = given.find(SyncKeys.SYNC);
        String name = sync != null ? sync : file == null ? UNUSED : SyncName.of(file);
        SyncConfigBuilder builder = SyncConfig.builder(name, UNUSED);
        for (KeySpec<?> key : SyncKeys.SECTION.keys()) {
            given.into(builder, key);
        }
        var credentials = new CredentialsReader(environment, values);
        String missing = credentials.read(given, root, builder);
        check(given);
        KindKeys.checkAppKey(given, credentials.hasAppKey(), values);
        return new Draft(name, builder, given, missing, given.get(SyncKeys.TESTS), ScheduleKeys.read(given));
    }

    /** What was wrong so far. */
    Mistakes mistakes() {
        return values.mistakes();
    }

    /** With what only a file can say: that it has one credential without the other, or is written in the original form. */
    private static SyncConfig withWhatCodeCannotSay(SyncConfig config, GivenKeys given, @Nullable String missing) {
        DestinationConfig destination = config.destination();
        SourceChecks checks = config.checks();
        Set<String> names = given.fields().stream().map(ConfigNode.Field::name).collect(Collectors.toSet());
        return config.withDestination(new DestinationConfig(
                        destination.credentials(),
                        destination.region(),
                        destination.endpoint(),
                        missing,
                        destination.app()))
                .withAlerts(new AlertsConfig(given.get(AlertKeys.ALERTS), given.find(Smtp.SMTP)))
                .withChecks(new SourceChecks(
                        checks.maxRejected(), checks.isIdentifierChosen(), names.equals(SyncKeys.ORIGINAL)));
    }

    /** Notes what keys forbid each other. */
    private void check(GivenKeys given) {
        KindKeys.check(given, values);
        ConfigNode.Field identifyBy = given.field(SyncKeys.IDENTIFY_BY);
        boolean isSingle = KindKeys.isSingle(given);
        if (identifyBy != null && isSingle && given.find(SyncKeys.IDENTIFY_BY) == IdentifierType.PHONE) {
            values.note(
                    identifyBy,
                    "identifyBy must not be phone where api is single: the v1 API would take the number for an id",
                    "set api to batch");
        }
        ConfigNode.Field userId = given.field(SyncKeys.USER_ID);
        UserId chosen = given.find(SyncKeys.USER_ID);
        if (userId != null
                && isSingle
                && chosen != null
                && chosen.choices().stream().anyMatch(choice -> choice.identifyBy() == IdentifierType.PHONE)) {
            values.note(
                    userId,
                    "identifyBy must not be phone where api is single: the v1 API would take the number for an id",
                    "set api to batch");
        }
        checkRemoved(given, isSingle);
        IncrementalKeys.checkEvents(given, values);
        ScheduleKeys.check(given, given.get(SyncKeys.SOURCE).file() != null, values);
        Smtp.check(given, values);
    }

    private void checkRemoved(GivenKeys given, boolean isSingle) {
        ConfigNode.Field removed = given.field(IncrementalKeys.REMOVED);
        if (removed == null || given.get(DeliveryKeys.MODE) != Mode.MIRROR) {
            return;
        }
        Removal removal = given.get(IncrementalKeys.REMOVED);
        if (removal.deletes() && isSingle) {
            values.note(
                    removed,
                    "removed must not be delete or suppress where api is single",
                    "set api to batch, or removed to clear, set or nothing");
        }
        if (removal == Removal.CLEAR && sendsUnknown(given)) {
            values.note(
                    removed,
                    "removed: clear must know the attributes, but fields are sent that no rule names",
                    "set keepValues to true, or write a rule for each field");
        }
    }

    private static boolean sendsUnknown(GivenKeys given) {
        boolean sendsAll = given.get(SyncKeys.MAPPINGS).isEmpty() || given.get(SyncKeys.UNMAPPED) == Unmapped.KEEP;
        return sendsAll && !given.get(IncrementalKeys.KEEP_VALUES) && !given.get(IncrementalKeys.CHANGED_FIELDS_ONLY);
    }

    /** Reads a file of tests. */
    List<MappingTest> readTests(ConfigNode root) {
        var whole = new ConfigNode.Field(root.place(), root.place(), "tests", root);
        List<MappingTest> read = TestsReader.list(whole, values);
        values.mistakes().throwIfAny();
        return read;
    }
}

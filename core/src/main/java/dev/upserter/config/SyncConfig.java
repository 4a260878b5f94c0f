package dev.upserter.config;

import dev.upserter.batch.Api;
import dev.upserter.batch.Routing;
import dev.upserter.delivery.DeliveryConfig;
import dev.upserter.delivery.http.DestinationConfig;
import dev.upserter.guard.GuardConfig;
import dev.upserter.kind.KindConfig;
import dev.upserter.kind.Kinds;
import dev.upserter.mapping.RunVariables;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.operation.IdentifierType;
import dev.upserter.pipeline.PipelineConfig;
import dev.upserter.plan.IncrementalConfig;
import dev.upserter.plan.Removal;
import dev.upserter.plan.TypedKey;
import dev.upserter.problem.Problems;
import dev.upserter.source.DatabaseConfig;
import dev.upserter.source.SourceConfig;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One sync, as a configuration file says it. Immutable. Read one with {@code ConfigReader}, or build one with
 * {@link #builder}.
 *
 * @param sync        the name of the sync: 1 to 100 letters (a to z), digits, dots, dashes and underscores, not starting
 *     with a dot
 * @param kind        what the rows become
 * @param source      where the rows come from, and how they are written down
 * @param mapping     from record to person
 * @param guards      changed levels
 * @param delivery    how fast and how patiently
 * @param destination where to
 * @param incremental whether only what changed is sent
 * @param irreversible whether what cannot be undone is done without asking
 * @param checks      what tells a wrong file from a right one
 * @param keepRuns    for how long the folders of runs are kept, a day to 100 years
 * @param state       the PostgreSQL database that keeps what was delivered; null where files do
 * @param alerts      whom its runs alert
 */
public record SyncConfig(
        String sync,
        KindConfig kind,
        SourceConfig source,
        MappingConfig mapping,
        GuardConfig guards,
        DeliveryConfig delivery,
        DestinationConfig destination,
        IncrementalConfig incremental,
        boolean irreversible,
        SourceChecks checks,
        Duration keepRuns,
        @Nullable DatabaseConfig state,
        AlertsConfig alerts) {

    public static final Duration LEAST_KEEP_RUNS = Duration.ofDays(1);
    public static final Duration MOST_KEEP_RUNS = Duration.ofDays(36_500);
    public static final Duration DEFAULT_KEEP_RUNS = Duration.ofDays(90);

    public SyncConfig {
        var problems = new Problems();
        kind.kind().check(kind, problems);
        problems.require(SyncName.isValid(sync), "sync", SyncName.MUST_BE)
                .require(kind.mode() == incremental.mode(), "mode", "the type's")
                .require(
                        kind.kind().identifiers().isEmpty()
                                || kind.kind().identifiers().containsAll(mapping.identifiers()),
                        "identifyBy",
                        "what people can be named by where type is "
                                + kind.kind().spelling())
                .require(
                        incremental.forgetAfter() == null || kind.kind().isEvent(),
                        "forgetAfter",
                        "absent where type is " + kind.kind().spelling())
                .require(
                        incremental.changeEvents() == null || kind.kind().is(Kinds.PERSON),
                        "changeEvents",
                        "absent where type is " + kind.kind().spelling())
                .require(
                        kind.kind().removals().contains(incremental.removed()),
                        "removed",
                        "what can become of things that are gone where type is "
                                + kind.kind().spelling())
                .require(
                        !mapping.isMixed() || kind.kind().mixesIdentifiers(),
                        "userId",
                        "a single value where type is " + kind.kind().spelling())
                .require(
                        PipelineConfig.canIdentify(mapping, delivery.api()),
                        "identifyBy",
                        "other than phone where api is single")
                .require(
                        !incremental.isMirror() || !incremental.removed().deletes() || delivery.api() != Api.SINGLE,
                        "removed",
                        "other than delete and suppress where api is single")
                .require(
                        !incremental.isMirror()
                                || incremental.removed() != Removal.CLEAR
                                || !mapping.sendsAllFields()
                                || incremental.keepValues(),
                        "removed",
                        "other than clear where fields are sent that no rule names, unless keepValues is true")
                .require(
                        keepRuns.compareTo(LEAST_KEEP_RUNS) >= 0 && keepRuns.compareTo(MOST_KEEP_RUNS) <= 0,
                        "keepRuns",
                        "a day to 100 years")
                .require(state == null || state.driver().equals("postgresql"), "state", "in a PostgreSQL database")
                .throwIfAny();
    }

    /**
     * Starts a configuration with the default for everything else.
     *
     * @param sync   the name of the sync
     * @param userId the field that holds the identifier, or a dotted path to it
     */
    public static SyncConfigBuilder builder(String sync, String userId) {
        return new SyncConfigBuilder(sync, userId);
    }

    /** What a partition of it has to know. */
    public PipelineConfig pipeline(RunVariables run) {
        return new PipelineConfig(
                run, kind, irreversible, mapping, guards, delivery, destination.region(), destination.endpoint());
    }

    /** This, with rows from elsewhere. */
    public SyncConfig withSource(SourceConfig other) {
        return with(parts -> parts.source = other);
    }

    /** This, with other checks of its data. */
    public SyncConfig withChecks(SourceChecks other) {
        return with(parts -> parts.checks = other);
    }

    /** This, with what was found out about its kind. */
    public SyncConfig withKind(KindConfig other) {
        return with(parts -> parts.kind = other);
    }

    /** This, sent elsewhere. */
    public SyncConfig withDestination(DestinationConfig other) {
        return with(parts -> parts.destination = other);
    }

    /** This, keeping the folders of runs for another time. */
    public SyncConfig withKeepRuns(Duration other) {
        return with(parts -> parts.keepRuns = other);
    }

    /** This, with what was delivered kept in another database. */
    public SyncConfig withState(DatabaseConfig other) {
        return with(parts -> parts.state = other);
    }

    /** This, alerting others. */
    public SyncConfig withAlerts(AlertsConfig other) {
        return with(parts -> parts.alerts = other);
    }

    private SyncConfig with(Consumer<Parts> change) {
        var parts = new Parts();
        change.accept(parts);
        return new SyncConfig(
                sync,
                parts.kind,
                parts.source,
                mapping,
                guards,
                delivery,
                parts.destination,
                incremental,
                irreversible,
                parts.checks,
                parts.keepRuns,
                parts.state,
                parts.alerts);
    }

    /** What a copy may have otherwise. */
    private final class Parts {
        private KindConfig kind = SyncConfig.this.kind;
        private SourceConfig source = SyncConfig.this.source;
        private DestinationConfig destination = SyncConfig.this.destination;
        private SourceChecks checks = SyncConfig.this.checks;
        private Duration keepRuns = SyncConfig.this.keepRuns;
        private @Nullable DatabaseConfig state = SyncConfig.this.state;
        private AlertsConfig alerts = SyncConfig.this.alerts;
    }

    /** How its operations reach Customer.io. */
    public Routing routing() {
        return kind.routing(delivery.api(), mapping.identifyBy());
    }

    /** What the keys of the state of the sync are. */
    public String stateScope() {
        String scope = kind.kind().stateScope(kind, mapping.identifyBy());
        return mapping.isMixed()
                ? scope + ", the first of "
                        + mapping.identifiers().stream()
                                .map(IdentifierType::spelling)
                                .distinct()
                                .sorted()
                                .collect(Collectors.joining(", ", "", " that a row has"))
                : scope;
    }

    /** What a key of the state of the sync says. */
    public TypedKey typedKey(String key) {
        return mapping.isMixed() ? TypedKey.of(key) : new TypedKey(mapping.identifyBy(), key);
    }
}

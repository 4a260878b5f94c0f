package dev.upserter.config;

import dev.upserter.batch.Api;
import dev.upserter.delivery.DeliveryConfig;
import dev.upserter.delivery.http.AppAccess;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.delivery.http.DestinationConfig;
import dev.upserter.delivery.http.Region;
import dev.upserter.guard.GuardConfig;
import dev.upserter.kind.Kind;
import dev.upserter.kind.KindConfig;
import dev.upserter.kind.Kinds;
import dev.upserter.kind.Memory;
import dev.upserter.kind.Slot;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.mapping.spec.Unmapped;
import dev.upserter.mapping.spec.UserId;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.Allowance;
import dev.upserter.plan.ChangeEventNames;
import dev.upserter.plan.Duplicates;
import dev.upserter.plan.IncrementalConfig;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.plan.RemovalLimit;
import dev.upserter.plan.Resend;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.source.DatabaseConfig;
import dev.upserter.source.SourceConfig;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds a configuration in code. Each method is the key of the same name in a configuration file, with the same
 * default. For one thread.
 */
public final class SyncConfigBuilder {
    private final String sync;
    private UserId userId;
    private final List<Rule> mappings = new ArrayList<>();
    private final List<FieldPath> deny = new ArrayList<>();
    private final Map<Code, Level> guards = new EnumMap<>(Code.class);
    private SourceConfig source = SourceConfig.DEFAULT;
    private @Nullable IdentifierType identifyBy;
    private Allowance maxRejected = Allowance.OF_REJECTED;
    private @Nullable Allowance maxChanged;
    private @Nullable Allowance maxNew;
    private @Nullable BigDecimal pricePerProfile;
    private Unmapped unmapped = Unmapped.DROP;
    private Nulls nulls = Nulls.KEEP;
    private Kind kind = Kinds.PERSON;
    private final Map<String, Object> slots = new HashMap<>();
    private @Nullable Mode mode;
    private @Nullable DatabaseConfig state;
    private boolean incremental;
    private @Nullable Removal removed;
    private String removedAttribute = IncrementalConfig.DEFAULT_ATTRIBUTE;
    private RemovalLimit maxRemoved = RemovalLimit.DEFAULT;
    private boolean irreversible;
    private Duplicates duplicates = Duplicates.LAST;
    private Resend resend = Resend.CHANGED;
    private boolean changedFieldsOnly;
    private boolean keepValues;
    private @Nullable ChangeEventNames changeEvents;
    private @Nullable Duration forgetAfter;
    private @Nullable String filter;
    private Api api = Api.BATCH;
    private int parallelism = DeliveryConfig.DEFAULT_PARALLELISM;
    private @Nullable Integer requestsPerSecond;
    private Duration timeout = DeliveryConfig.DEFAULT_TIMEOUT;
    private int maxAttempts = DeliveryConfig.DEFAULT_MAX_ATTEMPTS;
    private Duration keepRuns = SyncConfig.DEFAULT_KEEP_RUNS;
    private Duration maxOutage = DeliveryConfig.DEFAULT_MAX_OUTAGE;
    private @Nullable Credentials credentials;
    private @Nullable Region region;
    private @Nullable URI endpoint;
    private @Nullable String appApiKey;
    private @Nullable URI appEndpoint;

    SyncConfigBuilder(String sync, String userId) {
        this.sync = sync;
        this.userId = UserId.of(new FieldPath(userId));
    }

    /** What the rows become: the key {@code type}; people otherwise. */
    public SyncConfigBuilder kind(Kind value) {
        kind = value;
        return this;
    }

    /** A key that the kind alone has. */
    public <T> SyncConfigBuilder slot(Slot<T> slot, T value) {
        slots.put(slot.name(), value);
        return this;
    }

    /** What identifies a person, of any kind. */
    public SyncConfigBuilder userId(UserId value) {
        userId = value;
        return this;
    }

    /**
     * Adds a rule; without any, every field is sent under its own name.
     *
     * @param from the field, or a dotted path to it
     * @param to   the attribute's name at Customer.io
     */
    public SyncConfigBuilder mapping(String from, String to) {
        return rule(new Rule(new FieldPath(from), to));
    }

    /** Adds a rule of any kind. */
    public SyncConfigBuilder rule(Rule rule) {
        mappings.add(rule);
        return this;
    }

    /** A condition in Liquid that a row must meet to be sent; every row is sent otherwise. */
    public SyncConfigBuilder filter(String condition) {
        filter = condition;
        return this;
    }

    /** Adds a field that never leaves: its name, or a dotted path to it. */
    public SyncConfigBuilder deny(String field) {
        deny.add(new FieldPath(field));
        return this;
    }

    /**
     * Which identifier of Customer.io the user id is; {@code id} otherwise, but then a source whose user ids are e-mail
     * addresses is refused.
     */
    public SyncConfigBuilder identifyBy(IdentifierType value) {
        identifyBy = value;
        return this;
    }

    /** What happens to fields that no rule names; dropped otherwise. */
    public SyncConfigBuilder unmapped(Unmapped value) {
        unmapped = value;
        return this;
    }

    /** What a null does; kept otherwise. */
    public SyncConfigBuilder nulls(Nulls value) {
        nulls = value;
        return this;
    }

    /** What may be done; otherwise the first mode of the kind: people are added and changed. */
    public SyncConfigBuilder mode(Mode value) {
        mode = value;
        return this;
    }

    /** Whether only people who exist are changed: {@code mode: update}, or {@code upsert}. */
    public SyncConfigBuilder updateOnly(boolean value) {
        return mode(value ? Mode.UPDATE : Mode.UPSERT);
    }

    /** Whether only what changed is sent; all rows otherwise. */
    public SyncConfigBuilder incremental(boolean value) {
        incremental = value;
        return this;
    }

    /** With {@code mode: mirror}, what becomes of people who are no longer in the source; nothing otherwise. */
    public SyncConfigBuilder removed(Removal value) {
        removed = value;
        return this;
    }

    /** With {@code removed: set}, the attribute that is set to true. */
    public SyncConfigBuilder removedAttribute(String value) {
        removedAttribute = value;
        return this;
    }

    /** With {@code mode: mirror}, how many people one run may remove; a tenth of those known otherwise. */
    public SyncConfigBuilder maxRemoved(RemovalLimit value) {
        maxRemoved = value;
        return this;
    }

    /** Whether what cannot be undone is done without asking: {@code removed: suppress}; asked for otherwise. */
    public SyncConfigBuilder irreversible(boolean value) {
        irreversible = value;
        return this;
    }

    /** How many rows a run may reject before it stops; half of them otherwise. */
    public SyncConfigBuilder maxRejected(Allowance value) {
        maxRejected = value;
        return this;
    }

    /** Where only what changed is sent, how many of the people known one run may change; any number otherwise. */
    public SyncConfigBuilder maxChanged(Allowance value) {
        maxChanged = value;
        return this;
    }

    /** Where only what changed is sent, how many people one run may add, of those known or as a number; any number otherwise. */
    public SyncConfigBuilder maxNew(Allowance value) {
        maxNew = value;
        return this;
    }

    /** What a new person costs, for plans and reports. */
    public SyncConfigBuilder pricePerProfile(BigDecimal value) {
        pricePerProfile = value;
        return this;
    }

    /** Which of several rows of one person counts; the last otherwise. */
    public SyncConfigBuilder duplicates(Duplicates value) {
        duplicates = value;
        return this;
    }

    /** What is sent after the mapping was changed; otherwise people whose values differ. */
    public SyncConfigBuilder resend(Resend value) {
        resend = value;
        return this;
    }

    /** Whether only changed attributes of a person are sent; all mapped ones otherwise. */
    public SyncConfigBuilder changedFieldsOnly(boolean value) {
        changedFieldsOnly = value;
        return this;
    }

    /** Tells of changes by events; null for none. */
    public SyncConfigBuilder changeEvents(@Nullable ChangeEventNames value) {
        changeEvents = value;
        return this;
    }

    /** Whether the values sent last are kept in the state; otherwise only fingerprints. */
    public SyncConfigBuilder keepValues(boolean value) {
        keepValues = value;
        return this;
    }

    /** How long after its own time the id of an event is kept in the state; for ever otherwise. */
    public SyncConfigBuilder forgetAfter(Duration value) {
        forgetAfter = value;
        return this;
    }

    /** A guard's level in place of its default. */
    public SyncConfigBuilder guard(Code code, Level level) {
        guards.put(code, level);
        return this;
    }

    /** Where the rows come from, and how they are written down; otherwise the data tell. */
    public SyncConfigBuilder source(SourceConfig value) {
        source = value;
        return this;
    }

    /** The endpoint of the Track API; batches otherwise. */
    public SyncConfigBuilder api(Api value) {
        api = value;
        return this;
    }

    /** Requests in flight at once, 1 to 500; 25 otherwise. */
    public SyncConfigBuilder parallelism(int value) {
        parallelism = value;
        return this;
    }

    /** The ceiling for the whole run, 1 to 100,000; otherwise 100, or 1000 where each person is a request. */
    public SyncConfigBuilder requestsPerSecond(int value) {
        requestsPerSecond = value;
        return this;
    }

    /** Of one attempt, up to an hour; 30 seconds otherwise. */
    public SyncConfigBuilder timeout(Duration value) {
        timeout = value;
        return this;
    }

    /** Of one batch, the first included, 1 to 100; 8 otherwise. */
    public SyncConfigBuilder maxAttempts(int value) {
        maxAttempts = value;
        return this;
    }

    /** How long a destination that is down is waited for, up to seven days; 15 minutes otherwise. */
    public SyncConfigBuilder maxOutage(Duration value) {
        maxOutage = value;
        return this;
    }

    /** The keys {@code siteId} and {@code apiKey}; the environment is not asked. */
    public SyncConfigBuilder credentials(Credentials value) {
        credentials = value;
        return this;
    }

    /** For how long the folders of runs are kept, a day to 100 years; 90 days otherwise. */
    public SyncConfigBuilder keepRuns(Duration value) {
        keepRuns = value;
        return this;
    }

    /** Where the workspace lives; Customer.io is asked otherwise. */
    public SyncConfigBuilder region(Region value) {
        region = value;
        return this;
    }

    /** A PostgreSQL database that keeps what was delivered, in place of files. */
    public SyncConfigBuilder state(DatabaseConfig value) {
        state = value;
        return this;
    }

    /** Another base URL in place of Customer.io's. */
    public SyncConfigBuilder endpoint(URI value) {
        endpoint = value;
        return this;
    }

    /** The key of the App API; the environment is not asked. */
    public SyncConfigBuilder appApiKey(String value) {
        appApiKey = value;
        return this;
    }

    /** Another base URL in place of the App API's; otherwise {@link #endpoint}, if there is one. */
    public SyncConfigBuilder appEndpoint(URI value) {
        appEndpoint = value;
        return this;
    }

    /**
     * The configuration.
     *
     * @throws dev.upserter.problem.ProblemException if a value is out of its range
     */
    public SyncConfig build() {
        IdentifierType identifier = identifyBy == null ? IdentifierType.ID : identifyBy;
        Mode chosen = mode == null ? kind.modes().getFirst() : mode;
        boolean remembers =
                incremental || chosen == Mode.MIRROR || kind.memory().isAlways();
        boolean sendsOthers = kind.hasAttributes() && (kind.sendsAllFields() || !mappings.isEmpty());
        Unmapped others = sendsOthers ? unmapped : Unmapped.NEVER;
        var kindConfig = new KindConfig(kind, chosen, slots);
        Api pace = kind.route(kindConfig, api, identifier).isList() ? Api.BATCH : Api.SINGLE;
        int ceiling = requestsPerSecond == null ? DeliveryConfig.defaultRequestsPerSecond(pace) : requestsPerSecond;
        UserId key =
                kindConfig.key().map(slot -> new UserId(kindConfig.get(slot))).orElse(userId);
        return new SyncConfig(
                sync,
                kindConfig,
                source,
                new MappingConfig(key, identifier, mappings, others, nulls, chosen == Mode.UPDATE, filter, deny)
                        .relating(kindConfig.related()),
                new GuardConfig(guards, remembers && kind.memory() == Memory.ON_REQUEST),
                new DeliveryConfig(api, parallelism, ceiling, timeout, maxAttempts, maxOutage),
                new DestinationConfig(credentials, region, endpoint).withApp(new AppAccess(appApiKey, appEndpoint)),
                new IncrementalConfig(
                        remembers,
                        chosen,
                        removed == null ? kind.removals().getFirst() : removed,
                        removedAttribute,
                        maxRemoved,
                        maxChanged,
                        maxNew,
                        pricePerProfile,
                        duplicates,
                        resend,
                        changedFieldsOnly,
                        keepValues || mappings.stream().anyMatch(Rule::onlyIfEmpty),
                        forgetAfter,
                        changeEvents),
                irreversible,
                new SourceChecks(maxRejected, identifyBy != null || key.saysIdentifier(), false),
                keepRuns,
                state,
                AlertsConfig.NONE);
    }
}

package dev.upserter.config.read;

import dev.upserter.batch.Api;
import dev.upserter.config.MappingTest;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.config.SyncName;
import dev.upserter.config.text.Interpolation;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.config.text.Mistakes;
import dev.upserter.config.text.Node;
import dev.upserter.delivery.DeliveryConfig;
import dev.upserter.delivery.http.BaseUrl;
import dev.upserter.delivery.http.DestinationConfig;
import dev.upserter.delivery.http.Region;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.mapping.spec.Unmapped;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.Allowance;
import dev.upserter.plan.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes one sync of the nodes of one configuration. For one thread, and one configuration. */
final class SyncReader {
    private static final List<String> REGIONS = List.of("auto", "us", "eu");
    /** The keys that the first of all configurations had. */
    private static final Set<String> ORIGINAL = Stream.of(
                    Key.PARALLELISM, Key.USER_ID, Key.MAPPINGS, Key.SITE_ID, Key.API_KEY)
            .map(Key::spelling)
            .collect(Collectors.toUnmodifiableSet());

    private static final Duration LEAST_TIMEOUT = Duration.ofMillis(1);

    private final Map<String, String> environment;
    private final boolean uploaded;
    private final Mistakes mistakes = new Mistakes();
    private final Values values;
    private final IncrementalReader incremental;
    private List<FieldPath> deny = List.of();
    private @Nullable Expression userIdRule;
    private List<MappingTest> tests = List.of();
    private @Nullable String testsFile;

    SyncReader(Map<String, String> environment, boolean uploaded) {
        this.environment = environment;
        this.uploaded = uploaded;
        this.values = new Values(new Interpolation(environment, !uploaded, mistakes), mistakes);
        this.incremental = new IncrementalReader(values, mistakes);
    }

    /**
     * Reads the whole configuration.
     *
     * @param file the file's name
     * @throws dev.upserter.problem.ProblemException with all that is wrong
     */
    SyncConfig read(Node root, String file) {
        if (!(root instanceof Node.Fields object)) {
            throw Mistakes.only(
                    root.place(),
                    "the configuration must be an object, but this is " + root.kind(),
                    "a configuration has keys, userId at least; check whether CONFIG and DATA have changed places:"
                            + " CONFIG comes first");
        }
        Map<String, Node.Field> given = Keys.of(object, Key.spellings(), "there is no key", mistakes);
        deny = Deny.read(given.get(Key.DENY.spelling()), values, mistakes);
        SyncConfigBuilder builder = SyncConfig.builder(name(given, file), userId(given, object));
        if (userIdRule != null) {
            builder.userId(userIdRule);
        }
        deny.forEach(path -> builder.deny(path.text()));
        for (Key key : Key.values()) {
            Node.Field field = given.get(key.spelling());
            if (field != null) {
                read(key, field, builder);
            }
        }
        if (given.keySet().equals(ORIGINAL)) {
            builder.original();
        }
        new CredentialsReader(environment, values, mistakes).read(given, root.place(), builder);
        checkPhones(given, builder);
        incremental.check(given, builder);
        mistakes.throwIfAny();
        return builder.build();
    }

    private String name(Map<String, Node.Field> given, String file) {
        Node.Field field = given.get(Key.SYNC.spelling());
        if (field == null) {
            return SyncName.of(file);
        }
        Resolved name = values.text(field, "users");
        if (name != null && SyncName.isValid(name.text())) {
            return name.text();
        }
        if (name != null) {
            mistakes.add(
                    field.value().place(),
                    "sync must have " + SyncName.MUST_BE,
                    "choose another name, or remove the key to have the file's name");
        }
        return "unused";
    }

    private String userId(Map<String, Node.Field> given, Node.Fields object) {
        Node.Field field = given.get(Key.USER_ID.spelling());
        if (field == null) {
            Keys.missing(
                    Key.USER_ID.spelling(),
                    object,
                    Key.spellings(),
                    "the key userId is missing",
                    "name the field that holds the identifier of each row",
                    mistakes);
            return "unused";
        }
        if (field.value() instanceof Node.Fields rule) {
            userIdRule = new ExpressionReader(values, deny, mistakes).identifier(field, rule);
            return "unused";
        }
        FieldPath userId = values.path(field);
        if (Deny.denies(deny, userId)) {
            mistakes.add(
                    field.value().place(),
                    "userId is a field that deny keeps back, but it leaves as the identifier",
                    "remove it from deny, or choose another field for userId");
        }
        return userId.text();
    }

    private void read(Key key, Node.Field field, SyncConfigBuilder builder) {
        switch (key) {
            case SCHEMA -> values.text(field, "configuration.schema.json");
            case PARALLELISM -> builder.parallelism(values.whole(field, 1, DeliveryConfig.MAX_PARALLELISM));
            case MAPPINGS -> new RulesReader(values, deny, mistakes).read(field, builder);
            case IDENTIFY_BY -> builder.identifyBy(values.word(field, IdentifierType.values()));
            case REGION -> readRegion(field, builder);
            case ENDPOINT -> readEndpoint(field, builder);
            case MODE -> builder.mode(values.word(field, Mode.values()));
            case API -> builder.api(values.word(field, Api.values()));
            case REQUESTS_PER_SECOND ->
                builder.requestsPerSecond(values.whole(field, 1, DeliveryConfig.MAX_REQUESTS_PER_SECOND));
            case TIMEOUT -> builder.timeout(values.duration(field, LEAST_TIMEOUT, DeliveryConfig.MAX_TIMEOUT));
            case MAX_ATTEMPTS -> builder.maxAttempts(values.whole(field, 1, DeliveryConfig.MAX_ATTEMPTS));
            case MAX_OUTAGE -> builder.maxOutage(values.duration(field, Duration.ZERO, DeliveryConfig.MAX_OUTAGE));
            case UNMAPPED -> builder.unmapped(values.word(field, Unmapped.values()));
            case NULLS -> builder.nulls(values.word(field, Nulls.values()));
            case FILTER -> readFilter(field, builder);
            case TESTS -> readTests(field);
            case GUARDS -> new GuardsReader(values, mistakes).read(field, builder);
            case MAX_REJECTED -> {
                Allowance most = values.allowance(field, "a share of the rows", "rows");
                if (most != null) {
                    builder.maxRejected(most);
                }
            }
            case SOURCE -> new SourceReader(values, uploaded, mistakes).read(field, builder);
            case STATE -> new StateReader(values, uploaded, mistakes).read(field, builder);
            case KEEP_RUNS -> readKeepRuns(field, builder);
            case IRREVERSIBLE -> builder.irreversible(values.truth(field));
            case INCREMENTAL,
                    REMOVED,
                    REMOVED_ATTRIBUTE,
                    MAX_REMOVED,
                    MAX_CHANGED,
                    DUPLICATES,
                    RESEND,
                    CHANGED_FIELDS_ONLY,
                    KEEP_VALUES -> incremental.read(key, field, builder);
            case USER_ID, DENY, SYNC, SITE_ID, API_KEY -> {} // read apart
        }
    }

    private void readKeepRuns(Node.Field field, SyncConfigBuilder builder) {
        if (uploaded) {
            mistakes.add(
                    field.place(),
                    "an uploaded configuration must not say for how long this server keeps runs",
                    "remove keepRuns; the server keeps the runs of uploads for 90 days");
            return;
        }
        builder.keepRuns(values.duration(field, SyncConfig.LEAST_KEEP_RUNS, SyncConfig.MOST_KEEP_RUNS));
    }

    private void readFilter(Node.Field field, SyncConfigBuilder builder) {
        String condition = new Templates(values, deny, mistakes).condition(field);
        if (condition != null) {
            builder.filter(condition);
        }
    }

    /** Tests are run by a command of their own, and only held against the form here. */
    private void readTests(Node.Field field) {
        if (!(field.value() instanceof Node.Text)) {
            tests = new TestsReader(values, mistakes).read(field.value());
            return;
        }
        if (uploaded) {
            mistakes.add(
                    field.place(),
                    "an uploaded configuration must not name files of this machine",
                    "write the tests themselves in place of the file's name");
            return;
        }
        testsFile = values.name(field).text();
    }

    /** The tests that stand in the configuration. */
    List<MappingTest> tests() {
        return tests;
    }

    /** The file that holds the tests; null if there is none. */
    @Nullable
    String testsFile() {
        return testsFile;
    }

    /** Reads a file of tests. */
    List<MappingTest> readTests(Node root) {
        List<MappingTest> read = new TestsReader(values, mistakes).read(root);
        mistakes.throwIfAny();
        return read;
    }

    private void readRegion(Node.Field field, SyncConfigBuilder builder) {
        String word = values.word(field, REGIONS);
        if (!word.equals("auto")) {
            builder.region(Region.valueOf(word.toUpperCase(Locale.ROOT)));
        }
    }

    private void readEndpoint(Node.Field field, SyncConfigBuilder builder) {
        if (uploaded) {
            mistakes.add(
                    field.place(),
                    "an uploaded configuration must not say where people are sent",
                    "remove endpoint; whoever starts the server can name one with --endpoint");
            return;
        }
        Resolved text = values.text(field, "http://127.0.0.1:3001");
        if (text == null) {
            return;
        }
        switch (BaseUrl.read(text.text())) {
            case BaseUrl.Good good -> builder.endpoint(good.url());
            case BaseUrl.Wrong wrong ->
                mistakes.add(
                        field.value().place(),
                        "endpoint must be " + DestinationConfig.ENDPOINT_MUST_BE + ", but " + wrong.why(),
                        "write it as http://127.0.0.1:3001");
        }
    }

    private void checkPhones(Map<String, Node.Field> given, SyncConfigBuilder builder) {
        Node.Field field = given.get(Key.IDENTIFY_BY.spelling());
        if (field != null && builder.sendsPhonesSingly()) {
            mistakes.add(
                    field.value().place(),
                    "identifyBy must not be phone where api is single: the v1 API would take the number for an id",
                    "set api to batch");
        }
    }
}

package dev.upserter.config.read;

import dev.upserter.config.AlertConfig;
import dev.upserter.config.SmtpConfig;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.config.SyncName;
import dev.upserter.config.alerts.AlertKeys;
import dev.upserter.config.alerts.Smtp;
import dev.upserter.config.keys.KeySpec;
import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.keys.Length;
import dev.upserter.config.keys.Name;
import dev.upserter.config.keys.OneOf;
import dev.upserter.config.keys.Own;
import dev.upserter.config.keys.Section;
import dev.upserter.config.keys.ShareType;
import dev.upserter.config.keys.Text;
import dev.upserter.config.keys.Type;
import dev.upserter.config.keys.Whole;
import dev.upserter.config.read.TestsReader.Tests;
import dev.upserter.config.schedule.ScheduleKeys;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.delivery.DeliveryConfig;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.mapping.spec.Unmapped;
import dev.upserter.mapping.spec.UserId;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.Allowance;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.source.DatabaseConfig;
import dev.upserter.source.SourceConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys of a configuration. */
final class SyncKeys {
    /** What the keys forbid each other, for the schema. */
    private static final String CONSTRAINTS = """
        "not": {"anyOf": [
          {"description": "The v1 API would take a phone number for an id.",
           "properties": {"identifyBy": {"const": "phone"}, "api": {"const": "single"}}, "required": ["identifyBy", "api"]},
          {"description": "People are deleted by entries of a batch.",
           "properties": {"mode": {"const": "mirror"}, "removed": {"enum": ["delete", "suppress"]}, "api": {"const": "single"}},
           "required": ["mode", "removed", "api"]}]}, \
        """;

    private static final Section PEOPLE = Section.part();

    static final KeySpec<String> SCHEMA = PEOPLE.add(KeySpec.of(
            "$schema",
            new Text("configuration.schema.json"),
            "The schema, for editors. The program ignores it.",
            "the [schema](#in-an-editor), for editors. The program ignores it"));
    static final KeySpec<Integer> PARALLELISM = PEOPLE.add(KeySpec.of(
                    "parallelism",
                    new Whole(1, DeliveryConfig.MAX_PARALLELISM),
                    "Requests in flight at once.",
                    "requests in flight at once, at most: [20 MB](performance.md#memory) of them, and no "
                            + "more than file descriptors and threads allow")
            .defaultsTo(DeliveryConfig.DEFAULT_PARALLELISM)
            .into(SyncConfigBuilder::parallelism));
    static final KeySpec<UserId> USER_ID = PEOPLE.add(KeySpec.of(
                    "userId",
                    new Own<>(
                            UserIdReader::read,
                            "\"anyOf\": [{\"type\": \"string\", \"pattern\": \"\\\\S\"}, {\"$section\":"
                                    + " \"identifier\"}, {\"type\": \"array\", \"minItems\": 1, \"items\": {\"anyOf\":"
                                    + " [{\"type\": \"string\", \"pattern\": \"\\\\S\"}, {\"$section\": \"choice\"}]}}]",
                            "text, a rule, or a list of them"),
                    "The field that holds the identifier of each row, a dotted path to it, a rule that "
                            + "makes the identifier, or a list of them, of which the first counts that a row has.",
                    "required, unless the [type](#types) has another key. It is the field that holds the identifier of"
                            + " each row, or a dotted path to it, or [a rule](identifiers.md), or [a list of"
                            + " them](identifiers.md#several-identifiers)")
            .examples("[\"id\"]")
            .into(SyncConfigBuilder::userId));
    static final KeySpec<List<Rule>> MAPPINGS = PEOPLE.add(KeySpec.of(
                    "mappings",
                    new Own<>(
                            (field, values) -> new RulesReader(values).read(field),
                            "\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/rule\"}",
                            "list of rules"),
                    "Which fields become which attributes. Without rules every field is sent under its own " + "name.",
                    "which fields become which [attributes](#mappings). Without rules, every field is sent under its"
                            + " own name")
            .defaultsTo(List.of())
            .into((builder, rules) -> rules.forEach(builder::rule)));
    static final KeySpec<String> SITE_ID = PEOPLE.add(KeySpec.of(
                    "siteId",
                    new Own<>(
                            (field, values) -> CredentialsReader.siteId(field, values),
                            "\"type\": [\"string\", \"null\"], \"pattern\": \"^[!-9;-~]*$\"",
                            "text"),
                    "The Track API's site id. Where empty or absent, the environment variable "
                            + "CUSTOMERIO_SITE_ID is taken.",
                    "the Track API's site id. Where it is empty or absent, the environment variable"
                            + " `CUSTOMERIO_SITE_ID` is used")
            .defaultsTo(""));
    static final KeySpec<String> API_KEY = PEOPLE.add(KeySpec.of(
                    "apiKey",
                    new Own<>(
                            CredentialsReader::apiKey,
                            "\"type\": [\"string\", \"null\"], \"pattern\": \"^[!-~]*$\"",
                            "text"),
                    "The Track API's API key. Where empty or absent, the environment variable "
                            + "CUSTOMERIO_API_KEY is taken.",
                    "the Track API's API key. Where it is empty or absent, the environment variable"
                            + " `CUSTOMERIO_API_KEY` is used")
            .defaultsTo(""));
    static final KeySpec<String> APP_API_KEY = PEOPLE.add(KeySpec.of(
                    "appApiKey",
                    new Own<>(
                            CredentialsReader::apiKey,
                            "\"type\": [\"string\", \"null\"], \"pattern\": \"^[!-~]*$\"",
                            "text"),
                    "The App API's key, which some keys need. Where empty or absent, the environment variable "
                            + "CUSTOMERIO_APP_API_KEY is taken.",
                    "the App API's key, for [what needs one](app-api.md). Where it is empty or absent, the environment"
                            + " variable `CUSTOMERIO_APP_API_KEY` is used")
            .defaultsTo(""));
    static final KeySpec<IdentifierType> IDENTIFY_BY = PEOPLE.add(KeySpec.of(
                    "identifyBy",
                    OneOf.of(IdentifierType.values()),
                    "Which identifier of Customer.io the user id is. Without the key it is the id, but a "
                            + "source whose user ids are e-mail addresses is refused.",
                    "which identifier of Customer.io the user id is. `phone` needs `api: batch`. Without the key it is"
                            + " `id`, but a source whose user ids are e-mail addresses [is refused](#a-wrong-file)")
            .into(SyncConfigBuilder::identifyBy));

    private static final Section ROWS = Section.part();

    static final KeySpec<Unmapped> UNMAPPED = ROWS.add(KeySpec.of(
                    "unmapped",
                    OneOf.of(new Unmapped[] {Unmapped.DROP, Unmapped.KEEP}),
                    "What happens to fields that no rule names: drop leaves them out, keep sends them "
                            + "under their own names.",
                    "what happens to fields that no rule names: `drop` leaves them out and names them in "
                            + "the report, `keep` sends them under their own names")
            .defaultsTo(Unmapped.DROP)
            .into(SyncConfigBuilder::unmapped));
    static final KeySpec<Nulls> NULLS = ROWS.add(KeySpec.of(
                    "nulls",
                    OneOf.of(Nulls.values()),
                    "What a null does: keep sends it, which clears the attribute. skip does not send it. "
                            + "clear sends null for an empty text too.",
                    "what a null does: `keep` sends it, which clears the attribute at Customer.io. `skip` does not"
                            + " send it. `clear` sends null for an empty text too")
            .defaultsTo(Nulls.KEEP)
            .into(SyncConfigBuilder::nulls));
    static final KeySpec<String> FILTER = ROWS.add(KeySpec.of(
                    "filter",
                    new Own<>(Templates::condition, new Name().schema(), "condition"),
                    "A condition in Liquid that a row must meet to be sent, as plan == 'pro' and age >= 18.",
                    "which rows are sent: a [condition](conditions.md#filter) in Liquid. All others are left out, and"
                            + " counted")
            .examples("[\"status == 'active'\"]")
            .into(SyncConfigBuilder::filter));
    static final KeySpec<List<FieldPath>> DENY = ROWS.add(KeySpec.of(
                    "deny",
                    new Own<>(
                            Deny::read,
                            "\"type\": \"array\", \"items\": {" + new Name().schema() + "}",
                            "list of fields"),
                    "Fields that never leave, or dotted paths to them, whatever the rest says.",
                    "fields that [never leave](conditions.md#fields-that-never-leave), or dotted paths to them")
            .defaultsTo(List.of())
            .into((builder, fields) -> fields.forEach(field -> builder.deny(field.text()))));
    static final KeySpec<Map<Code, Level>> GUARDS = ROWS.add(KeySpec.of(
                    "guards",
                    new Own<>(GuardsReader::read, "\"$section\": \"guards\"", "object"),
                    "Changes what follows from a problem: stop the run, reject the row, drop the attribute, "
                            + "warn, fix the value, or off.",
                    "changes what follows from a [problem](#guards)")
            .defaultsTo(Map.of())
            .into((builder, levels) -> levels.forEach(builder::guard)));
    static final KeySpec<Allowance> MAX_REJECTED = ROWS.add(KeySpec.of(
                    "maxRejected",
                    new ShareType("a share of the rows", "rows"),
                    "How many rows a run may reject, as a share or as a number. A share is computed over"
                            + " at least 1,000 rows, or over all if there are fewer. If more are rejected, the run"
                            + " stops.",
                    "how many rows a run may reject, of those that the filter lets through. If more are"
                            + " rejected, the run [stops](#too-many-rows-are-rejected), and can be resumed")
            .defaultsTo(Allowance.OF_REJECTED)
            .into(SyncConfigBuilder::maxRejected));
    static final KeySpec<SourceConfig> SOURCE = ROWS.add(KeySpec.of(
                    "source",
                    new Own<>(SourceReader::read, "\"$section\": \"source\"", "object"),
                    "Where the rows come from, and how they are written, if the data do not show it.",
                    "where the rows come from, and how they are [written](#source)")
            .defaultsTo(SourceConfig.DEFAULT, "{}")
            .into(SyncConfigBuilder::source));

    private static final Section RUNS = Section.part();

    static final KeySpec<DatabaseConfig> STATE = RUNS.add(KeySpec.of(
                    "state",
                    new Own<>(StateSection::read, "\"$section\": \"state\"", "object"),
                    "A PostgreSQL database that keeps what was delivered, for runs from several machines. "
                            + "Where absent, files of this machine do. Refused in an uploaded configuration.",
                    "a PostgreSQL database that keeps [what was"
                            + " delivered](shared-state.md), in place of files of this"
                            + " machine: `url`, which starts with `jdbc:postgresql:` or `postgres:`, `user` and"
                            + " `password`, best as `${DATABASE_USER}` and `${DATABASE_PASSWORD}`. Refused in an uploaded"
                            + " configuration")
            .notUploaded("write to a database", "remove state. What was delivered is then kept in files")
            .into(SyncConfigBuilder::state));
    static final KeySpec<Duration> KEEP_RUNS = RUNS.add(KeySpec.of(
                    "keepRuns",
                    new Length(SyncConfig.LEAST_KEEP_RUNS, SyncConfig.MOST_KEEP_RUNS),
                    "How long the folders of runs are kept: 1d to 36500d, as a whole number and its unit"
                            + " (ms, s, m, h, d). Some are kept longer: see docs/reliability.md. Refused in an"
                            + " uploaded configuration.",
                    "how long the folders of runs are kept. [Some are kept"
                            + " longer](reliability.md#old-runs). Refused in an uploaded configuration")
            .defaultsTo(SyncConfig.DEFAULT_KEEP_RUNS)
            .notUploaded(
                    "say for how long this server keeps runs",
                    "remove keepRuns. The server keeps the runs of uploads for 90 days")
            .into(SyncConfigBuilder::keepRuns));
    static final KeySpec<List<AlertConfig>> ALERTS = RUNS.add(AlertKeys.ALERTS);
    static final KeySpec<SmtpConfig> SMTP = RUNS.add(Smtp.SMTP);
    static final KeySpec<Tests> TESTS = RUNS.add(KeySpec.of(
                    "tests",
                    new Own<>(
                            TestsReader::read,
                            "\"anyOf\": [{\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/test\"}}, {"
                                    + new Name().schema() + "}]",
                            "list of tests, or a file"),
                    "What must become of single rows, run by upserter test: a list, or the name of a file "
                            + "that holds one.",
                    "[what must become](mapping-tests.md) of single rows. `upserter test` runs them")
            .defaultsTo(Tests.NONE, "[]"));
    static final KeySpec<String> SYNC = RUNS.add(KeySpec.of(
                    "sync",
                    new Own<>(
                            SyncKeys::sync,
                            "\"type\": \"string\", "
                                    + Type.orFromEnvironment("\"pattern\": \"^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$\""),
                            "1 to 100 letters (a to z), digits, dots, dashes, underscores, no dot first"),
                    "Name of the sync, and of its folder in the state. Where absent: the file's name without "
                            + "its ending.",
                    "the name of the sync and of its folder in the state. Without it, this is the file's name without"
                            + " its ending")
            .examples("[\"users\"]"));

    static final KeySpec<Boolean> SYNCS = RUNS.add(KeySpec.of(
            "syncs",
            new Own<>(
                    (field, values) -> null,
                    "\"type\": \"array\", \"minItems\": 1, \"items\": {\"$ref\": \"#/$defs/sync\"}",
                    "list of syncs"),
            "Several syncs, run one after another. The keys beside it are their defaults.",
            "[several syncs](#several-syncs), run one after another. The keys beside it are their defaults"));
    static final KeySpec<Boolean> ALSO = RUNS.add(KeySpec.of(
            "also",
            new Own<>(
                    (field, values) -> null,
                    "\"type\": \"array\", \"minItems\": 1, \"items\": {\"$ref\": \"#/$defs/also\"}",
                    "list of syncs"),
            "Further syncs of the same rows, run after this one.",
            "[further syncs of the same rows](#further-syncs-of-the-same-rows), run after this one"));
    static final KeySpec<OnError> ON_ERROR = RUNS.add(KeySpec.of(
                    "onError",
                    OneOf.of(OnError.values()),
                    "With several syncs, what follows if one was refused or stopped: stop leaves out the"
                            + " rest, continue runs it.",
                    "with several syncs, what follows if one was refused or stopped: `stop` leaves out the"
                            + " rest, `continue` runs it")
            .defaultsTo(OnError.STOP));

    /** What becomes of the syncs after one that failed. */
    enum OnError {
        STOP,
        CONTINUE
    }

    static final Section SECTION = Section.of(
            "there is no key",
            () -> "\"if\": {\"required\": [\"syncs\"]}, \"else\": {" + CONSTRAINTS + KindKeys.constraints() + "}",
            PEOPLE,
            KindKeys.PART,
            DeliveryKeys.PART,
            ROWS,
            IncrementalKeys.PART,
            ScheduleKeys.PART,
            RUNS);

    /** The keys that the first of all configurations had. */
    static final Set<String> ORIGINAL =
            Set.of(PARALLELISM.name(), USER_ID.name(), MAPPINGS.name(), SITE_ID.name(), API_KEY.name());

    private SyncKeys() {}

    private static @Nullable String sync(ConfigNode.Field field, KeyValues values) {
        Resolved name = values.text(field, "users");
        if (name == null || SyncName.isValid(name.text())) {
            return name == null ? null : name.text();
        }
        values.note(
                field,
                "sync must have " + SyncName.MUST_BE,
                "choose another name, or remove the key to have the file's name");
        return null;
    }
}

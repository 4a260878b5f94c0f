package dev.upserter.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.batch.Api;
import dev.upserter.delivery.DeliveryConfig;
import dev.upserter.delivery.answer.DeadLetter;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.delivery.http.Region;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.guard.GuardConfig;
import dev.upserter.kind.KindConfig;
import dev.upserter.kind.Kinds;
import dev.upserter.mapping.RunVariables;
import dev.upserter.mapping.spec.Cast;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.mapping.spec.RunVariable;
import dev.upserter.mapping.spec.Unit;
import dev.upserter.mapping.spec.Unmapped;
import dev.upserter.mapping.spec.UserId;
import dev.upserter.mapping.spec.ValueOrigin;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.Mode;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.record.RecordWriter;
import dev.upserter.record.SourceRecord;
import dev.upserter.report.Counts;
import dev.upserter.report.Finding;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.store.Person;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The class path of this module holds the core up to the package pipeline: what a Spark executor, for one, needs of it. */
final class PipelineAloneTest {
    private static final KindConfig PEOPLE = new KindConfig(Kinds.PERSON, Mode.UPSERT, Map.of());
    private final Sandbox sandbox = Sandbox.start();
    private final List<String> rejected = new ArrayList<>();
    private final List<String> buried = new ArrayList<>();

    private final RowLog rows = new RowLog() {
        @Override
        public void reject(SourceRecord record, Problem problem) {
            rejected.add(problem + " " + record.json().json());
        }

        @Override
        public synchronized void bury(List<DeadLetter> letters) {
            letters.forEach(letter ->
                    buried.add(letter.row().location() + " " + letter.row().key() + " " + letter.code() + " "
                            + letter.row().record().json()));
        }
    };

    @BeforeEach
    void requireThatTheRestIsAbsent() {
        for (String name : List.of(
                "dev.upserter.sync.OneSync",
                "dev.upserter.config.SyncConfig",
                "dev.upserter.config.read.ConfigReader",
                "dev.upserter.history.RunFiles",
                "dev.upserter.run.Run",
                "dev.upserter.source.Source",
                "dev.upserter.state.file.FileStore",
                "org.snakeyaml.engine.v2.api.Load")) {
            assertThatThrownBy(() -> Class.forName(name)).as(name).isInstanceOf(ClassNotFoundException.class);
        }
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private static DeliveryConfig delivery(Api api) {
        return new DeliveryConfig(api, 4, 1000, Duration.ofSeconds(10), 2, Duration.ofSeconds(10));
    }

    private PipelineConfig config(Api api, GuardConfig guards, MappingConfig mapping) {
        return new PipelineConfig(
                new RunVariables("20261129-1", 1_795_000_000),
                PEOPLE,
                false,
                mapping,
                guards,
                delivery(api),
                null,
                sandbox.endpoint());
    }

    /** Every field, under its own name. */
    private static MappingConfig everything() {
        return new MappingConfig(new FieldPath("id"), IdentifierType.ID, List.of(), Unmapped.KEEP, Nulls.SKIP, false);
    }

    @SuppressWarnings({"unchecked", "BanSerializableRead"}) // our own bytes
    private static <T extends Serializable> T sent(T value) throws IOException, ClassNotFoundException {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes(value)))) {
            return (T) in.readObject();
        }
    }

    private static byte[] bytes(Serializable value) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private Pipeline open(PipelineConfig config) throws Exception {
        var credentials = new Credentials(sandbox.siteId(), sandbox.apiKey());
        Surroundings real = Surroundings.real().withEnvironment(Map.of()).withFirstPause(Duration.ofMillis(5));
        return Pipeline.open(sent(config), credentials, real, rows);
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void typedRecordsArriveAndCountsFindingsAndRejectedRowsComeBack(Api api) throws Exception {
        sandbox.refuse("3", "invalid", "plan", "no such plan");
        PipelineResult result;
        try (Pipeline pipeline = open(config(api, GuardConfig.defaults(), everything()))) {
            var writer = new RecordWriter("people");
            assertThat(pipeline.take(writer.begin(1)
                            .field("id", 1)
                            .field("name", "Ana \"A\" Dvořák")
                            .field("score", new BigDecimal("1.10"))
                            .field("share", 0.25)
                            .field("active", true)
                            .field("seen", Instant.parse("2026-01-31T08:00:00.5Z"))
                            .field("born", LocalDate.of(1990, 2, 28))
                            .field("left", (String) null)
                            .field("tags", List.of("a", 2, Map.of("b", false)))
                            .end()))
                    .isTrue();
            assertThat(pipeline.take(writer.begin(2)
                            .field("id", (String) null)
                            .field("name", "Bo")
                            .end()))
                    .isTrue();
            assertThat(pipeline.take(
                            writer.begin(3).field("id", 3).field("plan", "gone").end()))
                    .isTrue();
            result = sent(pipeline.finish());
        }

        assertThat(result.counts()).isEqualTo(new Counts(3, 0, 0, 1, 1, 1, 0));
        assertThat(result.stop()).isNull();
        assertThat(result.requests().sent()).isEqualTo(api == Api.BATCH ? 1 : 2);
        assertThat(result.findings()).extracting(Finding::code).contains(Code.ID_MISSING, Code.REJECTED_BY_SERVER);
        assertThat(rejected)
                .singleElement()
                .asString()
                .startsWith("people row 2: ")
                .endsWith("{\"id\":null,\"name\":\"Bo\"}");
        assertThat(buried).containsExactly("people row 3 3 REJECTED_BY_SERVER {\"id\":3,\"plan\":\"gone\"}");
        assertThat(sandbox.people()).extracting(Person::identifier).containsExactly("1");
        assertThat(sandbox.people().getFirst().attributes())
                .containsEntry("name", "\"Ana \\\"A\\\" Dvořák\"")
                .containsEntry("score", "1.10")
                .containsEntry("share", "0.25")
                .containsEntry("active", "true")
                .containsEntry("seen", "\"2026-01-31T08:00:00.5+00:00\"")
                .containsEntry("born", "\"1990-02-28\"")
                .containsEntry("tags", "[\"a\",2,{\"b\":false}]")
                .doesNotContainKey("left");
    }

    @Test
    void rulesOfEveryKindGoWhereThePartitionIs() throws Exception {
        var unix = new Cast.Unix(Unit.SECONDS, ZoneId.of("Europe/Berlin"), null);
        var field = new ValueOrigin.Field(new FieldPath("joined"));
        var mapping = new MappingConfig(
                new UserId(Expression.of(new ValueOrigin.Liquid("u-{{ row.id }}"))),
                IdentifierType.ID,
                List.of(
                        new Rule("joined_at", Expression.of(field).as(unix)),
                        new Rule("run", Expression.of(new ValueOrigin.OfRun(RunVariable.ID))),
                        new Rule("origin", Expression.of(new ValueOrigin.Constant("\"warehouse\""))),
                        new Rule(
                                "both",
                                Expression.of(new ValueOrigin.Elements(List.of(
                                        Expression.of(field),
                                        Expression.of(field).as(new Cast.Text())))))),
                Unmapped.DROP,
                Nulls.CLEAR,
                false,
                "row.id != 9",
                List.of(new FieldPath("secret")));
        PipelineResult result;
        try (Pipeline pipeline = open(config(Api.BATCH, GuardConfig.defaults(), mapping))) {
            var writer = new RecordWriter("people");
            for (int id : new int[] {8, 9}) {
                pipeline.take(writer.begin(id)
                        .field("id", id)
                        .field("joined", LocalDate.of(2026, 1, 31))
                        .field("secret", "no")
                        .end());
            }
            result = pipeline.finish();
        }

        assertThat(result.counts()).isEqualTo(new Counts(2, 0, 1, 0, 1, 0, 0, 0));
        assertThat(sandbox.person("u-8").orElseThrow().attributes())
                .containsEntry("joined_at", "1769814000")
                .containsEntry("run", "\"20261129-1\"")
                .containsEntry("origin", "\"warehouse\"")
                .containsEntry("both", "[\"2026-01-31\",\"2026-01-31\"]")
                .doesNotContainKey("secret");
    }

    @Test
    void aProblemThatIsToStopStopsAndWhatWasTakenIsPending() throws Exception {
        var guards = new GuardConfig(Map.of(Code.ID_MISSING, Level.STOP));
        PipelineResult result;
        try (Pipeline pipeline = open(config(Api.BATCH, guards, everything()))) {
            var writer = new RecordWriter("people");
            assertThat(pipeline.take(writer.begin(1).field("id", 1).end())).isTrue();
            assertThat(pipeline.take(writer.begin(2).field("name", "Bo").end())).isFalse();
            result = pipeline.finish();
        }
        assertThat(result.stop()).isEqualTo(Code.ID_MISSING);
        assertThat(result.counts()).isEqualTo(new Counts(2, 0, 0, 0, 1, 0, 1));
        assertThat(sandbox.people()).isEmpty();
    }

    @Test
    void aPartitionThatIsStoppedSaysSo() throws Exception {
        PipelineResult result;
        try (Pipeline pipeline = open(config(Api.BATCH, GuardConfig.defaults(), everything()))) {
            pipeline.take(new RecordWriter("people").begin(1).field("id", 1).end());
            pipeline.stop();
            result = pipeline.finish();
        }
        assertThat(result.stop()).isEqualTo(Code.INTERRUPTED);
        assertThat(result.counts()).isEqualTo(new Counts(1, 0, 0, 0, 0, 0, 1));
    }

    @Test
    void aPartitionWithoutRecordsSendsNothingAndFindsNothing() throws Exception {
        try (Pipeline pipeline = open(config(Api.BATCH, GuardConfig.defaults(), everything()))) {
            PipelineResult result = pipeline.finish();
            assertThat(result.counts()).isEqualTo(new Counts(0, 0, 0, 0, 0, 0, 0));
            assertThat(result.findings()).isEmpty();
        }
        assertThat(sandbox.stats().requests()).isZero();
    }

    @Test
    void wrongCredentialsSendNothing() throws Exception {
        var wrong = new Credentials(sandbox.siteId(), "wrong");
        PipelineResult result;
        try (Pipeline pipeline = Pipeline.open(
                config(Api.BATCH, GuardConfig.defaults(), everything()),
                wrong,
                Surroundings.real().withEnvironment(Map.of()),
                rows)) {
            pipeline.take(new RecordWriter("people").begin(1).field("id", 1).end());
            result = pipeline.finish();
        }
        assertThat(result.stop()).isEqualTo(Code.AUTH_REJECTED);
        assertThat(result.counts().pending()).isEqualTo(1);
    }

    @Test
    void whatGoesToThePartitionHoldsNoCredentials() throws Exception {
        String bytes =
                new String(bytes(config(Api.BATCH, GuardConfig.defaults(), everything())), StandardCharsets.ISO_8859_1);
        assertThat(bytes).doesNotContain(sandbox.apiKey());
        assertThat(Arrays.stream(PipelineConfig.class.getRecordComponents()))
                .noneMatch(part -> part.getType() == Credentials.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://user:secret@localhost/", "file:///tmp", "http://localhost/?a=b"})
    void anEndpointThatIsNoneIsRefusedWhereTheConfigurationIsMade(String url) {
        URI endpoint = URI.create(url);
        assertThatThrownBy(() -> new PipelineConfig(
                        RunVariables.NONE,
                        PEOPLE,
                        false,
                        everything(),
                        GuardConfig.defaults(),
                        delivery(Api.BATCH),
                        null,
                        endpoint))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("endpoint must be");
    }

    @Test
    void aPhoneNumberCannotIdentifyWhereEachPersonIsSentAlone() {
        var byPhone = new MappingConfig(
                new FieldPath("id"), IdentifierType.PHONE, List.of(), Unmapped.KEEP, Nulls.SKIP, false);
        assertThatThrownBy(() -> config(Api.SINGLE, GuardConfig.defaults(), byPhone))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("identifyBy must be other than phone");
    }

    @Test
    void theRegionIsAskedForBeforeAnyRecordAndWithItTheCredentialsAreTested() {
        var config = new PipelineConfig(
                RunVariables.NONE,
                PEOPLE,
                false,
                everything(),
                GuardConfig.defaults(),
                delivery(Api.BATCH),
                null,
                null);
        Surroundings local = Surroundings.real()
                .withEnvironment(Map.of())
                .withHosts(Map.of(Region.EU, sandbox.endpoint(), Region.US, sandbox.endpoint()));
        assertThatThrownBy(() -> Pipeline.open(config, new Credentials("wrong", "wrong"), local, rows))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::code)
                                .containsExactly(Code.AUTH_REJECTED));
    }

    @Test
    void nothingIsDeletedUnlessTheConfigurationSaysYes() throws Exception {
        PipelineConfig deleting = new PipelineConfig(
                RunVariables.NONE,
                new KindConfig(Kinds.spelled("delete"), Mode.APPEND, Map.of()),
                false,
                everything(),
                GuardConfig.defaults(),
                delivery(Api.BATCH),
                null,
                sandbox.endpoint());
        assertThatThrownBy(() -> Pipeline.open(deleting, new Credentials("site", "key"), Surroundings.real(), rows))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::code)
                                .containsExactly(Code.CONFIRM_IRREVERSIBLE));
        assertThat(sandbox.stats().requests()).isZero();
    }

    @Test
    void whereNobodyKnowsWhoHasAValueNothingIsSent() {
        MappingConfig first = new MappingConfig(
                new FieldPath("id"),
                IdentifierType.ID,
                List.of(new Rule("via", Expression.of(new ValueOrigin.Field(new FieldPath("via"))), true)),
                Unmapped.DROP,
                Nulls.SKIP,
                false);
        PipelineConfig config = new PipelineConfig(
                RunVariables.NONE,
                new KindConfig(Kinds.PERSON, Mode.UPSERT, Map.of()),
                false,
                first,
                GuardConfig.defaults(),
                delivery(Api.BATCH),
                null,
                sandbox.endpoint());
        assertThatThrownBy(() -> Pipeline.open(config, new Credentials("site", "key"), Surroundings.real(), rows))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("onlyIfEmpty");
        assertThat(sandbox.stats().requests()).isZero();
    }
}

package dev.upserter.sql.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.upserter.batch.Api;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.history.Scope;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.plan.RemovalLimit;
import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.Counts;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.StateSummary;
import dev.upserter.run.option.Resume;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.run.option.StopSignal;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Answer;
import dev.upserter.sandbox.traffic.RecordedRequest;
import dev.upserter.source.DataFile;
import dev.upserter.source.DatabaseConfig;
import dev.upserter.sql.Postgres;
import dev.upserter.sql.Reading;
import dev.upserter.sql.WithPostgres;
import dev.upserter.state.LastRun;
import dev.upserter.state.StateStore;
import dev.upserter.sync.OneSync;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of two machines whose state is in a real PostgreSQL server. */
class PostgresStateTest {
    private static final String THREE = "[{\"id\":1,\"n\":1},{\"id\":2,\"n\":2},{\"id\":3,\"n\":3}]";
    /** One less, one changed, one new. */
    private static final String OTHERS = "[{\"n\":1,\"id\":1},{\"id\":2,\"n\":22},{\"id\":4,\"n\":4}]";

    @TempDir
    Path folder;

    private Postgres server;
    private final Sandbox sandbox = Sandbox.start();

    @BeforeEach
    void start() throws Exception {
        server = WithPostgres.server();
        server.execute("drop table if exists customer_upserter_syncs, customer_upserter_people");
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private DatabaseConfig database() {
        return Reading.database(server.url());
    }

    private static SyncConfigBuilder into(Sandbox where) {
        return SyncConfig.builder("people", "id")
                .endpoint(where.endpoint())
                .credentials(new Credentials(where.siteId(), where.apiKey()))
                .maxRemoved(new RemovalLimit(100, true))
                .incremental(true);
    }

    private SyncConfig shared(UnaryOperator<SyncConfigBuilder> change) {
        return change.apply(into(sandbox).state(database())).build();
    }

    private SyncConfig shared() {
        return shared(config -> config);
    }

    private RunOptions on(String machine) {
        return RunOptions.in(folder.resolve(machine));
    }

    private DataFile file(String json) throws Exception {
        Path data = Files.writeString(Files.createTempFile(folder, "data", ".json"), json);
        return new DataFile.OnDisk(data, "data.json");
    }

    private RunReport run(SyncConfig config, String machine, String json) throws Exception {
        return OneSync.of(config).run(file(json), on(machine));
    }

    private static List<Code> codes(RunReport report) {
        return report.problems().stream().map(Finding::code).toList();
    }

    private static String message(RunReport report) {
        return report.problems().getFirst().examples().getFirst().message();
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void whatOneMachineDeliveredAnotherKnows(Api api) throws Exception {
        SyncConfig config = shared(given -> given.api(api));

        assertThat(run(config, "a", THREE).records()).isEqualTo(new Counts(3, 0, 0, 0, 3, 0, 0, 0));
        RunReport again = run(config, "b", THREE);
        assertThat(again.records()).isEqualTo(new Counts(3, 0, 0, 3, 0, 0, 0, 0));
        assertThat(again.requests().sent()).isZero();
        assertThat(run(config, "a", OTHERS).records()).isEqualTo(new Counts(3, 0, 0, 1, 2, 0, 0, 0));
        StateSummary known = StateSummary.of(config, folder.resolve("b")).orElseThrow();
        assertThat(known.people()).isEqualTo(4);
        assertThat(known.misfit()).isEmpty();
        assertThat(known.place()).doesNotContain("127.0.0.1", Postgres.PASSWORD);
    }

    @ParameterizedTest
    @EnumSource(value = Removal.class, names = "DETACH", mode = EnumSource.Mode.EXCLUDE)
    void theOperationsAreThoseOfARunThatKeepsFiles(Removal removal) throws Exception {
        try (Sandbox other = Sandbox.start()) {
            UnaryOperator<SyncConfigBuilder> how = config -> config.mode(Mode.MIRROR)
                    .removed(removal)
                    .irreversible(true)
                    .mapping("n", "n")
                    .keepValues(true)
                    .parallelism(1);
            SyncConfig inDatabase = shared(how);
            SyncConfig inFiles = how.apply(into(other)).build();
            sandbox.recordRequests(true);
            other.recordRequests(true);
            var random = new Random(removal.name().length());
            for (int day = 0; day < 6; day++) {
                String people = people(random);
                RunReport one = run(inDatabase, "a", people);
                RunReport two = run(inFiles, "files", people);
                assertThat(one.status()).isEqualTo(Status.COMPLETED);
                assertThat(one.records()).as("day " + day).isEqualTo(two.records());
            }
            assertThat(bodies(sandbox)).isNotEmpty().isEqualTo(bodies(other));
        }
    }

    /** The number whose spelling is a word for no value. */
    private static final int NO_ID = Integer.parseInt("na", 36);

    /** Keys of one to a few bytes, some beyond ASCII, each with one of three values or absent. */
    private static String people(Random random) {
        return IntStream.range(0, 1500)
                .filter(i -> random.nextInt(5) > 0 && i != NO_ID)
                .mapToObj(i -> "{\"id\":\"" + (i % 3 == 0 ? "ä" : "") + Integer.toString(i, 36) + "\",\"n\":"
                        + random.nextInt(3) + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static List<String> bodies(Sandbox sandbox) {
        return sandbox.requests().stream().map(RecordedRequest::bodyText).toList();
    }

    @Test
    void aSecondMachineIsShownWhichRunIsActive() throws Exception {
        try (StateStore held = new PostgresStates().open(database(), "people", "r-1")) {
            assertThat(held.header()).isEmpty();
            RunReport report = run(shared(), "b", THREE);

            assertThat(codes(report)).containsExactly(Code.RUN_LOCKED);
            assertThat(message(report))
                    .isEqualTo("another run of the sync people is under way (run r-1). Nothing was sent");
            assertThat(sandbox.peopleCount()).isZero();
        }
        assertThat(run(shared(), "b", THREE).status()).isEqualTo(Status.COMPLETED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aConnectionLostInARunStopsItAndMarksNoPersonWithoutAcknowledgement(boolean resumed) throws Exception {
        SyncConfig config = shared(given -> given.api(Api.SINGLE).parallelism(1));
        String people =
                IntStream.range(0, 200).mapToObj(i -> "{\"id\":" + i + "}").collect(Collectors.joining(",", "[", "]"));
        var requests = new AtomicInteger();
        sandbox.onRequest(request -> {
            if (requests.incrementAndGet() == 20) {
                cut();
            }
        });

        DataFile data = file(people);
        RunReport cut = OneSync.of(config).run(data, on("a"));

        assertThat(cut.status()).isEqualTo(Status.STOPPED);
        assertThat(codes(cut)).containsExactly(Code.CONNECTION_FAILED);
        assertThat(cut.records().pending()).isPositive();
        StateSummary known = StateSummary.of(config, folder.resolve("b")).orElseThrow();
        assertThat(known.people()).isBetween(1L, (long) sandbox.peopleCount());
        RunOptions options = resumed ? on("a").withResume(new Resume.Of(cut.run())) : on("b");
        RunReport next = OneSync.of(config).run(data, options);
        assertThat(next.status()).isEqualTo(Status.COMPLETED);
        assertThat(next.requests().sent()).isEqualTo(200 - known.people());
        assertThat(sandbox.peopleCount()).isEqualTo(200);
        assertThat(run(config, "a", people).records().unchanged()).isEqualTo(200);
    }

    private static final int MANY = 60;

    private static String people(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "{\"id\":" + i + "}").collect(Collectors.joining(",", "[", "]"));
    }

    private SyncConfig mirror() {
        return shared(config ->
                config.mode(Mode.MIRROR).removed(Removal.SET).api(Api.SINGLE).parallelism(1));
    }

    /** A run that stops among its changes: because it was asked to, or because its connection to the database was lost. */
    private RunReport unfinished(String machine, DataFile data, boolean isCut) {
        var stop = new StopSignal();
        var requests = new AtomicInteger();
        sandbox.onRequest(request -> {
            if (requests.incrementAndGet() == 10) {
                if (isCut) {
                    cut();
                } else {
                    stop.stop();
                }
            }
        });
        RunReport report = OneSync.of(mirror()).run(data, on(machine).withStop(stop));
        sandbox.onRequest(request -> {});
        assertThat(report.status()).isEqualTo(Status.STOPPED);
        assertThat(report.records().pending()).isPositive();
        return report;
    }

    private RunReport resume(RunReport report, String machine, DataFile data) {
        return OneSync.of(mirror()).run(data, on(machine).withResume(new Resume.Of(report.run())));
    }

    @ParameterizedTest
    @CsvSource({"a,false", "a,true", "b,false", "b,true"})
    void aMirrorAfterAnUnfinishedRunRemovesWhoIsGoneOnAnyMachine(String machine, boolean isCut) throws Exception {
        run(mirror(), "a", people(0, 5));
        unfinished("a", file(people(0, MANY)), isCut);
        RunReport next = OneSync.of(mirror()).run(file(people(1, MANY)), on(machine));

        assertThat(next.status()).as(next.toJson()).isEqualTo(Status.COMPLETED);
        assertThat(next.records().removed()).isEqualTo(1);
        assertThat(sandbox.person("0").orElseThrow().attributes()).containsEntry("removed_from_source", "true");
    }

    @Test
    void aRunIsNotResumedOnceAnotherMachineRanInBetween() throws Exception {
        run(mirror(), "a", people(0, 5));
        DataFile more = file(people(0, MANY));
        RunReport unfinished = unfinished("a", more, false);
        StateUse anyway = StateUse.CONFIGURED.withAllowRemovals();
        RunReport between = OneSync.of(mirror()).run(file(people(1, MANY)), on("b").withState(anyway));
        assertThat(between.status()).isEqualTo(Status.COMPLETED);
        long before = sandbox.stats().requests();

        RunReport refused = resume(unfinished, "a", more);
        assertThat(refused.status()).isEqualTo(Status.REFUSED);
        assertThat(codes(refused)).containsExactly(Code.RESUME_IMPOSSIBLE);
        assertThat(message(refused)).contains("the run " + between.run() + " of the sync came after it");
        assertThat(sandbox.stats().requests()).isEqualTo(before);

        RunReport anew = OneSync.of(mirror()).run(file(people(2, MANY)), on("a"));
        assertThat(anew.status()).as(anew.toJson()).isEqualTo(Status.COMPLETED);
        assertThat(anew.records().removed()).isEqualTo(1);
    }

    @Test
    void aRunThatCouldNotGoOnBecauseAnotherMachineWasAtWorkGoesOnLater() throws Exception {
        run(mirror(), "a", people(0, 5));
        DataFile more = file(people(0, MANY));
        RunReport unfinished = unfinished("a", more, false);
        try (StateStore held = new PostgresStates().open(database(), "people", "r-1")) {
            assertThat(held.lastRun()).contains(new LastRun(unfinished.run(), true));
            assertThat(codes(resume(unfinished, "a", more))).containsExactly(Code.RUN_LOCKED);
        }
        RunReport resumed = resume(unfinished, "a", more);
        assertThat(resumed.status()).as(resumed.toJson()).isEqualTo(Status.COMPLETED);
        assertThat(resumed.run()).isEqualTo(unfinished.run());
        assertThat(sandbox.peopleCount()).isEqualTo(MANY);
    }

    @Test
    void aRunWhoseFirstCallIsRefusedDoesNotHideTheUnfinishedOneBefore() throws Exception {
        run(mirror(), "a", people(0, 5));
        DataFile more = file(people(0, MANY));
        RunReport unfinished = unfinished("a", more, false);
        sandbox.answerNext(Answer.status(401));
        RunReport refused = OneSync.of(mirror()).run(file(people(0, MANY + 1)), on("b"));

        assertThat(codes(refused)).containsExactly(Code.AUTH_REJECTED);
        assertThat(refused.status()).isEqualTo(Status.REFUSED);
        assertThat(resume(unfinished, "a", more).status()).isEqualTo(Status.COMPLETED);
    }

    private void cut() {
        try {
            server.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where application_name like 'customer-upserter run %'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aServerThatIsKilledInARunStopsIt() throws Exception {
        Postgres mortal = Postgres.start(Postgres.tools().orElseThrow());
        SyncConfig config = into(sandbox)
                .state(Reading.database(mortal.url()))
                .api(Api.SINGLE)
                .parallelism(1)
                .build();
        var requests = new AtomicInteger();
        sandbox.onRequest(request -> {
            if (requests.incrementAndGet() == 3) {
                kill(mortal);
            }
        });

        RunReport report = run(config, "a", THREE);

        assertThat(report.status()).isEqualTo(Status.STOPPED);
        assertThat(codes(report)).containsExactly(Code.CONNECTION_FAILED);
        assertThat(codes(run(config, "a", THREE))).containsExactly(Code.CONNECTION_FAILED);
    }

    private static void kill(Postgres server) {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theLockIsReleasedBeforeTheConnectionIsClosed() throws Exception {
        run(shared(), "a", THREE);

        for (int turn = 0; turn < 200; turn++) {
            assertThat(StateSummary.of(shared(), folder.resolve("a"))).isPresent();
        }
    }

    @Test
    void aStateThatIsResetIsForgottenByAll() throws Exception {
        run(shared(), "a", THREE);

        assertThat(StateSummary.reset(shared(), folder.resolve("b"))).isTrue();
        assertThat(StateSummary.of(shared(), folder.resolve("a"))).isEmpty();
        assertThat(StateSummary.reset(shared(), folder.resolve("a"))).isFalse();
        assertThat(run(shared(), "a", THREE).records().delivered()).isEqualTo(3);
    }

    @Test
    void aStateAboutAnotherWorkspaceIsRefused() throws Exception {
        run(shared(), "a", THREE);
        try (Sandbox other = Sandbox.start()) {
            RunReport report = run(into(other).state(database()).build(), "b", OTHERS);

            assertThat(codes(report)).containsExactly(Code.STATE_UNUSABLE);
            assertThat(other.peopleCount()).isZero();
        }
    }

    @Test
    void aRunThatSendsAllRowsLeavesTheStateOutdatedForAll() throws Exception {
        run(shared(), "a", THREE);
        RunReport everybody = run(shared(config -> config.incremental(false)), "b", OTHERS);
        assertThat(everybody.status()).isEqualTo(Status.COMPLETED);

        RunReport refused = run(shared(), "a", OTHERS);
        assertThat(codes(refused)).containsExactly(Code.STATE_UNUSABLE);
        assertThat(message(refused)).contains(everybody.run());

        RunOptions full = on("a").withState(StateUse.CONFIGURED.withScope(Scope.FULL));
        assertThat(OneSync.of(shared()).run(file(OTHERS), full).status()).isEqualTo(Status.COMPLETED);
        assertThat(run(shared(), "b", OTHERS).records().unchanged()).isEqualTo(3);
    }

    @Test
    void aRunThatOnlyLooksMakesNoTables() throws Exception {
        RunReport report = OneSync.of(shared()).run(file(THREE), on("a").withDryRun());

        assertThat(report.status()).isEqualTo(Status.COMPLETED);
        try (var connection = server.connect();
                var answer = connection
                        .createStatement()
                        .executeQuery("select count(*) from pg_tables where tablename like 'customer_upserter%'")) {
            answer.next();
            assertThat(answer.getInt(1)).isZero();
        }
    }

    @Test
    void valuesAreKeptWhereTheyAreToBeAndDroppedWhereNot() throws Exception {
        run(shared(config -> config.keepValues(true)), "a", THREE);
        String plan = OneSync.of(shared(config -> config.keepValues(true)))
                .plan(file(OTHERS), on("b"))
                .toJson(folder);
        assertThat(plan).contains("22");
        assertThat(sent()).isEqualTo(3);

        run(shared(), "b", THREE);
        assertThat(sent()).isZero();
    }

    private int sent() throws SQLException {
        try (var connection = server.connect();
                var answer =
                        connection.createStatement().executeQuery("select count(sent) from customer_upserter_people")) {
            answer.next();
            return answer.getInt(1);
        }
    }

    @Test
    void noCredentialIsInAMessage() {
        var wrong = new DatabaseConfig(server.url() + "?password=swordfish", Postgres.USER, "swordfish", 10);

        var refused =
                catchThrowableOfType(ProblemException.class, () -> new PostgresStates().open(wrong, "people", "r-1"));

        assertThat(refused.problems().getFirst().code()).isEqualTo(Code.CONNECTION_FAILED);
        assertThat(refused.problems().getFirst().location()).isInstanceOf(Location.InFile.class);
        assertThat(refused.problems().toString()).doesNotContain("swordfish").doesNotContain("127.0.0.1");
    }

    @Test
    void aUserWithoutRightsIsShownTheTables() throws Exception {
        server.execute("drop role if exists visitor; create role visitor login password 'guest'");
        var visitor = new DatabaseConfig(server.url(), "visitor", "guest", 10);

        RunReport report = run(into(sandbox).state(visitor).build(), "a", THREE);

        assertThat(codes(report)).containsExactly(Code.STATE_UNWRITABLE);
        assertThat(report.problems().getFirst().help()).contains("customer_upserter_syncs");
        assertThat(sandbox.peopleCount()).isZero();
    }
}

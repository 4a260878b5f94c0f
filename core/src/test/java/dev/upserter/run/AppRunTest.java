package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.delivery.http.AppAccess;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.history.Scope;
import dev.upserter.history.StateFolder;
import dev.upserter.history.SyncLock;
import dev.upserter.problem.Code;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.option.PlanFile;
import dev.upserter.run.option.Resume;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.SandboxConfig;
import dev.upserter.sandbox.app.Segment;
import dev.upserter.sandbox.fault.Answer;
import dev.upserter.sandbox.fault.Faults;
import dev.upserter.sandbox.store.Person;
import dev.upserter.source.DataFile;
import dev.upserter.state.PrivateFiles;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that ask the App API. */
class AppRunTest {
    private static final String KEY = "app-key-that-nobody-may-see";
    private static final String SEGMENT = "type: segment\nuserId: id\nsegment: Readers\n";
    private static final String CREATE = "userId: id\nmode: create\n";
    private static final String HERE = "{\"workspaces\":[{\"id\":12345}]}";
    private static final String THREE = people(1, 3, "new");

    @TempDir
    Path folder;

    private final Sandbox sandbox =
            Sandbox.start(SandboxConfig.defaults().withAppApiKey(KEY).withRecordRequests(true));

    @AfterEach
    void close() throws IOException {
        sandbox.close();
        assertNowhere(KEY);
    }

    /** Whatever a run writes, the key is not in it. */
    private void assertNowhere(String key) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(key);
            }
        }
    }

    private static String people(int from, int to, String plan) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> "{\"id\":\"" + i + "\",\"plan\":\"" + plan + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private Run start(String yaml, @Nullable String key, String rows, UnaryOperator<RunOptions> options)
            throws IOException {
        Path data = Files.writeString(folder.resolve("data.json"), rows);
        Map<String, String> environment = key == null ? Map.of() : Map.of("CUSTOMERIO_APP_API_KEY", key);
        SyncConfig config = ConfigReader.local(environment).read(yaml.getBytes(StandardCharsets.UTF_8), "trial.yaml");
        return new Run(
                config.withDestination(config.destination()
                        .withEndpoint(sandbox.endpoint())
                        .withCredentials(new Credentials(sandbox.siteId(), sandbox.apiKey()))),
                DataFile.of(data),
                options.apply(RunOptions.in(folder.resolve("state"))),
                Trial.surroundings());
    }

    private RunReport run(String yaml, String rows) throws IOException {
        return start(yaml, KEY, rows, given -> given).execute();
    }

    private static List<Code> codes(RunReport report) {
        return report.problems().stream().map(finding -> finding.code()).toList();
    }

    private long sent() {
        return sandbox.requests().stream()
                .filter(request -> request.rawPath().startsWith("/api/v2/")
                        || request.rawPath().startsWith("/api/v1/segments"))
                .count();
    }

    private Map<String, String> plans() {
        return sandbox.people().stream()
                .collect(Collectors.toMap(
                        Person::identifier,
                        person -> person.attributes().getOrDefault("plan", "").replace("\"", "")));
    }

    @Test
    void aSegmentIsFoundByItsNameAndToldWhatUsesItOnce() throws IOException {
        sandbox.directory().put(Segment.manual(4, "Readers").usedBy(List.of(5), List.of()));
        run("userId: id\nsync: people\n", THREE);

        RunReport checked = start(SEGMENT, KEY, THREE, given -> given).check();
        assertThat(codes(checked)).containsExactly(Code.SEGMENT_USED);
        RunReport first = run(SEGMENT, THREE);
        assertThat(first.exitCode()).as(first.toJson()).isZero();
        assertThat(codes(first)).containsExactly(Code.SEGMENT_USED);
        assertThat(first.problems().toString()).contains("the segment 4 ('Readers') is used by the campaign 5");
        assertThat(sandbox.contents().get("segments")).containsEntry("4", "1 2 3");
        assertThat(codes(run(SEGMENT, THREE))).isEmpty();
    }

    @Test
    void aSegmentIsMadeOnlyByARunThatSends() throws IOException {
        RunReport unknown = run(SEGMENT, THREE);
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(codes(unknown)).containsExactly(Code.SEGMENT_UNKNOWN);

        String made = SEGMENT + "createSegment: true\nmode: mirror\n";
        assertThat(codes(start(made, KEY, THREE, given -> given).check())).containsExactly(Code.SEGMENT_CREATED);
        RunReport planned =
                start(made, KEY, THREE, RunOptions::withDryRun).plan().report();
        assertThat(codes(planned)).contains(Code.SEGMENT_CREATED);
        assertThat(sent()).isZero();
        assertThat(posts()).isZero();

        RunReport report = run(made, THREE);
        assertThat(report.exitCode()).as(report.toJson()).isZero();
        assertThat(codes(report)).contains(Code.SEGMENT_CREATED);
        RunReport again = run(made, THREE);
        assertThat(again.records().unchanged()).isEqualTo(3);
        assertThat(posts()).isEqualTo(1);
        // By its number the state is the same.
        RunReport numbered = run(made.replace("Readers", "101").replace("createSegment: true\n", ""), THREE);
        assertThat(numbered.records().unchanged()).as(numbered.toJson()).isEqualTo(3);
    }

    private long posts() {
        return sandbox.requests().stream()
                .filter(request ->
                        request.method().equals("POST") && request.rawPath().equals("/v1/segments"))
                .count();
    }

    @Test
    void aSegmentOfRulesIsRefusedAlsoByItsNumber() throws IOException {
        sandbox.directory().put(new Segment(4, "Readers", false, List.of(), List.of()));
        for (String segment : List.of("Readers", "4")) {
            RunReport report = run(SEGMENT.replace("Readers", segment), THREE);
            assertThat(report.exitCode()).isEqualTo(2);
            assertThat(codes(report)).containsExactly(Code.SEGMENT_NOT_MANUAL);
        }
        assertThat(sent()).isZero();
    }

    @Test
    void anObjectTypeIsFoundByItsName() throws IOException {
        String yaml = "type: object\nobjectType: Companies\nobjectId: id\n";
        assertThat(run(yaml, THREE).exitCode()).isZero();
        assertThat(sandbox.contents().get("objects")).containsKeys("1/1", "1/2", "1/3");

        RunReport unknown = run(yaml.replace("Companies", "77"), THREE);
        assertThat(codes(unknown)).containsExactly(Code.OBJECT_TYPE_UNKNOWN);
        assertThat(unknown.exitCode()).isEqualTo(2);
    }

    @Test
    void aRetryLooksForTheTypeOnce() throws IOException {
        String yaml = "type: object\nobjectType: Companies\nobjectId: id\nperson: {userId: id}\n";
        sandbox.refuse("2", "invalid", "name", "no");
        RunReport first = run(yaml, THREE);
        assertThat(first.records().deadLetters()).as(first.toJson()).isEqualTo(1);
        sandbox.heal("2");
        long asked = lookups();

        SyncConfig config = ConfigReader.local(Map.of("CUSTOMERIO_APP_API_KEY", KEY))
                .read(yaml.getBytes(StandardCharsets.UTF_8), "trial.yaml");
        RunReport retry = Run.retry(
                config.withDestination(config.destination()
                        .withEndpoint(sandbox.endpoint())
                        .withCredentials(new Credentials(sandbox.siteId(), sandbox.apiKey()))),
                first.run(),
                RunOptions.in(folder.resolve("state")),
                Trial.surroundings());
        assertThat(retry.records().delivered()).as(retry.toJson()).isEqualTo(1);
        assertThat(lookups() - asked).isEqualTo(1);
    }

    private long lookups() {
        return sandbox.requests().stream()
                .filter(request -> request.rawPath().equals("/v1/object_types"))
                .count();
    }

    @Test
    void aKeyOfAnotherWorkspaceOrARefusedOneStopsBeforeTheFirstRequest() throws IOException {
        sandbox.directory().put(Segment.manual(4, "Readers"));
        sandbox.answerNextApp(Answer.status(200).withBody("{\"workspaces\":[{\"id\":1}]}"));
        RunReport other = run(SEGMENT, THREE);
        assertThat(codes(other)).containsExactly(Code.APP_KEY_OTHER_WORKSPACE);
        assertThat(other.exitCode()).isEqualTo(2);

        RunReport refused = start(SEGMENT, "wrong", THREE, given -> given).execute();
        assertThat(codes(refused)).containsExactly(Code.APP_KEY_REJECTED);
        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(sent()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type: segment\nuserId: id\nsegment: 4\n",
                "type: object\nobjectType: 1\nobjectId: id\n",
                "userId: id\nmode: update\n"
            })
    void aKeyThatIsNotNeededStopsNothing(String yaml) throws IOException {
        RunReport refused = start(yaml, "wrong", THREE, given -> given).execute();
        assertGoesOn(refused, "does not take appApiKey");
        sandbox.answerNextApp(Answer.status(200).withBody("{\"workspaces\":[{\"id\":1}]}"));
        assertGoesOn(run(yaml, THREE), "appApiKey belongs to another workspace");
        sandbox.answerNextApp(Answer.status(200).withBody(HERE), Answer.status(403));
        assertGoesOn(run(yaml, THREE), "status 403");
        RunReport checked = start(yaml, "wrong", THREE, given -> given).check();
        assertThat(checked.exitCode()).as(checked.toJson()).isZero();
        assertThat(codes(run(yaml + "guards: {APP_UNCHECKED: off, UPDATE_MISSED: off}\n", THREE)))
                .doesNotContain(Code.APP_UNCHECKED);
    }

    private static void assertGoesOn(RunReport report, String why) {
        assertThat(report.exitCode()).as(report.toJson()).isZero();
        assertThat(report.records().delivered()).isEqualTo(3);
        assertThat(codes(report)).containsExactly(Code.APP_UNCHECKED);
        assertThat(report.problems().toString()).contains(why).doesNotContain("othing was sent");
    }

    @Test
    void anAppApiThatIsDownIsNotWaitedForWhereItIsNotNeeded() throws IOException {
        int nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        long start = System.nanoTime();
        assertGoesOn(
                run("userId: id\nmode: update\nappEndpoint: http://127.0.0.1:" + nobody + "\n", THREE),
                "gave no answer");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void aDryRunWithoutCredentialsIsNotStoppedByAKey() throws IOException {
        Path data = Files.writeString(folder.resolve("data.json"), THREE);
        SyncConfig config = ConfigReader.local(Map.of("CUSTOMERIO_APP_API_KEY", KEY))
                .read("type: segment\nuserId: id\nsegment: 4\n".getBytes(StandardCharsets.UTF_8), "trial.yaml");
        RunReport report = new Run(
                        config,
                        DataFile.of(data),
                        RunOptions.in(folder.resolve("state")).withDryRun(),
                        Trial.surroundings())
                .execute();
        assertThat(report.exitCode()).as(report.toJson()).isZero();
        assertThat(codes(report)).containsExactly(Code.APP_UNCHECKED);
    }

    @Test
    void ofTwoFirstRunsAtOnceOneMakesTheSegment() throws Exception {
        String made = SEGMENT + "createSegment: true\nsync: readers\n";
        Path state = folder.resolve("state");
        Path sync = new StateFolder(state).sync("readers");
        try (SyncLock lock = SyncLock.take(sync, "readers", "another", Instant.now())) {
            assertThat(codes(run(made, THREE))).containsExactly(Code.RUN_LOCKED);
        }
        assertThat(posts()).isZero();
        Run one = start(made, KEY, THREE, given -> given);
        Run other = start(made, KEY, THREE, given -> given);
        CompletableFuture<RunReport> first = CompletableFuture.supplyAsync(one::execute);
        List<Integer> codes = List.of(
                other.execute().exitCode(), first.get(1, TimeUnit.MINUTES).exitCode());
        assertThat(codes).contains(0).isSubsetOf(0, 2);
        assertThat(posts()).isEqualTo(1);
    }

    /** Neither lock of a sync keeps the other away, and Customer.io makes another segment of the name each time. */
    @Test
    void ofTwoSyncsOneMakesTheSegmentAndBothUseIt() throws Exception {
        for (int i = 0; i < 5; i++) {
            String made = SEGMENT.replace("Readers", "Readers " + i) + "createSegment: true\n";
            Run one = start(made + "sync: one\n", KEY, THREE, given -> given);
            Run other = start(made + "sync: other\n", KEY, THREE, given -> given);
            CompletableFuture<RunReport> first = CompletableFuture.supplyAsync(one::execute);
            assertThat(other.execute().exitCode()).isZero();
            assertThat(first.get(1, TimeUnit.MINUTES).exitCode()).isZero();
            assertThat(run(made + "sync: later\n", THREE).exitCode()).isZero();
            assertThat(posts()).isEqualTo(i + 1);
        }
        assertThat(sandbox.contents().get("segments")).hasSize(5);
    }

    @Test
    void aPlanThatMakesASegmentIsApplied() throws IOException {
        String made = SEGMENT + "createSegment: true\nmode: mirror\n";
        PlanFile plan = plan(made);
        RunReport outdated = apply(made, plan, people(1, 4, "new"));
        assertThat(codes(outdated)).containsExactly(Code.PLAN_OUTDATED);
        assertThat(posts()).isZero();

        RunReport applied = apply(made, plan, THREE);
        assertThat(applied.exitCode()).as(applied.toJson()).isZero();
        assertThat(applied.records().delivered()).isEqualTo(3);
        assertThat(posts()).isEqualTo(1);
    }

    @Test
    void aPlanStandsIfItsSegmentWasMadeMeanwhile() throws IOException {
        String made = SEGMENT + "createSegment: true\nmode: mirror\n";
        run("userId: id\nsync: people\n", THREE);
        PlanFile plan = plan(made);
        sandbox.directory().put(Segment.manual(4, "Readers"));
        assertThat(codes(apply(made.replace("userId: id", "userId: plan"), plan, THREE)))
                .containsExactly(Code.PLAN_OUTDATED);
        RunReport applied = apply(made, plan, THREE);
        assertThat(applied.exitCode()).as(applied.toJson()).isZero();
        assertThat(sandbox.contents().get("segments")).containsEntry("4", "1 2 3");
        assertThat(posts()).isZero();
    }

    private PlanFile plan(String yaml) throws IOException {
        Plan plan = start(yaml, KEY, THREE, given -> given.withDryRun().withConfiguration(folder.resolve("x.yaml")))
                .plan();
        return Objects.requireNonNull(plan.file());
    }

    private RunReport apply(String yaml, PlanFile plan, String rows) throws IOException {
        return start(yaml, KEY, rows, given -> given.withState(StateUse.of(plan)))
                .execute();
    }

    @Test
    void onlyPeopleWhomCustomerIoDoesNotHaveAreSent() throws IOException {
        run("userId: id\n", THREE);
        RunReport report = run(CREATE, people(2, 250, "later"));

        assertThat(report.exitCode()).as(report.toJson()).isZero();
        assertThat(report.records().unchanged()).isEqualTo(2);
        assertThat(report.records().delivered()).isEqualTo(247);
        assertThat(plans()).hasSize(250).containsEntry("2", "new").containsEntry("4", "later");
        assertThat(run(CREATE, people(1, 250, "last")).records().unchanged()).isEqualTo(250);
        assertThat(plans()).doesNotContainValue("last");
    }

    @Test
    void peopleOfSeveralIdentifiersAreAskedForByTheirs() throws IOException {
        String people = "[{\"id\":\"7\",\"email\":\"a@x.org\"},{\"id\":null,\"email\":\"b@x.org\"}]";
        String list = "userId: [{from: id}, {from: email, identifyBy: email}]\nmappings: []\n";
        run(list, people);
        RunReport report = run(
                list + "mode: create\n",
                "[{\"id\":\"7\",\"email\":\"a@x.org\"},{\"id\":null,\"email\":\"B@x.org\"},{\"id\":\"8\"}]");
        assertThat(report.records().unchanged()).as(report.toJson()).isEqualTo(2);
        assertThat(report.records().delivered()).isEqualTo(1);
    }

    @Test
    void aStateTellsWhoIsNewOnceARunHasCompleted() throws IOException {
        run("userId: id\n", people(1, 2, "old"));
        String yaml = CREATE + "incremental: true\nsync: creating\n";
        RunReport untold = start(yaml, null, THREE, given -> given).execute();
        assertThat(codes(untold)).containsExactly(Code.APP_KEY_MISSING);
        assertThat(untold.exitCode()).isEqualTo(2);

        RunReport first = run(yaml, THREE);
        assertThat(first.records().unchanged()).as(first.toJson()).isEqualTo(2);
        assertThat(first.records().delivered()).isEqualTo(1);
        RunReport later =
                start(yaml, null, people(1, 5, "changed"), given -> given).execute();
        assertThat(later.records().unchanged()).as(later.toJson()).isEqualTo(3);
        assertThat(later.records().delivered()).isEqualTo(2);
        assertThat(plans())
                .containsAllEntriesOf(Map.of("1", "old", "2", "old", "3", "new", "4", "changed", "5", "changed"));
        RunReport full = start(
                        yaml,
                        null,
                        THREE,
                        given -> given.withState(given.state().withScope(Scope.FULL)))
                .execute();
        assertThat(codes(full)).containsExactly(Code.APP_KEY_MISSING);
    }

    @Test
    void withoutAKeyAndAStateNobodyKnowsWhoIsNew() throws IOException {
        for (boolean checks : List.of(true, false)) {
            Run run = start(CREATE, null, THREE, given -> given);
            RunReport report = checks ? run.check() : run.execute();
            assertThat(codes(report)).containsExactly(Code.APP_KEY_MISSING);
            assertThat(report.exitCode()).isEqualTo(2);
        }
        assertThat(sandbox.peopleCount()).isZero();
    }

    @Test
    void faultsAndOutagesChangeNobodyWhoIsThere() throws IOException {
        run("userId: id\n", people(1, 40, "old"));
        sandbox.faults(Faults.parse("503=0.3,lost=0.2"));
        RunReport report = run(CREATE, people(1, 120, "later"));
        assertThat(report.exitCode()).as(report.toJson()).isZero();
        assertThat(plans()).hasSize(120).containsEntry("40", "old").containsEntry("41", "later");
    }

    @Test
    void aRunThatIsCutOffGoesOnAndCountsEachRowOnce() throws IOException {
        run("userId: id\n", people(1, 40, "old"));
        sandbox.answerNext(Answer.status(401));
        RunReport stopped = run(CREATE, people(1, 120, "later"));
        assertThat(stopped.status()).isNotEqualTo(Status.COMPLETED);
        RunReport report = start(CREATE, KEY, people(1, 120, "later"), given -> given.withResume(new Resume.Latest()))
                .execute();
        assertThat(report.exitCode()).as(report.toJson()).isZero();
        assertThat(plans()).hasSize(120).containsEntry("40", "old").containsEntry("41", "later");
    }

    @Test
    void updatesOfPeopleWhoAreNotThereAreCountedAndListed() throws IOException {
        run("userId: id\n", people(1, 2, "old"));
        RunReport report = run("userId: id\nmode: update\n", people(2, 4, "later"));

        assertThat(report.exitCode()).as(report.toJson()).isZero();
        assertThat(report.records().delivered()).isEqualTo(3);
        assertThat(report.problems()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.UPDATE_MISSED);
            assertThat(finding.count()).isEqualTo(2);
        });
        assertThat(plans()).isEqualTo(Map.of("1", "old", "2", "later"));
        RunReport untold =
                start("userId: id\nmode: update\n", null, THREE, given -> given).execute();
        assertThat(codes(untold)).containsExactly(Code.UPDATE_UNCONFIRMED);
        RunReport off = run("userId: id\nmode: update\nguards: {UPDATE_MISSED: off}\n", THREE);
        assertThat(codes(off)).isEmpty();
    }

    @Test
    void whoWasMissedIsSentAgainUntilTheyAreThere() throws IOException {
        String update = "userId: id\nmode: update\nincremental: true\n";
        run("userId: id\n", people(1, 2, "old"));
        assertThat(codes(run(update, THREE))).containsExactly(Code.UPDATE_MISSED);

        RunReport missed = run(update, THREE);
        assertThat(missed.records().delivered()).isEqualTo(1);
        assertThat(missed.records().unchanged()).isEqualTo(2);
        assertThat(codes(missed)).containsExactly(Code.UPDATE_MISSED);

        run("userId: id\nsync: others\n", people(3, 3, "old"));
        assertThat(run(update, THREE).records().delivered()).isEqualTo(1);
        assertThat(plans()).isEqualTo(Map.of("1", "new", "2", "new", "3", "new"));
        assertThat(run(update, THREE).records().unchanged()).isEqualTo(3);
    }

    /** Somebody else has let them in again. */
    @Test
    void whoIsThereIsSuppressedNoMore() throws IOException {
        String suppress = "type: suppress\nuserId: id\nsync: gone\nirreversible: true\n";
        String known = "userId: id\nsync: known\nincremental: true\n";
        run("userId: id\n", THREE);
        run(known, THREE);
        run(suppress, people(1, 2, "new"));
        PrivateFiles.remove(folder.resolve("state/.lost")); // an earlier version kept none
        assertThat(run("userId: id\n", THREE).records().filtered()).isEqualTo(2);
        UnaryOperator<RunOptions> elsewhere = given -> RunOptions.in(folder.resolve("elsewhere"));
        start("type: unsuppress\nuserId: id\n", null, people(1, 1, "new"), elsewhere)
                .execute();
        start("userId: id\n", null, people(1, 1, "back"), elsewhere).execute();

        assertThat(start("userId: id\n", null, THREE, given -> given)
                        .execute()
                        .records()
                        .filtered())
                .isEqualTo(2);
        RunReport early = run("userId: id\n", THREE);
        assertThat(early.problems().toString()).doesNotContain("is at Customer.io again");
        longAgo();
        RunReport found = run("userId: id\n", THREE);
        assertThat(found.records().filtered()).isEqualTo(2);
        assertThat(found.problems().toString()).contains("is at Customer.io again");
        assertThat(run("userId: id\n", THREE).records().filtered()).isEqualTo(1);
        assertThat(plans()).isEqualTo(Map.of("1", "new", "3", "new"));
        assertThat(run(known, THREE).records().delivered())
                .as("whom the state knew is another now")
                .isEqualTo(1);
    }

    /** Puts all suppressions into the past. */
    private void longAgo() throws IOException {
        try (var workspaces = Files.newDirectoryStream(folder.resolve("state/.suppressed"))) {
            for (Path workspace : workspaces) {
                Path people = workspace.resolve("people");
                Files.writeString(people, Files.readString(people).replaceAll("@ [0-9]+", "@ 1"));
            }
        }
    }

    @Test
    void whoNeedsNoAppApiAsksItNothing() throws IOException {
        RunReport report = start("userId: id\n", "wrong", THREE, given -> given).execute();
        assertThat(report.exitCode()).isZero();
        assertThat(sandbox.requests()).noneMatch(request -> request.rawPath().startsWith("/v1/"));
        assertThat(new AppAccess(KEY, null).toString()).doesNotContain(KEY);
    }
}

package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.history.Scope;
import dev.upserter.plan.JoinCounts;
import dev.upserter.problem.Code;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.state.PrivateFiles;
import dev.upserter.state.file.FileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one sync takes away, the other syncs of the state folder hear. */
@Execution(ExecutionMode.CONCURRENT)
class TakenAwayTest {
    private static final String PEOPLE = "{\"sync\": \"people\", \"userId\": \"id\", \"incremental\": true}";
    private static final String MIRROR =
            "{\"sync\": \"people\", \"userId\": \"id\", \"mode\": \"mirror\", \"removed\": \"delete\", \"maxRemoved\": 100}";
    private static final String SEGMENT =
            "{\"sync\": \"segment\", \"type\": \"segment\", \"segment\": 7, \"userId\": \"id\", \"incremental\": true}";
    private static final String DEVICE =
            "{\"sync\": \"device\", \"type\": \"device\", \"userId\": \"id\", \"device\": \"t\","
                    + " \"platform\": \"ios\", \"incremental\": true}";
    private static final String RELATIONSHIP =
            "{\"sync\": \"relationship\", \"type\": \"relationship\", \"userId\": \"id\", \"objectType\": 1,"
                    + " \"objectId\": \"t\", \"incremental\": true}";
    private static final String OBJECT =
            "{\"sync\": \"object\", \"type\": \"object\", \"objectType\": 1, \"objectId\": \"t\","
                    + " \"incremental\": true, \"person\": {\"userId\": \"id\"}}";
    private static final String TWO = "[{\"id\": \"a\", \"t\": \"x\"}, {\"id\": \"b\", \"t\": \"y\"}]";
    private static final String ONE = "[{\"id\": \"b\", \"t\": \"y\"}]";
    private static final String A = "[{\"id\": \"a\"}]";
    private static final String A_WHOLE = "[{\"id\": \"a\", \"t\": \"x\"}]";

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private RunReport run(String config, String rows) throws IOException {
        return run(config, rows, options -> options);
    }

    private RunReport run(String config, String rows, UnaryOperator<RunOptions> change) throws IOException {
        RunReport report = start(config, rows, change).execute();
        assertThat(report.exitCode()).as(report.toJson()).isZero();
        return report;
    }

    private Run start(String config, String rows, UnaryOperator<RunOptions> change) throws IOException {
        return new Written(folder, sandbox, config).options(change).start(rows);
    }

    private static String act(String type) {
        return "{\"sync\": \"" + type + "\", \"type\": \"" + type + "\", \"userId\": \"id\", \"irreversible\": true}";
    }

    private static JoinCounts people(RunReport report) {
        return Objects.requireNonNull(report.people());
    }

    private static long count(RunReport report, Code code) {
        return report.problems().stream()
                .filter(problem -> problem.code() == code)
                .mapToLong(Finding::count)
                .sum();
    }

    private String contents(String config) {
        String name = config.contains("\"segment\"")
                ? "segments"
                : config.contains("\"device\"") ? "devices" : "relationships";
        return Objects.requireNonNull(sandbox.contents().get(name)).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {SEGMENT, DEVICE, RELATIONSHIP, OBJECT})
    void whatBelongsToSomebodyDeletedIsSentAgainOnceTheyAreBack(String config) throws IOException {
        run(MIRROR, TWO);
        run(config, TWO);
        String before = contents(config);
        run(MIRROR, ONE, options -> options.withState(options.state().withAllowRemovals()));
        run(MIRROR, TWO);
        assertThat(contents(config)).isNotEqualTo(before);

        RunReport again = run(config, TWO);
        assertThat(again.records().delivered()).isEqualTo(1);
        assertThat(people(again).added()).isEqualTo(1);
        assertThat(count(again, Code.TAKEN_AWAY)).isEqualTo(1);
        assertThat(contents(config)).isEqualTo(before);
        RunReport quiet = run(config, TWO);
        assertThat(quiet.records().unchanged()).isEqualTo(2);
        assertThat(quiet.problems()).isEmpty();
    }

    /** Somebody joins, leaves, joins again and leaves again, each time by the list of those who do. */
    @ParameterizedTest
    @ValueSource(strings = {SEGMENT, DEVICE, RELATIONSHIP})
    void aRowThatComesBackIsSentAgain(String config) throws IOException {
        String leaving = config.replace("\"sync\": \"", "\"sync\": \"no-")
                .replace("\"incremental\"", "\"mode\": \"remove\", \"incremental\"");
        run(PEOPLE, TWO);
        run(config, TWO);
        String both = contents(config);
        run(leaving, A_WHOLE);
        String one = contents(config);
        assertThat(one).isNotEqualTo(both);
        run(config, ONE);
        assertThat(contents(config)).as("who has left is in no list of members").isEqualTo(one);

        RunReport back = run(config, TWO);
        assertThat(back.records().delivered()).isEqualTo(1);
        assertThat(contents(config)).isEqualTo(both);

        run(leaving, ONE.replace("\"b\"", "\"c\""));
        run(leaving, A_WHOLE);
        assertThat(contents(config)).isEqualTo(one);
        assertThat(run(leaving, A_WHOLE).records().unchanged()).isEqualTo(1);
    }

    /** A list that takes members out of a mirrored segment takes precedence as long as both lists say the same. */
    @Test
    void whatAListOfRemovalsTakesOutOfAMirrorStaysOut() throws IOException {
        String mirror = SEGMENT.replace("\"incremental\": true", "\"mode\": \"mirror\"");
        String leaving = SEGMENT.replace("\"sync\": \"", "\"sync\": \"no-")
                .replace("\"incremental\": true", "\"mode\": \"remove\"");
        run(PEOPLE, TWO);
        for (int night = 0; night < 3; night++) {
            run(mirror, TWO);
            run(leaving, A_WHOLE);
            assertThat(contents(SEGMENT)).isEqualTo("{7=b}");
        }
        run(mirror, TWO);
        assertThat(contents(SEGMENT))
                .as("it joins and leaves once, not every night")
                .isEqualTo("{7=b}");

        run(mirror, TWO, options -> options.withState(StateUse.CONFIGURED.withScope(Scope.FULL)));
        assertThat(contents(SEGMENT)).isEqualTo("{7=a b}");
    }

    /** Meanwhile Customer.io ignores the row, which says nothing of it. */
    @ParameterizedTest
    @ValueSource(strings = {SEGMENT, DEVICE, RELATIONSHIP, OBJECT})
    void untilThenItIsInDoubt(String config) throws IOException {
        for (String people : new String[] {PEOPLE, PEOPLE.replace(", \"incremental\": true", "")}) {
            run(people, TWO);
            run(config, TWO);
            String before = contents(config);
            run(act("delete"), A, options -> options.withState(options.state().withScope(Scope.FULL)));

            assertThat(count(run(config, TWO), Code.MEMBER_UNKNOWN)).isEqualTo(1);
            RunReport doubtful = run(config, TWO);
            assertThat(doubtful.records().delivered()).isEqualTo(1);
            assertThat(count(doubtful, Code.MEMBER_UNKNOWN)).isEqualTo(1);

            run(people, TWO);
            RunReport back = run(config, TWO);
            assertThat(back.records().delivered()).isEqualTo(1);
            assertThat(count(back, Code.MEMBER_UNKNOWN)).isZero();
            assertThat(contents(config)).isEqualTo(before);
            assertThat(run(config, TWO).records().unchanged()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "suppress", "merge"})
    void whoWasTakenAwayIsNewAgain(String type) throws IOException {
        run(PEOPLE, TWO);
        boolean isMerge = type.equals("merge");
        run(
                isMerge
                        ? act(type).replace("\"userId\": \"id\"", "\"userId\": \"stays\", \"duplicate\": \"id\"")
                        : act(type),
                isMerge ? "[{\"stays\": \"b\", \"id\": \"a\"}]" : A);
        if (type.equals("suppress")) {
            assertThat(count(run(PEOPLE, TWO), Code.SUPPRESSED)).isEqualTo(1);
            run(act("unsuppress").replace(", \"irreversible\": true", ""), A);
        }
        assertThat(sandbox.peopleCount()).isEqualTo(1);

        RunReport back = run(PEOPLE, TWO);
        assertThat(people(back).added()).isEqualTo(1);
        assertThat(people(back).known()).isEqualTo(1);
        assertThat(sandbox.peopleCount()).isEqualTo(2);
        assertThat(run(PEOPLE, TWO).records().unchanged()).isEqualTo(2);
    }

    /** Customer.io ignores the rows of an update about people whom it does not have. */
    @Test
    void anUpdateOfSomebodyWhoIsGoneIsInDoubt() throws IOException {
        String update = PEOPLE.replace("\"people\"", "\"update\", \"mode\": \"update\"");
        String rows = TWO.replace("\"t\"", "\"plan\"");
        run(PEOPLE, TWO);
        assertThat(count(run(update, rows), Code.MEMBER_UNKNOWN)).isZero();
        run(act("delete"), A);
        for (int night = 0; night < 2; night++) {
            RunReport gone = run(update, rows);
            assertThat(gone.records().delivered()).isEqualTo(1);
            assertThat(count(gone, Code.MEMBER_UNKNOWN)).isEqualTo(1);
        }
        run(PEOPLE, TWO);
        RunReport back = run(update, rows);
        assertThat(back.records().delivered()).isEqualTo(1);
        assertThat(count(back, Code.MEMBER_UNKNOWN)).isZero();
        assertThat(run(update, rows).records().unchanged()).isEqualTo(2);
    }

    @Test
    void anObjectThatWasDeletedTakesItsRelationshipsAlong() throws IOException {
        String objects = "{\"sync\": \"objects\", \"type\": \"object\", \"objectType\": 1, \"objectId\": \"t\","
                + " \"mode\": \"mirror\", \"removed\": \"delete\", \"mappings\": [{\"from\": \"t\", \"to\": \"name\"}]}";
        run(PEOPLE, TWO);
        run(objects, TWO);
        run(RELATIONSHIP, TWO);
        run(OBJECT, TWO);
        String before = contents(RELATIONSHIP);
        run(objects, ONE, options -> options.withState(options.state().withAllowRemovals()));
        run(objects, TWO);
        assertThat(contents(RELATIONSHIP)).isNotEqualTo(before);

        assertThat(run(RELATIONSHIP, TWO).records().delivered()).isEqualTo(1);
        assertThat(contents(RELATIONSHIP)).isEqualTo(before);
        assertThat(run(OBJECT, TWO).records().delivered()).isEqualTo(1);
    }

    @Test
    void aMembershipThatAnotherMirrorHasEndedIsMadeAgain() throws IOException {
        String other = SEGMENT.replace("\"sync\": \"segment\"", "\"sync\": \"other\", \"maxRemoved\": 100")
                .replace("\"incremental\": true", "\"mode\": \"mirror\"");
        run(PEOPLE, TWO);
        run(SEGMENT, TWO);
        run(other, TWO);
        run(other, ONE);
        assertThat(sandbox.contents().get("segments")).containsEntry("7", "b");

        assertThat(run(SEGMENT, TWO).records().delivered()).isEqualTo(1);
        assertThat(sandbox.contents().get("segments")).containsEntry("7", "a b");
    }

    @Test
    void aPlanSeesIt() throws IOException {
        run(PEOPLE, TWO);
        run(act("delete"), A);

        Plan plan = start(PEOPLE, TWO, RunOptions::withDryRun).plan();
        assertThat(people(plan.report()).added()).isEqualTo(1);
        assertThat(count(plan.report(), Code.TAKEN_AWAY)).isEqualTo(1);
        assertThat(people(run(PEOPLE, TWO)).added()).isEqualTo(1);
    }

    @Test
    void aMirrorNeedNotRemoveWhoIsGoneAlready() throws IOException {
        run(MIRROR, TWO);
        run(act("delete"), A);

        RunReport report = run(MIRROR, ONE);
        assertThat(people(report).removed()).isZero();
        assertThat(report.records().unchanged()).isEqualTo(1);
    }

    @Test
    void ofWhatIsNotInTheSourceEitherNothingIsSaid() throws IOException {
        run(MIRROR, TWO);
        run(SEGMENT, TWO);
        run(MIRROR, ONE, options -> options.withState(options.state().withAllowRemovals()));
        assertThat(run(SEGMENT, ONE).problems()).isEmpty();
        run(MIRROR, TWO);
        assertThat(run(SEGMENT, TWO).records().delivered()).isEqualTo(1);
    }

    @Test
    void whoIsTakenAwayForNobodyElseCostsNothing() throws IOException {
        run(PEOPLE, TWO);
        run(SEGMENT, TWO);
        assertThat(folder.resolve("state/.lost")).doesNotExist();
        try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
            assertThat(files).noneMatch(file -> file.endsWith("heard"));
        }
    }

    /** Segment 8 under the name of the sync of segment 7. */
    @Test
    void aRunThatIsRefusedForItsStateHearsNothing() throws IOException {
        String other = SEGMENT.replace(": 7", ": 8");
        run(PEOPLE, TWO);
        run(SEGMENT, TWO);
        run(act("delete"), A);
        RunReport refused = start(other, TWO, options -> options).execute();
        assertThat(count(refused, Code.STATE_UNUSABLE)).as(refused.toJson()).isEqualTo(1);
        run(PEOPLE, TWO);

        assertThat(count(run(SEGMENT, TWO), Code.TAKEN_AWAY)).isEqualTo(1);
        assertThat(sandbox.contents().get("segments")).containsEntry("7", "a b");
    }

    /** A link that leads nowhere stands where entries are put aside. */
    @Test
    void whatCannotBeWrittenIsHeardByAnotherRun() throws IOException {
        run(PEOPLE, TWO);
        run(SEGMENT, TWO);
        run(act("delete"), A);
        run(PEOPLE, TWO);
        Path sync = stateOf("segment");
        PrivateFiles.remove(sync.resolve(FileStore.STAGING));
        Path link = Files.createSymbolicLink(sync.resolve(FileStore.STAGING), folder.resolve("nowhere"));
        RunReport blocked = start(SEGMENT, TWO, options -> options).execute();
        assertThat(blocked.exitCode()).as(blocked.toJson()).isNotZero();
        Files.delete(link);

        assertThat(count(run(SEGMENT, TWO), Code.TAKEN_AWAY)).isEqualTo(1);
    }

    private Path stateOf(String sync) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
            return files.filter(
                            file -> file.endsWith("state") && file.toString().contains("/" + sync))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow()
                    .resolveSibling(".");
        }
    }

    @Test
    void aStateThatIsMadeAnewHasNothingToHear() throws IOException {
        run(PEOPLE, TWO);
        run(SEGMENT, TWO);
        run(act("delete"), A);
        run(PEOPLE, TWO);
        String other = SEGMENT.replace(": 7", ": 8");
        run(other, TWO, options -> options.withState(options.state().withScope(Scope.FULL)));

        RunReport quiet = run(other, TWO);
        assertThat(quiet.records().unchanged()).isEqualTo(2);
        assertThat(quiet.problems()).isEmpty();
    }
}

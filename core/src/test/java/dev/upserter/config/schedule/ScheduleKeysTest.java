package dev.upserter.config.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.upserter.config.SyncSet;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.schedule.CatchUp;
import dev.upserter.schedule.Turn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The keys that say when syncs run by themselves, as a configuration has them. */
class ScheduleKeysTest {
    private static final ConfigReader READER = ConfigReader.local(Map.of("AT", "30 4 * * *"));

    private static SyncSet read(String yaml) {
        return READER.readAll(yaml.getBytes(StandardCharsets.UTF_8), "users.yaml");
    }

    private static List<String> turns(String yaml) {
        return read(yaml).turns().stream().map(ScheduleKeysTest::said).toList();
    }

    private static String said(Turn turn) {
        return turn.syncs() + " " + turn.when();
    }

    private static List<String> mistakes(String yaml) {
        return catchThrowableOfType(ProblemException.class, () -> read(yaml)).problems().stream()
                .map(problem -> problem.location() + " " + problem.message())
                .toList();
    }

    @Test
    void oneSyncHasItsSchedule() {
        assertThat(turns("""
            userId: id
            source: {file: users.csv}
            schedule: "${AT}"
            zone: Europe/Berlin
            catchUp: all
            watch: true
            after: imports
            """))
                .containsExactly(
                        "[users] ScheduleConfig[times=Schedule[expression=30 4 * * *, zone=Europe/Berlin], watch=true, catchUp=ALL,"
                                + " after=imports]");
        assertThat(turns("userId: id")).isEmpty();
        assertThat(turns("{userId: id, schedule: '@daily'}"))
                .containsExactly("[users] ScheduleConfig[times=Schedule[expression=0 0 * * *, zone=UTC], watch=false,"
                        + " catchUp=ONCE, after=null]");
    }

    private static final String SEVERAL = """
        userId: id
        schedule: 0 2 * * *
        zone: Europe/Berlin
        catchUp: none
        watch: true
        syncs:
          - {sync: people, source: {file: people.csv}}
          - {sync: orders, source: {query: select 1, url: "jdbc:postgresql://db/x"}}
          - {sync: leads, source: {file: leads.csv}, watch: false}
          - {sync: late, source: {file: late.csv}, schedule: 0 5 * * *, watch: false}
          - {sync: early, source: {file: early.csv}, schedule: 0 1 * * *, zone: UTC, catchUp: all}
          - sync: last
            source: {file: last.csv}
            after: people
            also: [{sync: more}]
        """;

    @Test
    void whatStandsBesideSeveralSyncsHoldsForThoseWithoutAScheduleOfTheirOwn() {
        SyncSet set = read(SEVERAL);

        assertThat(set.turns().stream().map(turn -> String.join("+", turn.syncs())))
                .containsExactly("people+orders+leads", "people", "late", "early", "last+more");
        assertThat(set.turns().stream().map(turn -> String.valueOf(turn.when().times())))
                .containsExactly(
                        "Schedule[expression=0 2 * * *, zone=Europe/Berlin]",
                        "null",
                        "Schedule[expression=0 5 * * *, zone=Europe/Berlin]",
                        "Schedule[expression=0 1 * * *, zone=UTC]",
                        "null");
        assertThat(set.turns().stream().map(turn -> turn.when().watch()))
                .containsExactly(false, true, false, true, true);
        assertThat(set.turns().stream().map(turn -> turn.when().catchUp()))
                .containsExactly(CatchUp.NONE, CatchUp.NONE, CatchUp.NONE, CatchUp.ALL, CatchUp.NONE);
        assertThat(set.turns().getLast().when().after()).isEqualTo("people");
        assertThat(set.only(List.of("late", "people")).turns().stream().map(Turn::syncs))
                .containsExactly(List.of("people"), List.of("people"), List.of("late"));
        assertThat(set.map(sync -> sync).turns()).isEqualTo(set.turns());
    }

    @Test
    void furtherSyncsOfTheSameRowsRunWithTheFirst() {
        assertThat(turns("""
            userId: id
            schedule: "@daily"
            also: [{sync: more}]
            """))
                .containsExactly(
                        "[users, more] ScheduleConfig[times=Schedule[expression=0 0 * * *, zone=UTC], watch=false,"
                                + " catchUp=ONCE, after=null]");
        assertThat(mistakes("""
            userId: id
            also: [{sync: more, schedule: "@daily"}]
            """)).containsExactly("users.yaml:2:21 schedule is that of the sync above");
    }

    @Test
    void whatSaysNothingIsAMistake() {
        assertThat(mistakes("{schedule: '@daily', userId: id, syncs: [{sync: a, schedule: '@hourly'}]}"))
                .containsExactly("users.yaml:1:2 schedule says nothing: each sync has a schedule of its own");
        assertThat(mistakes("{userId: id, watch: true}"))
                .containsExactly(
                        "users.yaml:1:21 watch needs source.file, the file or the pattern of files that arrive");
        assertThat(mistakes("{watch: true, userId: id, syncs: [{sync: a}]}"))
                .containsExactly("users.yaml:1:2 watch needs source.file, and no sync has one");
    }

    @Test
    void wrongValuesAreRefusedAtTheirPlace() {
        assertThat(mistakes("{userId: id, schedule: 0 0 2 * * *, zone: Berlin, catchUp: twice, watch: 1, after: a b}"))
                .containsExactly(
                        "users.yaml:1:24 schedule has 6 fields, and cron has five: minute, hour, day of month, month and day of week",
                        "users.yaml:1:43 there is no time zone of this name",
                        "users.yaml:1:60 catchUp must be once, all or none, not \"twice\"",
                        "users.yaml:1:74 watch must be true or false, but this is a number",
                        "users.yaml:1:84 after must be the name of a sync: 1 to 100 letters (a to z), digits, dots, dashes and"
                                + " underscores, not starting with a dot");
        assertThat(mistakes("{userId: id, schedule: '@daily', zone: '+02:00'}"))
                .containsExactly("users.yaml:1:40 there is no time zone of this name");
        assertThat(mistakes("{userId: id, schedule: '0 0 30 2 *', syncs: [{sync: a}, {sync: b}]}"))
                .containsExactly("users.yaml:1:24 schedule never comes: none of its months has such a day");
    }

    @Test
    void aCircleIsRefused() {
        String message = " after names a sync that comes after this one, so that none would begin";
        assertThat(mistakes("{userId: id, after: users}")).containsExactly("users.yaml:1:21" + message);
        assertThat(mistakes("""
            userId: id
            syncs:
              - {sync: a, after: c}
              - {sync: b, after: a}
              - {sync: c, after: b}
              - {sync: d, after: elsewhere}
            """)).containsExactly("users.yaml:3:22" + message);
        assertThat(mistakes("{userId: id, after: b, syncs: [{sync: a}, {sync: b, after: a}]}"))
                .containsExactly("users.yaml:1:21" + message);
    }

    @Test
    void anUploadedConfigurationStartsNothingByItself() {
        byte[] yaml = SEVERAL.lines()
                .filter(line -> !line.contains("query"))
                .reduce("", (all, line) -> all + line + "\n")
                .getBytes(StandardCharsets.UTF_8);
        List<Problem> problems = catchThrowableOfType(
                        ProblemException.class,
                        () -> ConfigReader.uploadedBesideData(Map.of()).readAll(yaml, "users.yaml"))
                .problems();
        assertThat(problems.stream()
                        .map(Problem::message)
                        .filter(message -> message.startsWith("an uploaded configuration must not")))
                .hasSizeGreaterThanOrEqualTo(5);
        assertThat(Stream.of("schedule", "zone", "catchUp", "watch", "after"))
                .allSatisfy(key ->
                        assertThat(problems).anyMatch(problem -> problem.hint().contains("remove " + key)));
    }

    @Test
    void aScheduleIsShownWithTheConfiguration() {
        assertThat(ConfigReader.withoutSecrets(SEVERAL.getBytes(StandardCharsets.UTF_8), "users.yaml"))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("schedule: 0 2 * * *", "zone: Europe/Berlin", "catchUp: none", "after: people"));
    }
}

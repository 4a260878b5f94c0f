package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.problem.Code;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People who are to have another identifier: what Customer.io makes of it, and what is said before. */
class IdentifierChangeTest {
    private static final String PLAN = "{from: plan, to: plan}";
    private static final String EMAIL = "{from: email, to: email}";
    private static final String ID = "{from: id, to: id}";
    private static final String ROWS = "[{\"id\":\"7\",\"email\":\"ana@example.org\",\"plan\":\"pro\"}]";

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private static String by(String identifier, String... rules) {
        return "userId: " + identifier + "\nidentifyBy: " + identifier + "\nmappings: [" + String.join(", ", rules)
                + "]\n";
    }

    private RunReport run(String yaml) throws IOException {
        return new Written(folder, sandbox, yaml).run(ROWS);
    }

    private static List<Code> codes(RunReport report) {
        return report.problems().stream().map(Finding::code).toList();
    }

    @Test
    void fromAddressesToIdsWithoutALinkMakesDoublesWhichIsSaidBefore() throws IOException {
        assertThat(codes(run(by("email", PLAN)))).doesNotContain(Code.IDENTIFIER_CHANGED);

        var later = new Written(folder, sandbox, by("id", PLAN));
        assertThat(codes(later.start(ROWS).check())).contains(Code.IDENTIFIER_CHANGED);
        assertThat(codes(later.options(options -> options.withDryRun()).run(ROWS)))
                .contains(Code.IDENTIFIER_CHANGED);
        assertThat(sandbox.peopleCount()).isEqualTo(1);

        RunReport run = run(by("id", PLAN));
        assertThat(codes(run)).contains(Code.IDENTIFIER_CHANGED);
        assertThat(run.exitCode()).isZero();
        assertThat(sandbox.peopleCount())
                .as("who was known by address is there twice")
                .isEqualTo(2);
        assertThat(codes(run(by("id", PLAN)))).doesNotContain(Code.IDENTIFIER_CHANGED);
    }

    @Test
    void aLinkInTheRowsIsEnough() throws IOException {
        run(by("email", PLAN));
        assertThat(codes(run(by("id", EMAIL)))).doesNotContain(Code.IDENTIFIER_CHANGED);
    }

    @Test
    void aLinkThatAnEarlierRunSentIsEnough() throws IOException {
        run(by("email", ID));
        assertThat(codes(run(by("id", PLAN)))).doesNotContain(Code.IDENTIFIER_CHANGED);
        assertThat(sandbox.peopleCount()).isEqualTo(1);
    }

    @Test
    void fromIdsToAddressesIsSaidToo() throws IOException {
        run(by("id", PLAN));
        assertThat(codes(run(by("email", PLAN)))).contains(Code.IDENTIFIER_CHANGED);
        assertThat(sandbox.peopleCount()).isEqualTo(2);
    }

    @Test
    void anotherSyncOfTheWorkspaceCountsAsWell() throws IOException {
        run("sync: newsletter\n" + by("email", PLAN));
        RunReport other = run("sync: shop\n" + by("id", PLAN));
        assertThat(other.problems())
                .filteredOn(finding -> finding.code() == Code.IDENTIFIER_CHANGED)
                .singleElement()
                .satisfies(finding -> assertThat(finding.examples().getFirst().message())
                        .contains("the sync newsletter identified people by email alone"));
        assertThat(codes(run("sync: shop2\nguards: {IDENTIFIER_CHANGED: \"off\"}\n" + by("id", PLAN))))
                .doesNotContain(Code.IDENTIFIER_CHANGED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anIdThatDoesNotChangeIsSaidByARunToo(boolean dry) throws IOException {
        run(by("id", EMAIL));
        RunReport report = new Written(folder, sandbox, by("email", "{from: new, to: id}"))
                .options(options -> dry ? options.withDryRun() : options)
                .run("[{\"new\":\"8\",\"email\":\"ana@example.org\"}]");

        assertThat(codes(report)).contains(Code.ID_NOT_CHANGED);
        assertThat(sandbox.person("7")).isPresent();
        assertThat(sandbox.person("8")).isEmpty();
    }

    /** The two steps of docs/identifiers.md. */
    @Test
    void byTheirCioIdPeopleGetAnotherIdAndKeepWhatTheyHave() throws IOException {
        run(by("id", EMAIL, PLAN));
        String cioId = sandbox.person("7").orElseThrow().cioId();

        RunReport first = new Written(
                        folder, sandbox, "sync: change\nmode: update\n" + by("cio_id", "{from: new, to: id}"))
                .run("[{\"cio_id\":\"" + cioId + "\",\"new\":\"n-7\"}]");
        assertThat(codes(first)).doesNotContain(Code.ID_NOT_CHANGED, Code.IDENTIFIER_CHANGED);
        assertThat(sandbox.person("7")).isEmpty();

        RunReport second = new Written(folder, sandbox, "sync: people\nuserId: new\nmappings: [" + PLAN + "]\n")
                .run("[{\"new\":\"n-7\",\"plan\":\"team\"}]");
        assertThat(codes(second)).doesNotContain(Code.IDENTIFIER_CHANGED);
        assertThat(sandbox.peopleCount()).isEqualTo(1);
        assertThat(sandbox.person("n-7").orElseThrow().attributes())
                .containsEntry("plan", "\"team\"")
                .containsEntry("email", "\"ana@example.org\"");
    }

    @Test
    void checkSaysHowLongAnonymousEventsJoinAPerson() throws IOException {
        String yaml = "type: event\nanonymousId: visitor\nevent: Seen\ntime: at\n";
        String rows = "[{\"visitor\":\"v1\",\"at\":1700000000}]";

        assertThat(codes(new Written(folder, sandbox, yaml).start(rows).check()))
                .contains(Code.ANONYMOUS_WINDOW);
        assertThat(codes(new Written(folder, sandbox, yaml + "guards: {ANONYMOUS_WINDOW: \"off\"}\n")
                        .start(rows)
                        .check()))
                .doesNotContain(Code.ANONYMOUS_WINDOW);
    }
}

package dev.upserter.sql.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.problem.Code;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States in a database hear what other syncs of the machine have taken away. */
class PostgresTakenAwayTest {
    private static final String PEOPLE = "\"sync\": \"people\", \"userId\": \"id\", \"incremental\": true";
    private static final String SEGMENT =
            "\"sync\": \"segment\", \"type\": \"segment\", \"segment\": 7, \"userId\": \"id\", \"mode\": \"mirror\"";
    private static final String DELETE =
            "\"sync\": \"gone\", \"type\": \"delete\", \"userId\": \"id\", \"irreversible\": true";
    private static final String TWO = "[{\"id\": \"a\"}, {\"id\": \"b\"}]";

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private PostgresTrial trial;

    @BeforeEach
    void start() throws Exception {
        trial = new PostgresTrial(folder, sandbox);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private RunReport run(String keys, String rows) throws Exception {
        RunReport report = trial.run("state", keys, rows);
        assertThat(report.exitCode()).as(report.toJson()).isZero();
        return report;
    }

    @Test
    void whoWasDeletedIsNewAndAMemberAgain() throws Exception {
        run(PEOPLE, TWO);
        run(SEGMENT, TWO);
        run(DELETE, "[{\"id\": \"a\"}]");
        assertThat(sandbox.contents().get("segments")).containsEntry("7", "b");

        RunReport back = run(PEOPLE, TWO);
        assertThat(Objects.requireNonNull(back.people()).added()).isEqualTo(1);
        assertThat(Objects.requireNonNull(back.people()).known()).isEqualTo(1);
        assertThat(back.problems()).extracting(Finding::code).containsExactly(Code.TAKEN_AWAY);
        assertThat(run(SEGMENT, TWO).records().delivered()).isEqualTo(1);
        assertThat(sandbox.contents().get("segments")).containsEntry("7", "a b");
        assertThat(run(PEOPLE, TWO).records().unchanged()).isEqualTo(2);
        assertThat(run(SEGMENT, TWO).records().unchanged()).isEqualTo(2);
    }
}

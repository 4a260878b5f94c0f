package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.kind.Kinds;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.report.Finding;
import dev.upserter.report.Report;
import dev.upserter.report.Status;
import dev.upserter.run.option.Consent;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a row does for ever is done only after a yes. */
class IrreversibleKindTest {
    private static final String THREE = "[{\"id\":\"1\"},{\"id\":\"2\"},{\"id\":\"1\"}]";

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Trial deleting(boolean irreversible) {
        return new Trial(folder, sandbox)
                .config(config -> config.kind(Kinds.spelled("delete")).irreversible(irreversible));
    }

    private static List<Code> codes(Report report) {
        return report.problems().stream().map(Finding::code).toList();
    }

    @Test
    void nobodyIsDeletedUnlessSomebodySaysYes() {
        Report refused = deleting(false).run(THREE);

        assertThat(refused.status()).isEqualTo(Status.REFUSED);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(codes(refused)).containsExactly(Code.CONFIRM_IRREVERSIBLE);
        assertThat(refused.problems().getFirst().examples().getFirst().message())
                .isEqualTo(
                        "each of the 3 rows of the run would delete a person, and all that Customer.io knows of them,"
                                + " which cannot be undone; nothing was sent");
        assertThat(sandbox.stats().entriesApplied()).isZero();
    }

    @Test
    void whoeverIsAskedHearsHowManyBeforeTheFirstRequest() {
        var asked = new ArrayList<Problem>();
        Report report = deleting(false)
                .options(options -> options.withState(StateUse.CONFIGURED.withConsent(what -> {
                    asked.add(what);
                    return true;
                })))
                .run(THREE);

        assertThat(report.status()).isEqualTo(Status.COMPLETED);
        assertThat(report.records().delivered()).isEqualTo(3);
        assertThat(report.requests().sent()).isEqualTo(1);
        assertThat(asked)
                .singleElement()
                .satisfies(what -> assertThat(what.message()).contains("each of the 3 rows"));
    }

    @Test
    void theConfigurationMaySayYes() {
        assertThat(deleting(true).run(THREE).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void nobodyIsAskedWhereNoRowWouldBeSent() {
        Report report =
                deleting(false).config(config -> config.filter("id == '9'")).run(THREE);

        assertThat(codes(report)).doesNotContain(Code.CONFIRM_IRREVERSIBLE);
    }

    @Test
    void aDryRunSaysWhatWillBeAskedFor() {
        Report dry = deleting(false).options(RunOptions::withDryRun).run(THREE);

        assertThat(dry.exitCode()).isZero();
        assertThat(codes(dry)).containsExactly(Code.CONFIRM_IRREVERSIBLE);
    }

    @Test
    void ofAStreamItIsAskedForBeforeItsRowsAreKnown() {
        assertThat(codes(deleting(false).runStreamed(THREE))).containsExactly(Code.CONFIRM_IRREVERSIBLE);
        Report report = deleting(false)
                .options(options -> options.withState(StateUse.CONFIGURED.withConsent(Consent.GIVEN)))
                .runStreamed(THREE);
        assertThat(report.records().delivered()).isEqualTo(3);
    }
}

package dev.upserter.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.plan.JoinCounts;
import dev.upserter.problem.Code;
import dev.upserter.report.Counts;
import dev.upserter.report.Fields;
import dev.upserter.report.Files;
import dev.upserter.report.Finding;
import dev.upserter.report.Requests;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The first line of a report is true, whatever the result of the run. */
class HeadlineTest {
    private static final Requests SOME = new Requests(3, 1, 900);
    private static final Requests NONE = new Requests(0, 0, 0);

    private static Headline headline(
            Status status, Counts counts, @Nullable JoinCounts people, Requests requests, Finding... findings) {
        return headline("https://track.customer.io", status, counts, people, requests, findings);
    }

    private static Headline headline(
            String destination,
            Status status,
            Counts counts,
            @Nullable JoinCounts people,
            Requests requests,
            Finding... findings) {
        return new Headline(new RunReport(
                "r",
                "users",
                "person",
                status,
                destination,
                counts,
                people,
                requests,
                Duration.ZERO,
                List.of(findings),
                new Fields(List.of(), Map.of()),
                new Files(null, null, null),
                List.of(),
                null,
                null));
    }

    private static JoinCounts people(long added, long unchanged, long removed) {
        return new JoinCounts(added, 0, 0, unchanged, removed, 0, unchanged + removed);
    }

    @Test
    void anOutageOfAMirrorShowsHowManyOfItsChangesArrived() {
        var counts = new Counts(200, 1, 0, 101, 1, 0, 0, 99);
        assertThat(headline(Status.STOPPED, counts, people(99, 101, 1), SOME).sent())
                .isEqualTo("1 of 100 changes was delivered to https://track.customer.io");
        var none = new Counts(200, 0, 0, 101, 0, 0, 0, 99);
        assertThat(headline(Status.STOPPED, none, people(99, 101, 0), SOME).sent())
                .isEqualTo("0 of 99 changes were delivered to https://track.customer.io");
    }

    @Test
    void changesThatWereRefusedAreNotCalledUnchanged() {
        var counts = new Counts(3, 0, 0, 1, 0, 0, 2, 0);
        assertThat(headline(Status.COMPLETED_WITH_PROBLEMS, counts, people(2, 1, 0), SOME)
                        .sent())
                .startsWith("0 of 2 changes were delivered");
    }

    @Test
    void nothingChangedIsSaidOnlyWhereThatIsKnown() {
        var counts = new Counts(3, 0, 0, 3, 0, 0, 0, 0);
        assertThat(headline(Status.COMPLETED, counts, people(0, 3, 0), NONE).sent())
                .startsWith("nothing changed that is to be delivered");
        var rejected = new Counts(4, 0, 0, 3, 0, 1, 0, 0);
        assertThat(headline(Status.COMPLETED_WITH_PROBLEMS, rejected, people(0, 3, 0), NONE)
                        .sent())
                .startsWith("nothing that may be sent has changed, so nothing was delivered");
        var held = new Finding(Code.REMOVALS_HELD, Code.REMOVALS_HELD.level(), 1, Map.of(), List.of(), "");
        assertThat(headline(Status.COMPLETED_WITH_PROBLEMS, counts, people(0, 3, 0), NONE, held)
                        .sent())
                .startsWith("nothing that may be sent has changed, so nothing was delivered");
    }

    @Test
    void peopleSentAgainAreNotCalledChanged() {
        var twice = new Counts(4, 0, 0, 1, 3, 0, 0, 0);
        assertThat(headline(Status.COMPLETED, twice, new JoinCounts(0, 3, 0, 0, 0, 1, 3), SOME)
                        .sent())
                .startsWith("3 of 4 rows delivered");
    }

    @Test
    void aBaselineIsNotCalledUnchanged() {
        var counts = new Counts(3, 0, 0, 3, 0, 0, 0, 0);
        assertThat(headline("nowhere (baseline)", Status.COMPLETED, counts, people(3, 0, 0), NONE)
                        .sent())
                .isEqualTo("all 3 rows taken as delivered. Nothing was sent");
    }

    @Test
    void aRefusalAfterARequestDoesNotSayThatNothingWasSent() {
        var counts = new Counts(3, 0, 0, 0, 0, 0, 0, 3);
        assertThat(headline(Status.REFUSED, counts, null, SOME).sent()).isEqualTo("Customer.io acknowledged no row");
        assertThat(headline(Status.REFUSED, counts, null, NONE).sent()).isEqualTo("nothing was sent");
    }

    @Test
    void aDryRunCountsPeopleWhoAreGoneAmongTheChanges() {
        var counts = new Counts(3, 2, 0, 1, 0, 0, 0, 4);
        assertThat(headline("nowhere (dry run)", Status.COMPLETED, counts, people(2, 1, 2), NONE)
                        .wouldBeSent())
                .isEqualTo("4 changes would be delivered. Nothing was sent");
        var rows = new Counts(3, 0, 0, 0, 0, 1, 0, 2);
        assertThat(headline("nowhere (dry run)", Status.COMPLETED, rows, null, NONE)
                        .wouldBeSent())
                .isEqualTo("2 of 3 rows would be delivered. Nothing was sent");
        assertThat(headline("nowhere (check)", Status.STOPPED, rows, null, NONE).wouldBeSent())
                .isEqualTo("it was stopped before its end. Nothing was sent");
    }
}

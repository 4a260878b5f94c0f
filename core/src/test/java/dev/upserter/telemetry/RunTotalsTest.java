package dev.upserter.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.delivery.Pace;
import dev.upserter.report.Counts;
import dev.upserter.report.Fields;
import dev.upserter.report.Files;
import dev.upserter.report.Progress;
import dev.upserter.report.Requests;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RunTotalsTest {
    private final RunTotals totals = new RunTotals();

    private static RunReport report(Counts counts, Status status) {
        return new RunReport(
                "20261128-000000-0001",
                "people",
                "person",
                status,
                "nowhere",
                counts,
                null,
                new Requests(5, 2, 900),
                Duration.ofSeconds(1),
                List.of(),
                new Fields(List.of(), Map.of()),
                new Files(null, null, null),
                List.of(),
                null,
                null);
    }

    private Map<String, SortedMap<String, Long>> values(List<Progress> underWay) {
        return totals.measures(underWay).stream().collect(Collectors.toMap(Measure::name, Measure::values));
    }

    @Test
    void runsThatEndedAndRunsUnderWayAddUp() {
        totals.add(report(new Counts(20, 3, 4, 5, 6, 1, 2, 5), Status.STOPPED));
        totals.add(report(new Counts(1, 0, 1, 0, 0, 0, 0, 0), Status.COMPLETED));
        var underWay = new Progress(10, 7, 1, 1, 4, 3, 0, 0, Duration.ZERO, "", 8, new Pace(100, 25, ""), 2, 1, 1);

        Map<String, SortedMap<String, Long>> values = values(List.of(underWay));

        assertThat(values.get("upserter.rows"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "read", 31L,
                        "filtered", 6L,
                        "unchanged", 6L,
                        "delivered", 13L,
                        "rejected", 2L,
                        "dead_letter", 3L,
                        "pending", 5L));
        assertThat(values.get("upserter.people.removed")).containsEntry("", 5L);
        assertThat(values.get("upserter.runs"))
                .containsOnly(
                        Map.entry("stopped", 1L),
                        Map.entry("completed", 1L),
                        Map.entry("completed_with_problems", 0L),
                        Map.entry("refused", 0L));
        assertThat(values.get("upserter.runs.time")).containsEntry("", 2000L);
        assertThat(values.get("upserter.runs.active")).containsEntry("", 1L);
        assertThat(values.get("upserter.requests")).containsEntry("", 18L);
        assertThat(values.get("upserter.requests.retried")).containsEntry("", 7L);
        assertThat(values.get("upserter.requests.in_flight")).containsEntry("", 4L);
    }

    @Test
    void theMeasuresAreTheSameBeforeAndAfterARun() {
        List<String> before =
                totals.measures(List.of()).stream().map(Measure::name).toList();
        totals.add(report(new Counts(1, 0, 0, 1, 0, 0, 0), Status.COMPLETED));

        assertThat(totals.measures(List.of()).stream().map(Measure::name)).isEqualTo(before);
    }
}

package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.pipeline.RowEnd;
import dev.upserter.pipeline.RowEnd.How;
import dev.upserter.report.Counts;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What a run told of its rows, to be held against the counts of its report. */
final class HeardEnds implements Consumer<RowEnd> {
    private final List<RowEnd> ends = new CopyOnWriteArrayList<>();

    @Override
    public void accept(RowEnd end) {
        ends.add(end);
    }

    /** Each row that was read has one end, each removal too, and they are as many of each kind as the report says. */
    void assertAre(Counts counts) {
        List<RowEnd> rows = ends.stream().filter(end -> end.number() > 0).toList();
        assertThat(rows.stream().map(RowEnd::number)).doesNotHaveDuplicates();
        assertThat(new Counts(
                        rows.size(),
                        ends.size() - rows.size(),
                        count(How.FILTERED),
                        count(How.UNCHANGED),
                        count(How.DELIVERED),
                        count(How.REJECTED),
                        count(How.GIVEN_UP),
                        count(How.PENDING)))
                .as("what was told of the rows one by one")
                .isEqualTo(counts);
    }

    private long count(How how) {
        return ends.stream().filter(end -> end.how() == how).count();
    }
}

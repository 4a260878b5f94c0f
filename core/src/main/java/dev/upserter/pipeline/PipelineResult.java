package dev.upserter.pipeline;

import dev.upserter.problem.Code;
import dev.upserter.report.Counts;
import dev.upserter.report.Fields;
import dev.upserter.report.Finding;
import dev.upserter.report.Requests;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the records of a partition. It can be serialised, to go back to whoever asked for it.
 *
 * @param counts   of its records
 * @param requests that were sent
 * @param findings what was wrong, the gravest level first
 * @param fields   what the mapping did with the fields; whether one is absent everywhere, only all partitions tell
 * @param stop     why no more was sent before the last record, which is among the findings; null if nothing stopped it
 */
public record PipelineResult(
        Counts counts,
        Requests requests,
        List<Finding> findings,
        Fields fields,
        @Nullable Code stop) implements Serializable {
    public PipelineResult {
        findings = List.copyOf(findings);
    }
}

package dev.upserter.report;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files that a run left; a file that would be empty does not exist.
 *
 * @param rejected    rows that were never sent, one JSON object per line
 * @param deadLetters rows that were sent and refused, one JSON object per line
 * @param report      the report as JSON
 */
public record Files(
        @Nullable Path rejected,
        @Nullable Path deadLetters,
        @Nullable Path report) {}

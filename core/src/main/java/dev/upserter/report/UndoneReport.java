package dev.upserter.report;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The report of a run that did not come to its first row. */
public final class UndoneReport {
    private UndoneReport() {}

    /**
     * The report: every count is 0, and all problems are included as examples.
     *
     * @param sync     the name of the sync; empty if not known
     * @param type     what its rows would have become; null if not known
     * @param status   how it ended
     * @param problems why
     */
    public static RunReport of(String sync, @Nullable String type, Status status, List<Problem> problems) {
        return of(sync, type, status, problems, null);
    }

    /**
     * The same.
     *
     * @param cause what was thrown; null if nothing was
     */
    public static RunReport of(
            String sync, @Nullable String type, Status status, List<Problem> problems, @Nullable Throwable cause) {
        Map<Code, List<Problem>> byCode = problems.stream()
                .collect(Collectors.groupingBy(Problem::code, LinkedHashMap::new, Collectors.toList()));
        return new RunReport(
                "",
                sync,
                type,
                status,
                "nowhere",
                new Counts(0, 0, 0, 0, 0, 0, 0),
                null,
                new Requests(0, 0, 0),
                Duration.ZERO,
                byCode.values().stream().map(UndoneReport::finding).toList(),
                new Fields(List.of(), Map.of()),
                new Files(null, null, null),
                List.of(),
                null,
                cause);
    }

    private static Finding finding(List<Problem> alike) {
        Problem first = alike.getFirst();
        return new Finding(
                first.code(),
                first.level(),
                alike.size(),
                Map.of(),
                alike.stream().map(UndoneReport::example).toList(),
                first.hint());
    }

    private static Finding.Example example(Problem problem) {
        return new Finding.Example(problem.place().map(Object::toString).orElse(null), problem.message());
    }
}

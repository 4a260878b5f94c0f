package dev.upserter.cli.text;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.report.Counts;
import dev.upserter.report.Fields;
import dev.upserter.report.Files;
import dev.upserter.report.Finding;
import dev.upserter.report.Report;
import dev.upserter.report.Requests;
import dev.upserter.report.Status;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reports a run that was refused: as lines for people, as a report for programs. */
public final class RefusalText {
    private RefusalText() {}

    /**
     * The lines for people, each problem with what to do; a hint shared by several problems is printed once, after the
     * last.
     */
    public static String text(List<Problem> problems, Colours colours) {
        var lines = new StringBuilder();
        for (int i = 0; i < problems.size(); i++) {
            Problem problem = problems.get(i);
            lines.append(colours.bad("error:")).append(' ').append(Printable.of(problem.toString()));
            boolean last = i + 1 == problems.size();
            if (last || !problems.get(i + 1).hint().equals(problem.hint())) {
                lines.append('\n').append(hint(problem.hint(), colours)).append(last ? "" : "\n");
            } else {
                lines.append('\n');
            }
        }
        return lines.toString();
    }

    private static String hint(String hint, Colours colours) {
        return colours.strong("hint:") + " " + Printable.of(hint);
    }

    /**
     * The report for programs: every count is 0, and all problems are included as examples.
     *
     * @param sync     the name of the sync, if known
     * @param status   how it ended
     * @param problems why
     */
    public static Report report(String sync, Status status, List<Problem> problems) {
        Map<Code, List<Problem>> byCode = problems.stream()
                .collect(Collectors.groupingBy(Problem::code, LinkedHashMap::new, Collectors.toList()));
        return new Report(
                "",
                sync,
                status,
                "nowhere",
                new Counts(0, 0, 0, 0, 0, 0, 0),
                null,
                new Requests(0, 0, 0),
                Duration.ZERO,
                byCode.values().stream().map(RefusalText::finding).toList(),
                new Fields(List.of(), Map.of()),
                new Files(null, null, null));
    }

    private static Finding finding(List<Problem> alike) {
        Problem first = alike.getFirst();
        return new Finding(
                first.code(),
                first.level(),
                alike.size(),
                Map.of(),
                alike.stream().map(RefusalText::example).toList(),
                first.hint());
    }

    private static Finding.Example example(Problem problem) {
        return new Finding.Example(problem.place().map(Object::toString).orElse(null), problem.message());
    }
}

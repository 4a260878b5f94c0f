package dev.upserter.cli.text;

import dev.upserter.preview.Previewed;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import java.util.ArrayList;
import java.util.List;

/** Formats rows before and after mapping for people. */
public final class PreviewText {
    private static final int WIDEST = 100;

    private final List<Previewed> rows;
    private final Colours colours;
    private final List<String> lines = new ArrayList<>();

    public PreviewText(List<Previewed> rows, Colours colours) {
        this.rows = rows;
        this.colours = colours;
    }

    /** The lines, without a line break at the end; to be called once. */
    public String text() {
        if (rows.isEmpty()) {
            return "there are no rows";
        }
        for (Previewed row : rows) {
            lines.add((lines.isEmpty() ? "" : "\n") + colours.strong("Row " + Amounts.number(row.number())) + " ("
                    + Printable.of(row.location().toString()) + ") " + headline(row.outcome()));
            if (row.fields().isEmpty()) {
                lines.add("  before  " + Printable.cut(Printable.of(row.before()), WIDEST));
            } else {
                values("before", row.fields());
            }
            outcome(row);
        }
        return String.join("\n", lines);
    }

    private String headline(Previewed.Outcome outcome) {
        return switch (outcome) {
            case Previewed.Sent sent ->
                colours.good("would be sent") + ", " + sent.identifyBy() + " " + Printable.of(sent.identifier());
            case Previewed.Rejected rejected ->
                colours.bad("would be rejected") + ", " + rejected.problem().code();
            case Previewed.FilteredOut filtered -> colours.doubtful("would be left out") + " by the filter";
        };
    }

    private void values(String title, List<Previewed.Value> values) {
        lines.add("  " + title);
        List<List<String>> cells = values.stream()
                .map(value -> List.of(
                        Printable.cut(Printable.of(value.name()), WIDEST / 2),
                        Printable.cut(Printable.of(value.json()), WIDEST)))
                .toList();
        if (cells.isEmpty()) {
            lines.add("    nothing");
        } else {
            Columns.align(cells).forEach(line -> lines.add("    " + line));
        }
    }

    private void outcome(Previewed row) {
        switch (row.outcome()) {
            case Previewed.Sent sent -> {
                if (!sent.parts().isEmpty()) {
                    values("with", sent.parts());
                }
                values("after", sent.attributes());
            }
            case Previewed.Rejected rejected -> {
                lines.add("  rejected");
                problem(rejected.problem());
            }
            case Previewed.FilteredOut filtered -> {}
        }
        if (!row.findings().isEmpty()) {
            lines.add("  guards");
            row.findings().forEach(this::finding);
        }
    }

    private void finding(ProblemLog.Entry finding) {
        finding.examples().forEach(this::problem);
        long more = finding.count() - finding.examples().size();
        if (more > 0) {
            lines.add("    and " + Amounts.number(more) + " more of " + finding.code());
        }
    }

    private void problem(Problem problem) {
        lines.add("    " + problem.level().spelling() + " " + problem.code() + ": " + Printable.of(problem.message()));
        lines.add("      -> " + problem.hint());
    }
}

package dev.upserter.cli.text;

import dev.upserter.problem.Problem;
import java.util.List;

/** The problems for which a run was refused, as lines for people. */
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

    /** The lines for a problem that stops nothing. */
    public static String warning(Problem problem) {
        return "warning: " + Printable.of(problem.toString()) + "\nhint: " + Printable.of(problem.hint());
    }

    private static String hint(String hint, Colours colours) {
        return colours.strong("hint:") + " " + Printable.of(hint);
    }
}

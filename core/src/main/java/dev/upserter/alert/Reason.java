package dev.upserter.alert;

import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Quantities;
import dev.upserter.redaction.Secrets;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The first reason why a run is not as it should be. Immutable.
 *
 * @param code  of the problem
 * @param count how many there were
 * @param words what happened; of what stops a run only, since what is said of rows names their places; may be empty
 */
record Reason(Code code, long count, String words) {
    private static final int LONGEST = 400;

    /** That of a report; empty where nothing is left to do. */
    static Optional<Reason> of(RunReport report) {
        Stream<Finding> graver = report.problems().stream().filter(finding -> finding.level() == Level.STOP);
        return graver.filter(finding -> finding.code() != Code.INTERRUPTED)
                .findFirst()
                .or(() -> report.problems().stream()
                        .filter(finding ->
                                finding.level() == Level.ROW || finding.code().leavesUndone())
                        .findFirst())
                .map(finding -> new Reason(finding.code(), finding.count(), words(finding)));
    }

    private static String words(Finding finding) {
        if (finding.level() != Level.STOP || finding.examples().isEmpty()) {
            return "";
        }
        Finding.Example first = finding.examples().getFirst();
        String place = first.location() == null ? "" : first.location() + ": ";
        return harmless(place + first.message());
    }

    /** No line break and no address, which may be somebody's, whoever worded it. */
    private static String harmless(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        String short_ = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
        return short_.indexOf('@') >= 0 ? "" : Secrets.in(short_).hide(short_);
    }

    /** What happened, in one line. */
    String said() {
        String times = count > 1 && words.isEmpty() ? ", " + Quantities.say(count) + " times" : "";
        return code.name() + times + (words.isEmpty() ? "" : ": " + words);
    }
}

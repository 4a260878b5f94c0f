package dev.upserter.cli.text;

import dev.upserter.kind.Kinds;
import dev.upserter.plan.JoinCounts;
import dev.upserter.report.ChangeEvents;
import dev.upserter.report.Counts;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Formats a report for people: the result, the counts, the problems, the files, what to do next. */
public final class ReportText {
    private static final int MAX_NAMES = 8;

    private final RunReport report;
    private final Purpose purpose;
    private final Colours colours;
    private final List<String> lines = new ArrayList<>();

    /**
     * Creates the text of a report.
     *
     * @param report  the report
     * @param purpose what the run was for
     * @param colours how to colour it
     */
    public ReportText(RunReport report, Purpose purpose, Colours colours) {
        this.report = report;
        this.purpose = purpose;
        this.colours = colours;
    }

    /**
     * Formats the report; to be called once.
     *
     * @param arrived the people in the sandbox, line by line; empty if the run went elsewhere
     * @param next    what to do next, line by line; may be empty
     * @return lines, without a line break at the end
     */
    public String text(List<String> arrived, List<String> next) {
        lines.add(headline());
        counts();
        section("Problems", FindingsText.of(report, purpose, colours));
        section("Fields", fields());
        section("Files", files());
        section("In the sandbox", arrived);
        section("Next", next);
        return String.join("\n", lines);
    }

    /** The result in one line. */
    public String headline() {
        return purpose.ended(report.status(), colours) + ": " + (purpose.sends() ? sent() : wouldBeSent());
    }

    private String sent() {
        return new Headline(report).sent();
    }

    private String wouldBeSent() {
        return new Headline(report).wouldBeSent();
    }

    private void counts() {
        if (report.status() == Status.REFUSED && report.records().read() == 0) {
            return;
        }
        lines.add("");
        lines.add("  rows      " + equation());
        people();
        events();
        if (report.requests().sent() > 0) {
            String retried = report.requests().retried() == 0
                    ? ""
                    : ", " + Amounts.number(report.requests().retried()) + " of them repeated";
            lines.add("  requests  " + Amounts.number(report.requests().sent()) + " sent" + retried + ", "
                    + Amounts.bytes(report.requests().bytes()));
        }
        lines.add("  time      " + Amounts.duration(report.duration()) + rate());
        if (purpose == Purpose.CHECK && report.status() != Status.REFUSED && report.status() != Status.STOPPED) {
            lines.add("  access    the credentials are good");
        }
    }

    private String equation() {
        Counts counts = report.records();
        var parts = new ArrayList<String>();
        add(parts, counts.filtered(), "filtered out");
        add(parts, counts.unchanged(), "unchanged");
        add(parts, counts.delivered(), "delivered");
        add(parts, counts.rejected(), "rejected");
        add(parts, counts.deadLetters(), counts.deadLetters() == 1 ? "dead letter" : "dead letters");
        add(parts, counts.pending(), purpose.sends() ? "pending" : "to be delivered");
        String known = Amounts.number(counts.read()) + " read"
                + (counts.removed() == 0 ? "" : " + " + Amounts.number(counts.removed()) + " removed");
        return parts.isEmpty() ? known : known + " = " + String.join(" + ", parts);
    }

    /** How rows differ from what was delivered before, worded as in a plan. */
    private void people() {
        JoinCounts people = report.people();
        String type = report.type();
        if (people == null || type == null) {
            return;
        }
        var parts = new ArrayList<String>();
        add(parts, people.added(), "added");
        add(parts, people.changed(), "changed");
        add(parts, people.returned(), "returned");
        add(parts, people.removed(), "removed");
        add(parts, people.unchanged(), "unchanged");
        String rows = people.duplicates() == 0 ? "" : "; " + Amounts.count(people.duplicates(), "duplicate row");
        if (!parts.isEmpty()) {
            lines.add("  %-8s  ".formatted(Kinds.spelled(type).things()) + String.join(", ", parts) + rows);
        }
    }

    /** What became of the events that tell of changes, which are no rows. */
    private void events() {
        ChangeEvents events = report.changeEvents();
        if (events == null || events.due() == 0) {
            return;
        }
        var parts = new ArrayList<String>();
        add(parts, events.sent(), "sent");
        add(parts, events.refused(), "refused");
        add(parts, events.left(), purpose.sends() ? "left for the next run" : "to be sent");
        lines.add("  events    " + String.join(", ", parts));
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(Amounts.number(count) + " " + what);
        }
    }

    /** Rows per second; omitted for less than a second, where it would mean nothing. */
    private String rate() {
        Duration duration = report.duration();
        if (duration.toMillis() < 1000 || report.records().read() == 0) {
            return "";
        }
        return ", " + Amounts.number(report.records().read() * 1000 / duration.toMillis()) + " rows/s";
    }

    private List<String> fields() {
        var fields = new ArrayList<String>();
        List<String> left = report.fields().leftBehind();
        if (!left.isEmpty()) {
            fields.add("not sent, since no rule maps them: " + names(left));
        }
        Map<String, Long> missing = report.fields().missing();
        if (!missing.isEmpty()) {
            fields.add("mapped, but missing in rows: "
                    + names(missing.entrySet().stream()
                            .map(field -> field.getKey() + " (" + Amounts.number(field.getValue()) + ")")
                            .toList()));
        }
        return fields;
    }

    private static String names(List<String> names) {
        String first = names.stream().limit(MAX_NAMES).map(Printable::of).collect(Collectors.joining(", "));
        return names.size() <= MAX_NAMES ? first : first + " and " + (names.size() - MAX_NAMES) + " more";
    }

    private static String shown(Path file) {
        return Printable.of(file.toString());
    }

    private List<String> files() {
        var files = new ArrayList<String>();
        if (report.files().rejected() != null) {
            files.add("rejected rows  " + shown(report.files().rejected()));
        }
        if (report.files().deadLetters() != null) {
            files.add("dead letters   " + shown(report.files().deadLetters()));
        }
        if (report.files().report() != null) {
            files.add("report         " + shown(report.files().report()));
        }
        return files;
    }

    private void section(String title, List<String> content) {
        if (!content.isEmpty()) {
            lines.add("");
            lines.add(colours.strong(title));
            content.forEach(line -> lines.add(line.isEmpty() ? "" : "  " + line));
        }
    }
}

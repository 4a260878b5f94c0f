package dev.upserter.cli.look;

import dev.upserter.cli.text.Amounts;
import dev.upserter.cli.text.Colours;
import dev.upserter.cli.text.Columns;
import dev.upserter.cli.text.Printable;
import dev.upserter.problem.Problem;
import dev.upserter.profile.Column;
import dev.upserter.profile.Look;
import dev.upserter.profile.Profile;
import dev.upserter.profile.proposal.Oddities;
import dev.upserter.redaction.Mask;
import dev.upserter.source.guess.GuessNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The result of peek for people.
 *
 * @param look   at the data
 * @param values whether examples are shown as they are; otherwise only their pattern is
 */
record PeekText(Glance look, Colours colours, boolean values) {
    private static final int WIDEST = 32;
    private static final int MAX_KEYS = 5;

    private Profile profile() {
        return look.profile();
    }

    /** The whole text, without a line break at its end. */
    String text() {
        var lines = new ArrayList<String>();
        lines.add(colours.strong(Printable.of(look.data().name())) + ": " + rows() + ", "
                + Amounts.count(profile().columns().size(), "column")
                + (profile().moreColumns() > 0 ? " looked at, and more" : ""));
        lines.addAll(form());
        lines.add("");
        lines.addAll(table());
        if (!profile().columns().isEmpty()) {
            lines.addAll(keys());
        }
        lines.addAll(warnings());
        lines.addAll(unusable());
        return String.join("\n", lines);
    }

    private String rows() {
        return (profile().isWhole() ? "" : "the first ")
                + Amounts.count(profile().rows() + profile().unusable(), "row");
    }

    /** The format of the data, as detected: the rows below are read this way. */
    private List<String> form() {
        var lines = new ArrayList<String>();
        look.notes().stream()
                .filter(note -> !note.isWarning())
                .forEach(note -> add(lines, note.message(), note.hint()));
        return titled("How the data are written, as upserter init says it", lines);
    }

    private List<String> table() {
        var table = new ArrayList<List<String>>();
        table.add(List.of("column", "type", "filled", "different", values ? "examples" : "examples, masked"));
        profile().columns().forEach(column -> table.add(row(column)));
        return Columns.align(table);
    }

    private List<String> row(Column column) {
        return List.of(
                Printable.cut(Printable.of(column.name()), WIDEST),
                type(column),
                share(column),
                (column.distinctIsExact() ? "" : "at least ") + Amounts.number(column.distinct()),
                column.examples().stream().map(this::example).distinct().collect(Collectors.joining(", ")));
    }

    private static String type(Column column) {
        Look mostly = column.mostly();
        boolean only = column.values() == column.count(mostly);
        return mostly == Look.NULL ? "nothing" : (only ? "" : "mostly ") + mostly.words();
    }

    /** The share of rows with a value, never rounded to all or none. */
    private String share(Column column) {
        long all = profile().rows();
        if (all == 0) {
            return "";
        }
        if (column.values() == all) {
            return "100 %";
        }
        double percent = column.values() * 100.0 / all;
        return percent > 0 && percent < 0.1
                ? "< 0.1 %"
                : String.format(Locale.ROOT, "%.1f %%", Math.min(99.9, percent)).replace(".0 ", " ");
    }

    private String example(String value) {
        return Printable.cut(Printable.of(values ? value : Mask.of(value)), WIDEST);
    }

    private List<String> keys() {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("Candidate keys");
        List<Column> keys = profile().keys();
        if (keys.isEmpty()) {
            lines.add("  none: no column has a value of its own in every row");
        }
        keys.stream()
                .limit(MAX_KEYS)
                .forEach(key -> lines.add("  " + Printable.of(key.name()) + ": in every row, "
                        + (key.distinctIsExact()
                                ? "never twice"
                                : "not twice in the first " + Amounts.count(key.distinct(), "row"))));
        if (keys.size() > MAX_KEYS) {
            lines.add("  and " + Amounts.number(keys.size() - MAX_KEYS) + " more");
        }
        return lines;
    }

    private List<String> warnings() {
        var lines = new ArrayList<String>();
        look.notes().stream().filter(GuessNote::isWarning).forEach(note -> add(lines, note.message(), note.hint()));
        profile().odd().forEach(odd -> add(lines, odd.toString(), odd.hint()));
        Oddities.of(profile()).forEach(odd -> add(lines, odd.column() + ": " + odd.message(), odd.hint()));
        return titled("Warnings", lines);
    }

    private static void add(List<String> lines, String message, String hint) {
        lines.add("  " + Printable.of(message));
        lines.add("    " + Printable.of(hint));
    }

    private List<String> unusable() {
        var lines = new ArrayList<String>();
        if (profile().unusable() > 0) {
            for (Problem problem : profile().unusableFirst()) {
                lines.add("  " + Printable.of(problem.toString()));
            }
        }
        return titled(Amounts.count(profile().unusable(), "row") + " cannot be used", lines);
    }

    private List<String> titled(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            lines.add(0, "");
            lines.add(1, colours.doubtful(title));
        }
        return lines;
    }
}

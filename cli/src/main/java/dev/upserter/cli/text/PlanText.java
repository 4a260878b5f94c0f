package dev.upserter.cli.text;

import dev.upserter.kind.Kind;
import dev.upserter.plan.ChangeKind;
import dev.upserter.plan.JoinCounts;
import dev.upserter.report.ChangeEvents;
import dev.upserter.report.Counts;
import dev.upserter.run.Plan;
import dev.upserter.run.change.PlannedChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Formats a plan for people. */
public final class PlanText {
    private static final int MOST = 20;
    private static final int MOST_REMOVALS = 1000;
    private static final int WIDEST = 60;

    private final Plan plan;
    private final Kind kind;
    private final Colours colours;
    private final List<String> lines = new ArrayList<>();

    /** @param kind what its rows become */
    public PlanText(Plan plan, Kind kind, Colours colours) {
        this.plan = plan;
        this.kind = kind;
        this.colours = colours;
    }

    /** The lines, without a line break at the end; {@code apply} is the command that sends the saved plan. */
    public String text(Optional<String> apply) {
        Counts records = plan.report().records();
        lines.add(colours.good("Plan") + ": " + Amounts.count(records.pending(), "change")
                + " would be sent. Nothing was sent");
        lines.add("");
        counts();
        if (!plan.listed().isEmpty()) {
            lines.add("");
            lines.add(colours.strong("Changes"));
            listed(true, MOST_REMOVALS, plan.people().removed());
            listed(false, MOST, plan.people().changes() - plan.people().removed());
        }
        List<String> problems = FindingsText.of(plan.report(), Purpose.DRY_RUN, colours);
        if (!problems.isEmpty()) {
            lines.add("");
            lines.add(colours.strong("Problems"));
            problems.forEach(line -> lines.add(line.isEmpty() ? "" : "  " + line));
        }
        apply.ifPresent(command -> {
            lines.add("");
            lines.add(colours.strong("Next"));
            lines.add("  do exactly this:");
            lines.add("    " + command);
        });
        return String.join("\n", lines);
    }

    private void listed(boolean removals, int most, long all) {
        plan.listed().stream()
                .filter(change -> (change.kind() == ChangeKind.REMOVED) == removals)
                .limit(most)
                .forEach(this::change);
        if (all > most) {
            lines.add("  and " + Amounts.number(all - most) + " more" + (removals ? " removed" : ""));
        }
    }

    private void counts() {
        JoinCounts people = plan.people();
        line(people.known(), "known from earlier runs");
        line(people.added(), isDoing() ? "to " + kind.spelling() : "added");
        line(people.changed(), "changed");
        line(people.returned(), "returned");
        line(people.removed(), "removed");
        line(people.unchanged(), "unchanged");
        line(people.duplicates(), "duplicate rows");
        line(plan.report().records().rejected(), "rejected");
        ChangeEvents events = plan.report().changeEvents();
        if (events != null) {
            line(events.due(), "events that tell of changes");
        }
    }

    /** Whether nothing is added, but something done to people who are there. */
    private boolean isDoing() {
        return kind.memory().isAlways();
    }

    private void line(long count, String what) {
        lines.add("  %11s  %s".formatted(Amounts.number(count), what));
    }

    private void change(PlannedChange change) {
        String what = isDoing() ? kind.spelling() : change.kind().spelling();
        lines.add("  %-8s  %s".formatted(what, Printable.of(change.key())));
        if (change.kind() != ChangeKind.REMOVED) {
            for (PlannedChange.Field field : change.fields()) {
                lines.add("              " + Printable.of(field.name()) + ": " + shown(field.before()) + " → "
                        + shown(field.after()));
            }
        }
    }

    private static String shown(@Nullable String json) {
        if (json == null) {
            return "(not sent)";
        }
        String text = Printable.of(json);
        return text.length() <= WIDEST ? text : text.substring(0, WIDEST) + "…";
    }
}

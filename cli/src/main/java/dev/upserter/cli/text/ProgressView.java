package dev.upserter.cli.text;

import dev.upserter.problem.Problem;
import dev.upserter.report.Progress;
import dev.upserter.report.Watcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Shows the progress of a run: one line redrawn in place if standard error is a terminal, else a line every ten seconds,
 * and every minute after the first minute. For one thread at a time.
 */
public final class ProgressView implements Watcher, AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LATER = Duration.ofMinutes(1);

    private final Messages messages;
    private final Terminal terminal;
    private final ProgressPace pace = new ProgressPace();
    private Duration lineAt = SOON;

    public ProgressView(Messages messages, Terminal terminal) {
        this.messages = messages;
        this.terminal = terminal;
    }

    @Override
    public void accept(Progress progress) {
        pace.add(progress);
        if (terminal.messages()) {
            String line = String.join("   ", parts(progress));
            messages.live(Printable.cut(line, terminal.columns() - 1));
        } else if (progress.elapsed().compareTo(lineAt) >= 0) {
            lineAt = lineAt.plus(lineAt.compareTo(LATER) < 0 ? SOON : LATER);
            messages.print("after " + Amounts.roughly(progress.elapsed()) + ": " + String.join(", ", parts(progress)));
        }
    }

    @Override
    public void noticed(Problem problem) {
        messages.print(problem.code() + ": " + Printable.of(problem.message()) + "\n  -> " + problem.hint());
    }

    /** Removes the live line. */
    @Override
    public void close() {
        messages.live("");
    }

    /** The parts of the line, the most important first, since a narrow terminal cuts off the end. */
    private List<String> parts(Progress progress) {
        var parts = new ArrayList<String>();
        parts.add(Amounts.count(progress.read(), "row") + " read, " + Amounts.number(progress.settled()) + " done");
        progress.share().ifPresent(share -> parts.add((int) (share * 100) + " %"));
        if (progress.waiting().isEmpty()) {
            rate().ifPresent(parts::add);
            pace.left().ifPresent(left -> parts.add(Amounts.roughly(left) + " left"));
        } else {
            parts.add("waiting: " + Printable.of(progress.waiting()));
        }
        add(parts, progress.inFlight(), "in flight");
        add(parts, progress.retried(), "retried");
        add(parts, progress.rejected(), "rejected");
        add(parts, progress.deadLetters(), "given up");
        return parts;
    }

    /** Rows finished per second, or rows read while almost none are finished. */
    private Optional<String> rate() {
        boolean onlyReads = pace.isOnlyReading();
        OptionalLong rate = onlyReads ? pace.readPerSecond() : pace.rowsPerSecond();
        return rate.isPresent()
                ? Optional.of(Amounts.number(Math.max(0, rate.getAsLong())) + (onlyReads ? " rows/s read" : " rows/s"))
                : Optional.empty();
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(Amounts.number(count) + " " + what);
        }
    }
}

package dev.upserter.cli.text;

import dev.upserter.report.Progress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/** The speed of a run over the last ten seconds, and the time it will still take. For one thread. */
final class ProgressPace {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private static final int HARDLY = 20;

    private final ArrayDeque<Progress> recent = new ArrayDeque<>();

    /** Records the progress of the run. */
    void add(Progress progress) {
        recent.addLast(progress);
        while (recent.size() > 2 && span(recent.peekFirst(), progress).compareTo(WINDOW) > 0) {
            recent.removeFirst();
        }
    }

    /** Whether almost no rows are finished, only read: while a source is staged for comparison. */
    boolean isOnlyReading() {
        OptionalDouble settled = perSecond(Progress::settled);
        OptionalDouble read = perSecond(Progress::read);
        return settled.isPresent() && read.isPresent() && settled.getAsDouble() * HARDLY < read.getAsDouble();
    }

    /** Rows finished per second; empty in the first moments. */
    OptionalLong rowsPerSecond() {
        return whole(perSecond(Progress::settled));
    }

    /** Rows read per second; empty in the first moments. */
    OptionalLong readPerSecond() {
        return whole(perSecond(Progress::read));
    }

    /** The time left; empty in the first moments, and where the length of the source is unknown. */
    Optional<Duration> left() {
        OptionalDouble sharePerSecond = perSecond(progress -> progress.share().orElse(0));
        if (sharePerSecond.isEmpty() || sharePerSecond.getAsDouble() <= 0) {
            return Optional.empty();
        }
        Progress now = recent.getLast();
        if (now.elapsed().compareTo(SETTLED) < 0 || isOnlyReading()) {
            return Optional.empty();
        }
        double left = 1 - now.share().orElse(0);
        return Optional.of(Duration.ofSeconds(Math.round(left / sharePerSecond.getAsDouble())));
    }

    private static OptionalLong whole(OptionalDouble number) {
        return number.isPresent() ? OptionalLong.of(Math.round(number.getAsDouble())) : OptionalLong.empty();
    }

    private OptionalDouble perSecond(ToDoubleFunction<Progress> measure) {
        if (recent.size() < 2) {
            return OptionalDouble.empty();
        }
        Progress first = recent.getFirst();
        Progress last = recent.getLast();
        long millis = span(first, last).toMillis();
        return millis < 500
                ? OptionalDouble.empty()
                : OptionalDouble.of((measure.applyAsDouble(last) - measure.applyAsDouble(first)) * 1000 / millis);
    }

    private static Duration span(Progress first, Progress last) {
        return last.elapsed().minus(first.elapsed());
    }
}

package dev.upserter.cli;

import dev.upserter.report.Progress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;

/** How fast a run has gone in the last ten seconds, and how long it will take. For one thread. */
final class Pace {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private final ArrayDeque<Progress> recent = new ArrayDeque<>();

    /** Takes note of how far the run is. */
    void add(Progress progress) {
        recent.addLast(progress);
        while (recent.size() > 2 && span(recent.peekFirst(), progress).compareTo(WINDOW) > 0) {
            recent.removeFirst();
        }
    }

    /** Rows a second; empty in the first moments. */
    OptionalLong rowsPerSecond() {
        return perSecond(false);
    }

    /** The time left; empty in the first moments, and where the length of the source is not known. */
    Optional<Duration> left() {
        OptionalLong bytesPerSecond = perSecond(true);
        if (bytesPerSecond.isEmpty() || bytesPerSecond.getAsLong() == 0) {
            return Optional.empty();
        }
        Progress now = recent.getLast();
        if (now.sourceLength() == 0 || now.elapsed().compareTo(SETTLED) < 0) {
            return Optional.empty();
        }
        long bytes = Math.max(0, now.sourceLength() - now.sourceBytes());
        return Optional.of(Duration.ofSeconds(bytes / bytesPerSecond.getAsLong()));
    }

    private OptionalLong perSecond(boolean bytes) {
        if (recent.size() < 2) {
            return OptionalLong.empty();
        }
        Progress first = recent.getFirst();
        Progress last = recent.getLast();
        long millis = span(first, last).toMillis();
        if (millis < 500) {
            return OptionalLong.empty();
        }
        long done = bytes ? last.sourceBytes() - first.sourceBytes() : last.read() - first.read();
        return OptionalLong.of(done * 1000 / millis);
    }

    private static Duration span(Progress first, Progress last) {
        return last.elapsed().minus(first.elapsed());
    }
}

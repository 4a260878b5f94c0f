package dev.upserter.delivery.line;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The lines that are open, one ceiling for each workspace: several syncs, several runs of a server and the partitions of one
 * process do not exceed it together. What a 429 asked for holds for lines that are opened after it, too. Thread-safe.
 */
public final class OpenLines {
    private static final OpenLines OF_PROCESS = new OpenLines();

    /** By workspace: where requests go, and the site id, which names it there. */
    private final Map<List<String>, Shared> open = new HashMap<>();

    /** Those of this process, for all that is really sent. */
    public static OpenLines ofProcess() {
        return OF_PROCESS;
    }

    /**
     * Opens a line; whoever opened it closes it.
     *
     * @param base              where requests go
     * @param siteId            of the workspace
     * @param requestsPerSecond the ceiling of the one who asks, 1 or more
     */
    public Line open(URI base, String siteId, int requestsPerSecond) {
        List<String> workspace = List.of(String.valueOf(base.getAuthority()).toLowerCase(Locale.ROOT), siteId);
        synchronized (open) {
            open.values().removeIf(Shared::isOver);
            return open.computeIfAbsent(workspace, key -> new Shared(key, requestsPerSecond))
                    .enter(requestsPerSecond);
        }
    }

    /** How many workspaces are sent to now, or asked to be left alone for a while. */
    public int size() {
        synchronized (open) {
            open.values().removeIf(Shared::isOver);
            return open.size();
        }
    }

    /** What the lines of one workspace share: the limiter, as long as one of them is open, or a 429 has its effect. */
    final class Shared {
        private final List<String> workspace;
        private final RateLimiter limiter;
        private final List<Line> lines = new ArrayList<>();

        private Shared(List<String> workspace, int requestsPerSecond) {
            this.workspace = workspace;
            this.limiter = new RateLimiter(requestsPerSecond);
        }

        private Line enter(int requestsPerSecond) {
            var line = new Line(requestsPerSecond, limiter, this);
            lines.add(line);
            limit();
            return line;
        }

        void leave(Line line) {
            synchronized (open) {
                lines.remove(line);
                if (isOver()) {
                    open.remove(workspace, this);
                } else if (!lines.isEmpty()) {
                    limit();
                }
            }
        }

        /** Whether nobody sends, and a line that is opened now would do as a new one does. */
        private boolean isOver() {
            return lines.isEmpty() && limiter.isAtRest(System.nanoTime());
        }

        private void limit() {
            int lowest = lines.stream().mapToInt(Line::asked).min().orElseThrow();
            limiter.limit(lowest, System.nanoTime());
        }
    }
}

package dev.upserter.app;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The paces of this process, one for each key at each host: clients that follow each other, and several runs of a server, do
 * not exceed ten requests a second together. Thread-safe.
 */
final class Paces {
    private static final Paces OF_PROCESS = new Paces();

    private final Map<Whose, Shared> shared = new HashMap<>();

    private record Whose(String host, String key) {
        @Override
        public String toString() {
            return "Whose[" + host + "]";
        }
    }

    /** A pace with those who have it. */
    private static final class Shared {
        private final TenASecond pace = new TenASecond();
        private int users;
    }

    static Paces ofProcess() {
        return OF_PROCESS;
    }

    /** The pace of a key; whoever takes it gives it back. One that was given back is kept as long as it counts requests. */
    TenASecond take(URI base, String key) {
        long now = System.nanoTime();
        synchronized (shared) {
            shared.values().removeIf(each -> each.users == 0 && each.pace.isIdle(now));
            Shared found = shared.computeIfAbsent(whose(base, key), whose -> new Shared());
            found.users++;
            return found.pace;
        }
    }

    void giveBack(URI base, String key) {
        synchronized (shared) {
            Shared found = shared.get(whose(base, key));
            if (found != null) {
                found.users--;
            }
        }
    }

    /** How many are kept. */
    int size() {
        synchronized (shared) {
            return shared.size();
        }
    }

    private static Whose whose(URI base, String key) {
        return new Whose(String.valueOf(base.getAuthority()).toLowerCase(Locale.ROOT), key);
    }
}

package dev.upserter.server.schedule;

import dev.upserter.config.SyncSet;
import dev.upserter.plan.Mode;
import dev.upserter.schedule.Turn;
import java.nio.file.Path;

/**
 * A turn of a saved configuration, as its file says it now. Immutable.
 *
 * @param key  names it, whatever its schedule is
 * @param file the configuration
 * @param set  all of its syncs
 * @param turn which of them, and when
 */
record SavedTurn(String key, Path file, SyncSet set, Turn turn) {
    /** Those syncs alone. */
    SyncSet chosen() {
        return set.only(turn.syncs());
    }

    /** The schedule in words, to notice that it was changed; empty for none. */
    String times() {
        return turn.when().times() == null
                ? ""
                : turn.when().times().expression() + " " + turn.when().times().zone();
    }

    /** Who is in none of a mirror's files is gone: it reads all of them each time. */
    boolean isOneSource() {
        return chosen().syncs().stream().anyMatch(sync -> sync.kind().mode() == Mode.MIRROR);
    }
}

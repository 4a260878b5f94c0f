package dev.upserter.server;

import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The query of an address that starts runs. Immutable.
 *
 * @param yes  to how many people at most may be done what cannot be undone
 * @param only the names of the syncs to run; empty for all
 */
record SyncQuery(long yes, List<String> only) {
    private static final Pattern YES = Pattern.compile("yes=[0-9]{1,18}");
    private static final String ONLY = "only=";

    SyncQuery {
        only = List.copyOf(only);
    }

    /**
     * Reads it.
     *
     * @throws RefusedException if anything else is in it
     */
    static SyncQuery of(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return new SyncQuery(0, List.of());
        }
        long yes = -1;
        var only = new ArrayList<String>();
        for (String part : query.split("&", -1)) {
            if (yes < 0 && YES.matcher(part).matches()) {
                yes = Long.parseLong(part.substring(part.indexOf('=') + 1));
            } else if (part.startsWith(ONLY)) {
                only.add(decoded(part.substring(ONLY.length())));
            } else {
                throw unknown();
            }
        }
        return new SyncQuery(Math.max(0, yes), only);
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static RefusedException unknown() {
        return new RefusedException(
                Refusal.REQUEST_INVALID,
                "the query of the address may hold yes=NUMBER once and only=SYNC, and nothing else may be in it");
    }
}

package dev.upserter.server;

import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import dev.upserter.server.live.Choices;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The query of an address that starts runs. Immutable.
 *
 * @param choices what the request chooses of what a run does not do unasked
 * @param only    the names of the syncs to run; empty for all
 */
record SyncQuery(Choices choices, List<String> only) {
    private static final Pattern YES = Pattern.compile("yes=[0-9]{1,18}");
    private static final String ONLY = "only=";
    private static final String TRIGGERS = "triggers=";
    private static final String NEW_EVENT_IDS = "newEventIds=true";

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
            return new SyncQuery(Choices.NONE, List.of());
        }
        long yes = -1;
        String triggers = "";
        boolean newEventIds = false;
        var only = new ArrayList<String>();
        for (String part : query.split("&", -1)) {
            if (yes < 0 && YES.matcher(part).matches()) {
                yes = Long.parseLong(part.substring(part.indexOf('=') + 1));
            } else if (triggers.isEmpty() && part.startsWith(TRIGGERS)) {
                triggers = part.substring(TRIGGERS.length());
            } else if (!newEventIds && part.equals(NEW_EVENT_IDS)) {
                newEventIds = true;
            } else if (part.startsWith(ONLY)) {
                only.add(decoded(part.substring(ONLY.length())));
            } else {
                throw unknown();
            }
        }
        return new SyncQuery(Choices.of(Math.max(0, yes), triggers, newEventIds), only);
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
                "the query of the address may hold yes=NUMBER, triggers=hold, triggers=allow and newEventIds=true, once each,"
                        + " and only=SYNC. Nothing else may be in it");
    }
}

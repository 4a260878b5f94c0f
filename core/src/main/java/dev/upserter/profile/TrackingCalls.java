package dev.upserter.profile;

import dev.upserter.json.ValueKind;
import dev.upserter.record.Shape;
import dev.upserter.record.SourceRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are calls, as Segment and RudderStack export them: one of the type identify says who somebody is, the others
 * what somebody did. For one thread.
 */
final class TrackingCalls {
    private static final String TYPE = "type";
    private static final String IDENTIFY = "identify";
    private static final String USER = "userid";
    private static final Set<String> OTHERS = Set.of("track", "page", "screen", "group", "alias");
    private static final Set<String> NUMBERS = Set.of("messageid", "anonymousid", "originaltimestamp");
    private static final Set<String> CONTENTS = Set.of("event", "groupid", "previousid", "traits");

    /** What each call has of its own. */
    private static final Set<String> OF_CALLS = Set.of(
            "id",
            TYPE,
            "messageid",
            "anonymousid",
            "timestamp",
            "originaltimestamp",
            "receivedat",
            "sentat",
            "loadedat",
            "uuid",
            "uuidts",
            "channel",
            "context",
            "integrations",
            "event",
            "eventtext");

    private @Nullable Shape shape;
    private int type = -1;
    private boolean isTable;
    private String condition = "";
    private long others;

    TrackingCalls() {}

    /** Whether a row is a call that does not say who somebody is. */
    boolean isOther(SourceRecord record) {
        Shape now = record.shape();
        if (!now.equals(shape)) {
            shape = now;
            look(now);
        }
        boolean isOther = isTable;
        if (type >= 0 && record.has(type) && record.kind(type) == ValueKind.TEXT) {
            String said = record.value(type).text();
            isOther = OTHERS.contains(said);
            if (isOther || said.equals(IDENTIFY)) {
                condition = condition(now.name(type));
            }
        }
        others += isOther ? 1 : 0;
        return isOther;
    }

    private void look(Shape now) {
        var plain = new HashSet<String>();
        int at = -1;
        for (int i = 0; i < now.size(); i++) {
            String name = plain(now.name(i));
            at = name.equals(TYPE) ? i : at;
            plain.add(name);
        }
        boolean isCall = plain.stream().anyMatch(NUMBERS::contains)
                || plain.contains(USER) && plain.stream().anyMatch(CONTENTS::contains);
        type = isCall ? at : -1;
        isTable = at < 0 && plain.containsAll(Set.of("event", "eventtext", "anonymousid", USER));
    }

    private static String condition(String type) {
        boolean isWord = type.matches("[A-Za-z_][A-Za-z0-9_]*");
        return (isWord ? type : "row['" + type + "']") + " == '" + IDENTIFY + "'";
    }

    /** A condition that only calls of the type identify meet; empty if the rows are no calls. */
    String condition() {
        return condition;
    }

    /** How many rows are other calls. */
    long others() {
        return others;
    }

    /** Whether all columns together are those of calls; a warehouse has calls of one type in a table of their own. */
    static boolean areColumns(List<Column> columns) {
        return has(columns, USER)
                && has(columns, "anonymousid")
                && (has(columns, "receivedat") || has(columns, "originaltimestamp") || has(columns, "messageid"));
    }

    private static boolean has(List<Column> columns, String name) {
        return columns.stream().anyMatch(column -> plain(column.name()).equals(name));
    }

    /** The column with the identifier of the person, rather than of the call. */
    static Optional<Column> user(List<Column> columns) {
        return columns.stream()
                .filter(column -> plain(column.name()).equals(USER) && column.values() > 0)
                .findFirst();
    }

    /** Whether a column of calls is about the call, and not about the person. */
    static boolean isOfCall(String column) {
        String plain = plain(column);
        return OF_CALLS.contains(plain)
                || column.startsWith("context_")
                || column.startsWith("CONTEXT_")
                || column.startsWith("context.");
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]", "");
    }
}

package dev.upserter.profile;

import dev.upserter.json.ValueKind;
import dev.upserter.record.Shape;
import dev.upserter.record.SourceRecord;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rows that are calls, as Segment and RudderStack export them: one of the type identify says who somebody is, the others
 * what somebody did. For one thread.
 */
final class TrackingCalls {
    private static final String TYPE = "type";
    private static final String IDENTIFY = "identify";
    private static final String USER = "userid";
    private static final Set<String> OTHERS = Set.of("track", "page", "screen", "group", "alias");
    /** In the tables of a warehouse. */
    private static final Set<String> EVENTS = Set.of("event", "eventtext", "anonymousid", USER);

    private static final Set<String> PAGES = Set.of("anonymousid", USER, "path", "url", "referrer", "receivedat");
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

    private static final Pattern NO_LETTER = Pattern.compile("[^a-z0-9.]");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** How many shapes are remembered. */
    private static final int MOST_SHAPES = 256;

    private final IdentityHashMap<Shape, Signs> known = new IdentityHashMap<>();
    private String condition = "";
    private boolean isSure;
    private boolean hasOwnTypes;
    private boolean hasTypes;
    private long identifies;
    private long others;

    TrackingCalls() {}

    /**
     * What the names of a row say.
     *
     * @param type    the place of the type; negative if there is none
     * @param isCall  whether calls have such names
     * @param isSure  whether nothing but calls has such names
     * @param isTable whether all rows with these names say what somebody did
     */
    private record Signs(int type, boolean isCall, boolean isSure, boolean isTable) {
        static Signs at(Shape shape) {
            var plain = new HashSet<String>();
            int at = -1;
            for (int i = 0; i < shape.size(); i++) {
                String name = plain(shape.name(i));
                at = name.equals(TYPE) ? i : at;
                plain.add(name);
            }
            boolean isSure = plain.stream().anyMatch(NUMBERS::contains);
            boolean isCall = isSure || plain.contains(USER) && plain.stream().anyMatch(CONTENTS::contains);
            return new Signs(at, isCall, isSure, at < 0 && (plain.containsAll(EVENTS) || plain.containsAll(PAGES)));
        }
    }

    /** Whether a row is a call that does not say who somebody is, if the rows are calls at all. */
    boolean isOther(SourceRecord record) {
        if (known.size() >= MOST_SHAPES) {
            known.clear();
        }
        Signs signs = known.computeIfAbsent(record.shape(), Signs::at);
        boolean isOther = signs.isTable();
        isSure |= isOther;
        hasTypes |= isOther;
        int type = signs.type();
        if (type >= 0 && record.has(type) && record.kind(type) == ValueKind.TEXT) {
            String said = record.value(type).text();
            boolean isIdentify = said.equals(IDENTIFY);
            boolean isType = isIdentify || OTHERS.contains(said);
            hasTypes |= isType;
            hasOwnTypes |= !isType;
            isSure |= signs.isSure();
            isOther = signs.isCall() && isType && !isIdentify;
            identifies += signs.isCall() && isIdentify ? 1 : 0;
            condition = condition.isEmpty() ? condition(record.shape().name(type)) : condition;
        }
        others += isOther ? 1 : 0;
        return isOther;
    }

    private static String condition(String type) {
        return (WORD.matcher(type).matches() ? type : "row['" + type + "']") + " == '" + IDENTIFY + "'";
    }

    /** Whether a row so far may be a call. */
    boolean areOfTypes() {
        return hasTypes && !hasOwnTypes;
    }

    /**
     * Whether the rows so far are calls: people may have a type of their own as well, such as group, so no row has another
     * type than calls have, and one identifies somebody, or has a name that only calls have.
     */
    boolean areCalls() {
        return !hasOwnTypes && identifies + others > 0 && (identifies > 0 || isSure);
    }

    /** A condition that only calls of the type identify meet; empty if the rows are no calls. */
    String condition() {
        return areCalls() ? condition : "";
    }

    /** How many rows are other calls. */
    long others() {
        return areCalls() ? others : 0;
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
        return NO_LETTER.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }
}

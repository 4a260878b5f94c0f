package dev.upserter.sql.engine;

import dev.upserter.sql.statement.Edited.Edit;
import dev.upserter.sql.statement.SqlLexer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds each {@code pivot … on …} that leaves its values to the engine. The engine's parser shows its tree of a query only
 * if a pivot names its values, so some are inserted to examine the query; the query itself runs without them. For one
 * query, one thread.
 */
final class Pivots {
    private static final String VALUES = " in ('x')";
    private static final Set<String> ENDS =
            Set.of("using", "group", "order", "limit", "offset", "union", "except", "intersect");

    private final String sql;
    private final List<Edit> edits = new ArrayList<>();
    private final Deque<Pivot> open = new ArrayDeque<>();
    private int depth;

    /** A pivot that is being parsed. */
    private static final class Pivot {
        private final int depth;
        private int joins;
        private boolean inList;
        private boolean namesValues;
        private int end;

        Pivot(int depth) {
            this.depth = depth;
        }
    }

    private Pivots(String sql) {
        this.sql = sql;
    }

    /** The edits that insert values, in order. */
    static List<Edit> withoutValues(String sql) {
        return new Pivots(sql).find();
    }

    /** Edits of the query with the values inserted, as edits of the original query. */
    static List<Edit> moved(List<Edit> later, List<Edit> before) {
        return later.stream()
                .map(edit -> {
                    int at = edit.at();
                    for (Edit put : before) {
                        at -= put.at() < at ? put.text().length() : 0;
                    }
                    return new Edit(at, edit.removed(), edit.text());
                })
                .toList();
    }

    private List<Edit> find() {
        for (int at = 0; at < sql.length(); ) {
            int behind = wordEnd(at);
            behind = behind == at ? SqlLexer.behind(sql, at) : behind;
            take(at, behind);
            at = behind;
        }
        while (!open.isEmpty()) {
            endList(open.pop());
        }
        return edits;
    }

    private int wordEnd(int from) {
        int at = from;
        while (at < sql.length() && Character.isJavaIdentifierPart(sql.charAt(at)) && sql.charAt(at) != '$') {
            at++;
        }
        return at;
    }

    private void take(int at, int behind) {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c) || sql.startsWith("--", at) || sql.startsWith("/*", at)) {
            return;
        }
        if (c == '(') {
            depth++;
        } else if (c == ')') {
            depth--;
            endAll();
        } else if (c == ',') {
            inList().ifPresent(this::endValue);
            return;
        } else if (Character.isJavaIdentifierStart(c)) {
            takeWord(sql.substring(at, behind).toLowerCase(Locale.ROOT));
        }
        inList().ifPresent(pivot -> pivot.end = behind);
    }

    private Optional<Pivot> inList() {
        return Optional.ofNullable(open.peek()).filter(pivot -> pivot.inList && pivot.depth <= depth);
    }

    private void endAll() {
        while (!open.isEmpty() && open.peek().depth > depth) {
            endList(open.pop());
        }
    }

    private void takeWord(String word) {
        Pivot pivot = open.peek();
        if (word.equals("pivot") || word.equals("pivot_wider")) {
            open.push(new Pivot(depth));
        } else if (pivot != null && pivot.depth == depth) {
            if (word.equals("join")) {
                pivot.joins++;
            } else if (!pivot.inList && pivot.joins > 0 && (word.equals("on") || word.equals("using"))) {
                pivot.joins--;
            } else if (!pivot.inList && word.equals("on")) {
                pivot.inList = true;
            } else if (pivot.inList && word.equals("in")) {
                pivot.namesValues = true;
            } else if (pivot.inList && ENDS.contains(word)) {
                endList(open.pop());
            }
        }
    }

    private void endValue(Pivot pivot) {
        if (pivot.depth == depth) {
            put(pivot);
        }
    }

    private void endList(Pivot pivot) {
        if (pivot.inList) {
            put(pivot);
        }
    }

    private void put(Pivot pivot) {
        if (!pivot.namesValues && pivot.end > 0) {
            edits.add(new Edit(pivot.end, 0, VALUES));
        }
        pivot.namesValues = false;
        pivot.end = 0;
    }
}

package dev.upserter.profile;

import dev.upserter.json.JsonValue;
import dev.upserter.mapping.spec.Cast;
import dev.upserter.mapping.spec.TextParts;
import dev.upserter.operation.text.ConsentPaths;
import java.util.List;

/** Finds out what separates the parts of texts that are several. For one thread. */
final class ListFormProfiler {
    private static final List<String> SEPARATORS = List.of(";", "|", ",");
    private static final Cast.Json JSON = new Cast.Json();

    private final long[] separated = new long[SEPARATORS.size()];
    private long json;
    private long braces;
    private long objects;
    private long optOuts;
    private final String column;
    private final ConsentPaths consents = new ConsentPaths();

    ListFormProfiler(String column) {
        this.column = column;
    }

    void add(JsonValue value, String text) {
        if (text.startsWith("[") && text.endsWith("]") && JSON.reads(value)) {
            json++;
            return;
        }
        boolean isInBraces = text.startsWith("{") && text.endsWith("}");
        JsonValue object = isInBraces ? TextParts.json(value) : null;
        if (object != null) {
            objects++;
            optOuts += consents.in(column, object).isEmpty() ? 0 : 1;
            return;
        }
        braces += isInBraces ? 1 : 0;
        for (int i = 0; i < separated.length; i++) {
            separated[i] += text.contains(SEPARATORS.get(i)) ? 1 : 0;
        }
    }

    /** A comma may be inside of a part where another sign separates them. Objects of JSON are no lists. */
    ListForm form() {
        int best = 0;
        for (int i = 1; i < separated.length; i++) {
            best = separated[i] > separated[best] ? i : best;
        }
        return new ListForm(separated[best] == 0 || objects > 0 ? "" : SEPARATORS.get(best), json, braces, optOuts);
    }
}

package dev.upserter.mapping;

import dev.upserter.json.Cut;
import dev.upserter.json.JsonValue;
import dev.upserter.json.Nested;
import dev.upserter.template.value.TemplateScope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one template, filled from each row.
 *
 * @param fields   one for each variable
 * @param wholeRow whether all fields together are a variable too
 * @param denied   what never gets into that one
 */
record Variables(List<Variable> fields, boolean wholeRow, Cut denied) {
    Variables {
        fields = List.copyOf(fields);
    }

    /**
     * A field as a variable.
     *
     * @param place  where it is found
     * @param denied whether it never leaves, so that it has no value here
     * @param cut    what is left out of it; null if nothing is
     */
    record Variable(
            String name,
            int place,
            boolean denied,
            @Nullable Cut cut) {
        @Nullable
        JsonValue in(EvaluatedRow row) {
            if (denied) {
                return null;
            }
            JsonValue value = row.get(place);
            return value == null || cut == null ? value : Nested.without(value, cut);
        }
    }

    void fill(EvaluatedRow row) {
        for (Variable field : fields) {
            row.scope().set(field.name(), field.in(row));
        }
        if (wholeRow) {
            row.scope().set(TemplateScope.ROW, Nested.without(row.record().json(), denied));
        }
    }
}

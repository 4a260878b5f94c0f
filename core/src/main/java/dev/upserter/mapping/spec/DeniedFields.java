package dev.upserter.mapping.spec;

import dev.upserter.json.Cut;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields that never leave, in order of their names: the key {@code deny}. Immutable once built. */
public final class DeniedFields implements Cut {
    private final Map<String, DeniedFields> inside = new HashMap<>();
    /** Whole texts: a field whose name holds dots is denied too. */
    private final Set<String> whole = new HashSet<>();

    private boolean all;

    public static DeniedFields of(List<FieldPath> paths) {
        var root = new DeniedFields();
        for (FieldPath path : paths) {
            root.whole.add(path.text());
            DeniedFields at = root;
            for (Step step : path.steps()) {
                if (step instanceof Step.Field field) {
                    at = at.inside.computeIfAbsent(field.name(), unused -> new DeniedFields());
                }
            }
            at.all = true;
        }
        return root;
    }

    @Override
    public boolean removes(String field) {
        DeniedFields denial = inside.get(field);
        return denial != null && denial.all || whole.contains(field);
    }

    @Override
    public @Nullable Cut inside(String field) {
        return inside.get(field);
    }

    /** What is denied inside the field that a path leads to; null if nothing is. */
    @Nullable
    public DeniedFields inside(FieldPath path) {
        DeniedFields at = this;
        for (Step step : path.steps()) {
            if (step instanceof Step.Field field) {
                DeniedFields next = at.inside.get(field.name());
                if (next == null) {
                    return null;
                }
                at = next;
            }
        }
        return at;
    }

    /** Whether the field that a path leads to is denied, by itself or as a part of another. */
    public boolean removes(FieldPath path) {
        DeniedFields at = this;
        if (whole.contains(path.text())) {
            return true;
        }
        for (Step step : path.steps()) {
            if (step instanceof Step.Field field) {
                DeniedFields next = at.inside.get(field.name());
                if (next == null) {
                    return false;
                }
                if (next.all) {
                    return true;
                }
                at = next;
            }
        }
        return false;
    }
}

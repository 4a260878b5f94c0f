package dev.upserter.run;

import dev.upserter.operation.Attribute;
import dev.upserter.plan.ChangeKind;
import dev.upserter.source.JsonValue;
import dev.upserter.source.Nested;
import dev.upserter.source.ValueKind;
import dev.upserter.state.Change;
import dev.upserter.state.Changes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Writes down what a run would do. For one thread. */
final class Planner {
    private final List<PlannedChange> listed = new ArrayList<>();
    private String digest = "";

    /** Looks at all changes. */
    void look(Changes changes) throws IOException, InterruptedException {
        digest = changes.digest();
        changes.forEach(change -> {
            listed.add(planned(change));
            return listed.size() < Plan.MOST_LISTED;
        });
    }

    private static PlannedChange planned(Change change) throws IOException {
        List<PlannedChange.Field> fields =
                change.before().length == 0 || change.kind() == ChangeKind.REMOVED ? List.of() : fields(change);
        return new PlannedChange(change.kind(), change.key(), fields);
    }

    private static List<PlannedChange.Field> fields(Change change) throws IOException {
        var fields = new ArrayList<PlannedChange.Field>();
        var before = new JsonValue(change.before(), 0, change.before().length, ValueKind.OBJECT);
        var names = new HashSet<String>();
        for (Attribute attribute : change.now().operation().attributes()) {
            String name = attribute.name().text();
            names.add(name);
            if (Outgoing.isChanged(attribute, before)) {
                String old = Nested.find(before, name).map(JsonValue::json).orElse(null);
                fields.add(new PlannedChange.Field(name, old, attribute.value().json()));
            }
        }
        for (String name : Nested.names(before)) {
            if (!names.contains(name)) {
                String old = Nested.find(before, name).map(JsonValue::json).orElse(null);
                fields.add(new PlannedChange.Field(name, old, null));
            }
        }
        return fields;
    }

    List<PlannedChange> listed() {
        return listed;
    }

    /** Of all changes. */
    String digest() {
        return digest;
    }
}

package dev.upserter.run.change;

import dev.upserter.json.JsonValue;
import dev.upserter.json.Nested;
import dev.upserter.json.ValueKind;
import dev.upserter.operation.Attribute;
import dev.upserter.plan.ChangeKind;
import dev.upserter.state.diff.Change;
import dev.upserter.state.diff.Changes;
import dev.upserter.state.diff.FirstValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Writes down what a run would do: removals first, and all of them up to 100,000, then the first others. For one thread. */
public final class Planner {
    private static final int MOST_REMOVALS = 100_000;
    private static final int MOST_OTHERS = 1000;
    private static final int MOST_BYTES = 8 << 20;

    private final boolean takesAway;
    private final List<PlannedChange> listed = new ArrayList<>();
    private String digest = "";

    /** @param takesAway whether each row that differs takes something away */
    public Planner(boolean takesAway) {
        this.takesAway = takesAway;
    }

    /** Looks at all changes. */
    void look(Changes changes, FirstValues first) throws IOException, InterruptedException {
        digest = changes.digest();
        changes.forEach(change -> {
            if (change.kind() == ChangeKind.REMOVED) {
                listed.add(planned(change, first));
            }
            return listed.size() < MOST_REMOVALS;
        });
        int removals = listed.size();
        var bytes = new AtomicLong();
        changes.forEach(change -> {
            if (change.kind().hasRow()) {
                PlannedChange planned = planned(change, first);
                listed.add(planned);
                bytes.addAndGet(planned.length());
            }
            return listed.size() - removals < MOST_OTHERS && bytes.get() < MOST_BYTES;
        });
    }

    private PlannedChange planned(Change change, FirstValues first) throws IOException {
        List<PlannedChange.Field> fields =
                change.before().length == 0 || change.kind() == ChangeKind.REMOVED ? List.of() : fields(change, first);
        return new PlannedChange(takesAway ? ChangeKind.REMOVED : change.kind(), change.key(), fields);
    }

    private static List<PlannedChange.Field> fields(Change change, FirstValues first) throws IOException {
        var fields = new ArrayList<PlannedChange.Field>();
        var before = new JsonValue(change.before(), 0, change.before().length, ValueKind.OBJECT);
        var names = new HashSet<String>();
        for (Attribute attribute :
                first.kept(change.now().values().payload(), before).attributes()) {
            String name = attribute.name().text();
            names.add(name);
            if (ChangeToOperation.isChanged(attribute, before)) {
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

    public List<PlannedChange> listed() {
        return listed;
    }

    /** Of all changes. */
    public String digest() {
        return digest;
    }
}

package dev.upserter.run.change;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.state.diff.Change;
import org.jspecify.annotations.Nullable;

/** Tells what somebody has before a change is sent, so that first values stay. */
interface EmptyValues {
    /** What the state knows. */
    EmptyValues OF_STATE = change -> change.before().length == 0
            ? null
            : new JsonValue(change.before(), 0, change.before().length, ValueKind.OBJECT);

    /** The person's attributes, a JSON object; null if they have none. */
    @Nullable
    JsonValue before(Change change);
}

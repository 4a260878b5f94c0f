package dev.upserter.operation;

import dev.upserter.json.JsonValue;
import java.util.Map;

/**
 * Deletes an object, and its relationships with it (Track API reference, POST /api/v2/batch, type object, action delete). As good
 * as the bytes of its values; for one thread.
 *
 * @param object which
 */
public record DeleteObject(ObjectId object) implements Operation {
    private static final byte[] TYPE = EntryHead.ascii("{\"type\":\"object\",\"identifiers\":");
    private static final byte[] ACTION = EntryHead.ascii(",\"action\":\"delete\"}");

    @Override
    public Subject subject() {
        return object.subject();
    }

    @Override
    public Map<String, JsonValue> parts() {
        return object.parts();
    }

    @Override
    public int length(Form form) {
        return TYPE.length + object.namedLength() + ACTION.length;
    }

    @Override
    public int write(Form form, byte[] target, int at) {
        return EntryHead.write(ACTION, target, object.writeNamed(target, EntryHead.write(TYPE, target, at)));
    }
}

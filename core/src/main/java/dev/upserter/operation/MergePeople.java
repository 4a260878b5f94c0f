package dev.upserter.operation;

import dev.upserter.json.JsonValue;
import java.util.Map;

/**
 * Makes one person of two (Track API reference, POST /api/v2/batch, action merge, and POST /api/v1/merge_customers).
 *
 * @param stays who is left, with what they lack of the other
 * @param goes  who is gone afterwards
 */
public record MergePeople(Identifier stays, Identifier goes) implements Operation {
    private static final byte[] ENTRY = EntryHead.ascii("{\"type\":\"person\",\"action\":\"merge\",\"primary\":");
    private static final byte[] BODY = EntryHead.ascii("{\"primary\":");
    private static final byte[] SECONDARY = EntryHead.ascii(",\"secondary\":");
    private static final byte[] END = EntryHead.ascii("}");

    private static byte[] opening(Form form) {
        return form == Form.ENTRY ? ENTRY : BODY;
    }

    @Override
    public Subject subject() {
        return stays;
    }

    @Override
    public Identifier other() {
        return goes;
    }

    @Override
    public Subject stateKey() {
        return CompoundKey.of("merge", stays, CompoundKey.folded(goes));
    }

    @Override
    public Map<String, JsonValue> parts() {
        return Map.of("duplicate", goes.value());
    }

    @Override
    public int length(Form form) {
        return opening(form).length + stays.namedLength() + SECONDARY.length + goes.namedLength() + END.length;
    }

    @Override
    public int write(Form form, byte[] target, int at) {
        int next = stays.writeNamed(target, EntryHead.write(opening(form), target, at));
        next = goes.writeNamed(target, EntryHead.write(SECONDARY, target, next));
        return EntryHead.write(END, target, next);
    }
}

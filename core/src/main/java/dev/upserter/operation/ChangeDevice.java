package dev.upserter.operation;

import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds a device to a person or changes it, or takes it away (Track API reference, POST /api/v2/batch, actions add_device and
 * delete_device). Good for as long as it lasts: its bytes are its own.
 */
public final class ChangeDevice implements Operation {
    private final Identifier owner;
    private final JsonValue token;
    private final Map<String, JsonValue> parts;
    private final Payload attributes;
    private final byte[] entry;

    private ChangeDevice(
            Identifier owner, JsonValue token, Map<String, JsonValue> parts, Payload attributes, byte[] entry) {
        this.owner = owner;
        this.token = token;
        this.parts = parts;
        this.attributes = attributes;
        this.entry = entry;
    }

    /**
     * Adds a device, or changes what is given of one.
     *
     * @param token      a text or a whole number
     * @param platform   {@code "ios"} or {@code "android"}
     * @param lastUsed   Unix seconds; null where it is not known
     * @param attributes whose values are texts
     */
    public static ChangeDevice add(
            Identifier owner, JsonValue token, JsonValue platform, @Nullable JsonValue lastUsed, Payload attributes) {
        var device = new GrowingBytes(256);
        begin(owner, "add_device", token, device);
        put(",\"platform\":", device);
        put(platform, device);
        if (lastUsed != null) {
            put(",\"last_used\":", device);
            put(lastUsed, device);
        }
        if (attributes.size() > 0) {
            put(",\"attributes\":", device);
            device.put(attributes.json());
        }
        put("}}", device);
        var parts = new LinkedHashMap<String, JsonValue>();
        parts.put("device", token);
        parts.put("platform", platform);
        if (lastUsed != null) {
            parts.put("lastUsed", lastUsed);
        }
        return new ChangeDevice(owner, token, parts, attributes, device.toArray());
    }

    /** Takes a device away from a person. */
    public static ChangeDevice remove(Identifier owner, JsonValue token) {
        var device = new GrowingBytes(256);
        begin(owner, "delete_device", token, device);
        put("}}", device);
        return new ChangeDevice(owner, token, Map.of("device", token), Payload.NONE, device.toArray());
    }

    private static void begin(Identifier owner, String action, JsonValue token, GrowingBytes out) {
        out.reserve(EntryHead.length(owner));
        out.advance(EntryHead.write(owner, out.bytes(), out.length()) - out.length());
        put(",\"action\":\"" + action + "\",\"device\":{\"token\":", out);
        put(JsonValue.ofText(token.text()), out);
    }

    private static void put(String ascii, GrowingBytes out) {
        out.put(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private static void put(JsonValue value, GrowingBytes out) {
        out.put(value.bytes(), value.start(), value.end());
    }

    /** Whose it is. */
    public Identifier owner() {
        return owner;
    }

    /** What tells it from others. */
    public JsonValue token() {
        return token;
    }

    /** The person: what is said of one device after another must keep its order. */
    @Override
    public Subject subject() {
        return owner;
    }

    @Override
    public Subject stateKey() {
        return CompoundKey.of("device", owner, token);
    }

    @Override
    public Map<String, JsonValue> parts() {
        return parts;
    }

    @Override
    public Payload payload() {
        return attributes;
    }

    @Override
    public int length(Form form) {
        return entry.length;
    }

    @Override
    public int write(Form form, byte[] target, int at) {
        return EntryHead.write(entry, target, at);
    }
}

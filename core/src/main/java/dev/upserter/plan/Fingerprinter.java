package dev.upserter.plan;

import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import dev.upserter.operation.Payload;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Computes 128 bits over what a row says: the first half of SHA-256 over names and values, sorted by name. The same
 * in every version, whatever the order of the attributes or of the members of nested objects. For one thread.
 */
public final class Fingerprinter {
    /** The name of this kind of fingerprint, in the header of the state. */
    public static final String ID = "sha256-128/1";

    /** The length of a fingerprint in bytes. */
    public static final int LENGTH = 16;

    private final MessageDigest sha = Sha256.start();
    private final byte[] whole = new byte[32];
    private final GrowingBytes encoded = new GrowingBytes(1024);
    private final NameOrder names = new NameOrder();
    private final NameOrder ofRelationship = new NameOrder();

    /**
     * Writes the fingerprint of what a row says.
     *
     * @param payload whose names must be distinct
     * @param parts   what it says beside, in an order that is always the same; null for what it does not say
     * @param relationship what it says of a relationship
     */
    public void write(Payload payload, @Nullable JsonValue[] parts, Payload relationship, byte[] target, int at) {
        encoded.clear();
        encode(payload, names);
        for (JsonValue part : parts) {
            encoded.put(part == null ? 0 : 1);
            if (part != null) {
                CanonicalValue.write(part, encoded);
            }
        }
        encode(relationship, ofRelationship);
        sha.update(encoded.bytes(), 0, encoded.length());
        try {
            sha.digest(whole, 0, whole.length);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 has 32 bytes", e);
        }
        System.arraycopy(whole, 0, target, at, LENGTH);
    }

    private void encode(Payload payload, NameOrder order) {
        for (int i : order.of(payload)) {
            byte[] name = order.name(i);
            encoded.putVarint(name.length);
            encoded.put(name);
            CanonicalValue.write(payload.attribute(i).value(), encoded);
        }
    }

    /** Whether two values have the same meaning. */
    public static boolean same(JsonValue one, JsonValue other) {
        if (one.equals(other)) {
            return true;
        }
        var first = new GrowingBytes(one.length() + 16);
        var second = new GrowingBytes(other.length() + 16);
        CanonicalValue.write(one, first);
        CanonicalValue.write(other, second);
        return Arrays.equals(first.toArray(), second.toArray());
    }
}

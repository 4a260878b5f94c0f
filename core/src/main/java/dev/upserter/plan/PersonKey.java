package dev.upserter.plan;

import dev.upserter.json.ValueKind;
import dev.upserter.operation.CompoundKey;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Subject;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * The key of a person or a thing from run to run: of a person the identifier's text in UTF-8, an e-mail address in lower case (Track API
 * reference: "email is case-insensitive"), and a hash of it that never changes. Reused for one identifier after another;
 * for one thread.
 */
public final class PersonKey {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SEED = 0x9E37_79B9_7F4A_7C15L;
    private static final long FACTOR = 0xFF51_AFD7_ED55_8CCDL;

    private byte[] bytes = new byte[0];
    private int start;
    private int end;
    private byte[] folded = new byte[64];

    /** Sets the key to that of a subject; valid as long as the subject is. */
    public PersonKey of(Subject subject) {
        switch (subject) {
            case Identifier identifier -> take(identifier);
            case CompoundKey compound -> whole(compound.text().getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    /** Puts in front what the key is, so that no two kinds of identifiers are taken for one another: {@link TypedKey}. */
    public void ofType(IdentifierType type) {
        whole((TypedKey.prefix(type) + new String(bytes, start, end - start, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8));
    }

    private void take(Identifier identifier) {
        var value = identifier.value();
        if (value.kind() == ValueKind.TEXT && value.hasEscape()) {
            whole(identifier.text().getBytes(StandardCharsets.UTF_8));
        } else {
            int quote = value.kind() == ValueKind.TEXT ? 1 : 0;
            bytes = value.bytes();
            start = value.start() + quote;
            end = value.end() - quote;
        }
        if (identifier.type() == IdentifierType.EMAIL) {
            fold();
        }
    }

    private void whole(byte[] text) {
        bytes = text;
        start = 0;
        end = text.length;
    }

    private void fold() {
        int length = end - start;
        if (folded.length < length) {
            folded = new byte[length * 2];
        }
        for (int i = 0; i < length; i++) {
            byte b = bytes[start + i];
            if (b < 0) {
                String text = new String(bytes, start, length, StandardCharsets.UTF_8);
                whole(text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
                return;
            }
            folded[i] = b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
        }
        bytes = folded;
        start = 0;
        end = length;
    }

    /** The bytes that hold the key, from {@link #start()} up to {@link #end()} (exclusive). */
    public byte[] bytes() {
        return bytes;
    }

    public int start() {
        return start;
    }

    public int end() {
        return end;
    }

    /** Whether the key has these bytes. */
    public boolean is(byte[] others) {
        return Arrays.equals(bytes, start, end, others, 0, others.length);
    }

    /** 64 bits of the key; the same in every version. */
    public long hash() {
        return hash(bytes, start, end);
    }

    /** 64 bits of a key; the same in every version, since the state is sorted by it. */
    public static long hash(byte[] bytes, int start, int end) {
        long hash = SEED ^ (end - start);
        int i = start;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            hash = mix(hash ^ (long) LONGS.get(bytes, i));
        }
        long rest = 0;
        for (; i < end; i++) {
            rest = rest << 8 | (bytes[i] & 0xFF);
        }
        return mix(mix(hash ^ rest));
    }

    private static long mix(long value) {
        long mixed = value * FACTOR;
        mixed ^= mixed >>> 32;
        mixed *= SEED;
        return mixed ^ mixed >>> 29;
    }
}

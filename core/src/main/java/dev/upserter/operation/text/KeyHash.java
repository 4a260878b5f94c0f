package dev.upserter.operation.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A fast 64-bit hash of a key, for telling people apart within one run; not for storage. */
public final class KeyHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH = 0x8080_8080_8080_8080L;
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long SEED = 0x9E37_79B9_7F4A_7C15L;
    private static final long FACTOR = 0xFF51_AFD7_ED55_8CCDL;

    private KeyHash() {}

    public static long of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return of(bytes, 0, bytes.length);
    }

    public static long of(byte[] bytes, int start, int end) {
        long hash = SEED ^ (end - start);
        int i = start;
        for (; i <= end - 8; i += 8) {
            hash = mix(hash ^ (long) LONGS.get(bytes, i));
        }
        long rest = 0;
        for (; i < end; i++) {
            rest = rest << 8 | (bytes[i] & 0xFF);
        }
        return mix(hash ^ rest);
    }

    /** The hash of ASCII with its capital letters made small. */
    public static long ofFoldedAscii(byte[] bytes, int start, int end) {
        long hash = SEED ^ (end - start);
        int i = start;
        for (; i <= end - 8; i += 8) {
            hash = mix(hash ^ fold((long) LONGS.get(bytes, i)));
        }
        long rest = 0;
        for (; i < end; i++) {
            rest = rest << 8 | bytes[i];
        }
        return mix(hash ^ fold(rest));
    }

    /** Eight characters of ASCII in small letters. */
    private static long fold(long eight) {
        long fromA = eight + (0x80 - 'A') * ONES;
        long aboveZ = eight + (0x7F - 'Z') * ONES;
        return eight | (fromA & ~aboveZ & HIGH) >>> 2;
    }

    private static long mix(long value) {
        long mixed = value * FACTOR;
        mixed ^= mixed >>> 32;
        mixed *= SEED;
        return mixed ^ mixed >>> 29;
    }
}

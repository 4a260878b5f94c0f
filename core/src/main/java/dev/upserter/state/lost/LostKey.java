package dev.upserter.state.lost;

import dev.upserter.operation.CompoundKey;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.Subject;
import dev.upserter.state.RecordKey;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** By what people and things are known in the record of what was lost: 64 bits of a keyed hash. For one thread. */
public final class LostKey {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final RecordKey key;

    LostKey(RecordKey key) {
        this.key = key;
    }

    /** Of a person by an identifier, or of a thing by its parts. */
    public long of(Subject subject) {
        return switch (subject) {
            case Identifier person -> first(key.hash(person));
            case CompoundKey thing -> of(thing.keyName(), thing.text().getBytes(StandardCharsets.UTF_8));
        };
    }

    /**
     * Of what a state knows by a key.
     *
     * @param scope what the keys of the state are
     */
    public long of(String scope, byte[] keyInState) {
        return first(key.hash(scope, keyInState, 0, keyInState.length));
    }

    private static long first(byte[] hash) {
        return (long) LONGS.get(hash, 0);
    }
}

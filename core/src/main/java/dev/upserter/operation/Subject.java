package dev.upserter.operation;

import dev.upserter.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What an operation is about: it orders operations, is the key in a state, and names a dead letter. A person is known by an
 * {@link Identifier}, which is the subject itself. As good as the bytes of its values; for one thread.
 */
public sealed interface Subject permits Identifier, CompoundKey {

    /** 64 bits that are equal for one subject. Two subjects may, very rarely, share them. */
    long subjectHash();

    /** What it is known by, as a JSON text or a whole number. */
    JsonValue value();

    /** What it is known by, as people read it. */
    String text();

    /** What kind of key that is, as Customer.io spells it: {@code id}, {@code email}, {@code anonymous_id}. */
    String keyName();

    /** The person whom it is about, alone or together with something else; null for nobody who is known. */
    @Nullable
    Identifier person();
}

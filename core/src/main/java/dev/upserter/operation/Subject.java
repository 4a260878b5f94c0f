package dev.upserter.operation;

import dev.upserter.json.JsonValue;

/**
 * What an operation is about: it orders operations, is the key in a state, and names a dead letter. A person is known by an
 * {@link Identifier}, which is the subject itself. As good as the bytes of its values; for one thread.
 */
public sealed interface Subject permits Identifier {

    /** 64 bits that are equal for one subject. Two subjects may, very rarely, share them. */
    long subjectHash();

    /** What it is known by, as a JSON text or a whole number. */
    JsonValue value();

    /** What it is known by, as people read it. */
    String text();
}

package dev.upserter.sandbox.store;

import dev.upserter.sandbox.entry.EntryIdentifier;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A person in the store. Kept small, since there may be a million. Guarded by the store's lock. */
final class StoredPerson {
    private final int number;

    @Nullable
    String id;

    @Nullable
    String email;

    @Nullable
    String phone;

    byte[] attributes = PackedAttributes.NONE;
    long updates;

    /** The latest timestamp that an identify gave, in Unix seconds. */
    long changedAt = Long.MIN_VALUE;

    StoredPerson(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    String cioId() {
        return cioId(number);
    }

    /** The documented examples have this form: {@code 03000001}. */
    static String cioId(int number) {
        return String.format(Locale.ROOT, "%08x", 0x3000000 + number);
    }

    @Nullable
    String get(EntryIdentifier.Kind kind) {
        return switch (kind) {
            case ID -> id;
            case EMAIL -> email;
            case PHONE -> phone;
            case CIO_ID -> cioId();
        };
    }

    void set(EntryIdentifier.Kind kind, @Nullable String value) {
        switch (kind) {
            case ID -> id = value;
            case EMAIL -> email = value;
            case PHONE -> phone = value;
            case CIO_ID -> throw new IllegalArgumentException("a cio_id never changes");
        }
    }

    Person person(PackedAttributes packing) {
        return new Person(
                Optional.ofNullable(id),
                Optional.ofNullable(email),
                Optional.ofNullable(phone),
                cioId(),
                packing.unpack(attributes),
                updates);
    }
}

package dev.upserter.sandbox.store;

import dev.upserter.sandbox.entry.EntryIdentifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds people by identifier and keeps the order in which they first appeared. Guarded by the store's lock. */
final class PersonIndex {
    private final Map<String, StoredPerson> byId = new HashMap<>();
    private final Map<String, StoredPerson> byEmail = new HashMap<>();
    private final Map<String, StoredPerson> byPhone = new HashMap<>();
    private final List<@Nullable StoredPerson> inOrder = new ArrayList<>();
    /** A cio_id is never assigned twice, so numbering continues from here after a clear. */
    private int firstNumber = 1;

    private int size;

    int size() {
        return size;
    }

    StoredPerson add() {
        var person = new StoredPerson(firstNumber + inOrder.size());
        inOrder.add(person);
        size++;
        return person;
    }

    void remove(StoredPerson person) {
        for (EntryIdentifier.Kind kind : EntryIdentifier.Kind.values()) {
            if (kind != EntryIdentifier.Kind.CIO_ID) {
                unlink(person, kind);
            }
        }
        inOrder.set(person.number() - firstNumber, null);
        size--;
    }

    void clear() {
        firstNumber += inOrder.size();
        byId.clear();
        byEmail.clear();
        byPhone.clear();
        inOrder.clear();
        size = 0;
    }

    /** Numbers people from the first number again. */
    void restart() {
        clear();
        firstNumber = 1;
    }

    @Nullable
    StoredPerson find(EntryIdentifier identifier) {
        return switch (identifier.kind()) {
            case ID, EMAIL, PHONE -> map(identifier.kind()).get(key(identifier));
            case CIO_ID -> byCioId(identifier.value());
        };
    }

    /** Gives the person this identifier, in place of any other of its kind. */
    void link(StoredPerson person, EntryIdentifier identifier) {
        EntryIdentifier.Kind kind = identifier.kind();
        if (kind == EntryIdentifier.Kind.CIO_ID || identifier.value().equals(person.get(kind))) {
            return;
        }
        unlink(person, kind);
        person.set(kind, identifier.value());
        map(kind).put(key(identifier), person);
    }

    void unlink(StoredPerson person, EntryIdentifier.Kind kind) {
        String known = person.get(kind);
        if (known != null) {
            map(kind).remove(key(new EntryIdentifier(kind, known)));
            person.set(kind, null);
        }
    }

    /**
     * Up to {@code limit} people from position {@code from} on; positions of deleted people count too. See {@link #end}.
     */
    List<StoredPerson> slice(int from, int limit) {
        var slice = new ArrayList<StoredPerson>();
        for (StoredPerson person : inOrder.subList(Math.min(from, end()), Math.min(from + limit, end()))) {
            if (person != null) {
                slice.add(person);
            }
        }
        return slice;
    }

    /** The position after the last person. */
    int end() {
        return inOrder.size();
    }

    private @Nullable StoredPerson byCioId(String cioId) {
        try {
            int place = Integer.parseInt(cioId, 16) - 0x3000000 - firstNumber;
            boolean known = place >= 0 && place < inOrder.size();
            return known ? inOrder.get(place) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private Map<String, StoredPerson> map(EntryIdentifier.Kind kind) {
        return switch (kind) {
            case ID -> byId;
            case EMAIL -> byEmail;
            case PHONE -> byPhone;
            case CIO_ID -> throw new IllegalArgumentException("a cio_id is a place in the order");
        };
    }

    private static String key(EntryIdentifier identifier) {
        return identifier.kind() == EntryIdentifier.Kind.EMAIL
                ? EntryIdentifier.folded(identifier.value())
                : identifier.value();
    }
}

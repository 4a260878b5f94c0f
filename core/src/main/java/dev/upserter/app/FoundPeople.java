package dev.upserter.app;

import dev.upserter.operation.IdentifierType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whom Customer.io has of some people, and which attributes they have. Immutable. */
public final class FoundPeople {
    private final IdentifierType type;
    private final Map<String, Set<String>> attributes;

    /** @param attributes by the identifier, folded: the names of the attributes that have a value */
    FoundPeople(IdentifierType type, Map<String, Set<String>> attributes) {
        this.type = type;
        this.attributes = Map.copyOf(attributes);
    }

    /** Whether Customer.io has the person. */
    public boolean has(String identifier) {
        return attributes.containsKey(folded(type, identifier));
    }

    /** The names of the attributes of the person that have a value; empty for a person whom Customer.io does not have. */
    public Optional<Set<String>> attributesOf(String identifier) {
        return Optional.ofNullable(attributes.get(folded(type, identifier)));
    }

    /** How many were found. */
    public int size() {
        return attributes.size();
    }

    /** The same text for identifiers of one person. */
    static String folded(IdentifierType type, String identifier) {
        return type == IdentifierType.EMAIL ? identifier.toLowerCase(Locale.ROOT) : identifier;
    }
}

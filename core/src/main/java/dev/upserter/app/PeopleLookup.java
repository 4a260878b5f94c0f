package dev.upserter.app;

import dev.upserter.operation.IdentifierType;
import java.util.Collection;

/** Finds out which people Customer.io has. For one thread. */
public interface PeopleLookup {
    /** So many people are asked for in a request; more of them take several. */
    int PEOPLE_A_REQUEST = 100;

    /**
     * Whom of these people Customer.io has, and which attributes.
     *
     * @param type        by what they are known
     * @param identifiers of that type, as texts; the same one may come twice
     */
    FoundPeople find(IdentifierType type, Collection<String> identifiers) throws InterruptedException;
}

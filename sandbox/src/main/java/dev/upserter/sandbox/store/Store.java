package dev.upserter.sandbox.store;

import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryFields;
import dev.upserter.sandbox.entry.EntryRefusedException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * What the sandbox keeps of one kind of object, and the requests that concern it. The effects of its entries, and
 * {@link #clear}, run under the lock of {@link Stores}, which lists all stores.
 */
interface Store {
    /** What it keeps, as its page below {@code /sandbox/} is named. */
    String name();

    /** What it keeps, each thing by its name: the same however often the same was said. */
    SortedMap<String, String> contents();

    /** Writes what it keeps into a list that is open, in an order that does not change. */
    void write(JsonGenerator json) throws IOException;

    /** The type of the v2 entries that it takes. */
    String type();

    /** The actions of these entries; only one store handles a pair of type and action. */
    Set<String> actions();

    /**
     * Reads a v2 entry of its type.
     *
     * @throws EntryRefusedException if Customer.io would refuse it
     */
    Entry entry(EntryFields fields) throws EntryRefusedException;

    /** The v1 resources that it offers. */
    List<Resource> resources();

    /**
     * Moves what it keeps of a person to another who stays, where Customer.io does; what it leaves is gone with the person.
     *
     * @param goes  as known before the merge
     * @param stays as known after it
     */
    default void merged(Person goes, Person stays) {}

    /** Removes everything. */
    void clear();
}

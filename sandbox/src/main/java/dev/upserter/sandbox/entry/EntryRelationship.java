package dev.upserter.sandbox.entry;

import org.jspecify.annotations.Nullable;

/**
 * One element of {@code cio_relationships}: the other end, and what is said of the relationship.
 *
 * @param person     the other end of an object; null where that is an object, or somebody who is not known yet
 * @param object     the other end of a person; null where that is a person
 * @param anonymous  the anonymous id of somebody who is not known yet, the other end of an object; null otherwise
 * @param attributes of the relationship
 */
public record EntryRelationship(
        @Nullable EntryIdentifier person,
        @Nullable EntryObject object,
        @Nullable String anonymous,
        Attributes attributes) {}

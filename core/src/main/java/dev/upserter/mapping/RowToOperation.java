package dev.upserter.mapping;

import dev.upserter.mapping.spec.Rule;
import dev.upserter.operation.Operation;
import dev.upserter.operation.text.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes an operation of what one row says. Threads may share it. */
@FunctionalInterface
public interface RowToOperation {
    /**
     * The operation; it may keep what the row's values give, but not the object itself.
     *
     * @throws UnfitException if the row cannot become one
     */
    Operation of(RowValues row) throws UnfitException;

    /** An operation about what a row is about that cannot become one, not to be sent; empty where the row does not tell. */
    default Optional<Operation> about(RowValues row) {
        return Optional.empty();
    }

    /** Rules for the values that it needs beside the key and the mapping, each named for the key of the configuration. */
    default List<Rule> parts() {
        return List.of();
    }

    /** Which of the parts tell one thing from another, as the key of a row does. */
    default Set<String> identifying() {
        return Set.of();
    }

    /** What Customer.io takes an attribute of this name for. */
    default Role role(String attribute) {
        return Role.of(attribute);
    }

    /** Which of the parts says when a row was changed, and nothing else; empty for none. */
    default String time() {
        return "";
    }

    /** What the key of a row is called in messages. */
    default String key() {
        return "the user id";
    }
}

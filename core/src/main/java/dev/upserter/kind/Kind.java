package dev.upserter.kind;

import dev.upserter.batch.Api;
import dev.upserter.batch.Ordering;
import dev.upserter.batch.Route;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Operation;
import dev.upserter.operation.Payload;
import dev.upserter.plan.Mode;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the rows of a sync become at Customer.io: the value of the key {@code type}. All that differs from kind to kind is
 * here; reader, schema, documentation and delivery ask for it. Immutable; threads may share it.
 */
public interface Kind extends Serializable {
    /** The value of {@code type}. */
    String spelling();

    /** What each row becomes, in Markdown: the row of the documentation. */
    String meaning();

    /** The keys of a configuration that this kind alone has, beside {@code userId} and {@code identifyBy}. */
    default List<Slot<?>> slots() {
        return List.of();
    }

    /** What {@code mode} may be; the first is the default. */
    List<Mode> modes();

    /** Whether a row says something beside whom it is about: {@code mappings} and the keys that go with it. */
    default boolean hasAttributes() {
        return false;
    }

    /** What {@code identifyBy} may be. */
    default Set<IdentifierType> identifiers() {
        return EnumSet.allOf(IdentifierType.class);
    }

    /** What {@code api} may be; empty where there is only one way to Customer.io. */
    default List<Api> apis() {
        return List.of();
    }

    /**
     * The requests that take operations to Customer.io.
     *
     * @param api        one of {@link #apis}; not looked at where there are none
     * @param identifyBy one of {@link #identifiers}
     */
    Route route(KindConfig config, Api api, IdentifierType identifyBy);

    /** The order of operations about one subject. */
    Ordering ordering();

    /**
     * What a row becomes.
     *
     * @param who     whom it is about
     * @param payload what it says of them; nothing where the kind has no attributes
     */
    Operation operation(KindConfig config, Identifier who, Payload payload);

    /** What each row does for ever, as {@code delete a person}; empty where all of it can be undone. */
    default Optional<String> irreversible() {
        return Optional.empty();
    }

    /** Whether a state tells what changed since the last run, so that only that is sent. */
    default boolean isIncremental() {
        return modes().contains(Mode.MIRROR);
    }
}

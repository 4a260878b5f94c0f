package dev.upserter.kind;

import dev.upserter.batch.Api;
import dev.upserter.batch.Ordering;
import dev.upserter.batch.Route;
import dev.upserter.batch.Routing;
import dev.upserter.json.JsonValue;
import dev.upserter.mapping.RowValues;
import dev.upserter.mapping.UnfitException;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Operation;
import dev.upserter.operation.Payload;
import dev.upserter.operation.Subject;
import dev.upserter.operation.text.Role;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.plan.TypedKey;
import dev.upserter.problem.Problems;
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

    /** Whether this is another kind, or a copy of it. */
    default boolean is(Kind other) {
        return spelling().equals(other.spelling());
    }

    /** What its rows are about, in the plural, for messages. */
    default String things() {
        return "people";
    }

    /** One of these. */
    default String thing() {
        String things = things();
        return things.equals("people") ? "person" : things.substring(0, things.length() - 1);
    }

    /** What each row becomes, in Markdown: the row of the documentation. */
    String meaning();

    /** What becomes of its rows in one of its {@link #modes}. */
    Effects effects(Mode mode);

    /** The keys of a configuration that this kind alone has, beside {@code userId} and {@code identifyBy}. */
    default List<Slot<?>> slots() {
        return List.of();
    }

    /** Whether {@code userId} may be the key of its rows. */
    default boolean hasUserId() {
        return true;
    }

    /** Those of its {@link #slots} that may be the key of its rows in place of {@code userId}; one key there must be. */
    default List<Slot<Expression>> keys() {
        return List.of();
    }

    /**
     * Which of its {@link #slots} says when a row was changed, and nothing else: it chooses between rows about one thing, and a row
     * whose time alone is another is unchanged.
     */
    default Optional<Slot<Expression>> time() {
        return Optional.empty();
    }

    /** What {@code mode} may be; the first is the default. */
    List<Mode> modes();

    /** Whether a row says something beside whom it is about: {@code mappings} and the keys that go with it. */
    default boolean hasAttributes() {
        return false;
    }

    /** Whether fields that no key names are sent where there are no {@code mappings}. */
    default boolean sendsAllFields() {
        return hasAttributes();
    }

    /** What Customer.io takes an attribute of this name for. */
    default Role role(String attribute) {
        return Role.of(attribute);
    }

    /** What {@code identifyBy} may be; empty where its rows are never about people. */
    default Set<IdentifierType> identifiers() {
        return EnumSet.allOf(IdentifierType.class);
    }

    /** Whether its rows may be known by different kinds of identifiers: {@code userId} may be a list. */
    default boolean mixesIdentifiers() {
        return !identifiers().isEmpty();
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

    /** How operations reach Customer.io; by {@link #route}, where a kind has only one. */
    default Routing routing(KindConfig config, Api api, IdentifierType identifyBy) {
        return Routing.of(route(config, api, identifyBy), ordering());
    }

    /** The order of operations about one subject. */
    Ordering ordering();

    /**
     * What a row becomes.
     *
     * @param row its key, the values of {@link #slots} of the type {@link SlotType.PerRow}, and what the mapping makes of it
     * @throws UnfitException if it cannot become anything
     */
    Operation operation(KindConfig config, RowValues row) throws UnfitException;

    /**
     * What a row is about that cannot become an operation: one about the same, which is not sent. Empty where no mirror asks.
     *
     * @throws UnfitException if the row does not tell
     */
    default Optional<Operation> about(KindConfig config, RowValues row) throws UnfitException {
        return Optional.empty();
    }

    /**
     * Requires of a value that a configuration gives to all rows that it can be right.
     *
     * @param slot  one of {@link #slots} of the type {@link SlotType.PerRow}
     * @param value after its cast; never null in JSON
     * @throws UnfitException if no row with this value can be sent
     */
    default void checkConstant(Slot<?> slot, JsonValue value) throws UnfitException {}

    /** Requires of a configuration what its keys say together. */
    default void check(KindConfig config, Problems problems) {}

    /** Whether each row becomes an event, which Customer.io knows again by its id. */
    default boolean isEvent() {
        return false;
    }

    /** What each row does for ever, as {@code delete a person}; empty where all of it can be undone. */
    default Optional<String> irreversible() {
        return Optional.empty();
    }

    /** Whether a state keeps what was delivered. */
    default Memory memory() {
        return Memory.ON_REQUEST;
    }

    /**
     * What the keys of a state belong to, and by what they are known: a state of another text is about something else.
     *
     * @param identifyBy what people are known by
     */
    default String stateScope(KindConfig config, IdentifierType identifyBy) {
        return spelling() + " " + identifyBy.spelling();
    }

    /** With {@code mode: mirror}, what may become of things that are no longer in the source; the first is the default. */
    default List<Removal> removals() {
        return List.of(Removal.NOTHING);
    }

    /**
     * What is sent of something that is no longer in the source. A removal never creates anything.
     *
     * @param identifyBy what people are known by
     * @param key        of the thing, as {@link Operation#stateKey} tells it
     * @param how        one of {@link #removals}, and not {@link Removal#NOTHING}
     * @param payload    the attributes that are cleared or set; nothing for other removals
     */
    default Operation removal(KindConfig config, IdentifierType identifyBy, String key, Removal how, Payload payload) {
        throw new IllegalStateException("nothing is removed where type is " + spelling());
    }

    /**
     * Whom and what something in a state stands and falls with at Customer.io, itself included: once one of these is taken away, it
     * is there no more. Nothing where that makes no difference to later runs.
     *
     * @param key of the thing, as {@link Operation#stateKey} tells it, and what people are known by
     */
    default List<Subject> restsOn(KindConfig config, TypedKey key) {
        return List.of();
    }

    /**
     * Who is gone from Customer.io once a row of this kind was taken.
     *
     * @param key of the row, as {@link Operation#stateKey} tells it, and what people are known by
     */
    default Optional<Subject> takesAway(KindConfig config, TypedKey key) {
        return Optional.empty();
    }

    /** Whether the attribute may be cleared of somebody or something that is no longer in the source. */
    default boolean mayClear(AttributeName name, IdentifierType identifyBy) {
        return true;
    }

    /** Whether its rows make people whom Customer.io did not have, and are about nothing else. */
    default boolean addsPeople() {
        return false;
    }

    /**
     * Whether Customer.io ignores its rows about people whom it does not have, and says that they were taken. They are sent
     * again, but for those of a kind that is sent once.
     */
    default boolean ignoresUnknown() {
        return false;
    }

    /** What its rows do to whom Customer.io ignores. */
    default Suppression suppression() {
        return Suppression.NONE;
    }
}

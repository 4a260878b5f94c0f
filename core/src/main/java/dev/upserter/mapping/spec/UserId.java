package dev.upserter.mapping.spec;

import dev.upserter.operation.IdentifierType;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What identifies a person: the key {@code userId}.
 *
 * @param value   a field as it is, or a rule; of a list, the first
 * @param choices of a list, all of them, of which the first counts that a row has; empty where there is only the value
 */
public record UserId(Expression value, List<Choice> choices) implements Serializable {
    /**
     * One of several.
     *
     * @param value      a field as it is, or a rule
     * @param identifyBy which identifier of Customer.io it is; null for that of the configuration
     */
    public record Choice(Expression value, @Nullable IdentifierType identifyBy) implements Serializable {}

    public UserId {
        choices = List.copyOf(choices);
    }

    /** Of one value. */
    public UserId(Expression value) {
        this(value, List.of());
    }

    /** A field as it is. */
    public static UserId of(FieldPath field) {
        return new UserId(Expression.of(new ValueOrigin.Field(field)));
    }

    /** The first of these that a row has. */
    public static UserId firstOf(List<Choice> choices) {
        return new UserId(choices.getFirst().value(), choices);
    }

    /** Whether it is one of several, so that rows may be known by different kinds of identifiers. */
    public boolean isList() {
        return !choices.isEmpty();
    }

    /** Whether it says of any of its values which identifier of Customer.io that is. */
    public boolean saysIdentifier() {
        return choices.stream().anyMatch(choice -> choice.identifyBy() != null);
    }

    /** Whether it is a field with nothing done to it. */
    public boolean isPlain() {
        return !isList() && value.isPlain();
    }

    /** All values, in order. */
    public List<Expression> values() {
        return isList() ? choices.stream().map(Choice::value).toList() : List.of(value);
    }

    /** What each of the values is, in order. */
    public List<IdentifierType> identifiers(IdentifierType identifyBy) {
        return isList()
                ? choices.stream()
                        .map(choice -> Objects.requireNonNullElse(choice.identifyBy(), identifyBy))
                        .toList()
                : List.of(identifyBy);
    }

    /** The field that it is made of, if it is a single one. */
    public Optional<FieldPath> field() {
        return isList() ? Optional.empty() : field(value);
    }

    /** The fields that it is, as far as it is fields. */
    public Stream<FieldPath> fields() {
        return values().stream().map(UserId::field).flatMap(Optional::stream);
    }

    private static Optional<FieldPath> field(Expression value) {
        return value.origin() instanceof ValueOrigin.Field field ? Optional.of(field.path()) : Optional.empty();
    }

    /** The field, or that there is none, for messages. */
    @Override
    public String toString() {
        return values().stream()
                .map(each -> field(each).map(FieldPath::text).orElse("made by a template"))
                .collect(Collectors.joining(" or "));
    }
}

package dev.upserter.mapping.spec;

import java.io.Serializable;
import java.util.Optional;

/**
 * What identifies a person: the key {@code userId}.
 *
 * @param value a field as it is, or a rule
 */
public record UserId(Expression value) implements Serializable {

    /** A field as it is. */
    public static UserId of(FieldPath field) {
        return new UserId(Expression.of(new ValueOrigin.Field(field)));
    }

    /** Whether it is a field with nothing done to it. */
    public boolean isPlain() {
        return value.isPlain();
    }

    /** The field that it is made of, if it is a single one. */
    public Optional<FieldPath> field() {
        return value.origin() instanceof ValueOrigin.Field field ? Optional.of(field.path()) : Optional.empty();
    }

    /** The field, or that there is none, for messages. */
    @Override
    public String toString() {
        return field().map(FieldPath::text).orElse("made by a template");
    }
}

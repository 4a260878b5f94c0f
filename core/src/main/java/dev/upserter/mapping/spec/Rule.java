package dev.upserter.mapping.spec;

import java.io.Serializable;

/**
 * One rule: a value becomes an attribute.
 *
 * @param to    the attribute's name at Customer.io
 * @param value the value
 * @param onlyIfEmpty whether it is sent only where the person has no value yet
 */
public record Rule(String to, Expression value, boolean onlyIfEmpty) implements Serializable {
    public Rule {
        if (to.isEmpty()) {
            throw new IllegalArgumentException("an attribute name must not be empty");
        }
    }

    /** A value becomes an attribute. */
    public Rule(String to, Expression value) {
        this(to, value, false);
    }

    /** The value of a source field becomes an attribute, as it is. */
    public Rule(FieldPath from, String to) {
        this(to, Expression.of(new ValueOrigin.Field(from)));
    }
}

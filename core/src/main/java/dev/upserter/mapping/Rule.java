package dev.upserter.mapping;

/**
 * One rule: the value of a source field becomes an attribute.
 *
 * @param from the field
 * @param to   the attribute's name at Customer.io
 */
public record Rule(FieldPath from, String to) {
    public Rule {
        if (to.isEmpty()) {
            throw new IllegalArgumentException("an attribute name must not be empty");
        }
    }
}

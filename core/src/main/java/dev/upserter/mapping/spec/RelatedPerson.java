package dev.upserter.mapping.spec;

import dev.upserter.operation.IdentifierType;
import java.io.Serializable;
import java.util.List;

/**
 * Whom a row relates to what it is about: the key {@code person} of an object.
 *
 * @param userId     what identifies the person; where a row has no value, nobody is related
 * @param identifyBy which identifier of Customer.io it is
 * @param mappings   the rules for the attributes of the relationship, in order; none where it has none
 */
public record RelatedPerson(Expression userId, IdentifierType identifyBy, List<Rule> mappings) implements Serializable {
    public RelatedPerson {
        mappings = List.copyOf(mappings);
    }
}

package dev.upserter.mapping;

import dev.upserter.operation.IdentifierType;
import dev.upserter.problem.Problems;
import java.util.List;

/**
 * From record to person.
 *
 * @param userId     the field that holds the identifier
 * @param identifyBy which identifier of Customer.io it is
 * @param mappings   the rules, in order; none means that every field is sent under its own name
 * @param unmapped   what happens to fields that no rule names
 * @param nulls      what a null does
 * @param updateOnly whether only people who exist are changed (mode {@code update})
 */
public record MappingConfig(
        FieldPath userId,
        IdentifierType identifyBy,
        List<Rule> mappings,
        Unmapped unmapped,
        Nulls nulls,
        boolean updateOnly) {

    public MappingConfig {
        mappings = List.copyOf(mappings);
        long targets = mappings.stream().map(Rule::to).distinct().count();
        new Problems()
                .require(targets == mappings.size(), "mappings", "rules to different attributes")
                .throwIfAny();
    }

    /** Whether fields that no rule names are sent: {@code unmapped: keep}, or no rule at all. */
    public boolean sendsAllFields() {
        return mappings.isEmpty() || unmapped == Unmapped.KEEP;
    }
}

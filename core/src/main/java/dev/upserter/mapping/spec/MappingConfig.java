package dev.upserter.mapping.spec;

import dev.upserter.operation.IdentifierType;
import dev.upserter.problem.Problems;
import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * From record to person.
 *
 * @param userId     what identifies a person
 * @param identifyBy which identifier of Customer.io it is
 * @param mappings   the rules, in order; none means that every field is sent under its own name
 * @param unmapped   what happens to fields that no rule names
 * @param nulls      what a null does, where a rule does not say
 * @param updateOnly whether only people who exist are changed (mode {@code update})
 * @param filter     a condition in Liquid that a record must meet to be sent; null for none
 * @param deny       fields that never leave, whatever the rest says
 * @param related    whom each row relates to what it is about; null for nobody
 */
public record MappingConfig(
        UserId userId,
        IdentifierType identifyBy,
        List<Rule> mappings,
        Unmapped unmapped,
        Nulls nulls,
        boolean updateOnly,
        @Nullable String filter,
        List<FieldPath> deny,
        @Nullable RelatedPerson related)
        implements Serializable {

    public MappingConfig {
        mappings = List.copyOf(mappings);
        deny = List.copyOf(deny);
        if (filter != null) {
            LiquidText.condition(filter);
        }
        new Problems()
                .require(haveTheirOwn(mappings), "mappings", "rules to different attributes")
                .require(related == null || haveTheirOwn(related.mappings()), "person", "rules to different attributes")
                .require(!isDenied(userId, deny), "deny", "without the field of userId, which leaves as the identifier")
                .throwIfAny();
    }

    /** Nobody is related to what a row is about. */
    public MappingConfig(
            UserId userId,
            IdentifierType identifyBy,
            List<Rule> mappings,
            Unmapped unmapped,
            Nulls nulls,
            boolean updateOnly,
            @Nullable String filter,
            List<FieldPath> deny) {
        this(userId, identifyBy, mappings, unmapped, nulls, updateOnly, filter, deny, null);
    }

    /** The user id is a field as it is. */
    public MappingConfig(
            FieldPath userId,
            IdentifierType identifyBy,
            List<Rule> mappings,
            Unmapped unmapped,
            Nulls nulls,
            boolean updateOnly,
            @Nullable String filter,
            List<FieldPath> deny) {
        this(UserId.of(userId), identifyBy, mappings, unmapped, nulls, updateOnly, filter, deny);
    }

    /** Every record is sent, and no field is denied. */
    public MappingConfig(
            FieldPath userId,
            IdentifierType identifyBy,
            List<Rule> mappings,
            Unmapped unmapped,
            Nulls nulls,
            boolean updateOnly) {
        this(userId, identifyBy, mappings, unmapped, nulls, updateOnly, null, List.of());
    }

    /** The same, where each row relates somebody. */
    public MappingConfig relating(@Nullable RelatedPerson person) {
        return new MappingConfig(userId, identifyBy, mappings, unmapped, nulls, updateOnly, filter, deny, person);
    }

    private static boolean isDenied(UserId userId, List<FieldPath> deny) {
        return userId.fields().anyMatch(field -> denies(field, deny));
    }

    /** Which identifiers of Customer.io rows may have, in the order in which they count. */
    public List<IdentifierType> identifiers() {
        return userId.identifiers(identifyBy);
    }

    /** Whether each row says by its values which kind of identifier it has. */
    public boolean isMixed() {
        return userId.isList();
    }

    /** Several rules may fill one attribute if each but the last of them has a condition. */
    private static boolean haveTheirOwn(List<Rule> rules) {
        Set<String> settled = new HashSet<>();
        for (Rule rule : rules) {
            if (settled.contains(rule.to())) {
                return false;
            }
            if (rule.value().when() == null) {
                settled.add(rule.to());
            }
        }
        return true;
    }

    /**
     * Whether a path leads to a field that never leaves, or into one.
     *
     * @param deny the fields that never leave
     */
    public static boolean denies(FieldPath path, List<FieldPath> deny) {
        return DeniedFields.of(deny).removes(path);
    }

    /** Tells of an attribute's name whether the configuration says that no value clears it: {@code nulls: clear}. */
    public Predicate<String> clearing() {
        return clearing(mappings);
    }

    /** The same of the attributes that these rules fill. */
    public Predicate<String> clearing(List<Rule> rules) {
        var byRule = new HashMap<String, Boolean>();
        for (Rule rule : rules) {
            Nulls own = rule.value().nulls();
            byRule.merge(rule.to(), (own == null ? nulls : own) == Nulls.CLEAR, Boolean::logicalAnd);
        }
        boolean otherwise = nulls == Nulls.CLEAR;
        return name -> byRule.getOrDefault(name, otherwise);
    }

    /** Tells of an attribute's name whether the configuration makes it a day as text: {@code as: date}. */
    public Predicate<String> daysAsText() {
        return daysAsText(mappings);
    }

    /** The same of the attributes that these rules fill. */
    public static Predicate<String> daysAsText(List<Rule> rules) {
        var byRule = new HashMap<String, Boolean>();
        for (Rule rule : rules) {
            byRule.merge(rule.to(), rule.value().cast() instanceof Cast.Day, Boolean::logicalAnd);
        }
        return name -> byRule.getOrDefault(name, false);
    }

    /** The rules for the attributes of the relationship to whom a row relates; none where it relates nobody. */
    public List<Rule> relationshipRules() {
        return related == null ? List.of() : related.mappings();
    }

    /** Whether fields that no rule names are sent: {@code unmapped: keep}, or no rule at all. */
    public boolean sendsAllFields() {
        return unmapped == Unmapped.KEEP || mappings.isEmpty() && unmapped != Unmapped.NEVER;
    }

    /** The attributes whose first value stays. */
    public List<String> firstValues() {
        return mappings.stream()
                .filter(Rule::onlyIfEmpty)
                .map(Rule::to)
                .distinct()
                .toList();
    }
}

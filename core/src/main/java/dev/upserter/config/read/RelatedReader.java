package dev.upserter.config.read;

import dev.upserter.config.keys.GivenKeys;
import dev.upserter.config.keys.KeySpec;
import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.keys.OneOf;
import dev.upserter.config.keys.Own;
import dev.upserter.config.keys.Section;
import dev.upserter.config.keys.Type;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.mapping.spec.RelatedPerson;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.operation.IdentifierType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The key {@code person} of an object: whom each row relates to it. */
final class RelatedReader {
    private static final String EXAMPLE = "write {\"userId\": \"owner_id\"}";

    /** "id, email or cio_id" (Track API reference, POST /api/v2/entity, cio_relationships of an object). */
    private static final IdentifierType[] NAMED_BY = {IdentifierType.ID, IdentifierType.EMAIL, IdentifierType.CIO_ID};

    static final Section SECTION = Section.of("person has no key", "");

    private static final KeySpec<Expression> USER_ID = SECTION.add(KeySpec.of(
                    "userId",
                    new Own<>(
                            ExpressionReader::identifier,
                            "\"anyOf\": [{\"type\": \"string\", \"pattern\": \"\\\\S\"}, {\"$section\":"
                                    + " \"identifier\"}]",
                            "text or a rule"),
                    "The field that holds the identifier of the person, a dotted path to it, or a rule that makes"
                            + " it. Where a row has no value, nobody is related.",
                    "required: the field that holds the identifier of the person, or [a rule](identifiers.md)."
                            + " Where a row has no value, nobody is related, and the report says so")
            .required("person has no key \"userId\"", EXAMPLE));
    private static final KeySpec<IdentifierType> IDENTIFY_BY = SECTION.add(KeySpec.of(
                    "identifyBy",
                    OneOf.of(NAMED_BY),
                    "Which identifier of Customer.io that is. A phone number cannot name a person here.",
                    "which identifier of Customer.io that is. A phone number cannot name a person here")
            .defaultsTo(IdentifierType.ID));
    private static final KeySpec<List<Rule>> MAPPINGS = SECTION.add(KeySpec.of(
                    "mappings",
                    new Own<>(
                            (field, values) -> new RulesReader(values).read(field),
                            "\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/rule\"}",
                            "list of rules"),
                    "Which fields become which attributes of the relationship. Without rules, none.",
                    "which fields become which attributes of the relationship. Without rules, none")
            .defaultsTo(List.of()));

    /** What the key may be. */
    static final Type<RelatedPerson> TYPE = new Own<>(RelatedReader::read, "\"$section\": \"related\"", "object");

    private RelatedReader() {}

    private static @Nullable RelatedPerson read(ConfigNode.Field field, KeyValues values) {
        ConfigNode.Fields object = values.object(field, EXAMPLE);
        if (object == null) {
            return null;
        }
        GivenKeys given = GivenKeys.of(object, SECTION, values);
        Expression userId = given.find(USER_ID);
        IdentifierType identifyBy = given.get(IDENTIFY_BY);
        List<Rule> mappings = given.get(MAPPINGS);
        return userId == null ? null : new RelatedPerson(userId, identifyBy, mappings);
    }
}

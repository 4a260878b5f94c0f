package dev.upserter.guard;

import dev.upserter.guard.value.NullWords;
import dev.upserter.json.JsonText;
import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.RelatedPerson;
import dev.upserter.memory.MemoryShare;
import dev.upserter.operation.ChangeRelationship;
import dev.upserter.operation.Form;
import dev.upserter.operation.IdentifyObject;
import dev.upserter.operation.ObjectId;
import dev.upserter.operation.Payload;
import dev.upserter.problem.Code;
import dev.upserter.problem.Quantities;
import dev.upserter.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/** Checks objects and relationships. What an attribute means for a person, it does not mean here. For one thread. */
final class ThingGuard {
    private static final String NOTHING_HINT =
            "give the row an id, or remove it. guards.ID_MALFORMED: warn sends such rows as they are";

    private static final String ATTRIBUTES_HINT =
            "an object has at most 300 attributes, and so has a relationship. Map fewer fields";

    private static final String ENTRY_HINT =
            "an object's data, with those of its relationship, must stay under 32 kB. Map fewer or shorter fields";

    private static final String ONE_ROW_HINT = "leave one row for each of them in the export";

    private final IdentifierGuard people;
    private final boolean relates;
    private final OrderGuard order;
    private final AttributesGuard attributes;
    private final AttributesGuard ofRelationship;

    /**
     * A guard at the start of a run.
     *
     * @param mapping the rules that made the operations
     * @param order   finds several rows about one thing
     * @param clock   tells which dates are in the future
     */
    ThingGuard(MappingConfig mapping, OrderGuard order, InstantSource clock, MemoryShare memory) {
        RelatedPerson related = mapping.related();
        this.people = new IdentifierGuard(false, memory);
        this.relates = related != null;
        this.order = order;
        this.attributes = new AttributesGuard(
                new NameGuard(false), new ValueGuard(clock, mapping.clearing(), mapping.daysAsText()));
        this.ofRelationship = new AttributesGuard(
                new NameGuard(false),
                new ValueGuard(
                        clock,
                        mapping.clearing(mapping.relationshipRules()),
                        MappingConfig.daysAsText(mapping.relationshipRules())));
    }

    IdentifyObject check(IdentifyObject operation, SourceRecord record, Findings findings) {
        check(operation.object(), findings);
        if (operation.person() != null) {
            people.check(operation.person(), findings);
        } else if (relates) {
            findings.add(Code.PERSON_MISSING, "", "the row names no person to relate to the object");
        }
        if (!relates) {
            order.check(operation.subject(), "object", ONE_ROW_HINT, record, findings);
        }
        IdentifyObject guarded = operation.with(
                attributes.check(operation.payload(), findings),
                ofRelationship.check(operation.relationship(), findings));
        checkCount(guarded.payload(), findings);
        checkCount(guarded.relationship(), findings);
        checkSize(guarded.length(Form.ENTRY), List.of(guarded.payload(), guarded.relationship()), findings);
        return guarded;
    }

    ChangeRelationship check(ChangeRelationship operation, SourceRecord record, Findings findings) {
        people.check(operation.identifier(), findings);
        check(operation.object(), findings);
        order.check(operation.subject(), "person and object", ONE_ROW_HINT, record, findings);
        ChangeRelationship guarded = operation.with(attributes.check(operation.payload(), findings));
        checkCount(guarded.payload(), findings);
        checkSize(guarded.length(Form.ENTRY), List.of(guarded.payload()), findings);
        return guarded;
    }

    private static void check(ObjectId object, Findings findings) {
        checkText("the object type", object.type(), findings);
        checkText("the object id", object.id(), findings);
        if (!ObjectId.isTypeNumber(object.type().text())) {
            findings.add(Code.OBJECT_TYPE_MALFORMED, "", "the object type is not a whole number from 1");
        }
    }

    private static void checkText(String what, JsonValue value, Findings findings) {
        int bytes = utf8Length(value);
        if (bytes > Limits.IDENTIFIER) {
            findings.add(
                    Code.ID_MALFORMED,
                    "",
                    what + " has " + Quantities.say(bytes) + " bytes, more than " + Limits.IDENTIFIER);
        }
        if (value.kind() == ValueKind.TEXT) {
            if (value.hasEscape() && JsonText.hasUnpairedSurrogate(value.text())) {
                findings.add(Code.VALUE_MALFORMED, "", what + " holds half of a character");
            }
            IdentifierGuard.checkDamage(what, value, findings);
        }
        IdentifierGuard.checkPlaceholder(what, value, findings);
        if (NullWords.isIn(value)) {
            findings.add(Code.ID_MALFORMED, "", () -> what + " is a word or a sign that names nothing", NOTHING_HINT);
        }
    }

    private static int utf8Length(JsonValue value) {
        int raw = value.kind() == ValueKind.TEXT ? value.length() - 2 : value.length();
        return raw > Limits.IDENTIFIER ? value.text().getBytes(StandardCharsets.UTF_8).length : raw;
    }

    private static void checkCount(Payload payload, Findings findings) {
        int count = payload.size();
        if (count > Limits.ATTRIBUTES) {
            findings.add(
                    Code.TOO_MANY_ATTRIBUTES,
                    "",
                    () -> "the row has " + Quantities.say(count) + " attributes, more than " + Limits.ATTRIBUTES,
                    ATTRIBUTES_HINT);
        } else if (count >= Limits.ATTRIBUTES_NEAR) {
            findings.add(
                    Code.ATTRIBUTES_NEAR_LIMIT,
                    "",
                    () -> "the row has " + Quantities.say(count) + " attributes",
                    ATTRIBUTES_HINT);
        }
    }

    private static void checkSize(int bytes, List<Payload> payloads, Findings findings) {
        if (bytes > Limits.ENTRY) {
            String largest = AttributesGuard.largest(payloads.stream()
                    .flatMap(payload -> payload.attributes().stream())
                    .toList());
            findings.add(
                    Code.ENTRY_TOO_LARGE,
                    "",
                    () -> "the row makes " + Quantities.say(bytes) + " bytes, more than " + Quantities.say(Limits.ENTRY)
                            + ". Its largest attributes are " + largest,
                    ENTRY_HINT);
        }
    }
}

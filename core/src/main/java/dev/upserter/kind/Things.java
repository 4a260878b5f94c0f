package dev.upserter.kind;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.mapping.RowValues;
import dev.upserter.mapping.UnfitException;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.ObjectId;
import dev.upserter.operation.text.Blanks;
import dev.upserter.plan.TypedKey;
import dev.upserter.problem.Code;
import org.jspecify.annotations.Nullable;

/** What kinds have in common: whom a key names, and the keys that say which object. Stateless. */
final class Things {
    static final Slot<Expression> OBJECT_TYPE = new Slot<>(
            "objectType",
            new SlotType.PerRow(SlotType.Meaning.ITSELF),
            true,
            "write the number of the object type, as the workspace's settings show it: objectType: 1",
            "With type object or relationship: the number of the object type, which must exist, or a rule that makes"
                    + " it.",
            "with `type: object` or `relationship`, the number of the [object type](types.md#objects), which must"
                    + " exist, or a rule that makes it");

    static final Slot<Expression> OBJECT_ID = new Slot<>(
            "objectId",
            SlotType.PerRow.ofIdentifier(),
            true,
            "name the field that holds the id of the object: objectId: company_id",
            "With type object or relationship: the field that holds the id of the object, or a rule that makes it.",
            "with `type: object` or `relationship`, the field that holds the id of the object, or a rule that makes"
                    + " it");

    private Things() {}

    /** The person whose key this is. */
    static Identifier person(TypedKey key) {
        return new Identifier(key.type(), JsonValue.ofText(key.key()));
    }

    /** The object of a row, by its id. */
    static ObjectId object(RowValues row, JsonValue id) throws UnfitException {
        return new ObjectId(identifying(OBJECT_TYPE.name(), row.get(OBJECT_TYPE.name())), id);
    }

    /** Requires of a value for all rows that it can be right; the name of a type may stand for its number. */
    static void checkConstant(Slot<?> slot, JsonValue value) throws UnfitException {
        String text = identifying(slot.name(), value).text();
        if (slot.equals(OBJECT_TYPE) && !ObjectId.isTypeName(text) && !ObjectId.isTypeNumber(text)) {
            throw new UnfitException(
                    Code.OBJECT_TYPE_MALFORMED, "the object type is not a whole number from 1, of nine digits at most");
        }
    }

    /**
     * A value that identifies something.
     *
     * @param name of the key that it comes from
     * @throws UnfitException if it is neither a text that shows something nor a whole number
     */
    static JsonValue identifying(String name, JsonValue value) throws UnfitException {
        return switch (value.kind()) {
            case INTEGER -> value;
            case TEXT -> {
                if (Blanks.isBlank(value)) {
                    throw new UnfitException(Code.PART_MISSING, "the row has no value for " + name + ": it is blank");
                }
                yield value;
            }
            case DECIMAL -> throw wrong(name, "a number with a fraction or an exponent");
            case TRUE, FALSE -> throw wrong(name, "true or false");
            case OBJECT -> throw wrong(name, "an object");
            case ARRAY -> throw wrong(name, "a list");
            case NULL -> throw wrong(name, "null");
        };
    }

    /** Whether a value is absent, or shows nothing. */
    static boolean isNothing(@Nullable JsonValue value) {
        return value == null || value.isEmptyText() || value.kind() == ValueKind.TEXT && Blanks.isBlank(value);
    }

    private static UnfitException wrong(String name, String what) {
        return new UnfitException(Code.KEY_TYPE, name + " is " + what);
    }
}

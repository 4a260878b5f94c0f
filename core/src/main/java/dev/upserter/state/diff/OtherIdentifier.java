package dev.upserter.state.diff;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.mapping.RowValues;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Payload;
import dev.upserter.operation.text.Role;

/** The identifier of a person beside their key, in 40 bits: the e-mail address beside an id, the id beside an address. */
final class OtherIdentifier {
    /** The bits in which it is. */
    static final long MASK = (1L << 40) - 1;

    private OtherIdentifier() {}

    /** The one that a row has; 0 for none. Where rows have keys of several kinds, the e-mail address, be it the key. */
    static long of(RowValues row, boolean isMixed) {
        IdentifierType by = row.identifyBy();
        if (isMixed && by == IdentifierType.EMAIL) {
            return of(row.person());
        }
        boolean isId = by == IdentifierType.EMAIL;
        Role wanted = isId ? Role.ID : Role.EMAIL;
        Payload payload = row.payload();
        for (int i = 0; i < payload.size(); i++) {
            Attribute attribute = payload.attribute(i);
            if (attribute.name().role() == wanted && identifies(attribute.value())) {
                return of(new Identifier(isId ? IdentifierType.ID : IdentifierType.EMAIL, attribute.value()));
            }
        }
        return 0;
    }

    private static long of(Identifier identifier) {
        return Math.max(1, identifier.subjectHash() & MASK);
    }

    private static boolean identifies(JsonValue value) {
        return value.kind() == ValueKind.INTEGER || value.kind() == ValueKind.TEXT && !value.isEmptyText();
    }
}

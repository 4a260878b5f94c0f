package dev.upserter.run.change;

import dev.upserter.config.SyncConfig;
import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import dev.upserter.json.Nested;
import dev.upserter.json.ValueKind;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.operation.ActOnPerson;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.Form;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.operation.Operation;
import dev.upserter.operation.Role;
import dev.upserter.plan.ChangeKind;
import dev.upserter.plan.Fingerprinter;
import dev.upserter.plan.Removal;
import dev.upserter.record.SourceRecord;
import dev.upserter.state.diff.Change;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes of each change what is sent, and what is to be noted once it is acknowledged. For one thread. */
final class ChangeToOperation {
    private static final JsonValue NULL = json("null", ValueKind.NULL);
    private static final JsonValue TRUE = json("true", ValueKind.TRUE);
    private static final byte[] NO_VALUES = new byte[0];

    private final SyncConfig config;
    private final boolean everyField;
    private final AttributeName flag;
    private final SourceRecord nowhere = SourceRecord.restored("(no longer in the source)");
    private final GrowingBytes note = new GrowingBytes(256);

    /**
     * For one run.
     *
     * @param everyField whether all of a person's attributes are sent, whatever the configuration says
     */
    ChangeToOperation(SyncConfig config, boolean everyField) {
        this.config = config;
        this.everyField = everyField || !config.incremental().changedFieldsOnly();
        this.flag = new AttributeName(config.incremental().removedAttribute());
        nowhere.restore(0, 0, 0, 0, json("{}", ValueKind.OBJECT));
    }

    private static JsonValue json(String text, ValueKind kind) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return new JsonValue(bytes, 0, bytes.length, kind);
    }

    /** Works out what is sent for a change, and what is noted. */
    Prepared prepare(Change change) throws IOException {
        note.clear();
        if (change.kind() == ChangeKind.REMOVED) {
            change.writeEntry(NO_VALUES, note);
            return new Prepared(removal(change), nowhere, note);
        }
        Change.Now now = change.now();
        IdentifyPerson operation = now.operation();
        change.writeEntry(config.incremental().keepValues() ? values(operation) : NO_VALUES, note);
        return new Prepared(sent(change, operation), now.record(), note);
    }

    private Optional<Operation> sent(Change change, IdentifyPerson operation) {
        if (change.kind() == ChangeKind.RETURNED && config.incremental().removed() == Removal.SET) {
            return Optional.of(unflagged(operation));
        }
        return !everyField && change.before().length > 0
                ? onlyChanged(operation, before(change))
                : Optional.of(operation);
    }

    /** What is to be noted of a change of which nothing is sent; the row is not looked at. */
    GrowingBytes unsent(Change change) {
        note.clear();
        change.writeEntry(NO_VALUES, note);
        return note;
    }

    private static JsonValue before(Change change) {
        return new JsonValue(change.before(), 0, change.before().length, ValueKind.OBJECT);
    }

    static byte[] values(IdentifyPerson operation) {
        var alone = new IdentifyPerson(operation.identifier(), operation.attributes(), false);
        byte[] json = new byte[alone.length(Form.BODY)];
        alone.write(Form.BODY, json, 0);
        return json;
    }

    private IdentifyPerson unflagged(IdentifyPerson operation) {
        var attributes = new ArrayList<>(operation.attributes());
        if (attributes.stream().noneMatch(attribute -> attribute.name().equals(flag))) {
            attributes.add(new Attribute(flag, NULL));
        }
        return operation.withAttributes(attributes);
    }

    private static Optional<Operation> onlyChanged(IdentifyPerson operation, JsonValue before) {
        List<Attribute> changed = operation.attributes().stream()
                .filter(attribute -> isChanged(attribute, before))
                .toList();
        return changed.isEmpty() ? Optional.empty() : Optional.of(operation.withAttributes(changed));
    }

    /** Whether an attribute differs from the values sent last. */
    static boolean isChanged(Attribute attribute, JsonValue before) {
        return Nested.find(before, attribute.name().text())
                .filter(old -> Fingerprinter.same(old, attribute.value()))
                .isEmpty();
    }

    /** Nobody comes to be by a removal: attributes are changed only of people who still exist. */
    private Optional<Operation> removal(Change change) {
        var identifier = new Identifier(config.mapping().identifyBy(), JsonValue.ofText(change.key()));
        return switch (config.incremental().removed()) {
            case NOTHING -> Optional.empty();
            case CLEAR -> {
                List<Attribute> attributes = cleared(change);
                yield attributes.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new IdentifyPerson(identifier, attributes, true));
            }
            case SET -> Optional.of(new IdentifyPerson(identifier, List.of(new Attribute(flag, TRUE)), true));
            case DELETE -> Optional.of(new ActOnPerson(identifier, ActOnPerson.Action.DELETE));
            case SUPPRESS -> Optional.of(new ActOnPerson(identifier, ActOnPerson.Action.SUPPRESS));
        };
    }

    private List<Attribute> cleared(Change change) {
        List<String> names = change.before().length > 0
                ? Nested.names(before(change))
                : config.mapping().mappings().stream().map(Rule::to).toList();
        return names.stream()
                .map(AttributeName::new)
                .filter(name -> mayBeCleared(name.role()))
                .map(name -> new Attribute(name, NULL))
                .toList();
    }

    /** To clear a subscription would bring messages back, and the identifier in use cannot be cleared. */
    private boolean mayBeCleared(Role role) {
        return switch (role) {
            case PLAIN, CREATED_AT, TIMEZONE -> true;
            case PHONE -> config.mapping().identifyBy() != IdentifierType.PHONE;
            case ID -> false;
            case EMAIL -> config.mapping().identifyBy() != IdentifierType.EMAIL;
            case UNSUBSCRIBED, TOPIC, SUBSCRIPTIONS, ANONYMOUS_ID, READ_ONLY -> false;
        };
    }
}

package dev.upserter.run.change;

import dev.upserter.config.SyncConfig;
import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import dev.upserter.json.Nested;
import dev.upserter.json.ValueKind;
import dev.upserter.kind.Kind;
import dev.upserter.mapping.RowToOperation;
import dev.upserter.mapping.RowValues;
import dev.upserter.mapping.UnfitException;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Operation;
import dev.upserter.operation.Payload;
import dev.upserter.plan.ChangeKind;
import dev.upserter.plan.Fingerprinter;
import dev.upserter.plan.Removal;
import dev.upserter.plan.TypedKey;
import dev.upserter.record.SourceRecord;
import dev.upserter.state.diff.Change;
import dev.upserter.state.diff.FirstValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes of each change what is sent, and what is to be noted once it is acknowledged. For one thread. */
final class ChangeToOperation {
    private static final JsonValue NULL = json("null", ValueKind.NULL);
    private static final JsonValue TRUE = json("true", ValueKind.TRUE);
    private static final byte[] NO_VALUES = new byte[0];

    private final SyncConfig config;
    private final Kind kind;
    private final RowToOperation maker;
    private final boolean everyField;
    private final FirstValues first;
    private final AttributeName flag;
    private final SourceRecord nowhere = SourceRecord.restored("(no longer in the source)");
    private final GrowingBytes note = new GrowingBytes(256);
    private final EventNotes events;

    /**
     * For one run.
     *
     * @param everyField whether all of a person's attributes are sent, whatever the configuration says
     * @param events     tells of changes
     */
    ChangeToOperation(SyncConfig config, boolean everyField, EventNotes events) {
        this.config = config;
        this.events = events;
        this.kind = config.kind().kind();
        this.maker = config.kind().maker();
        this.everyField = everyField || !config.incremental().changedFieldsOnly();
        this.first = new FirstValues(config.mapping().firstValues());
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
            byte[] kept = first.isEmpty() || !change.isKept() ? NO_VALUES : change.before();
            change.writeEntry(kept, events.of(change, Payload.NONE), note);
            return new Prepared(removal(change), nowhere, note);
        }
        Change.Now now = change.now();
        Payload payload = now.values().payload();
        JsonValue has = known(change);
        Payload kept = first.kept(payload, has);
        change.writeEntry(config.incremental().keepValues() ? kept.json() : NO_VALUES, events.of(change, kept), note);
        return new Prepared(
                sent(change, first.sent(payload, has, change.isUnsure()))
                        .map(said -> operation(now.values().with(said))),
                now.record(),
                note);
    }

    /** What the state knows of the person, a JSON object, so that first values stay; null if it knows nothing. */
    private static @Nullable JsonValue known(Change change) {
        byte[] before = change.before();
        return before.length == 0 ? null : new JsonValue(before, 0, before.length, ValueKind.OBJECT);
    }

    private Operation operation(RowValues values) {
        try {
            return maker.of(values);
        } catch (UnfitException e) {
            throw new IllegalStateException("the row became an operation when it was read", e);
        }
    }

    /** What is said of the thing; empty if that is nothing. */
    private Optional<Payload> sent(Change change, Payload payload) {
        if (change.kind() == ChangeKind.RETURNED && config.incremental().removed() == Removal.SET) {
            return Optional.of(unflagged(payload));
        }
        if (!first.isEmpty() && payload.size() == 0) {
            return Optional.empty();
        }
        return !everyField && !change.isUnsure() && change.before().length > 0
                ? onlyChanged(payload, before(change))
                : Optional.of(payload);
    }

    /** What is to be noted of a change of which nothing is sent; the row is not looked at. */
    GrowingBytes unsent(Change change) throws IOException {
        note.clear();
        change.writeEntry(NO_VALUES, events.of(change, Payload.NONE), note);
        return note;
    }

    private static JsonValue before(Change change) {
        return new JsonValue(change.before(), 0, change.before().length, ValueKind.OBJECT);
    }

    private Payload unflagged(Payload payload) {
        var attributes = new ArrayList<>(payload.attributes());
        if (attributes.stream().noneMatch(attribute -> attribute.name().equals(flag))) {
            attributes.add(new Attribute(flag, NULL));
        }
        return new Payload(attributes);
    }

    private static Optional<Payload> onlyChanged(Payload payload, JsonValue before) {
        List<Attribute> changed = payload.attributes().stream()
                .filter(attribute -> isChanged(attribute, before))
                .toList();
        return changed.isEmpty() ? Optional.empty() : Optional.of(new Payload(changed));
    }

    /** Whether an attribute differs from the values sent last. */
    static boolean isChanged(Attribute attribute, JsonValue before) {
        return Nested.find(before, attribute.name().text())
                .filter(old -> Fingerprinter.same(old, attribute.value()))
                .isEmpty();
    }

    /** What is removed, as it is sent. */
    String removalKey(Change change) {
        return removal(change)
                .map(operation -> operation.subject().value().text())
                .orElseGet(() -> config.typedKey(change.key()).key());
    }

    private Optional<Operation> removal(Change change) {
        Removal how = config.incremental().removed();
        TypedKey key = config.typedKey(change.key());
        Payload payload = switch (how) {
            case CLEAR -> new Payload(cleared(change, key.type()));
            case SET -> new Payload(List.of(new Attribute(flag, TRUE)));
            case NOTHING, DETACH, DELETE, SUPPRESS -> Payload.NONE;
        };
        boolean isNothing = how == Removal.NOTHING || how == Removal.CLEAR && payload.size() == 0;
        return isNothing
                ? Optional.empty()
                : Optional.of(kind.removal(config.kind(), key.type(), key.key(), how, payload));
    }

    private List<Attribute> cleared(Change change, IdentifierType identifyBy) {
        List<String> names = change.before().length > 0
                ? Nested.names(before(change))
                : config.mapping().mappings().stream().map(Rule::to).toList();
        return names.stream()
                .map(AttributeName::new)
                .filter(name -> kind.mayClear(name, identifyBy))
                .map(name -> new Attribute(name, NULL))
                .toList();
    }
}

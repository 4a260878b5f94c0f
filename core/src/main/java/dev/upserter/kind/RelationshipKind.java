package dev.upserter.kind;

import dev.upserter.batch.Api;
import dev.upserter.batch.Ordering;
import dev.upserter.batch.Route;
import dev.upserter.json.JsonValue;
import dev.upserter.mapping.RowValues;
import dev.upserter.mapping.UnfitException;
import dev.upserter.operation.ChangeRelationship;
import dev.upserter.operation.CompoundKey;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.ObjectId;
import dev.upserter.operation.Operation;
import dev.upserter.operation.Payload;
import dev.upserter.operation.Subject;
import dev.upserter.operation.text.Role;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.plan.TypedKey;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A person and an object, who are related or not (Track API reference, POST /api/v2/batch, add_relationships, delete_relationships). */
record RelationshipKind() implements Kind {
    @Override
    public String spelling() {
        return "relationship";
    }

    @Override
    public String things() {
        return "relationships";
    }

    @Override
    public String meaning() {
        return "a relationship of a person to an object, which is added or changed, or removed: `mappings` become its"
                + " attributes";
    }

    @Override
    public List<Slot<?>> slots() {
        return List.of(Things.OBJECT_TYPE, Things.OBJECT_ID);
    }

    @Override
    public Effects effects(Mode mode) {
        return switch (mode) {
            case REMOVE -> new Effects("ended", Effects.NEVER, "stays ended", Effects.SENT_AGAIN);
            case MIRROR -> new Effects("added, if the person exists", "changed", "ended", Effects.NOT_SENT);
            case ADD, UPSERT, UPDATE, CREATE, APPEND ->
                new Effects("added, if the person exists", "changed", "stays", Effects.SENT_AGAIN);
        };
    }

    @Override
    public boolean ignoresUnknown() {
        return true;
    }

    @Override
    public List<Mode> modes() {
        return List.of(Mode.UPSERT, Mode.REMOVE, Mode.MIRROR);
    }

    @Override
    public boolean hasAttributes() {
        return true;
    }

    @Override
    public boolean sendsAllFields() {
        return false;
    }

    @Override
    public Role role(String attribute) {
        return Role.ofThing(attribute);
    }

    @Override
    public Set<IdentifierType> identifiers() {
        return EnumSet.of(IdentifierType.ID, IdentifierType.EMAIL, IdentifierType.CIO_ID);
    }

    @Override
    public Route route(KindConfig config, Api api, IdentifierType identifyBy) {
        return Api.BATCH.route();
    }

    @Override
    public Ordering ordering() {
        return Ordering.EXCLUSIVE;
    }

    @Override
    public void checkConstant(Slot<?> slot, JsonValue value) throws UnfitException {
        Things.checkConstant(slot, value);
    }

    @Override
    public Operation operation(KindConfig config, RowValues row) throws UnfitException {
        String name = Things.OBJECT_ID.name();
        JsonValue id = Things.identifying(name, row.get(name));
        boolean exists = config.mode() != Mode.REMOVE;
        Payload said = exists ? row.payload() : Payload.NONE;
        return new ChangeRelationship(row.person(), Things.object(row, id), said, exists);
    }

    @Override
    public Optional<Operation> about(KindConfig config, RowValues row) throws UnfitException {
        String name = Things.OBJECT_ID.name();
        ObjectId object = Things.object(row, Things.identifying(name, row.get(name)));
        return Optional.of(new ChangeRelationship(row.person(), object, Payload.NONE, false));
    }

    @Override
    public String stateScope(KindConfig config, IdentifierType identifyBy) {
        return (config.mode() == Mode.REMOVE ? "no relationships by " : "relationships by ") + identifyBy.spelling();
    }

    @Override
    public List<Subject> restsOn(KindConfig config, TypedKey key) {
        if (config.mode() == Mode.REMOVE) {
            return List.of();
        }
        List<JsonValue> parts = CompoundKey.split(key.key());
        return List.of(
                new Identifier(key.type(), parts.getFirst()), new ObjectId(parts.get(1), parts.get(2)).subject());
    }

    @Override
    public List<Removal> removals() {
        return List.of(Removal.DETACH);
    }

    @Override
    public Operation removal(KindConfig config, IdentifierType identifyBy, String key, Removal how, Payload payload) {
        List<JsonValue> parts = CompoundKey.split(key);
        var object = new ObjectId(parts.get(1), parts.get(2));
        return new ChangeRelationship(new Identifier(identifyBy, parts.getFirst()), object, Payload.NONE, false);
    }
}

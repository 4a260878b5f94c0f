package dev.upserter.kind;

import dev.upserter.batch.Api;
import dev.upserter.batch.Ordering;
import dev.upserter.batch.Route;
import dev.upserter.json.JsonValue;
import dev.upserter.mapping.RowValues;
import dev.upserter.mapping.UnfitException;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.mapping.spec.RelatedPerson;
import dev.upserter.operation.CompoundKey;
import dev.upserter.operation.DeleteObject;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.IdentifyObject;
import dev.upserter.operation.ObjectId;
import dev.upserter.operation.Operation;
import dev.upserter.operation.Payload;
import dev.upserter.operation.Subject;
import dev.upserter.operation.text.Role;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.plan.TypedKey;
import dev.upserter.problem.Problems;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An object with its attributes, and perhaps a person related to it (Track API reference, POST /api/v2/batch, type object). */
record ObjectKind() implements Kind {
    static final Slot<RelatedPerson> PERSON = new Slot<>(
            "person",
            new SlotType.Related(),
            false,
            "write {\"userId\": \"owner_id\"}",
            "With type object: the person of each row, who is related to the object.",
            "with `type: object`, the person of each row, who is [related to the object](types.md#objects): `userId`,"
                    + " `identifyBy`, and `mappings` for the attributes of the relationship");

    @Override
    public String spelling() {
        return "object";
    }

    @Override
    public String things() {
        return "objects";
    }

    @Override
    public String meaning() {
        return "an object, such as a company, which is added or changed: `mappings` become its attributes, and perhaps"
                + " the relationship of a person to it";
    }

    @Override
    public List<Slot<?>> slots() {
        return List.of(Things.OBJECT_TYPE, Things.OBJECT_ID, PERSON);
    }

    @Override
    public boolean hasUserId() {
        return false;
    }

    @Override
    public List<Slot<Expression>> keys() {
        return List.of(Things.OBJECT_ID);
    }

    @Override
    public Effects effects(Mode mode) {
        return mode == Mode.MIRROR
                ? new Effects(
                        "added",
                        "changed",
                        "what `removed` says: nothing, or its attributes are cleared, or it is deleted",
                        Effects.NOT_SENT)
                : new Effects("added", "changed", "stays as it is", Effects.SENT_AGAIN);
    }

    @Override
    public boolean ignoresUnknown() {
        return true;
    }

    @Override
    public List<Mode> modes() {
        return List.of(Mode.UPSERT, Mode.MIRROR);
    }

    @Override
    public boolean hasAttributes() {
        return true;
    }

    @Override
    public Role role(String attribute) {
        return Role.ofThing(attribute);
    }

    /** The key {@code person} has one of its own. */
    @Override
    public Set<IdentifierType> identifiers() {
        return Set.of();
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
        ObjectId object = Things.object(row, row.key());
        RelatedPerson related = config.related();
        JsonValue who = related == null ? null : row.find(PERSON.name() + KindConfig.USER_ID);
        if (related == null || who == null || Things.isNothing(who)) {
            return new IdentifyObject(object, row.payload(), null, Payload.NONE);
        }
        var person = new Identifier(related.identifyBy(), Things.identifying(PERSON.name() + KindConfig.USER_ID, who));
        return new IdentifyObject(object, row.payload(), person, row.relationship());
    }

    /** A row with a person is about both: without it, the object need not be gone. */
    @Override
    public void check(KindConfig config, Problems problems) {
        problems.require(
                config.mode() != Mode.MIRROR || !config.has(PERSON),
                "mode",
                "other than mirror where person is given: relate people with type relationship");
    }

    /** A mirror relates nobody. */
    @Override
    public Optional<Operation> about(KindConfig config, RowValues row) throws UnfitException {
        return Optional.of(new IdentifyObject(Things.object(row, row.key()), Payload.NONE, null, Payload.NONE));
    }

    @Override
    public String stateScope(KindConfig config, IdentifierType identifyBy) {
        RelatedPerson related = config.related();
        return related == null
                ? "objects"
                : "objects with a person by " + related.identifyBy().spelling();
    }

    /** A row that relates somebody is about both. */
    @Override
    public List<Subject> restsOn(KindConfig config, TypedKey key) {
        List<JsonValue> parts = CompoundKey.split(key.key());
        Subject object = new ObjectId(parts.getFirst(), parts.get(1)).subject();
        RelatedPerson related = config.related();
        return related == null || parts.size() < 3
                ? List.of(object)
                : List.of(object, new Identifier(related.identifyBy(), parts.get(2)));
    }

    @Override
    public List<Removal> removals() {
        return List.of(Removal.NOTHING, Removal.CLEAR, Removal.DELETE);
    }

    @Override
    public Operation removal(KindConfig config, IdentifierType identifyBy, String key, Removal how, Payload payload) {
        List<JsonValue> parts = CompoundKey.split(key);
        var object = new ObjectId(parts.getFirst(), parts.getLast());
        return how == Removal.DELETE
                ? new DeleteObject(object)
                : new IdentifyObject(object, payload, null, Payload.NONE);
    }
}

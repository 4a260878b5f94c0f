package dev.upserter.kind;

import dev.upserter.batch.Api;
import dev.upserter.batch.Ordering;
import dev.upserter.batch.Route;
import dev.upserter.json.JsonValue;
import dev.upserter.mapping.RowValues;
import dev.upserter.mapping.UnfitException;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.operation.ActOnPerson;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.operation.Operation;
import dev.upserter.operation.Payload;
import dev.upserter.operation.Subject;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.plan.TypedKey;
import java.util.List;
import java.util.Optional;

/** A person with their attributes (Track API reference, POST /api/v2/batch, action identify; PUT /api/v1/customers/{identifier}). */
record PersonKind() implements Kind {
    private static final Slot<Expression> TIMESTAMP = new Slot<>(
            "timestamp",
            SlotType.PerRow.ofTime(),
            false,
            "name the field that holds when the row was last changed",
            "With type person: the field that holds when the row was last changed, or a rule. It is made Unix seconds."
                    + " Customer.io drops what is older than its newest change of the person.",
            "with `type: person`, the field that holds when the row was last changed, or a rule. It is made Unix"
                    + " seconds, so that an older row [does not overwrite newer"
                    + " values](mapping.md#when-a-row-was-changed)");

    @Override
    public String spelling() {
        return "person";
    }

    @Override
    public String meaning() {
        return "a person, who is added or changed: `mappings` become attributes";
    }

    @Override
    public Effects effects(Mode mode) {
        if (mode == Mode.CREATE) {
            return new Effects(
                    "added, if Customer.io does not have the person",
                    "not sent: the person is there",
                    "stays as it is",
                    Effects.NOT_SENT);
        }
        return mode == Mode.MIRROR
                ? new Effects(
                        "added",
                        "changed",
                        "what `removed` says: nothing, or cleared, marked, deleted, suppressed",
                        Effects.NOT_SENT)
                : new Effects(
                        mode == Mode.UPDATE ? "changed, if the person exists" : "added",
                        mode == Mode.UPDATE ? "changed if the person exists" : "changed",
                        "stays as it is",
                        Effects.SENT_AGAIN);
    }

    @Override
    public List<Mode> modes() {
        return List.of(Mode.UPSERT, Mode.UPDATE, Mode.CREATE, Mode.MIRROR);
    }

    @Override
    public boolean hasAttributes() {
        return true;
    }

    @Override
    public boolean addsPeople() {
        return true;
    }

    @Override
    public List<Api> apis() {
        return List.of(Api.BATCH, Api.SINGLE);
    }

    @Override
    public Route route(KindConfig config, Api api, IdentifierType identifyBy) {
        return api.route();
    }

    @Override
    public Ordering ordering() {
        return Ordering.EXCLUSIVE;
    }

    @Override
    public List<Slot<?>> slots() {
        return List.of(TIMESTAMP);
    }

    @Override
    public Optional<Slot<Expression>> time() {
        return Optional.of(TIMESTAMP);
    }

    @Override
    public void checkConstant(Slot<?> slot, JsonValue value) throws UnfitException {
        UnixSeconds.of(value, slot);
    }

    @Override
    public Operation operation(KindConfig config, RowValues row) throws UnfitException {
        return new IdentifyPerson(
                row.person(),
                row.payload(),
                config.mode() == Mode.UPDATE,
                UnixSeconds.of(row.find(TIMESTAMP.name()), TIMESTAMP));
    }

    @Override
    public Optional<Operation> about(KindConfig config, RowValues row) {
        return Optional.of(new ActOnPerson(row.person(), ActOnPerson.Action.DELETE));
    }

    @Override
    public String stateScope(KindConfig config, IdentifierType identifyBy) {
        return identifyBy.spelling();
    }

    @Override
    public List<Subject> restsOn(KindConfig config, TypedKey key) {
        return List.of(Things.person(key));
    }

    @Override
    public List<Removal> removals() {
        return List.of(Removal.NOTHING, Removal.CLEAR, Removal.SET, Removal.DELETE, Removal.SUPPRESS);
    }

    @Override
    public Operation removal(KindConfig config, IdentifierType identifyBy, String key, Removal how, Payload payload) {
        var person = new Identifier(identifyBy, JsonValue.ofText(key));
        return switch (how) {
            case CLEAR, SET -> new IdentifyPerson(person, payload, true);
            case DELETE -> new ActOnPerson(person, ActOnPerson.Action.DELETE);
            case SUPPRESS -> new ActOnPerson(person, ActOnPerson.Action.SUPPRESS);
            case NOTHING, DETACH -> throw new IllegalArgumentException("a person is not removed like this");
        };
    }

    /** To clear a subscription would bring messages back, and the identifier in use cannot be cleared. */
    @Override
    public boolean mayClear(AttributeName name, IdentifierType identifyBy) {
        return switch (name.role()) {
            case PLAIN, CREATED_AT, TIMEZONE -> true;
            case PHONE -> identifyBy != IdentifierType.PHONE;
            case ID -> false;
            case EMAIL -> identifyBy != IdentifierType.EMAIL;
            case UNSUBSCRIBED, TOPIC, SUBSCRIPTIONS, ANONYMOUS_ID, READ_ONLY -> false;
        };
    }
}

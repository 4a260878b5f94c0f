package dev.upserter.kind;

import dev.upserter.batch.Api;
import dev.upserter.batch.Ordering;
import dev.upserter.batch.Route;
import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.mapping.RowValues;
import dev.upserter.mapping.UnfitException;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.operation.CompoundKey;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.MergePeople;
import dev.upserter.operation.Operation;
import dev.upserter.operation.Subject;
import dev.upserter.plan.Mode;
import dev.upserter.plan.TypedKey;
import dev.upserter.problem.Code;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One person of two (Track API reference, POST /api/v2/batch, action merge, and POST /api/v1/merge_customers). */
record MergeKind() implements Kind {
    private static final EnumSet<IdentifierType> IDENTIFIERS =
            EnumSet.of(IdentifierType.ID, IdentifierType.EMAIL, IdentifierType.CIO_ID);
    private static final Slot<Expression> DUPLICATE = new Slot<>(
            "duplicate",
            SlotType.PerRow.ofIdentifier(),
            true,
            "name the field that holds the identifier of the person who goes",
            "With type merge: the field that holds the identifier of the person who goes, or a rule.",
            "with `type: merge`, the field that holds the identifier of the person who goes, or [a rule](mapping.md)");
    private static final Slot<IdentifierType> DUPLICATE_BY = new Slot<>(
            "duplicateBy",
            new SlotType.PersonIdentifier(List.copyOf(IDENTIFIERS)),
            false,
            "write id, email or cio_id",
            "With type merge: which identifier of Customer.io duplicate is. By default, what identifyBy says.",
            "with `type: merge`, which identifier of Customer.io `duplicate` is. Without the key, it is what `identifyBy` says");

    @Override
    public String spelling() {
        return "merge";
    }

    @Override
    public String meaning() {
        return "one person out of two: `userId` stays, and gets what it lacks from `duplicate`, which is deleted. A run asks for a yes first";
    }

    @Override
    public List<Slot<?>> slots() {
        return List.of(DUPLICATE, DUPLICATE_BY);
    }

    @Override
    public Effects effects(Mode mode) {
        return new Effects("merged, if both people exist", Effects.NEVER, "stays merged", Effects.NOT_SENT);
    }

    @Override
    public boolean ignoresUnknown() {
        return true;
    }

    @Override
    public List<Mode> modes() {
        return List.of(Mode.APPEND);
    }

    @Override
    public Set<IdentifierType> identifiers() {
        return EnumSet.copyOf(IDENTIFIERS);
    }

    @Override
    public List<Api> apis() {
        return List.of(Api.BATCH, Api.SINGLE);
    }

    @Override
    public Route route(KindConfig config, Api api, IdentifierType identifyBy) {
        return switch (api) {
            case BATCH -> api.route();
            case SINGLE -> new Route.Fixed("POST", "/api/v1/merge_customers");
        };
    }

    @Override
    public Ordering ordering() {
        return Ordering.PAIRWISE;
    }

    @Override
    public void checkConstant(Slot<?> slot, JsonValue value) throws UnfitException {
        if (value.kind() != ValueKind.TEXT && value.kind() != ValueKind.INTEGER) {
            throw new UnfitException(
                    Code.PART_MALFORMED, "the value of duplicate is neither a text nor a whole number");
        }
    }

    @Override
    public Operation operation(KindConfig config, RowValues row) throws UnfitException {
        JsonValue duplicate = row.get(DUPLICATE.name());
        checkConstant(DUPLICATE, duplicate);
        Identifier stays = row.person();
        var goes = new Identifier(config.has(DUPLICATE_BY) ? config.get(DUPLICATE_BY) : stays.type(), duplicate);
        if (stays.type() == goes.type() && stays.subjectHash() == goes.subjectHash()) {
            throw new UnfitException(Code.PART_MALFORMED, "the row would merge a person with themself");
        }
        return new MergePeople(stays, goes);
    }

    @Override
    public Memory memory() {
        return Memory.ONCE;
    }

    @Override
    public Optional<Subject> takesAway(KindConfig config, TypedKey key) {
        IdentifierType type = config.has(DUPLICATE_BY) ? config.get(DUPLICATE_BY) : key.type();
        return Optional.of(new Identifier(type, CompoundKey.split(key.key()).getLast()));
    }

    @Override
    public Optional<String> irreversible() {
        return Optional.of("merge two people into one");
    }
}

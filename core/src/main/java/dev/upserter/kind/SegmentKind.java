package dev.upserter.kind;

import dev.upserter.batch.Api;
import dev.upserter.batch.Ordering;
import dev.upserter.batch.Route;
import dev.upserter.batch.Routing;
import dev.upserter.json.JsonValue;
import dev.upserter.mapping.RowValues;
import dev.upserter.operation.ChangeMembership;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Operation;
import dev.upserter.operation.Payload;
import dev.upserter.operation.Subject;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.plan.TypedKey;
import dev.upserter.problem.Problems;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A member of a manual segment (Track API reference, POST /api/v1/segments/{segment_id}/add_customers and remove_customers). */
record SegmentKind() implements Kind {
    @Override
    public String spelling() {
        return "segment";
    }

    @Override
    public String things() {
        return "members";
    }

    @Override
    public String meaning() {
        return "a member of a manual segment, or no member any more. Customer.io ignores people who do not exist";
    }

    @Override
    public List<Slot<?>> slots() {
        return List.of(SegmentSlots.SEGMENT, SegmentSlots.CREATE);
    }

    @Override
    public Effects effects(Mode mode) {
        return switch (mode) {
            case REMOVE -> new Effects("no member any more", Effects.NEVER, "stays out", Effects.SENT_AGAIN);
            case MIRROR ->
                new Effects("a member, if the person exists", Effects.NEVER, "no member any more", Effects.NOT_SENT);
            case ADD, UPSERT, UPDATE, CREATE, APPEND ->
                new Effects("a member, if the person exists", Effects.NEVER, "stays a member", Effects.SENT_AGAIN);
        };
    }

    @Override
    public boolean ignoresUnknown() {
        return true;
    }

    @Override
    public List<Mode> modes() {
        return List.of(Mode.ADD, Mode.REMOVE, Mode.MIRROR);
    }

    @Override
    public Set<IdentifierType> identifiers() {
        return EnumSet.of(IdentifierType.ID, IdentifierType.EMAIL, IdentifierType.CIO_ID);
    }

    /** A request has one kind of identifier. */
    @Override
    public boolean mixesIdentifiers() {
        return false;
    }

    @Override
    public Route route(KindConfig config, Api api, IdentifierType identifyBy) {
        return route(config, identifyBy, config.mode() == Mode.REMOVE ? "/remove_customers" : "/add_customers");
    }

    private static Route route(KindConfig config, IdentifierType identifyBy, String change) {
        String path = "/api/v1/segments/" + config.get(SegmentSlots.SEGMENT).number() + change + "?id_type="
                + identifyBy.spelling();
        return new Route.Ids(path, Route.MOST_IDS);
    }

    /** In a mirror, some join and others leave. */
    @Override
    public Routing routing(KindConfig config, Api api, IdentifierType identifyBy) {
        return new ByChange(
                route(config, identifyBy, "/add_customers"), route(config, identifyBy, "/remove_customers"));
    }

    private record ByChange(Route joining, Route leaving) implements Routing {
        @Override
        public Route route(Operation operation) {
            return ((ChangeMembership) operation).joins() ? joining : leaving;
        }

        @Override
        public Ordering ordering() {
            return Ordering.FREE;
        }
    }

    /** To make a segment without a name is not possible. */
    @Override
    public void check(KindConfig config, Problems problems) {
        problems.require(
                !config.createsSegment()
                        || !config.get(SegmentSlots.SEGMENT).name().isEmpty(),
                "createSegment",
                "absent or false where segment is a number: a segment is made by its name");
    }

    @Override
    public Optional<Operation> about(KindConfig config, RowValues row) {
        return Optional.of(new ChangeMembership(row.person(), false));
    }

    @Override
    public String stateScope(KindConfig config, IdentifierType identifyBy) {
        String members = config.mode() == Mode.REMOVE ? "no members of segment " : "members of segment ";
        return members + config.get(SegmentSlots.SEGMENT) + " by " + identifyBy.spelling();
    }

    @Override
    public List<Subject> restsOn(KindConfig config, TypedKey key) {
        return config.mode() == Mode.REMOVE ? List.of() : List.of(Things.person(key));
    }

    @Override
    public List<Removal> removals() {
        return List.of(Removal.DETACH);
    }

    @Override
    public Operation removal(KindConfig config, IdentifierType identifyBy, String key, Removal how, Payload payload) {
        return new ChangeMembership(new Identifier(identifyBy, JsonValue.ofText(key)), false);
    }

    @Override
    public Ordering ordering() {
        return Ordering.FREE;
    }

    @Override
    public Operation operation(KindConfig config, RowValues row) {
        return new ChangeMembership(row.person(), config.mode() != Mode.REMOVE);
    }
}

package dev.upserter.kind;

import dev.upserter.batch.Api;
import dev.upserter.batch.Ordering;
import dev.upserter.batch.Route;
import dev.upserter.mapping.RowValues;
import dev.upserter.operation.ChangeMembership;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Operation;
import dev.upserter.plan.Mode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A member of a manual segment (Track API reference, POST /api/v1/segments/{segment_id}/add_customers and remove_customers). */
record SegmentKind() implements Kind {
    static final Slot<Integer> SEGMENT = new Slot<>(
            "segment",
            new SlotType.WholeNumber(1, Integer.MAX_VALUE),
            true,
            "write the number of a manual segment, as its page at Customer.io shows it",
            "With type segment: the number of the manual segment.",
            "with `type: segment`, the number of the manual segment, which must exist");

    @Override
    public String spelling() {
        return "segment";
    }

    @Override
    public String meaning() {
        return "a member of a manual segment, or no member any more; people who do not exist are ignored by"
                + " Customer.io";
    }

    @Override
    public List<Slot<?>> slots() {
        return List.of(SEGMENT);
    }

    @Override
    public List<Mode> modes() {
        return List.of(Mode.ADD, Mode.REMOVE);
    }

    @Override
    public Set<IdentifierType> identifiers() {
        return EnumSet.of(IdentifierType.ID, IdentifierType.EMAIL, IdentifierType.CIO_ID);
    }

    @Override
    public Route route(KindConfig config, Api api, IdentifierType identifyBy) {
        String change = config.mode() == Mode.ADD ? "/add_customers" : "/remove_customers";
        String path = "/api/v1/segments/" + config.get(SEGMENT) + change + "?id_type=" + identifyBy.spelling();
        return new Route.Ids(path, Route.MOST_IDS);
    }

    @Override
    public Ordering ordering() {
        return Ordering.FREE;
    }

    @Override
    public Operation operation(KindConfig config, RowValues row) {
        return new ChangeMembership(row.person(), config.mode() == Mode.ADD);
    }
}

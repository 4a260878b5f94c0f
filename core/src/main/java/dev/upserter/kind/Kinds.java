package dev.upserter.kind;

import dev.upserter.batch.Api;
import dev.upserter.batch.Ordering;
import dev.upserter.batch.Routing;
import dev.upserter.operation.ActOnPerson.Action;
import dev.upserter.operation.EventType;
import dev.upserter.plan.Mode;
import java.util.Arrays;
import java.util.List;

/** All kinds of things that rows become. */
public final class Kinds {
    /** People, who are added or changed: what rows become where a configuration has no {@code type}. */
    public static final Kind PERSON = new PersonKind();

    /** Each kind, in the order of the documentation. */
    public static final List<Kind> ALL = List.of(
            PERSON,
            new EventKind(EventType.EVENT),
            new EventKind(EventType.PAGE),
            new EventKind(EventType.SCREEN),
            new ObjectKind(),
            new RelationshipKind(),
            new SegmentKind(),
            new DeviceKind(),
            new ActKind(Action.DELETE),
            new ActKind(Action.SUPPRESS),
            new ActKind(Action.UNSUPPRESS),
            new MergeKind());

    private Kinds() {}

    /** What {@code mode} may be, of any kind. */
    public static Mode[] modes() {
        return Arrays.stream(Mode.values())
                .filter(mode -> ALL.stream().anyMatch(kind -> kind.modes().contains(mode)))
                .toArray(Mode[]::new);
    }

    /** How events about people reach Customer.io that are no rows of their own. */
    public static Routing routingOfEvents(Api api) {
        return Routing.of(
                switch (api) {
                    case BATCH -> api.route();
                    case SINGLE -> EventKind.ONE_BY_ONE;
                },
                Ordering.FREE);
    }

    /** The kind that configurations spell like this. */
    public static Kind spelled(String spelling) {
        return ALL.stream()
                .filter(kind -> kind.spelling().equals(spelling))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no type " + spelling));
    }
}

package dev.upserter.kind;

import dev.upserter.batch.Api;
import dev.upserter.batch.Ordering;
import dev.upserter.batch.Route;
import dev.upserter.guard.Limits;
import dev.upserter.json.JsonValue;
import dev.upserter.kind.SlotType.Meaning;
import dev.upserter.mapping.RowValues;
import dev.upserter.mapping.UnfitException;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.mapping.spec.RunVariable;
import dev.upserter.mapping.spec.ValueOrigin;
import dev.upserter.operation.EventType;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Operation;
import dev.upserter.operation.Subject;
import dev.upserter.operation.TrackEvent;
import dev.upserter.plan.Mode;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Something that somebody did, known or not (Track API reference, POST /api/v2/batch, actions event, page and screen; POST
 * /api/v1/customers/{identifier}/events and POST /api/v1/events, the only one for the anonymous).
 */
record EventKind(EventType type) implements Kind {
    /** One request for each event. */
    static final Route ONE_BY_ONE = new Route.Alone("POST", "/api/v1/customers/", "/events");

    static final Slot<Expression> ANONYMOUS_ID = new Slot<>(
            "anonymousId",
            new SlotType.PerRow(Meaning.FIELD),
            false,
            "name the field that holds the anonymous id",
            "With type event, page or screen, in place of userId: the field that holds the id of somebody whom"
                    + " Customer.io does not know yet.",
            "with `type: event`, `page` or `screen`, in place of `userId`: the field that holds the id of [somebody"
                    + " whom Customer.io does not know yet](types.md#anonymous)");
    static final Slot<Expression> TIME = new Slot<>(
            "time",
            SlotType.PerRow.ofTime(),
            true,
            "name the field that says when it was: without a time, Customer.io would take it for now",
            "With type event, page or screen: the field that says when it was. as: unix is implied.",
            "with `type: event`, `page` or `screen`, the field that says [when it was](types.md#time). `as: unix` is"
                    + " implied");
    static final Slot<Expression> EVENT_ID = new Slot<>(
            "eventId",
            SlotType.PerRow.ofIdentifier(),
            false,
            "name the field that tells one event from another",
            "With type event, page or screen: the field that makes two rows the same event. Without it: who, what,"
                    + " when and the data.",
            "with `type: event`, `page` or `screen`, the field that makes two rows [the same event](types.md#ids)."
                    + " Without it, rows with the same person, name, time and data are the same event");
    static final Slot<String> EVENT_SCOPE = new Slot<>(
            "eventScope",
            new SlotType.Constant(),
            false,
            "write a text",
            "With type event, page or screen: a text that sets the events of this sync apart from the same ones of"
                    + " another source.",
            "with `type: event`, `page` or `screen`, a text that sets the events of this sync apart from [the same"
                    + " ones of another source](types.md#ids)");

    static final Slot<Triggers> TRIGGERS = new Slot<>(
            "triggers",
            new SlotType.OfTriggers(),
            false,
            "write ask, hold or allow",
            "With type event, page or screen: what becomes of events younger than 72 hours, from which campaigns may"
                    + " start, while no run has delivered anything: ask stops the run before its first request, hold"
                    + " leaves them out, allow sends them.",
            "with `type: event`, `page` or `screen`, what becomes of events younger than 72 hours, from which"
                    + " [campaigns may start](types.md#campaigns), while no run has delivered anything: `ask`, the"
                    + " default, stops the run before its first request, `hold` leaves them out, also later, `allow` sends"
                    + " them");

    private static final Slot<Expression> EVENT = name(EventType.EVENT, "what happened, as `Order Placed`");
    private static final Slot<Expression> PAGE = name(EventType.PAGE, "the address or the path of the page");
    private static final Slot<Expression> SCREEN = name(EventType.SCREEN, "the name of the screen");

    private static Slot<Expression> name(EventType type, String what) {
        String plain = what.replace("`", "");
        return new Slot<>(
                type.spelling(),
                new SlotType.PerRow(Meaning.ITSELF),
                true,
                "write " + plain + ", or {\"from\": FIELD} where each row says it",
                "With type " + type.spelling() + ": " + plain
                        + ". A text is the value itself. {\"from\": FIELD} takes it from" + " each row.",
                "with `type: " + type.spelling() + "`, " + what
                        + ": a text is the value itself, `{from: FIELD}` takes it" + " from each row");
    }

    private Slot<Expression> name() {
        return switch (type) {
            case EVENT -> EVENT;
            case PAGE -> PAGE;
            case SCREEN -> SCREEN;
        };
    }

    @Override
    public String spelling() {
        return type.spelling();
    }

    @Override
    public String things() {
        return type == EventType.EVENT ? "events" : spelling() + " views";
    }

    @Override
    public String meaning() {
        String what = switch (type) {
            case EVENT -> "something that somebody did";
            case PAGE -> "a page that somebody looked at";
            case SCREEN -> "the screen of an app that somebody looked at";
        };
        return what
                + ", [known or anonymous](types.md#events), once however often it is sent: `mappings` become its data";
    }

    @Override
    public List<Slot<?>> slots() {
        return List.of(name(), TIME, EVENT_ID, EVENT_SCOPE, ANONYMOUS_ID, TRIGGERS);
    }

    @Override
    public List<Slot<Expression>> keys() {
        return List.of(ANONYMOUS_ID);
    }

    @Override
    public Effects effects(Mode mode) {
        return new Effects(
                "added",
                "another event. If `eventId` is the same, Customer.io keeps the first",
                "stays",
                "sent again, and ignored by Customer.io for its id");
    }

    @Override
    public List<Mode> modes() {
        return List.of(Mode.APPEND);
    }

    @Override
    public boolean hasAttributes() {
        return true;
    }

    /** By v1, the view of a screen must name somebody anonymous, though the path names a person. */
    @Override
    public List<Api> apis() {
        return type == EventType.SCREEN ? List.of() : List.of(Api.BATCH, Api.SINGLE);
    }

    @Override
    public Route route(KindConfig config, Api api, IdentifierType identifyBy) {
        if (config.has(ANONYMOUS_ID)) {
            return new Route.Fixed("POST", "/api/v1/events");
        }
        return switch (type == EventType.SCREEN ? Api.BATCH : api) {
            case BATCH -> Api.BATCH.route();
            case SINGLE -> ONE_BY_ONE;
        };
    }

    @Override
    public Ordering ordering() {
        return Ordering.FREE;
    }

    @Override
    public boolean isEvent() {
        return true;
    }

    /** The id is the key: an event that is known stays what it is. */
    @Override
    public Memory memory() {
        return Memory.ONCE_ON_REQUEST;
    }

    @Override
    public String stateScope(KindConfig config, IdentifierType identifyBy) {
        return "ids of type " + spelling();
    }

    @Override
    public void check(KindConfig config, Problems problems) {
        boolean isOfRun = config.has(TIME) && config.get(TIME).origin() instanceof ValueOrigin.OfRun;
        boolean isTime = isOfRun && config.get(TIME).origin().equals(new ValueOrigin.OfRun(RunVariable.TIME));
        problems.require(!isOfRun || isTime, TIME.name(), "a time: {run: time} is one")
                .require(
                        !isOfRun || config.has(EVENT_ID),
                        EVENT_ID.name(),
                        "there where time is that of the run: each run would make other events of the same rows");
    }

    @Override
    public void checkConstant(Slot<?> slot, JsonValue value) throws UnfitException {
        if (slot.equals(name())) {
            int bytes = new EventParts().name(value, slot.name()).text().getBytes(StandardCharsets.UTF_8).length;
            if (bytes > Limits.EVENT_NAME) {
                throw new UnfitException(Code.EVENT_NAME_TOO_LONG, Limits.longEventName(bytes));
            }
        } else if (slot.equals(TIME)) {
            EventParts.seconds(value);
        } else {
            EventParts.scalar(value, slot.name());
        }
    }

    @Override
    public Operation operation(KindConfig config, RowValues row) throws UnfitException {
        Subject subject = config.has(ANONYMOUS_ID) ? TrackEvent.anonymous(row.key()) : row.person();
        EventParts parts = row.reused(EventParts.class, EventParts::new);
        JsonValue name = parts.name(row.get(name().name()), name().name());
        long seconds = EventParts.seconds(row.get(TIME.name()));
        JsonValue own = config.has(EVENT_ID) ? EventParts.own(row.get(EVENT_ID.name()), EVENT_ID.name()) : null;
        String scope = config.has(EVENT_SCOPE) ? config.get(EVENT_SCOPE) : "";
        var id = parts.ids().of(subject, type, name, seconds, own, scope, row.payload());
        return new TrackEvent(subject, type, name, seconds, id, own, row.payload());
    }
}

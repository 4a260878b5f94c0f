package dev.upserter.kind;

import dev.upserter.batch.Api;
import dev.upserter.batch.Ordering;
import dev.upserter.batch.Route;
import dev.upserter.mapping.RowValues;
import dev.upserter.operation.ActOnPerson;
import dev.upserter.operation.ActOnPerson.Action;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Operation;
import dev.upserter.operation.Subject;
import dev.upserter.plan.Mode;
import dev.upserter.plan.TypedKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something done to a person as a whole (Track API reference, POST /api/v2/batch, actions delete, suppress and unsuppress;
 * DELETE /api/v1/customers/{identifier}, POST /api/v1/customers/{identifier}/suppress and unsuppress).
 */
record ActKind(Action action) implements Kind {
    private static final String AGAIN = "not sent, even if the person is there again";
    private static final String CUSTOMERS = "/api/v1/customers/";

    @Override
    public String spelling() {
        return action.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String meaning() {
        return switch (action) {
            case DELETE ->
                "nobody: the person is deleted, once, with all that Customer.io knows about them. A run asks for a"
                        + " yes first";
            case SUPPRESS ->
                "nobody, for good: the person is deleted, and Customer.io ignores whatever is sent about them later. A"
                        + " run asks for a yes first";
            case UNSUPPRESS ->
                "somebody whom Customer.io does not ignore any more. A person who was deleted does not come back";
        };
    }

    @Override
    public Effects effects(Mode mode) {
        return switch (action) {
            case DELETE -> new Effects("deleted", Effects.NEVER, "stays deleted", AGAIN);
            case SUPPRESS -> new Effects("suppressed", Effects.NEVER, "stays suppressed", AGAIN);
            case UNSUPPRESS -> new Effects("no longer suppressed", Effects.NEVER, "stays so", Effects.SENT_AGAIN);
        };
    }

    @Override
    public List<Mode> modes() {
        return List.of(Mode.APPEND);
    }

    @Override
    public List<Api> apis() {
        return List.of(Api.BATCH, Api.SINGLE);
    }

    @Override
    public Route route(KindConfig config, Api api, IdentifierType identifyBy) {
        return switch (api) {
            case BATCH -> api.route();
            case SINGLE ->
                switch (action) {
                    case DELETE -> new Route.Alone("DELETE", CUSTOMERS);
                    case SUPPRESS, UNSUPPRESS -> new Route.Alone("POST", CUSTOMERS, "/" + spelling());
                };
        };
    }

    @Override
    public Ordering ordering() {
        return Ordering.FREE;
    }

    @Override
    public Operation operation(KindConfig config, RowValues row) {
        return new ActOnPerson(row.person(), action);
    }

    @Override
    public Memory memory() {
        return switch (action) {
            case DELETE, SUPPRESS -> Memory.ONCE;
            case UNSUPPRESS -> Memory.EACH_TIME;
        };
    }

    @Override
    public Suppression suppression() {
        return switch (action) {
            case DELETE -> Suppression.NONE;
            case SUPPRESS -> Suppression.STARTS;
            case UNSUPPRESS -> Suppression.ENDS;
        };
    }

    @Override
    public Optional<Subject> takesAway(KindConfig config, TypedKey key) {
        return action == Action.UNSUPPRESS ? Optional.empty() : Optional.of(Things.person(key));
    }

    @Override
    public Optional<String> irreversible() {
        return switch (action) {
            case DELETE -> Optional.of("delete a person, and all that Customer.io knows of them");
            case SUPPRESS -> Optional.of("delete a person, and have Customer.io ignore whatever is sent of them later");
            case UNSUPPRESS -> Optional.empty();
        };
    }
}

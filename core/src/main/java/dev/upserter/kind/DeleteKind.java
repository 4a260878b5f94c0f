package dev.upserter.kind;

import dev.upserter.batch.Api;
import dev.upserter.batch.Ordering;
import dev.upserter.batch.Route;
import dev.upserter.mapping.RowValues;
import dev.upserter.operation.ActOnPerson;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Operation;
import dev.upserter.plan.Mode;
import java.util.List;
import java.util.Optional;

/** Nobody any more (Track API reference, POST /api/v2/batch, action delete; DELETE /api/v1/customers/{identifier}). */
record DeleteKind() implements Kind {
    @Override
    public String spelling() {
        return "delete";
    }

    @Override
    public String meaning() {
        return "nobody: the person is deleted, with all that Customer.io knows of them; asks for a yes first";
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
            case SINGLE -> new Route.Alone("DELETE", "/api/v1/customers/");
        };
    }

    @Override
    public Ordering ordering() {
        return Ordering.FREE;
    }

    @Override
    public Operation operation(KindConfig config, RowValues row) {
        return new ActOnPerson(row.person(), ActOnPerson.Action.DELETE);
    }

    @Override
    public Optional<String> irreversible() {
        return Optional.of("delete a person, and all that Customer.io knows of them");
    }
}

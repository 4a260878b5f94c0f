package dev.upserter.kind;

import dev.upserter.batch.Api;
import dev.upserter.batch.Ordering;
import dev.upserter.batch.Route;
import dev.upserter.mapping.RowValues;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.operation.Operation;
import dev.upserter.plan.Mode;
import java.util.List;

/** A person with their attributes (Track API reference, POST /api/v2/batch, action identify; PUT /api/v1/customers/{identifier}). */
record PersonKind() implements Kind {
    @Override
    public String spelling() {
        return "person";
    }

    @Override
    public String meaning() {
        return "a person, who is added or changed: `mappings` become attributes";
    }

    @Override
    public List<Mode> modes() {
        return List.of(Mode.UPSERT, Mode.UPDATE, Mode.MIRROR);
    }

    @Override
    public boolean hasAttributes() {
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
    public Operation operation(KindConfig config, RowValues row) {
        return new IdentifyPerson(row.person(), row.payload(), config.mode() == Mode.UPDATE);
    }
}

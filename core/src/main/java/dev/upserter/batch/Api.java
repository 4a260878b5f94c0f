package dev.upserter.batch;

import java.util.Locale;

/** Which endpoint of the Track API people are sent to, as the configuration names it. */
public enum Api {
    /** Many people in one request (POST /api/v2/batch). */
    BATCH(new Route.Entries()),
    /** One request a person (PUT /api/v1/customers/{identifier}). */
    SINGLE(new Route.Alone("PUT", "/api/v1/customers/"));

    private final Route route;

    Api(Route route) {
        this.route = route;
    }

    /** The requests that go there. */
    public Route route() {
        return route;
    }

    /** The name as the configuration spells it. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}

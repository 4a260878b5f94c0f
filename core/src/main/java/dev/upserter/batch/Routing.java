package dev.upserter.batch;

import dev.upserter.operation.Operation;

/** How the operations of one sync reach Customer.io. Immutable; threads may share it. */
public interface Routing {
    /** The requests that take an operation there: the same object for operations that may share a request. */
    Route route(Operation operation);

    /** The order of operations about one subject. */
    Ordering ordering();

    /** All operations by one route. */
    static Routing of(Route route, Ordering ordering) {
        return new Single(route, ordering);
    }

    /** One route for all. */
    record Single(Route route, Ordering ordering) implements Routing {
        @Override
        public Route route(Operation operation) {
            return route;
        }
    }
}

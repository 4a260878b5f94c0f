package dev.upserter.http;

import dev.upserter.carried.jetty.server.Handler;
import dev.upserter.carried.jetty.server.Request;
import dev.upserter.carried.jetty.server.Response;
import dev.upserter.carried.jetty.util.Callback;

/** Passes Jetty's requests to an endpoint and sends its answers. */
final class EndpointHandler extends Handler.Abstract {
    private final Endpoint endpoint;

    EndpointHandler(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        try {
            endpoint.answer(request).send(wire(request, response, callback));
        } catch (ClientGoneException e) {
            callback.failed(e);
        }
        return true;
    }

    /** Answers what Jetty itself refuses: malformed requests, headers that are too long, requests while it stops. */
    boolean answerError(Request request, Response response, Callback callback) {
        endpoint.failure(response.getStatus()).sendAtOnce(wire(request, response, callback));
        return true;
    }

    private Wire wire(Request request, Response response, Callback callback) {
        return new Wire(request, response, callback, endpoint.headers());
    }
}

package dev.upserter.sandbox;

import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Parts the API from the sandbox's own pages by the path as the client wrote it. */
final class FrontHandler extends Handler.Abstract {
    private static final Reply ABOUT = new Reply(200, Map.of("Content-Type", "text/plain; charset=utf-8"), """
            This is a sandbox: a local stand-in for Customer.io's Track API. It stores people in memory only.

            /api/v1/accounts/region  /api/v1/customers/{identifier}  /api/v2/entity  /api/v2/batch
            /sandbox/people  /sandbox/people/{identifier}  /sandbox/stats  /sandbox/faults
            """);

    private final Handler api;
    private final Handler local;

    FrontHandler(Handler api, Handler local) {
        this.api = api;
        this.local = local;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        if (path.startsWith("/api/")) {
            return api.handle(request, response, callback);
        }
        if (path.startsWith("/sandbox/")) {
            return local.handle(request, response, callback);
        }
        new Wire(request, response, callback).send(path.equals("/") ? ABOUT : Reply.notFound());
        return true;
    }
}

package dev.upserter.sandbox.track;

import dev.upserter.carried.jetty.server.Request;
import dev.upserter.http.Endpoint;
import dev.upserter.http.Outcome;
import dev.upserter.http.Reply;
import dev.upserter.sandbox.traffic.TrackReplies;
import java.io.IOException;
import java.util.Map;

/** Separates API requests from those for the sandbox's own pages, by the path as the client wrote it. */
public final class SandboxEndpoint implements Endpoint {
    private static final Reply ABOUT = Reply.text("""
        This is a sandbox: a local stand-in for Customer.io's Track API and App API. What it stores is in memory only.

        /api/v2/entity  /api/v2/batch  /api/v1/accounts/region  /api/v1/merge_customers  /api/v1/events
        /api/v1/customers/{identifier}  and below it  /events  /devices  /devices/{token}  /suppress  /unsuppress
        /api/v1/segments/{number}/add_customers  /api/v1/segments/{number}/remove_customers
        /api/v1/forms/{form}/submit  /api/v1/metrics  /api/v1/push/events  /unsubscribe/{delivery}
        /v1/workspaces  /v1/segments  /v1/object_types  /v1/customers  /v1/customers/attributes
        /sandbox/people  /sandbox/people/{identifier}  /sandbox/events  /sandbox/objects  /sandbox/relationships
        /sandbox/segments  /sandbox/devices  /sandbox/suppressed  /sandbox/merges  /sandbox/forms  /sandbox/deliveries
        /sandbox/stats  /sandbox/faults
        """);

    private final TrackEndpoint api;
    private final TrackEndpoint app;
    private final LocalPages local;

    public SandboxEndpoint(TrackEndpoint api, TrackEndpoint app, LocalPages local) {
        this.api = api;
        this.app = app;
        this.local = local;
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Content-Type", "application/json");
    }

    @Override
    public Outcome answer(Request request) throws IOException, InterruptedException {
        String path = request.getHttpURI().getPath();
        if (path.startsWith("/api/") || path.startsWith("/unsubscribe/")) {
            return api.answer(request);
        }
        if (path.startsWith("/v1/")) {
            return app.answer(request);
        }
        if (path.startsWith("/sandbox/")) {
            return local.answer(request);
        }
        return path.equals("/") ? ABOUT : TrackReplies.notFound();
    }

    @Override
    public Reply failure(int status) {
        return TrackReplies.metaErrors(status, "the request failed");
    }
}

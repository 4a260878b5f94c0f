package dev.upserter.sandbox.control;

import dev.upserter.carried.jetty.server.Request;
import dev.upserter.http.Endpoint;
import dev.upserter.http.Outcome;
import dev.upserter.http.Reply;
import dev.upserter.sandbox.track.Workspaces;
import dev.upserter.sandbox.traffic.BodyRoom;
import dev.upserter.sandbox.traffic.Incoming;
import dev.upserter.sandbox.traffic.TrackReplies;
import java.io.IOException;
import java.util.Map;

/** Separates API requests, each for its workspace, from controls, by the path as the client wrote it. */
public final class SandboxEndpoint implements Endpoint {
    private static final Reply ABOUT = Reply.text("""
        This is a sandbox: a local stand-in for Customer.io's Track API and App API. What it stores is in memory only.

        /api/v2/entity  /api/v2/batch  /api/v1/accounts/region  /api/v1/merge_customers  /api/v1/events
        /api/v1/customers/{identifier}  and below it  /events  /devices  /devices/{token}  /suppress  /unsuppress
        /api/v1/segments/{number}/add_customers  /api/v1/segments/{number}/remove_customers
        /api/v1/forms/{form}/submit  /api/v1/metrics  /api/v1/push/events  /unsubscribe/{delivery}
        /v1/workspaces  /v1/segments  /v1/object_types  /v1/customers  /v1/customers/attributes
        /sandbox/openapi.json  describes what a test asks of the sandbox, and tells it
        """);

    private final Workspaces workspaces;
    private final ControlPages controls;
    private final BodyRoom room = new BodyRoom();

    public SandboxEndpoint(Workspaces workspaces, ControlPages controls) {
        this.workspaces = workspaces;
        this.controls = controls;
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Content-Type", "application/json");
    }

    @Override
    public Outcome answer(Request request) throws IOException, InterruptedException {
        String path = request.getHttpURI().getPath();
        if (path.startsWith("/sandbox/")) {
            return controls.answer(request);
        }
        if (path.equals("/")) {
            return ABOUT;
        }
        return answerApi(request, path);
    }

    private Outcome answerApi(Request request, String path) throws IOException, InterruptedException {
        BodyRoom.Place place = room.enter(request);
        boolean isRead = false;
        try {
            Incoming incoming = Incoming.read(request);
            Outcome outcome = path.startsWith("/v1/")
                    ? workspaces.ofApp(incoming).app().answer(incoming)
                    : workspaces.ofTrack(incoming).track().answer(incoming);
            isRead = true;
            return wire -> {
                try (place) {
                    outcome.send(wire);
                }
            };
        } finally {
            if (!isRead) {
                place.close();
            }
        }
    }

    @Override
    public Reply failure(int status) {
        return TrackReplies.metaErrors(
                status,
                status == 400
                        ? "this is no request of HTTP, as with a % in the path that two hexadecimal digits do not follow"
                        : "the request failed");
    }
}

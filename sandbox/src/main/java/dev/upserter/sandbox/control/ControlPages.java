package dev.upserter.sandbox.control;

import dev.upserter.carried.jetty.server.Request;
import dev.upserter.http.Outcome;
import dev.upserter.http.Reply;
import dev.upserter.sandbox.track.Workspace;
import dev.upserter.sandbox.track.Workspaces;
import dev.upserter.sandbox.traffic.Incoming;
import dev.upserter.sandbox.traffic.TrackReplies;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the control that a request under {@code /sandbox/} means. Thread-safe. */
public final class ControlPages {
    private static final String PREFIX = "/sandbox/";

    private final Workspaces workspaces;
    private final ControlAccess access;
    private final List<ControlRoute> routes;

    public ControlPages(Workspaces workspaces, ControlAccess access) {
        this.workspaces = workspaces;
        this.access = access;
        this.routes = Stream.of(
                        new AboutControls(workspaces).routes(),
                        TrafficControls.routes(),
                        FaultControls.routes(),
                        RefusalControls.routes(),
                        StoreControls.routes(workspaces.first().stores().names()))
                .flatMap(List::stream)
                .toList();
    }

    /** The routes, in the order in which they are tried. */
    List<ControlRoute> routes() {
        return routes;
    }

    Outcome answer(Request request) throws IOException {
        Incoming incoming = Incoming.read(request);
        List<ControlRoute> ofPath = routes.stream()
                .filter(route -> route.matches(incoming.path()).isPresent())
                .toList();
        if (ofPath.isEmpty()) {
            return TrackReplies.metaErrors(404, "there is no control " + PREFIX + "…: see /sandbox/openapi.json");
        }
        Optional<ControlRoute> route = ofPath.stream()
                .filter(candidate -> candidate.isOf(incoming.method()))
                .findFirst();
        if (route.isEmpty()) {
            return TrackReplies.methodNotAllowed(
                    ofPath.stream().map(ControlRoute::allowed).distinct().collect(Collectors.joining(", ")));
        }
        Optional<Reply> refusal = AboutControls.isOpen(incoming.path()) ? Optional.empty() : access.refusal(request);
        return refusal.isPresent() ? refusal.get() : answer(incoming, route.get());
    }

    private Outcome answer(Incoming request, ControlRoute route) throws IOException {
        try {
            Map<String, String> parameters = ControlCall.parameters(request.query());
            String siteId = parameters.remove(ControlRoute.WORKSPACE);
            for (String name : parameters.keySet()) {
                if (!route.parameters().contains(name)) {
                    throw new IllegalArgumentException("there is no parameter '" + name + "' here"
                            + (route.parameters().isEmpty() ? "" : ", but " + String.join(", ", route.parameters())));
                }
            }
            Optional<Workspace> workspace = siteId == null ? Optional.of(workspaces.first()) : workspaces.named(siteId);
            if (workspace.isEmpty()) {
                return TrackReplies.metaErrors(404, "there is no workspace with this siteId");
            }
            String segment = route.matches(request.path()).orElse("");
            return route.work().answer(new ControlCall(request, workspace.get(), siteId != null, segment, parameters));
        } catch (IllegalArgumentException e) {
            return TrackReplies.metaErrors(400, String.valueOf(e.getMessage()));
        }
    }
}

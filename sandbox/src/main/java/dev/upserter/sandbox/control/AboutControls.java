package dev.upserter.sandbox.control;

import dev.upserter.http.Reply;
import dev.upserter.sandbox.track.Workspace;
import dev.upserter.sandbox.track.Workspaces;
import dev.upserter.sandbox.traffic.TrackReplies;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What concerns the sandbox as a whole. */
final class AboutControls {
    private static final String HEALTH = "/sandbox/health";
    private static final String OPENAPI = "/sandbox/openapi.json";
    /** They say nothing about anybody, so that a health check needs no token. */
    private static final Set<String> OPEN = Set.of(HEALTH, OPENAPI);

    private final Workspaces workspaces;

    AboutControls(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    static boolean isOpen(String path) {
        return OPEN.contains(path);
    }

    List<ControlRoute> routes() {
        return List.of(
                ControlRoute.of("GET", HEALTH, call -> health()),
                ControlRoute.of("GET", OPENAPI, call -> Reply.json(200, document())),
                ControlRoute.of("GET", "/sandbox/workspaces", call -> workspaces()),
                ControlRoute.of("POST", "/sandbox/reset", this::reset),
                ControlRoute.of(
                        "GET",
                        "/sandbox/stats",
                        call -> TrackReplies.json(
                                200, json -> StatsJson.write(call.workspace().stats(), json))));
    }

    private static Reply health() {
        return TrackReplies.json(200, json -> {
            json.writeStartObject();
            json.writeStringField("status", "up");
            json.writeEndObject();
        });
    }

    private Reply workspaces() {
        return TrackReplies.json(200, json -> {
            json.writeStartArray();
            for (Workspace workspace : workspaces.all()) {
                json.writeStartObject();
                json.writeStringField(ControlRoute.WORKSPACE, workspace.keys().siteId());
                json.writeNumberField("environmentId", workspace.keys().number());
                json.writeStringField("region", workspace.keys().region().code());
                json.writeNumberField("people", workspace.stores().people().size());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** The workspace that the call names, or all. */
    private Reply reset(ControlCall call) {
        List<Workspace> those = call.named() ? List.of(call.workspace()) : workspaces.all();
        those.forEach(Workspace::reset);
        return TrackReplies.OK;
    }

    /** The OpenAPI document of the controls. */
    static String document() {
        try (InputStream document = AboutControls.class.getResourceAsStream("openapi.json")) {
            return new String(Objects.requireNonNull(document).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("a resource of this program", e);
        }
    }
}

package dev.upserter.sandbox.track;

import dev.upserter.http.Reply;
import dev.upserter.sandbox.entry.BatchReader;
import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryLimits;
import dev.upserter.sandbox.entry.RawJson;
import dev.upserter.sandbox.store.Resource;
import dev.upserter.sandbox.store.Stores;
import dev.upserter.sandbox.traffic.Call;
import dev.upserter.sandbox.traffic.Incoming;
import dev.upserter.sandbox.traffic.TrackReplies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Routes requests of the Track API: checks the credentials and finds the endpoint. Thread-safe. */
public final class TrackApi {
    private final Workspace workspace;
    private final EntryLimits limits;
    private final Stores stores;
    private final Entries entries;
    private final String authorization;

    /** Routes requests for this workspace, which change these stores. */
    public TrackApi(Workspace workspace, EntryLimits limits, Stores stores, Entries entries) {
        this.workspace = workspace;
        this.limits = limits;
        this.stores = stores;
        this.entries = entries;
        String credentials = workspace.siteId() + ":" + workspace.apiKey();
        this.authorization = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /** What a request means. */
    public Call understand(Incoming request) {
        if (!authorized(request)
                && resource(request.path()).filter(Resource::isOpen).isEmpty()) {
            Call refused = Call.refused(TrackReplies.UNAUTHORIZED);
            return request.path().equals("/api/v1/accounts/region")
                    ? new Call(Call.Kind.REGION, List.of(), refused.work())
                    : refused;
        }
        return switch (request.path()) {
            case "/api/v1/accounts/region" -> allow(request, "GET", this::region);
            case "/api/v2/batch" -> allow(request, "POST", () -> batch(request));
            case "/api/v2/entity" -> allow(request, "POST", () -> entity(request));
            default ->
                resource(request.path())
                        .map(resource -> resource(request, resource))
                        .orElseGet(() -> Call.refused(TrackReplies.notFound()));
        };
    }

    private Optional<Resource> resource(String path) {
        return stores.resources().stream()
                .filter(resource -> resource.holds(path))
                .findFirst();
    }

    private boolean authorized(Incoming request) {
        String header = request.headers().getOrDefault("authorization", "");
        return header.regionMatches(true, 0, "Basic ", 0, 6)
                && header.substring(6).strip().equals(authorization);
    }

    private static Call allow(Incoming request, String method, Supplier<Call> call) {
        return request.method().equals(method) ? call.get() : Call.refused(TrackReplies.methodNotAllowed(method));
    }

    private Call region() {
        Reply reply = TrackReplies.json(200, json -> {
            json.writeStartObject();
            json.writeStringField("url", workspace.region().url().toString());
            json.writeStringField("data_center", workspace.region().code());
            json.writeStringField("region", workspace.region().code());
            json.writeNumberField("environment_id", workspace.number());
            json.writeEndObject();
        });
        return new Call(Call.Kind.REGION, List.of(), () -> reply);
    }

    private Call batch(Incoming request) {
        try {
            byte[] body = request.bytes();
            if (limits.batchTooLarge(body.length)) {
                return refuseAll("invalid", "batch", "the request must be smaller than 500,000 bytes");
            }
            var spans = BatchReader.spans(body);
            return spans.isPresent()
                    ? entries.batch(read(body, spans.get()))
                    : refuseAll("required", "batch", "batch is required and must be a list");
        } catch (IOException e) {
            return refuseAll("malformed", "", "the body is not valid JSON");
        }
    }

    private Call entity(Incoming request) {
        try {
            byte[] body = request.bytes();
            return entries.single(stores.read(body, BatchReader.single(body)), TrackReplies::refused, TrackReplies.OK);
        } catch (IOException e) {
            return refuseAll("malformed", "", "the body is not valid JSON");
        }
    }

    private Call resource(Incoming request, Resource resource) {
        List<String> raw = resource.rawSegments(request.path());
        List<String> segments =
                raw.stream().flatMap(one -> RawPath.segment(one).stream()).toList();
        if (segments.size() < raw.size()) {
            return Call.refused(TrackReplies.notFound());
        }
        var said = new Said(request, segments.size() > 1 ? segments.getLast() : "");
        return resource.method(request.method())
                .map(method -> entries.single(
                        Resource.entry(method, segments.getFirst(), said),
                        Entries::metaErrors,
                        method.status() == 200 ? TrackReplies.OK : Reply.empty(method.status())))
                .orElseGet(() -> Call.refused(TrackReplies.methodNotAllowed(resource.allowed())));
    }

    private record Said(Incoming request, String second) implements Resource.Body {
        @Override
        public byte[] bytes() throws IOException {
            return request.bytes();
        }

        @Override
        public String query() {
            return request.query();
        }
    }

    private List<Entry> read(byte[] body, List<RawJson.Span> spans) throws IOException {
        var read = new ArrayList<Entry>(spans.size());
        for (RawJson.Span span : spans) {
            read.add(stores.read(body, span));
        }
        return read;
    }

    private static Call refuseAll(String reason, String field, String message) {
        return Call.refused(TrackReplies.refused(new Entry.Refused(reason, field, message)));
    }
}

package dev.upserter.sandbox.track;

import dev.upserter.http.Reply;
import dev.upserter.sandbox.entry.BatchReader;
import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryRules;
import dev.upserter.sandbox.entry.RawJson;
import dev.upserter.sandbox.store.Resource;
import dev.upserter.sandbox.store.Stores;
import dev.upserter.sandbox.traffic.Call;
import dev.upserter.sandbox.traffic.Incoming;
import dev.upserter.sandbox.traffic.TrackReplies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Routes requests of the Track API: checks the credentials and finds the endpoint. Thread-safe. */
public final class TrackApi {
    private final WorkspaceKeys workspace;
    private final EntryRules rules;
    private final Stores stores;
    private final Entries entries;

    /** Routes requests for this workspace, which change these stores. */
    public TrackApi(WorkspaceKeys workspace, EntryRules rules, Stores stores, Entries entries) {
        this.workspace = workspace;
        this.rules = rules;
        this.stores = stores;
        this.entries = entries;
    }

    /** What a request means. */
    public Call understand(Incoming request) {
        if (!isOfApi(request.path())) {
            return Call.unknown(TrackReplies.notFound());
        }
        Call asked = asked(request);
        boolean isAllowed = workspace.isNamedBy(request)
                || resource(request.path()).filter(Resource::isOpen).isPresent();
        return isAllowed ? asked : asked.refusedFor(TrackReplies.UNAUTHORIZED);
    }

    private Call asked(Incoming request) {
        return switch (request.path()) {
            case "/api/v1/accounts/region" -> allow(request, "GET", () -> region(request));
            case "/api/v2/batch" -> allow(request, "POST", () -> batch(request));
            case "/api/v2/entity" -> allow(request, "POST", () -> entity(request));
            default ->
                resource(request.path())
                        .map(resource -> resource(request, resource))
                        .orElseGet(() -> Call.unknown(TrackReplies.notFound()));
        };
    }

    private static boolean isOfApi(String path) {
        return path.startsWith("/api/") || path.startsWith("/unsubscribe/");
    }

    private Optional<Resource> resource(String path) {
        return stores.resources().stream()
                .filter(resource -> resource.holds(path))
                .findFirst();
    }

    private static Call allow(Incoming request, String method, Supplier<Call> call) {
        return request.method().equals(method) ? call.get() : Call.unknown(TrackReplies.methodNotAllowed(method));
    }

    /** With the sandbox's own address, under the name that the client called it by. */
    private Call region(Incoming request) {
        Reply reply = TrackReplies.json(200, json -> {
            json.writeStartObject();
            json.writeStringField("url", request.origin());
            json.writeStringField("region", workspace.region().code());
            json.writeNumberField("environment_id", workspace.number());
            json.writeEndObject();
        });
        return new Call(Call.Kind.REGION, List.of(), () -> reply);
    }

    private Call batch(Incoming request) {
        try {
            byte[] body = request.bytes();
            if (rules.batchTooLarge(body.length)) {
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
            return Call.unknown(TrackReplies.notFound());
        }
        var said = new Said(request, segments.size() > 1 ? segments.getLast() : "");
        return resource.method(request.method())
                .map(method -> entries.single(
                        Resource.entry(method, segments.getFirst(), said),
                        Entries::metaErrors,
                        method.status() == 200 ? TrackReplies.OK : Reply.empty(method.status())))
                .orElseGet(() -> Call.unknown(TrackReplies.methodNotAllowed(resource.allowed())));
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

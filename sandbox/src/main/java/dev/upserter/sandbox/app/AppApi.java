package dev.upserter.sandbox.app;

import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.http.Reply;
import dev.upserter.sandbox.entry.EntryIdentifier;
import dev.upserter.sandbox.entry.EntryRefusedException;
import dev.upserter.sandbox.entry.IdsReader;
import dev.upserter.sandbox.entry.RawJson;
import dev.upserter.sandbox.store.Person;
import dev.upserter.sandbox.store.Stores;
import dev.upserter.sandbox.traffic.Call;
import dev.upserter.sandbox.traffic.Incoming;
import dev.upserter.sandbox.traffic.TrackReplies;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers requests under /v1/ (App API reference, September 2026), those that a sync makes. Thread-safe. */
public final class AppApi {
    private static final Reply UNAUTHORIZED = Reply.json(401, "{\"meta\":{\"error\":\"Unauthorized request\"}}");
    private static final Pattern SEGMENT =
            Pattern.compile("/v1/segments/([1-9][0-9]{0,8})(|/used_by|/customer_count|/membership)");
    /** "The maximum number of ids is 100" (POST /v1/customers/attributes). */
    private static final int MOST_IDS = 100;

    private final String key;
    private final int workspace;
    private final Stores stores;
    private final Directory directory;
    private final AppCeiling pace = new AppCeiling(System::nanoTime);

    /**
     * Answers for a workspace.
     *
     * @param key       the token that requests must carry; empty for any
     * @param workspace its number
     * @param stores    what it keeps
     * @param directory its segments and object types
     */
    public AppApi(String key, int workspace, Stores stores, Directory directory) {
        this.key = key;
        this.workspace = workspace;
        this.stores = stores;
        this.directory = directory;
    }

    /** What a request means. */
    public Call understand(Incoming request) {
        Call asked = asked(request);
        if (!isAuthorized(request)) {
            return asked.refusedFor(UNAUTHORIZED);
        }
        return pace.admits() ? asked : asked.refusedFor(TrackReplies.metaErrors(429, "too many requests: 10 a second"));
    }

    private Call asked(Incoming request) {
        return switch (request.path()) {
            case "/v1/workspaces" ->
                get(
                        request,
                        () -> AppReplies.workspaces(workspace, stores.people().size()));
            case "/v1/object_types" -> get(request, () -> AppReplies.objectTypes(directory.types()));
            case "/v1/customers" -> get(request, () -> byEmail(request.query()));
            case "/v1/customers/attributes" -> allow(request, "POST", () -> attributes(request));
            case "/v1/segments" ->
                request.method().equals("POST") ? call(() -> create(request)) : get(request, this::segments);
            default -> segment(request);
        };
    }

    private boolean isAuthorized(Incoming request) {
        String header = request.headers().getOrDefault("authorization", "");
        String token = header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? header.substring(7).strip()
                : "";
        return !token.isEmpty() && (key.isEmpty() || token.equals(key));
    }

    private static Call call(Supplier<Reply> work) {
        return new Call(Call.Kind.APP, List.of(), work);
    }

    private static Call get(Incoming request, Supplier<Reply> work) {
        return allow(request, "GET", work);
    }

    private static Call allow(Incoming request, String method, Supplier<Reply> work) {
        return request.method().equals(method) ? call(work) : Call.unknownToApp(TrackReplies.methodNotAllowed(method));
    }

    private Reply segments() {
        stores.segments().forEach(directory::require);
        return AppReplies.segments(directory.segments());
    }

    private Call segment(Incoming request) {
        Matcher path = SEGMENT.matcher(request.path());
        return path.matches()
                ? get(request, () -> segment(Integer.parseInt(path.group(1)), path.group(2)))
                : Call.unknownToApp(TrackReplies.notFound());
    }

    private Reply segment(int number, String what) {
        stores.segments().forEach(directory::require);
        Optional<Segment> found = directory.segment(number);
        if (found.isEmpty()) {
            return TrackReplies.notFound();
        }
        return switch (what) {
            case "/used_by" -> AppReplies.usedBy(found.get());
            case "/customer_count" -> AppReplies.count(stores.members(number).size());
            case "/membership" -> AppReplies.membership(stores.members(number));
            default -> AppReplies.segment(found.get());
        };
    }

    private Reply create(Incoming request) {
        try {
            String name = name(request.bytes());
            stores.segments().forEach(directory::require);
            return name.isBlank()
                    ? TrackReplies.metaErrors(422, "name is required")
                    : AppReplies.segment(directory.create(name));
        } catch (IOException e) {
            return TrackReplies.metaErrors(400, "the body is not valid JSON");
        }
    }

    /** The name of {@code {"segment": {"name": …}}}. */
    private static String name(byte[] body) throws IOException {
        try (JsonParser json = RawJson.FACTORY.createParser(body)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                boolean isInSegment = json.getParsingContext().inObject()
                        && "segment".equals(json.getParsingContext().getParent().getCurrentName());
                if (token == JsonToken.VALUE_STRING && isInSegment && "name".equals(json.currentName())) {
                    return json.getText();
                }
            }
        }
        return "";
    }

    /** A plus sign that is not encoded is a blank, as the service takes it. */
    private Reply byEmail(String query) {
        if (!query.startsWith("email=")) {
            return TrackReplies.metaErrors(400, "email is required");
        }
        try {
            String email = URLDecoder.decode(query.substring("email=".length()), StandardCharsets.UTF_8);
            var address = new EntryIdentifier(EntryIdentifier.Kind.EMAIL, email);
            return AppReplies.results(stores.people().find(List.of(address)));
        } catch (IllegalArgumentException e) {
            return TrackReplies.metaErrors(400, "email must be percent-encoded");
        }
    }

    private Reply attributes(Incoming request) {
        Optional<EntryIdentifier.Kind> kind = request.query().isEmpty()
                ? Optional.of(EntryIdentifier.Kind.ID)
                : Optional.of(request.query())
                        .filter(query -> query.startsWith("id_type="))
                        .flatMap(query -> EntryIdentifier.Kind.named(query.substring("id_type=".length())));
        if (kind.isEmpty()) {
            return TrackReplies.metaErrors(400, "id_type must be id, email, phone or cio_id");
        }
        try {
            List<String> ids = IdsReader.read(request.bytes());
            if (ids.size() > MOST_IDS) {
                return TrackReplies.metaErrors(400, "ids must be 1 to " + MOST_IDS);
            }
            List<Person> found = stores.people()
                    .find(ids.stream()
                            .map(id -> new EntryIdentifier(kind.get(), id))
                            .toList());
            return AppReplies.customers(found);
        } catch (IOException | EntryRefusedException e) {
            return TrackReplies.metaErrors(400, "ids must be a list of texts");
        }
    }
}

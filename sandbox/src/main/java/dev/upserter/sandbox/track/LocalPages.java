package dev.upserter.sandbox.track;

import dev.upserter.carried.jetty.http.HttpHeader;
import dev.upserter.carried.jetty.server.Request;
import dev.upserter.http.Loopback;
import dev.upserter.http.Outcome;
import dev.upserter.http.Reply;
import dev.upserter.http.Streamed;
import dev.upserter.sandbox.fault.FaultsJson;
import dev.upserter.sandbox.fault.Script;
import dev.upserter.sandbox.store.StoredPeopleJson;
import dev.upserter.sandbox.store.Stores;
import dev.upserter.sandbox.traffic.Incoming;
import dev.upserter.sandbox.traffic.Stats;
import dev.upserter.sandbox.traffic.TrackReplies;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/** The sandbox's own pages under /sandbox/: its people, its stats, its faults. For this machine only. */
public final class LocalPages {
    private static final String PEOPLE = "/sandbox/people";

    private final Stores stores;
    private final Script script;
    private final Supplier<Stats> stats;

    public LocalPages(Stores stores, Script script, Supplier<Stats> stats) {
        this.stores = stores;
        this.script = script;
        this.stats = stats;
    }

    Outcome answer(Request request) throws IOException {
        if (!local(request)) {
            return TrackReplies.metaErrors(403, "the sandbox's own pages are for this machine only");
        }
        Incoming incoming = Incoming.read(request);
        return incoming.path().equals(PEOPLE) && incoming.method().equals("GET") ? people(incoming) : reply(incoming);
    }

    /**
     * Keeps out pages of other sites in a browser: they send an Origin, or a host name that was pointed to this machine.
     */
    private static boolean local(Request request) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        return !request.getHeaders().contains(HttpHeader.ORIGIN) && host != null && Loopback.isNamedBy(host);
    }

    private Reply reply(Incoming request) throws IOException {
        return switch (request.path()) {
            case PEOPLE -> clear(request);
            case "/sandbox/stats" -> stats(request);
            case "/sandbox/faults" -> faults(request);
            default ->
                request.path().startsWith(PEOPLE + "/")
                        ? person(request, request.path().substring(PEOPLE.length() + 1))
                        : contents(request);
        };
    }

    private Outcome people(Incoming request) {
        Optional<StoredPeopleJson.Range> range = StoredPeopleJson.range(request.query());
        return range.isPresent()
                ? new Streamed(Map.of(), out -> StoredPeopleJson.stream(stores.people(), range.get(), out))
                : TrackReplies.metaErrors(400, "limit and offset must be whole numbers");
    }

    private Reply clear(Incoming request) {
        if (!request.method().equals("DELETE")) {
            return TrackReplies.methodNotAllowed("GET, DELETE");
        }
        stores.clear();
        return TrackReplies.OK;
    }

    private Reply person(Incoming request, String segment) {
        if (!request.method().equals("GET")) {
            return TrackReplies.methodNotAllowed("GET");
        }
        return RawPath.segment(segment)
                .flatMap(stores.people()::find)
                .map(person -> TrackReplies.json(200, json -> StoredPeopleJson.write(person, json)))
                .orElseGet(TrackReplies::notFound);
    }

    private Reply contents(Incoming request) {
        Optional<SortedMap<String, String>> contents =
                stores.contents(request.path().substring("/sandbox/".length()));
        if (contents.isEmpty()) {
            return TrackReplies.notFound();
        }
        return request.method().equals("GET")
                ? TrackReplies.json(200, json -> {
                    json.writeStartObject();
                    for (Map.Entry<String, String> thing : contents.get().entrySet()) {
                        json.writeStringField(thing.getKey(), thing.getValue());
                    }
                    json.writeEndObject();
                })
                : TrackReplies.methodNotAllowed("GET");
    }

    private Reply stats(Incoming request) {
        return request.method().equals("GET")
                ? TrackReplies.json(200, json -> StatsJson.write(stats.get(), json))
                : TrackReplies.methodNotAllowed("GET");
    }

    private Reply faults(Incoming request) throws IOException {
        if (request.method().equals("PUT")) {
            try {
                script.faults(FaultsJson.read(request.bytes()));
            } catch (IllegalArgumentException e) {
                return TrackReplies.metaErrors(400, String.valueOf(e.getMessage()));
            }
        } else if (!request.method().equals("GET")) {
            return TrackReplies.methodNotAllowed("GET, PUT");
        }
        return Reply.json(200, FaultsJson.write(script.faults()));
    }
}

package dev.upserter.sandbox;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The sandbox's own pages under /sandbox/: what it holds, what it saw, its faults. For this machine only. */
final class LocalHandler extends Handler.Abstract {
    private static final String PEOPLE = "/sandbox/people";

    private final PersonStore store;
    private final Script script;
    private final Supplier<Stats> stats;

    LocalHandler(PersonStore store, Script script, Supplier<Stats> stats) {
        this.store = store;
        this.script = script;
        this.stats = stats;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        var wire = new Wire(request, response, callback);
        if (!local(request)) {
            wire.send(Reply.metaErrors(403, "the sandbox's own pages are for this machine only"));
            return true;
        }
        Incoming incoming = Incoming.read(request);
        if (incoming.path().equals(PEOPLE) && incoming.method().equals("GET")) {
            people(incoming, response, callback, wire);
        } else {
            wire.send(reply(incoming));
        }
        return true;
    }

    /** A page in a browser must not reach it: it would send an Origin, or a name that it had pointed to this machine. */
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
                        : Reply.notFound();
        };
    }

    private void people(Incoming request, Response response, Callback callback, Wire wire) throws IOException {
        Optional<PeopleJson.Range> range = PeopleJson.range(request.query());
        if (range.isEmpty()) {
            wire.send(Reply.metaErrors(400, "limit and offset must be whole numbers"));
            return;
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        PeopleJson.stream(store, range.get(), response);
        callback.succeeded();
    }

    private Reply clear(Incoming request) {
        if (!request.method().equals("DELETE")) {
            return Reply.methodNotAllowed("GET, DELETE");
        }
        store.clear();
        return Reply.OK;
    }

    private Reply person(Incoming request, String segment) {
        if (!request.method().equals("GET")) {
            return Reply.methodNotAllowed("GET");
        }
        return RawPath.segment(segment)
                .flatMap(store::find)
                .map(person -> Reply.json(200, json -> PeopleJson.write(person, json)))
                .orElseGet(Reply::notFound);
    }

    private Reply stats(Incoming request) {
        return request.method().equals("GET")
                ? Reply.json(200, json -> StatsJson.write(stats.get(), json))
                : Reply.methodNotAllowed("GET");
    }

    private Reply faults(Incoming request) throws IOException {
        if (request.method().equals("PUT")) {
            try {
                script.faults(FaultsJson.read(request.bytes()));
            } catch (IllegalArgumentException e) {
                return Reply.metaErrors(400, String.valueOf(e.getMessage()));
            }
        } else if (!request.method().equals("GET")) {
            return Reply.methodNotAllowed("GET, PUT");
        }
        return Reply.json(200, FaultsJson.write(script.faults()));
    }
}

package dev.upserter.server.api;

import dev.upserter.http.Outcome;
import dev.upserter.http.Reply;
import dev.upserter.server.access.Token;
import dev.upserter.server.answer.Failure;
import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Request;

/** Leads requests below {@code /api/} to what they ask for; the contract is openapi.json. Threads may share it. */
public final class ApiHandler {
    private final List<Route> routes;

    public ApiHandler(Token token, DataApi data, SyncApi syncs, PlanApi plans, RunApi runs, PeopleApi people) {
        this.routes = List.of(
                new Route("GET", "/api/openapi.json", call -> openApi()),
                new Route("GET", "/api/about", call -> syncs.about()),
                new Route("POST", "/api/session", call -> session(token)),
                new Route("PUT", "/api/data", data::put),
                new Route("DELETE", "/api/data/{data}", data::delete),
                new Route("GET", "/api/data/{data}/columns", data::columns),
                new Route("GET", "/api/syncs", call -> syncs.list()),
                new Route("GET", "/api/syncs/{file}", syncs::get),
                new Route("POST", "/api/validate", syncs::validate),
                new Route("POST", "/api/json", syncs::asJson),
                new Route("POST", "/api/credentials", syncs::credentials),
                new Route("POST", "/api/preview", syncs::preview),
                new Route("POST", "/api/check", syncs::check),
                new Route("POST", "/api/plan", plans::plan),
                new Route("GET", "/api/plans/{plan}", plans::get),
                new Route("POST", "/api/plans/{plan}/apply", plans::apply),
                new Route("GET", "/api/runs", runs::list),
                new Route("POST", "/api/runs", runs::start),
                new Route("GET", "/api/runs/{run}", runs::get),
                new Route("GET", "/api/runs/{run}/events", runs::events),
                new Route("POST", "/api/runs/{run}/pause", runs::pause),
                new Route("POST", "/api/runs/{run}/continue", runs::proceed),
                new Route("POST", "/api/runs/{run}/stop", runs::stop),
                new Route("POST", "/api/runs/{run}/resume", runs::resume),
                new Route("GET", "/api/runs/{run}/requests", runs::requests),
                new Route("GET", "/api/runs/{run}/rows", runs::rows),
                new Route("GET", "/api/runs/{run}/files/{kind}", runs::file),
                new Route("GET", "/api/search", people::search),
                new Route("GET", "/api/sandbox/people", people::list));
    }

    public List<Route> routes() {
        return routes;
    }

    public Outcome handle(Request request) throws IOException, InterruptedException {
        List<String> path = Route.parts(request.getHttpURI().getPath());
        for (Route route : routes) {
            if (route.method().equals(request.getMethod()) && route.matches(path)) {
                Map<String, String> parameters = Route.query(request);
                parameters.putAll(route.parameters(path));
                return route.handler().handle(new Route.Call(request, parameters));
            }
        }
        String allowed = routes.stream()
                .filter(route -> route.matches(path))
                .map(Route::method)
                .sorted()
                .collect(Collectors.joining(", "));
        if (allowed.isEmpty()) {
            throw new RefusedException(Refusal.NOT_FOUND, "there is nothing at this path of the API");
        }
        throw new RefusedException(Failure.of(Refusal.METHOD_NOT_ALLOWED, "this method does nothing here")
                .with("Allow", allowed));
    }

    private static Reply openApi() throws IOException {
        try (InputStream in = ApiHandler.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IOException("openapi.json is not in the jar");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Reply.json(200, text);
        }
    }

    private static Reply session(Token token) {
        Reply reply = Reply.empty(204);
        return token.isNeeded() ? reply.with("Set-Cookie", token.cookie()) : reply;
    }
}

package dev.upserter.server.api;

import dev.upserter.carried.jetty.server.Request;
import dev.upserter.http.Outcome;
import dev.upserter.http.Reply;
import dev.upserter.server.access.ServerToken;
import dev.upserter.server.answer.Failure;
import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Routes requests below {@code /api/}; openapi.json is the contract. Thread-safe. */
public final class ApiHandler {
    private final List<ApiRoute> routes;

    public ApiHandler(
            ServerToken token,
            DataApi data,
            SyncApi syncs,
            PlanApi plans,
            RunApi runs,
            ScheduleApi schedules,
            PeopleApi people) {
        this.routes = List.of(
                new ApiRoute("GET", "/api/openapi.json", call -> openApi()),
                new ApiRoute("GET", "/api/about", call -> syncs.about()),
                new ApiRoute("POST", "/api/session", call -> session(token)),
                new ApiRoute("PUT", "/api/data", data::put),
                new ApiRoute("DELETE", "/api/data/{data}", data::delete),
                new ApiRoute("GET", "/api/data/{data}/columns", data::columns),
                new ApiRoute("GET", "/api/syncs", call -> syncs.list()),
                new ApiRoute("GET", "/api/syncs/{file}", syncs::get),
                new ApiRoute("POST", "/api/validate", syncs::validate),
                new ApiRoute("POST", "/api/json", syncs::asJson),
                new ApiRoute("POST", "/api/credentials", syncs::credentials),
                new ApiRoute("POST", "/api/preview", syncs::preview),
                new ApiRoute("POST", "/api/check", syncs::check),
                new ApiRoute("POST", "/api/plan", plans::plan),
                new ApiRoute("GET", "/api/plans/{plan}", plans::get),
                new ApiRoute("POST", "/api/plans/{plan}/apply", plans::apply),
                new ApiRoute("GET", "/api/runs", runs::list),
                new ApiRoute("POST", "/api/runs", runs::start),
                new ApiRoute("GET", "/api/runs/{run}", runs::get),
                new ApiRoute("GET", "/api/runs/{run}/events", runs::events),
                new ApiRoute("POST", "/api/runs/{run}/pause", runs::pause),
                new ApiRoute("POST", "/api/runs/{run}/continue", runs::proceed),
                new ApiRoute("POST", "/api/runs/{run}/stop", runs::stop),
                new ApiRoute("POST", "/api/runs/{run}/resume", runs::resume),
                new ApiRoute("POST", "/api/runs/{run}/confirm", runs::confirm),
                new ApiRoute("GET", "/api/runs/{run}/requests", runs::requests),
                new ApiRoute("GET", "/api/runs/{run}/rows", runs::rows),
                new ApiRoute("GET", "/api/runs/{run}/files/{kind}", runs::file),
                new ApiRoute("GET", "/api/schedules", call -> schedules.list()),
                new ApiRoute("POST", "/api/schedules/{turn}/run", schedules::run),
                new ApiRoute("POST", "/api/schedules/{turn}/pause", schedules::pause),
                new ApiRoute("POST", "/api/schedules/{turn}/continue", schedules::proceed),
                new ApiRoute("GET", "/api/search", people::search),
                new ApiRoute("GET", "/api/sandbox/people", people::list),
                new ApiRoute("GET", "/api/sandbox/{kind}", people::contents));
    }

    public List<ApiRoute> routes() {
        return routes;
    }

    public Outcome handle(Request request) throws IOException, InterruptedException {
        List<String> path = ApiRoute.parts(request.getHttpURI().getPath());
        for (ApiRoute route : routes) {
            if (route.method().equals(request.getMethod()) && route.matches(path)) {
                Map<String, String> parameters = ApiRoute.query(request);
                parameters.putAll(route.parameters(path));
                return route.handler().handle(new ApiRoute.Call(request, parameters));
            }
        }
        String allowed = routes.stream()
                .filter(route -> route.matches(path))
                .map(ApiRoute::method)
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

    private static Reply session(ServerToken token) {
        Reply reply = Reply.empty(204);
        return token.isNeeded() ? reply.with("Set-Cookie", token.cookie()) : reply;
    }
}

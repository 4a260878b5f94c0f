package dev.upserter.server;

import dev.upserter.carried.jetty.http.HttpHeader;
import dev.upserter.carried.jetty.server.Request;
import dev.upserter.http.ClientGoneException;
import dev.upserter.http.Endpoint;
import dev.upserter.http.Outcome;
import dev.upserter.http.Reply;
import dev.upserter.problem.Exhaustion;
import dev.upserter.problem.ProblemException;
import dev.upserter.server.access.Gatekeeper;
import dev.upserter.server.access.ServerToken;
import dev.upserter.server.answer.Failure;
import dev.upserter.server.answer.JsonObject;
import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import dev.upserter.server.answer.Replies;
import dev.upserter.server.api.ApiHandler;
import dev.upserter.server.live.Metrics;
import dev.upserter.server.monitor.SyncMetrics;
import dev.upserter.server.page.Page;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks requests and routes them by path and method. Thread-safe. */
final class ServerEndpoint implements Endpoint {
    private static final System.Logger LOG = System.getLogger(ServerEndpoint.class.getName());
    private static final Reply ABOUT = Reply.text("""
        Customer Upserter sends people, events and companies from your files to Customer.io and tells you what became of every row.

        Send a configuration and data. The answer is the report of the run:

          curl --request PUT --url http://localhost:3000 --form 'inputs=@configuration.json' --form 'inputs=@data.json'
        """);

    private static final String API = "/api/";

    private static final Map<String, String> HEADERS = Map.of(
            "Cache-Control", "no-store",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff");

    private final Gatekeeper gatekeeper;
    private final ServerToken token;
    private final SyncHandler sync;
    private final ApiHandler api;
    private final Metrics metrics;
    private final SyncMetrics ofSyncs;
    private final BooleanSupplier isReady;

    ServerEndpoint(
            Gatekeeper gatekeeper,
            ServerToken token,
            SyncHandler sync,
            ApiHandler api,
            Metrics metrics,
            SyncMetrics ofSyncs,
            BooleanSupplier isReady) {
        this.gatekeeper = gatekeeper;
        this.token = token;
        this.sync = sync;
        this.api = api;
        this.metrics = metrics;
        this.ofSyncs = ofSyncs;
        this.isReady = isReady;
    }

    ApiHandler api() {
        return api;
    }

    @Override
    public Map<String, String> headers() {
        return HEADERS;
    }

    @Override
    public Reply failure(int status) {
        return switch (status) {
            case 500 -> Failure.internal().asReport();
            case 503 -> Failure.stopping().asReport();
            default -> Failure.malformed(status).asReport();
        };
    }

    @Override
    public Outcome answer(Request request) throws ClientGoneException {
        Outcome outcome = outcome(request);
        if (outcome instanceof Reply reply && reply.status() >= 400) {
            metrics.refused();
        }
        return outcome;
    }

    private Outcome outcome(Request request) throws ClientGoneException {
        try {
            gatekeeper.check(request.getHeaders());
            return route(request);
        } catch (RefusedException e) {
            return reply(e.failure(), request);
        } catch (ProblemException e) {
            return reply(Failure.of(e.problems()), request);
        } catch (ClientGoneException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return reply(Failure.stopping(), request);
        } catch (OutOfMemoryError e) {
            return reply(Failure.of(List.of(Exhaustion.MEMORY.problem())), request);
        } catch (IOException | RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "a request failed: {0}", trace(e));
            return reply(Failure.internal(), request);
        }
    }

    private static Reply reply(Failure failure, Request request) {
        boolean isApi = request.getHttpURI().getPath().startsWith(API);
        return isApi ? failure.asProblem() : failure.asReport();
    }

    private Outcome route(Request request) throws IOException, InterruptedException {
        String path = request.getHttpURI().getPath();
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (reads) {
            Optional<Reply> open = open(path, request);
            if (open.isPresent()) {
                return open.get();
            }
        }
        if (path.startsWith(API) || path.equals("/metrics") || path.equals("/") && !reads) {
            token.check(request.getHeaders());
        }
        if (path.startsWith(API)) {
            return api.handle(request);
        }
        if (reads && path.equals("/metrics")) {
            return new Reply(
                    200,
                    Map.of("Content-Type", "text/plain; version=0.0.4; charset=utf-8"),
                    metrics.text() + ofSyncs.text());
        }
        if (path.equals("/") && request.getMethod().equals("PUT")) {
            return sync.handle(request);
        }
        throw new RefusedException(nothing(path));
    }

    /** What every client may see that reaches the server: it holds no data. */
    private Optional<Reply> open(String path, Request request) throws IOException {
        return switch (path) {
            case "/" -> Optional.of(wantsPage(request) ? Page.index() : ABOUT);
            case "/health" -> Optional.of(Replies.json(200, new JsonObject().with("status", "up")));
            case "/ready" -> Optional.of(ready());
            default -> Page.find(path);
        };
    }

    private Reply ready() {
        return isReady.getAsBoolean()
                ? Replies.json(200, new JsonObject().with("status", "ready"))
                : Replies.json(503, new JsonObject().with("status", "not ready"));
    }

    private static boolean wantsPage(Request request) {
        String accepts = request.getHeaders().get(HttpHeader.ACCEPT);
        return accepts != null && accepts.contains("text/html");
    }

    private static Failure nothing(String path) {
        String allowed = switch (path) {
            case "/" -> "GET, HEAD, PUT";
            case "/health", "/ready", "/metrics" -> "GET, HEAD";
            default -> "";
        };
        return allowed.isEmpty()
                ? Failure.of(Refusal.NOT_FOUND, "there is nothing at this path")
                : Failure.of(Refusal.METHOD_NOT_ALLOWED, "this method does nothing here")
                        .with("Allow", allowed);
    }

    /** The stack of the failure without its message, which may hold uploaded data. */
    private static String trace(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(cause -> Stream.of(cause.getStackTrace())
                        .map(frame -> "\n\tat " + frame)
                        .collect(Collectors.joining("", cause.getClass().getName(), "")))
                .collect(Collectors.joining("\ncaused by "));
    }
}

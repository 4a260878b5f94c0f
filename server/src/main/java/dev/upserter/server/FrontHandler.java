package dev.upserter.server;

import dev.upserter.problem.ProblemException;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Lets requests in and leads them to what they ask for, by path and method. Threads may share it. */
final class FrontHandler extends Handler.Abstract {
    private static final System.Logger LOG = System.getLogger(FrontHandler.class.getName());
    private static final Reply ABOUT = Reply.text("""
            Customer Upserter: people's data in a local file reaches Customer.io.

            Send a configuration and data; the answer is the report of the run:

              curl --request PUT --url http://localhost:3000 --form 'inputs=@configuration.json' --form 'inputs=@data.json'
            """);

    private final Gatekeeper gatekeeper;
    private final SyncHandler sync;

    FrontHandler(Gatekeeper gatekeeper, SyncHandler sync) {
        this.gatekeeper = gatekeeper;
        this.sync = sync;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws InterruptedException {
        var wire = new Wire(request, response, callback);
        try {
            wire.send(reply(request));
        } catch (ClientGoneException e) {
            callback.failed(e);
        }
        return true;
    }

    private Reply reply(Request request) throws ClientGoneException {
        try {
            gatekeeper.check(request.getHeaders());
            return route(request);
        } catch (RefusedException e) {
            return e.reply();
        } catch (ProblemException e) {
            return Reply.refused(e.problems());
        } catch (ClientGoneException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Runs.stopping();
        } catch (IOException | RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "a request failed: {0}", trace(e));
            return Reply.internal();
        }
    }

    private Reply route(Request request) throws IOException, InterruptedException {
        if (!request.getHttpURI().getPath().equals("/")) {
            return Reply.refused(Refusal.NOT_FOUND, "there is nothing at this path");
        }
        return switch (request.getMethod()) {
            case "GET", "HEAD" -> ABOUT;
            case "PUT" -> sync.handle(request);
            default ->
                Reply.refused(Refusal.METHOD_NOT_ALLOWED, "this method does nothing here")
                        .with("Allow", "GET, HEAD, PUT");
        };
    }

    /** Where it failed, without the message, which may hold what somebody uploaded. */
    private static String trace(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(cause -> Stream.of(cause.getStackTrace())
                        .map(frame -> "\n\tat " + frame)
                        .collect(Collectors.joining("", cause.getClass().getName(), "")))
                .collect(Collectors.joining("\ncaused by "));
    }
}

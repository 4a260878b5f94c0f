package dev.upserter.sandbox;

import java.io.IOException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Takes a request under /api/ from its arrival to its answer. Blocks, on a virtual thread. */
final class ApiHandler extends Handler.Abstract {
    private final TrackApi api;
    private final Script script;
    private final Traffic traffic;
    private final Waiting waiting;

    ApiHandler(TrackApi api, Script script, Traffic traffic, Waiting waiting) {
        this.api = api;
        this.script = script;
        this.traffic = traffic;
        this.waiting = waiting;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        var wire = new Wire(request, response, callback);
        Incoming incoming = Incoming.read(request);
        Call call = api.understand(incoming);
        Traffic.Visit visit = traffic.arrive(incoming, call);
        try {
            Answer answer = script.next(call);
            if (call.kind() == Call.Kind.REGION) {
                give(answer, call, visit, wire);
                return true;
            }
            waiting.arrive();
            if (waiting.passGates()) {
                give(answer, call, visit, wire);
            } else {
                cut(visit, wire);
            }
        } catch (InterruptedException stopping) {
            cut(visit, wire); // the server stops while the request still waits: no answer, as if it were gone already
        } finally {
            visit.unanswered();
        }
        return true;
    }

    private void give(Answer answer, Call call, Traffic.Visit visit, Wire wire)
            throws IOException, InterruptedException {
        if (!(answer instanceof Answer.Normal)) {
            visit.fault();
        }
        switch (answer) {
            case Answer.Normal normal -> send(call.apply(), visit, wire);
            case Answer.Status status -> {
                if (status.apply()) {
                    call.apply();
                }
                send(new Reply(status.status(), status.headers(), status.body()), visit, wire);
            }
            case Answer.Slow slow -> {
                Reply reply = call.apply();
                if (waiting.pause(slow.by())) {
                    send(reply, visit, wire);
                } else {
                    cut(visit, wire);
                }
            }
            case Answer.Dripping dripping -> {
                Reply reply = call.apply();
                visit.answered(reply.status());
                wire.drip(reply, dripping, waiting);
            }
            case Answer.Lost lost -> {
                call.apply();
                cut(visit, wire);
            }
            case Answer.Reset reset -> {
                visit.unanswered();
                wire.reset();
            }
            case Answer.Silence silence -> {
                // It will never take effect, so whoever gives up waiting and sends again does nothing wrong.
                visit.unanswered();
                waiting.pause(silence.length());
                wire.close();
            }
        }
    }

    private void send(Reply reply, Traffic.Visit visit, Wire wire) throws InterruptedException {
        if (waiting.pause(script.latency())) {
            visit.answered(reply.status());
            wire.send(reply);
        } else {
            cut(visit, wire);
        }
    }

    private static void cut(Traffic.Visit visit, Wire wire) {
        visit.unanswered();
        wire.close();
    }
}

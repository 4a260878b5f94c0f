package dev.upserter.sandbox.track;

import dev.upserter.http.Outcome;
import dev.upserter.http.Reply;
import dev.upserter.http.Wire;
import dev.upserter.sandbox.fault.Answer;
import dev.upserter.sandbox.fault.Script;
import dev.upserter.sandbox.fault.Waiting;
import dev.upserter.sandbox.traffic.Call;
import dev.upserter.sandbox.traffic.Incoming;
import dev.upserter.sandbox.traffic.Traffic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Function;

/** Handles a request under /api/ or /v1/ from its arrival to its answer. Blocks, on a virtual thread. */
public final class TrackEndpoint {
    private final Function<Incoming, Call> api;
    private final Script script;
    private final Traffic traffic;
    private final Waiting waiting;

    /** One for an API that understands requests like this. */
    public TrackEndpoint(Function<Incoming, Call> api, Script script, Traffic traffic, Waiting waiting) {
        this.api = api;
        this.script = script;
        this.traffic = traffic;
        this.waiting = waiting;
    }

    /** The answer to a request, which is counted when the answer is sent. */
    public Outcome answer(Incoming incoming) {
        Call call = api.apply(incoming);
        return wire -> answer(call, traffic.arrive(incoming, call), wire);
    }

    private void answer(Call call, Traffic.Visit visit, Wire wire) throws IOException {
        try {
            Answer answer = script.next(call);
            if (call.kind() == Call.Kind.REGION || call.kind() == Call.Kind.APP) {
                give(answer, call, visit, wire);
                return;
            }
            waiting.arrive();
            if (waiting.passGates()) {
                give(answer, call, visit, wire);
            } else {
                cut(visit, wire);
            }
        } catch (InterruptedException stopping) {
            cut(visit, wire); // the server stops while the request waits: no answer, as if the server were gone
        } finally {
            visit.unanswered();
        }
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
                drip(reply, dripping, wire);
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
                // The request will never take effect, so a client that times out and sends again does nothing wrong.
                visit.unanswered();
                waiting.pause(silence.length());
                wire.cut();
            }
        }
    }

    private void send(Reply reply, Traffic.Visit visit, Wire wire) throws InterruptedException {
        if (waiting.pause(script.latency())) {
            visit.answered(reply.status());
            reply.sendAtOnce(wire);
        } else {
            cut(visit, wire);
        }
    }

    /** Writes each byte on its own, with pauses between them. */
    private void drip(Reply reply, Answer.Dripping dripping, Wire wire) throws IOException, InterruptedException {
        byte[] body = padded(reply.bytes(), dripping.bytes());
        wire.begin(reply.status(), reply.headers());
        for (int i = 0; i < body.length; i++) {
            if (i > 0 && !waiting.pause(dripping.between())) {
                wire.cut();
                return;
            }
            wire.write(ByteBuffer.wrap(body, i, 1), i == body.length - 1);
        }
    }

    private static byte[] padded(byte[] body, int length) {
        byte[] padded = Arrays.copyOf(body, Math.max(body.length, length));
        Arrays.fill(padded, body.length, padded.length, (byte) ' ');
        return padded;
    }

    private static void cut(Traffic.Visit visit, Wire wire) {
        visit.unanswered();
        wire.cut();
    }
}

package dev.upserter.sandbox.control;

import dev.upserter.http.Reply;
import dev.upserter.sandbox.entry.EntryRefusedException;
import dev.upserter.sandbox.entry.RawFields;
import dev.upserter.sandbox.fault.Answer;
import dev.upserter.sandbox.fault.Faults;
import dev.upserter.sandbox.fault.FaultsJson;
import dev.upserter.sandbox.fault.Script;
import dev.upserter.sandbox.traffic.TrackReplies;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** How requests fail: by chance, in turn, late. Stateless. */
final class FaultControls {
    private static final String FAULTS = "/sandbox/faults";
    private static final String NEXT = "/sandbox/next";
    private static final String LATENCY = "/sandbox/latency";
    private static final long LONGEST_MILLIS = 3_600_000;

    private FaultControls() {}

    static List<ControlRoute> routes() {
        return List.of(
                ControlRoute.of("GET", FAULTS, FaultControls::faults),
                ControlRoute.of("PUT", FAULTS, FaultControls::setFaults),
                ControlRoute.of("GET", NEXT, FaultControls::waiting),
                ControlRoute.of("POST", NEXT, FaultControls::addNext),
                ControlRoute.of("DELETE", NEXT, FaultControls::forgetNext),
                ControlRoute.of("GET", LATENCY, FaultControls::latency),
                ControlRoute.of("PUT", LATENCY, FaultControls::setLatency));
    }

    private static Reply faults(ControlCall call) {
        Script script = call.workspace().script();
        return Reply.json(200, FaultsJson.write(script.faults(), script.seed()));
    }

    private static Reply setFaults(ControlCall call) throws IOException {
        Script script = call.workspace().script();
        byte[] body = call.request().bytes();
        Faults faults = FaultsJson.read(body);
        OptionalLong seed = FaultsJson.seed(body);
        script.faults(faults);
        seed.ifPresent(script::seed);
        return faults(call);
    }

    private static Reply waiting(ControlCall call) {
        Script.Waiters waiters = call.workspace().script().waiters();
        return TrackReplies.json(200, json -> {
            json.writeStartObject();
            json.writeNumberField("track", waiters.track());
            json.writeNumberField("region", waiters.region());
            json.writeNumberField("app", waiters.app());
            json.writeEndObject();
        });
    }

    private static Reply forgetNext(ControlCall call) {
        call.workspace().script().forgetAnswers();
        return TrackReplies.OK;
    }

    private static Reply addNext(ControlCall call) throws IOException {
        RawFields body = call.body("answers", "of");
        if (!body.values().containsKey("answers")) {
            throw new IllegalArgumentException("answers is required");
        }
        var answers = new ArrayList<Answer>();
        try {
            for (RawFields one : body.list("answers")) {
                answers.addAll(AnswersJson.read(one));
            }
            String of = body.optionalText("of").orElse("track");
            Script script = call.workspace().script();
            switch (of) {
                case "track" -> script.answerNext(answers);
                case "region" -> script.answerNextRegion(answers);
                case "app" -> script.answerNextApp(answers);
                default -> throw new IllegalArgumentException("of must be track, region or app");
            }
        } catch (EntryRefusedException e) {
            throw new IllegalArgumentException(
                    e.refused().field() + " " + e.refused().message(), e);
        }
        return waiting(call);
    }

    private static Reply latency(ControlCall call) {
        List<Duration> latency = call.workspace().script().latencies();
        return TrackReplies.json(200, json -> {
            json.writeStartObject();
            json.writeNumberField("minMillis", latency.getFirst().toMillis());
            json.writeNumberField("maxMillis", latency.getLast().toMillis());
            json.writeEndObject();
        });
    }

    /** One of the two bounds is enough. */
    private static Reply setLatency(ControlCall call) throws IOException {
        RawFields body = call.body("minMillis", "maxMillis");
        OptionalLong min = millis(body, "minMillis");
        OptionalLong max = millis(body, "maxMillis");
        call.workspace()
                .script()
                .latency(Duration.ofMillis(min.orElse(0)), Duration.ofMillis(max.orElse(min.orElse(0))));
        return latency(call);
    }

    /** A time in milliseconds, at most an hour. */
    static OptionalLong millis(RawFields fields, String name) {
        try {
            OptionalLong millis = fields.number(name);
            if (millis.isPresent() && (millis.getAsLong() < 0 || millis.getAsLong() > LONGEST_MILLIS)) {
                throw new IllegalArgumentException(name + " must be 0 to " + LONGEST_MILLIS);
            }
            return millis;
        } catch (EntryRefusedException e) {
            throw new IllegalArgumentException(name + " must be a whole number of milliseconds", e);
        }
    }
}

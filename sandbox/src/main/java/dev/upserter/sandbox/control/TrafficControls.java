package dev.upserter.sandbox.control;

import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.http.Reply;
import dev.upserter.sandbox.entry.EntryIdentifier;
import dev.upserter.sandbox.entry.RawJson;
import dev.upserter.sandbox.traffic.RecordedRequest;
import dev.upserter.sandbox.traffic.TrackReplies;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The requests that arrived. Stateless. */
final class TrafficControls {
    private static final int PAGE = 100;
    private static final String PATH = "/sandbox/requests";

    private TrafficControls() {}

    static List<ControlRoute> routes() {
        return List.of(
                ControlRoute.of(
                        "GET",
                        PATH,
                        TrafficControls::list,
                        "after",
                        "limit",
                        "method",
                        "path",
                        "status",
                        "person",
                        "unknown"),
                ControlRoute.of("DELETE", PATH, TrafficControls::forget));
    }

    private static Reply forget(ControlCall call) {
        call.workspace().traffic().forget();
        return TrackReplies.OK;
    }

    private static Reply list(ControlCall call) {
        boolean onlyUnknown =
                call.parameter("unknown").map(TrafficControls::flag).orElse(false);
        var traffic = call.workspace().traffic();
        List<RecordedRequest> found = (onlyUnknown ? traffic.unknown() : traffic.recorded())
                .stream().filter(filter(call)).toList();
        int after = call.number("after", 0);
        int limit = call.number("limit", PAGE);
        List<RecordedRequest> page = found.stream()
                .filter(request -> request.number() > after)
                .limit(limit)
                .toList();
        boolean isLast = page.isEmpty() || page.getLast() == found.getLast();
        return TrackReplies.json(200, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("requests");
            for (RecordedRequest request : page) {
                write(request, json);
            }
            json.writeEndArray();
            json.writeNumberField("matches", found.size());
            json.writeNumberField("forgotten", traffic.counts().forgotten());
            if (!isLast) {
                json.writeNumberField("next", page.getLast().number());
            }
            json.writeEndObject();
        });
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("unknown must be true or false");
        };
    }

    private static Predicate<RecordedRequest> filter(ControlCall call) {
        Predicate<RecordedRequest> filter = request -> true;
        var method = call.parameter("method");
        if (method.isPresent()) {
            filter = filter.and(request -> request.method().equals(method.get()));
        }
        var path = call.parameter("path");
        if (path.isPresent()) {
            filter = filter.and(request -> request.rawPath().startsWith(path.get()));
        }
        if (call.parameter("status").isPresent()) {
            int status = call.number("status", 0); // 0: no answer
            filter = filter.and(request -> request.status().orElse(0) == status);
        }
        var person = call.parameter("person").map(EntryIdentifier::folded);
        if (person.isPresent()) {
            filter = filter.and(request -> request.people().stream()
                    .anyMatch(key -> key.equals(person.get())
                            || key.substring(key.indexOf(':') + 1).equals(person.get())));
        }
        return filter;
    }

    private static void write(RecordedRequest request, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", request.number());
        json.writeStringField("method", request.method());
        json.writeStringField("path", request.rawPath());
        json.writeObjectFieldStart("headers");
        for (Map.Entry<String, String> header : new TreeMap<>(request.headers()).entrySet()) {
            json.writeStringField(header.getKey(), header.getValue());
        }
        json.writeEndObject();
        String body = request.bodyText();
        if (!body.isEmpty()) {
            json.writeFieldName("body");
            if (RawJson.isValue(request.body())) {
                json.writeRawValue(body);
            } else {
                json.writeString(body);
            }
        }
        json.writeArrayFieldStart("people");
        for (String person : request.people()) {
            json.writeString(person);
        }
        json.writeEndArray();
        if (request.status().isPresent()) {
            json.writeNumberField("status", request.status().getAsInt());
        } else {
            json.writeNullField("status");
        }
        json.writeBooleanField("unknown", request.isUnknown());
        json.writeEndObject();
    }
}

package dev.upserter.sandbox.control;

import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.http.Outcome;
import dev.upserter.http.Reply;
import dev.upserter.http.Streamed;
import dev.upserter.sandbox.app.Directory;
import dev.upserter.sandbox.app.Segment;
import dev.upserter.sandbox.entry.EntryRefusedException;
import dev.upserter.sandbox.entry.RawFields;
import dev.upserter.sandbox.entry.RawJson;
import dev.upserter.sandbox.store.SeedReader;
import dev.upserter.sandbox.store.StoredPeopleJson;
import dev.upserter.sandbox.track.RawPath;
import dev.upserter.sandbox.traffic.TrackReplies;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What is kept: people, and all other kinds. Stateless. */
final class StoreControls {
    private static final String PEOPLE = "/sandbox/people";

    private StoreControls() {}

    /** @param names of the stores, of which each but that of the people is one page */
    static List<ControlRoute> routes(List<String> names) {
        var routes = new ArrayList<>(List.of(
                ControlRoute.of("GET", PEOPLE, StoreControls::people, "limit", "offset"),
                ControlRoute.of("DELETE", PEOPLE, StoreControls::clear),
                ControlRoute.of("GET", PEOPLE + "/{identifier}", StoreControls::person),
                ControlRoute.of("GET", "/sandbox/export", StoreControls::export),
                ControlRoute.of("POST", "/sandbox/seed", StoreControls::seed)));
        for (String name : names) {
            if (!PEOPLE.endsWith("/" + name)) {
                routes.add(ControlRoute.of("GET", "/sandbox/" + name, call -> things(call, name)));
            }
        }
        return List.copyOf(routes);
    }

    private static Outcome people(ControlCall call) {
        var range = new StoredPeopleJson.Range(call.number("offset", 0), call.number("limit", Integer.MAX_VALUE));
        return new Streamed(
                Map.of(),
                out -> StoredPeopleJson.stream(call.workspace().stores().people(), range, out));
    }

    private static Reply clear(ControlCall call) {
        call.workspace().stores().clear();
        return TrackReplies.OK;
    }

    private static Reply person(ControlCall call) {
        return RawPath.segment(call.segment())
                .flatMap(call.workspace().stores().people()::find)
                .map(person -> TrackReplies.json(200, json -> StoredPeopleJson.write(person, json)))
                .orElseGet(TrackReplies::notFound);
    }

    private static Reply things(ControlCall call, String name) {
        return TrackReplies.json(200, json -> {
            json.writeStartArray();
            call.workspace().stores().write(name, json);
            json.writeEndArray();
        });
    }

    private static Outcome export(ControlCall call) {
        return new Streamed(Map.of(), out -> {
            try (JsonGenerator json = RawJson.FACTORY.createGenerator(out)) {
                call.workspace().stores().export(json);
            }
        });
    }

    private static Reply seed(ControlCall call) throws IOException {
        RawFields body = call.body("batch", "anonymousEvents", "segments", "objectTypes");
        int applied = apply(body, call);
        return TrackReplies.json(200, json -> {
            json.writeStartObject();
            json.writeNumberField("applied", applied);
            json.writeEndObject();
        });
    }

    /** Applies all that a seed says, or nothing of it. */
    private static int apply(RawFields seed, ControlCall call) throws IOException {
        var made = new ArrayDeque<Runnable>();
        try {
            name(seed, call.workspace().directory(), made);
            return new SeedReader(call.workspace().stores())
                    .apply(call.request().bytes());
        } catch (IllegalArgumentException e) {
            made.forEach(Runnable::run);
            throw e;
        }
    }

    /**
     * Makes the segments and the object types that are named: what else the seed says may be about them.
     *
     * @param made gets what takes each back, the last first
     */
    private static void name(RawFields body, Directory directory, Deque<Runnable> made) {
        try {
            for (RawFields segment : body.list("segments")) {
                int number = number(segment, "segment");
                made.push(directory.putRevocably(
                        Segment.manual(number, segment.optionalText("name").orElse("Segment " + number))));
            }
            for (RawFields type : body.list("objectTypes")) {
                made.push(directory.putRevocably(
                        new Directory.ObjectType(number(type, "number"), type.text("name"), true)));
            }
        } catch (EntryRefusedException e) {
            throw new IllegalArgumentException(
                    e.refused().field() + " " + e.refused().message(), e);
        }
    }

    private static int number(RawFields fields, String name) throws EntryRefusedException {
        OptionalLong number = fields.number(name);
        if (number.isEmpty() || number.getAsLong() < 1 || number.getAsLong() > Integer.MAX_VALUE) {
            throw EntryRefusedException.invalid(name, "must be a number from 1");
        }
        return (int) number.getAsLong();
    }
}

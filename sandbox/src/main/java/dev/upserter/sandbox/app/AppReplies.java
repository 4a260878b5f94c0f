package dev.upserter.sandbox.app;

import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.http.Reply;
import dev.upserter.sandbox.entry.RawJson;
import dev.upserter.sandbox.store.Person;
import dev.upserter.sandbox.traffic.TrackReplies;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answers of the App API, in its form. Stateless. */
final class AppReplies {
    private AppReplies() {}

    private interface Written<T> {
        void write(T thing, JsonGenerator json) throws IOException;
    }

    /** An object that holds a list under this name. */
    private static <T> Reply list(String name, List<T> things, Written<T> each) {
        return TrackReplies.json(200, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart(name);
            for (T thing : things) {
                json.writeStartObject();
                each.write(thing, json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    static Reply workspaces(int id, int people) {
        return list("workspaces", List.of(id), (number, json) -> {
            json.writeNumberField("id", number);
            json.writeStringField("name", "Sandbox");
            json.writeNumberField("messages_sent", 0);
            json.writeNumberField("billable_messages_sent", 0);
            json.writeNumberField("people", people);
        });
    }

    static Reply segments(List<Segment> segments) {
        return list("segments", segments, AppReplies::write);
    }

    static Reply segment(Segment segment) {
        return TrackReplies.json(200, json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("segment");
            write(segment, json);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void write(Segment segment, JsonGenerator json) throws IOException {
        json.writeNumberField("id", segment.number());
        json.writeStringField("deduplicate_id", segment.number() + ":1700000000");
        json.writeStringField("name", segment.name());
        json.writeStringField("description", "");
        json.writeStringField("state", "finished");
        json.writeNullField("progress");
        json.writeStringField("type", segment.isManual() ? "manual" : "dynamic");
        json.writeNullField("tags");
    }

    static Reply usedBy(Segment segment) {
        return TrackReplies.json(200, json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("used_by");
            json.writeNumberField("segment_id", segment.number());
            numbers("campaigns", segment.campaigns(), json);
            numbers("sent_newsletters", List.of(), json);
            numbers("draft_newsletters", segment.newsletters(), json);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void numbers(String name, List<Integer> numbers, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (int number : numbers) {
            json.writeNumber(number);
        }
        json.writeEndArray();
    }

    static Reply count(int count) {
        return TrackReplies.json(200, json -> {
            json.writeStartObject();
            json.writeNumberField("count", count);
            json.writeEndObject();
        });
    }

    static Reply membership(List<Person> members) {
        return TrackReplies.json(200, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("ids");
            for (Person member : members) {
                json.writeString(member.id().orElse(""));
            }
            json.writeEndArray();
            json.writeArrayFieldStart("identifiers");
            for (Person member : members) {
                json.writeStartObject();
                identifiers(member, json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("next", "");
            json.writeEndObject();
        });
    }

    static Reply objectTypes(List<Directory.ObjectType> types) {
        return list("types", types, (type, json) -> {
            json.writeStringField("id", String.valueOf(type.number()));
            json.writeStringField("name", type.name());
            json.writeBooleanField("enabled", type.isEnabled());
        });
    }

    /** Who has this address. */
    static Reply results(List<Person> people) {
        return list("results", people, AppReplies::identifiers);
    }

    private static void identifiers(Person person, JsonGenerator json) throws IOException {
        json.writeStringField("cio_id", person.cioId());
        text("id", person.id(), json);
        text("email", person.email(), json);
    }

    /** People with their attributes, all of them as text. */
    static Reply customers(List<Person> people) {
        return list("customers", people, (person, json) -> {
            json.writeObjectFieldStart("customer");
            json.writeStringField("id", person.id().orElse(""));
            json.writeObjectFieldStart("identifiers");
            identifiers(person, json);
            json.writeEndObject();
            json.writeObjectFieldStart("attributes");
            text("id", person.id(), json);
            text("email", person.email(), json);
            text("phone", person.phone(), json);
            json.writeStringField("cio_id", person.cioId());
            for (Map.Entry<String, String> attribute : person.attributes().entrySet()) {
                if (!List.of("id", "email", "phone", "cio_id").contains(attribute.getKey())) {
                    json.writeStringField(attribute.getKey(), asText(attribute.getValue()));
                }
            }
            json.writeEndObject();
            json.writeBooleanField("unsubscribed", false);
            json.writeArrayFieldStart("devices");
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static String asText(String json) {
        return json.startsWith("{") || json.startsWith("[") ? json : RawJson.textOf(json);
    }

    private static void text(String name, Optional<String> value, JsonGenerator json) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }
}

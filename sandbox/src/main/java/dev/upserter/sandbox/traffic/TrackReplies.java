package dev.upserter.sandbox.traffic;

import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.http.Reply;
import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.RawJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** The answers of the Track API, in its wording. */
public final class TrackReplies {
    public static final Reply OK = Reply.json(200, "{}");
    public static final Reply UNAUTHORIZED = Reply.json(401, "{\"meta\":{\"error\":\"Unauthorized request\"}}");

    private TrackReplies() {}

    /** Writes one JSON value. */
    public interface JsonWriter {
        void write(JsonGenerator json) throws IOException;
    }

    public static Reply json(int status, JsonWriter writer) {
        var text = new StringWriter();
        try (JsonGenerator json = RawJson.FACTORY.createGenerator(text)) {
            writer.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Reply.json(status, text.toString());
    }

    /** The error format of v1 and of every path outside the API. */
    public static Reply metaErrors(int status, String message) {
        return json(status, json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("meta");
            json.writeArrayFieldStart("errors");
            json.writeString(message);
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    public static Reply notFound() {
        return metaErrors(404, "not found");
    }

    public static Reply methodNotAllowed(String allowed) {
        return metaErrors(405, "method not allowed. Use " + allowed).with("Allow", allowed);
    }

    /** The error format of v2 for a whole request. */
    public static Reply refused(Entry.Refused refused) {
        return json(400, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("errors");
            json.writeStartObject();
            fields(refused, json);
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    public static void fields(Entry.Refused refused, JsonGenerator json) throws IOException {
        json.writeStringField("reason", refused.reason());
        json.writeStringField("field", refused.field());
        json.writeStringField("message", refused.message());
    }
}

package dev.upserter.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A whole HTTP answer. {@code Content-Type} is JSON when not among the headers. */
record Reply(int status, Map<String, String> headers, String body) {
    static final Reply OK = json(200, "{}");
    static final Reply UNAUTHORIZED = json(401, "{\"meta\":{\"error\":\"Unauthorized request\"}}");

    /** Writes one JSON value. */
    interface JsonWriter {
        void write(JsonGenerator json) throws IOException;
    }

    static Reply json(int status, String body) {
        return new Reply(status, Map.of(), body);
    }

    static Reply json(int status, JsonWriter writer) {
        var text = new StringWriter();
        try (JsonGenerator json = RawJson.FACTORY.createGenerator(text)) {
            writer.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return json(status, text.toString());
    }

    /** The form of errors that v1, and every path outside the API, uses. */
    static Reply metaErrors(int status, String message) {
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

    static Reply notFound() {
        return metaErrors(404, "not found");
    }

    static Reply methodNotAllowed(String allowed) {
        Reply reply = metaErrors(405, "method not allowed; use " + allowed);
        return new Reply(reply.status, Map.of("Allow", allowed), reply.body);
    }

    /** The form of errors that v2 uses for a request as a whole. */
    static Reply refused(Entry.Refused refused) {
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

    static void fields(Entry.Refused refused, JsonGenerator json) throws IOException {
        json.writeStringField("reason", refused.reason());
        json.writeStringField("field", refused.field());
        json.writeStringField("message", refused.message());
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}

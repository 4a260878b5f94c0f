package dev.upserter.server.answer;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.carried.jetty.http.HttpStatus;
import dev.upserter.json.Indented;
import dev.upserter.report.Finding.Example;
import dev.upserter.report.Status;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Writes why a request failed, in the two formats of clients. */
final class FailureJson {
    private static final JsonFactory JSON = new JsonFactory();

    private FailureJson() {}

    /** Several lines, as the report of a refused run. */
    static String report(Failure failure) {
        return written(json -> {
            json.setPrettyPrinter(Indented.all());
            json.writeStartObject();
            json.writeStringField("status", Status.REFUSED.spelling());
            problems(failure.entries(), json);
            json.writeEndObject();
        });
    }

    /** One line, as an RFC 9457 problem. */
    static String problem(Failure failure) {
        List<Failure.Entry> entries = failure.entries();
        List<Example> examples =
                entries.isEmpty() ? List.of() : entries.getFirst().examples();
        return written(json -> {
            json.writeStartObject();
            json.writeStringField("type", "about:blank");
            json.writeStringField("title", HttpStatus.getMessage(failure.status()));
            json.writeNumberField("status", failure.status());
            json.writeStringField(
                    "detail", examples.isEmpty() ? "" : examples.getFirst().message());
            json.writeStringField(
                    "code", entries.isEmpty() ? "" : entries.getFirst().code());
            json.writeStringField(
                    "help", entries.isEmpty() ? "" : entries.getFirst().help());
            problems(entries, json);
            json.writeEndObject();
        });
    }

    private interface Value {
        void write(JsonGenerator json) throws IOException;
    }

    private static String written(Value value) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            value.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail", e);
        }
        return text.toString();
    }

    private static void problems(List<Failure.Entry> entries, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("problems");
        for (Failure.Entry entry : entries) {
            problem(entry, json);
        }
        json.writeEndArray();
    }

    private static void problem(Failure.Entry entry, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", entry.code());
        json.writeStringField("level", entry.level().spelling());
        json.writeNumberField("count", entry.count());
        json.writeObjectFieldStart("fields");
        for (Map.Entry<String, Long> field : entry.fields().entrySet()) {
            json.writeNumberField(field.getKey(), field.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("examples");
        for (Example example : entry.examples()) {
            json.writeStartObject();
            json.writeStringField("location", example.location());
            json.writeStringField("message", example.message());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("help", entry.help());
        json.writeEndObject();
    }
}

package dev.upserter.report;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.json.Indented;
import dev.upserter.plan.JoinCounts;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a {@link RunReport} as JSON. */
final class ReportJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;

    private ReportJson(JsonGenerator json) {
        this.json = json;
    }

    static String write(RunReport report) {
        return write(json -> write(report, json));
    }

    /** What one JSON object is made of. */
    interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    /** Writes an object as all reports are written. */
    static String write(Content content) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(Indented.all());
            content.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail", e);
        }
        return text.toString();
    }

    /** Writes a report as an object. */
    static void write(RunReport report, JsonGenerator json) throws IOException {
        new ReportJson(json).report(report);
    }

    private void report(RunReport report) throws IOException {
        json.writeStartObject();
        json.writeStringField("run", report.run());
        json.writeStringField("sync", report.sync());
        json.writeStringField("type", report.type());
        json.writeStringField("status", report.status().spelling());
        json.writeStringField("destination", report.destination());
        CountsJson.write(json, report.records());
        people(report.people());
        PeopleJson.write(json, report.changeEvents());
        requests(report.requests());
        json.writeNumberField("durationMillis", report.duration().toMillis());
        json.writeArrayFieldStart("problems");
        for (Finding finding : report.problems()) {
            finding(finding);
        }
        json.writeEndArray();
        fields(report.fields());
        files(report.files());
        json.writeArrayFieldStart("resumed");
        for (RunReport earlier : report.resumed()) {
            report(earlier);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void people(@Nullable JoinCounts people) throws IOException {
        if (people == null) {
            json.writeNullField("people");
        } else {
            PeopleJson.write(json, people);
        }
    }

    private void requests(Requests requests) throws IOException {
        json.writeObjectFieldStart("requests");
        json.writeNumberField("sent", requests.sent());
        json.writeNumberField("retried", requests.retried());
        json.writeNumberField("bytes", requests.bytes());
        json.writeEndObject();
    }

    private void finding(Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", finding.code().name());
        json.writeStringField("level", finding.level().spelling());
        json.writeNumberField("count", finding.count());
        numbers("fields", finding.fields());
        json.writeArrayFieldStart("examples");
        for (Finding.Example example : finding.examples()) {
            json.writeStartObject();
            json.writeStringField("location", example.location());
            json.writeStringField("message", example.message());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("help", finding.help());
        json.writeEndObject();
    }

    private void numbers(String name, Map<String, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }

    private void fields(Fields fields) throws IOException {
        json.writeObjectFieldStart("fields");
        json.writeArrayFieldStart("leftBehind");
        for (String field : fields.leftBehind()) {
            json.writeString(field);
        }
        json.writeEndArray();
        numbers("missing", fields.missing());
        json.writeEndObject();
    }

    private void files(Files files) throws IOException {
        json.writeObjectFieldStart("files");
        path("rejected", files.rejected());
        path("deadLetters", files.deadLetters());
        path("report", files.report());
        json.writeEndObject();
    }

    private void path(String name, @Nullable Path path) throws IOException {
        json.writeStringField(name, path == null ? null : path.toString());
    }
}

package dev.upserter.alert;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.config.AlertCondition;
import dev.upserter.monitor.Lateness;
import dev.upserter.report.CountsJson;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes an alert as JSON; docs/alerts.md describes the format. It names problems by their codes: what is said of rows stays in
 * the report.
 */
record MessageJson(Due.Event event, String title, String sync, Instant now) {
    private static final int VERSION = 1;
    private static final JsonFactory JSON = new JsonFactory();

    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    /** That of a test. */
    String write() {
        return object(json -> {});
    }

    /** That of a run. */
    String write(
            RunReport report, Map<AlertCondition, Held> conditions, Optional<Reason> reason, @Nullable Path folder) {
        return object(json -> {
            json.writeStringField("type", report.type());
            json.writeStringField("run", report.run().isEmpty() ? null : report.run());
            json.writeStringField("status", report.status().spelling());
            json.writeNumberField("exitCode", report.exitCode());
            conditions(json, conditions);
            CountsJson.write(json, report.records());
            json.writeNumberField("durationMillis", report.duration().toMillis());
            if (reason.isPresent()) {
                json.writeObjectFieldStart("reason");
                json.writeStringField("code", reason.get().code().name());
                json.writeStringField("message", reason.get().words());
                json.writeStringField("help", reason.get().code().help());
                json.writeEndObject();
            } else {
                json.writeNullField("reason");
            }
            problems(json, report);
            json.writeStringField("folder", folder == null ? null : folder.toString());
        });
    }

    /** That of a run that was due. */
    String write(Lateness late, Map<AlertCondition, Held> conditions) {
        return object(json -> {
            conditions(json, conditions);
            json.writeStringField("due", late.due().map(Instant::toString).orElse(null));
            json.writeStringField(
                    "completed",
                    late.standing()
                            .completed()
                            .map(run -> run.ended().toString())
                            .orElse(null));
        });
    }

    private String object(Content content) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeStringField("event", event.name().toLowerCase(Locale.ROOT));
            json.writeStringField("title", title);
            json.writeStringField("sync", sync);
            json.writeStringField("time", now.toString());
            content.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail", e);
        }
        return text.toString();
    }

    private static void conditions(JsonGenerator json, Map<AlertCondition, Held> conditions) throws IOException {
        json.writeArrayFieldStart("conditions");
        for (Map.Entry<AlertCondition, Held> one : conditions.entrySet()) {
            json.writeStartObject();
            json.writeStringField("condition", one.getKey().spelling());
            json.writeStringField("since", one.getValue().since().toString());
            json.writeNumberField("runs", one.getValue().runs());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void problems(JsonGenerator json, RunReport report) throws IOException {
        json.writeArrayFieldStart("problems");
        for (Finding finding : report.problems()) {
            json.writeStartObject();
            json.writeStringField("code", finding.code().name());
            json.writeStringField("level", finding.level().spelling());
            json.writeNumberField("count", finding.count());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

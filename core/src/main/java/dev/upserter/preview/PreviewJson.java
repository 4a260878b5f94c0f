package dev.upserter.preview;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes previewed rows as JSON, one object per line; docs/cli.md describes the format. */
public final class PreviewJson {
    private static final JsonFactory JSON = new JsonFactory();

    private PreviewJson() {}

    /** The rows, one JSON object per line, without a line break at the end; values are written as they are sent. */
    public static String of(List<Previewed> rows) {
        return String.join("\n", rows.stream().map(PreviewJson::of).toList());
    }

    private static String of(Previewed row) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("row", row.number());
            json.writeStringField("location", row.location().toString());
            json.writeFieldName("before");
            json.writeRawValue(row.before().replace('\n', ' ').replace('\r', ' '));
            outcome(row.outcome(), json);
            json.writeArrayFieldStart("findings");
            for (ProblemLog.Entry finding : row.findings()) {
                finding(finding, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail", e);
        }
        return text.toString();
    }

    private static void outcome(Previewed.Outcome outcome, JsonGenerator json) throws IOException {
        switch (outcome) {
            case Previewed.Sent sent -> {
                json.writeStringField("outcome", "sent");
                json.writeObjectFieldStart("identifiers");
                json.writeStringField(sent.identifyBy(), sent.identifier());
                json.writeEndObject();
                if (!sent.parts().isEmpty()) {
                    values("parts", sent.parts(), json);
                }
                values("attributes", sent.attributes(), json);
            }
            case Previewed.Rejected rejected -> {
                json.writeStringField("outcome", "rejected");
                Problem problem = rejected.problem();
                json.writeObjectFieldStart("problem");
                json.writeStringField("code", problem.code().name());
                json.writeStringField("level", problem.level().spelling());
                json.writeStringField("message", problem.message());
                json.writeStringField("help", problem.hint());
                json.writeEndObject();
            }
            case Previewed.FilteredOut filtered -> json.writeStringField("outcome", "filtered");
        }
    }

    private static void values(String name, List<Previewed.Value> values, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        for (Previewed.Value value : values) {
            json.writeFieldName(value.name());
            json.writeRawValue(value.json().replace('\n', ' ').replace('\r', ' '));
        }
        json.writeEndObject();
    }

    private static void finding(ProblemLog.Entry finding, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", finding.code().name());
        json.writeStringField("level", finding.level().spelling());
        json.writeNumberField("count", finding.count());
        json.writeArrayFieldStart("messages");
        for (Problem example : finding.examples()) {
            json.writeString(example.message());
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}

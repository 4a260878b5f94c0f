package dev.upserter.cli.text;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.history.PastRun;
import dev.upserter.json.Indented;
import dev.upserter.report.Counts;
import dev.upserter.report.RunReport;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes runs as JSON; docs/commands-runs.md describes the format. */
public final class RunsJson {
    private RunsJson() {}

    /** The runs, in this order, as one object. */
    public static String write(List<PastRun> runs) {
        var text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(Indented.objects());
            json.writeStartObject();
            json.writeArrayFieldStart("runs");
            for (PastRun run : runs) {
                run(run, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail", e);
        }
        return text.toString();
    }

    private static void run(PastRun run, JsonGenerator json) throws IOException {
        Optional<RunReport> report = run.report();
        json.writeStartObject();
        json.writeStringField("run", run.id());
        json.writeStringField("sync", run.sync());
        json.writeStringField("startedAt", run.started().toString());
        json.writeStringField("purpose", run.aim().name().toLowerCase(Locale.ROOT));
        json.writeStringField(
                "status",
                report.map(known -> known.status().spelling())
                        .orElse(run.ending().name().toLowerCase(Locale.ROOT)));
        if (report.isPresent()) {
            Counts counts = report.get().records();
            json.writeNumberField("exitCode", report.get().exitCode());
            json.writeNumberField("read", counts.read());
            json.writeNumberField("delivered", counts.delivered());
            json.writeNumberField("rejected", counts.rejected());
            json.writeNumberField("deadLetters", counts.deadLetters());
            json.writeNumberField("pending", counts.pending());
            json.writeNumberField("durationMillis", report.get().duration().toMillis());
        } else {
            json.writeNumberField("delivered", run.acknowledged());
        }
        json.writeEndObject();
    }
}

package dev.upserter.report;

import dev.upserter.carried.jackson.JsonGenerator;
import java.io.IOException;

/** Writes the reports of several syncs as one JSON object; docs/cli.md describes the format. */
final class SetReportJson {
    private SetReportJson() {}

    static String write(SetReport all) {
        return ReportJson.write(json -> reports(all, json));
    }

    private static void reports(SetReport all, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("status", all.status().spelling());
        json.writeNumberField("exitCode", all.exitCode());
        json.writeArrayFieldStart("syncs");
        for (SetReport.Entry entry : all.syncs()) {
            entry(entry, json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("runs");
        for (RunReport report : all.runs()) {
            ReportJson.write(report, json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void entry(SetReport.Entry entry, JsonGenerator json) throws IOException {
        RunReport report = entry.report();
        json.writeStartObject();
        json.writeStringField("sync", entry.sync());
        if (report == null) {
            json.writeStringField("status", "not_run");
            json.writeStringField("reason", entry.reason());
        } else {
            json.writeStringField("status", report.status().spelling());
            json.writeNumberField("exitCode", report.exitCode());
            json.writeStringField("run", report.run());
        }
        json.writeEndObject();
    }
}

package dev.upserter.report;

/** Writes a {@link Report} as JSON. */
final class ReportJson {
    private ReportJson() {}

    static String write(Report report) {
        return "{\"run\": \"" + report.run() + "\"}";
    }
}

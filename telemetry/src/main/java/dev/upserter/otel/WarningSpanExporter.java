package dev.upserter.otel;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** Sends spans through another exporter and warns when that fails. Thread-safe. */
record WarningSpanExporter(SpanExporter exporter, Warning warning) implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        return warning.watch(exporter.export(spans));
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}

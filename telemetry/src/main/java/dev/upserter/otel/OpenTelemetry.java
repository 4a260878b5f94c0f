package dev.upserter.otel;

import dev.upserter.report.Counts;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.telemetry.Measure;
import dev.upserter.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.api.metrics.ObservableMeasurement;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Sends counts to a collector as metrics, and each run as a span. Thread-safe. */
final class OpenTelemetry implements Telemetry {
    private static final String SCOPE = "dev.upserter";
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final AttributeKey<List<String>> PROBLEMS = AttributeKey.stringArrayKey("upserter.problems");

    private final OpenTelemetrySdk sdk;
    private final Meter meter;
    private final Tracer tracer;
    private final Warning warning;

    OpenTelemetry(OpenTelemetrySdk sdk, String version, Warning warning) {
        this.sdk = sdk;
        this.meter = sdk.getMeterProvider()
                .meterBuilder(SCOPE)
                .setInstrumentationVersion(version)
                .build();
        this.tracer = sdk.getTracerProvider()
                .tracerBuilder(SCOPE)
                .setInstrumentationVersion(version)
                .build();
        this.warning = warning;
    }

    @Override
    public void observe(Supplier<List<Measure>> measures) {
        List<ObservableLongMeasurement> instruments =
                measures.get().stream().map(this::instrument).toList();
        ObservableMeasurement[] more = instruments.stream().skip(1).toArray(ObservableMeasurement[]::new);
        var unused = meter.batchCallback(() -> record(measures.get(), instruments), instruments.getFirst(), more);
    }

    private ObservableLongMeasurement instrument(Measure measure) {
        return switch (measure.kind()) {
            case COUNTER ->
                meter.counterBuilder(measure.name())
                        .setDescription(measure.help())
                        .setUnit(measure.unit())
                        .buildObserver();
            case GAUGE ->
                meter.gaugeBuilder(measure.name())
                        .ofLongs()
                        .setDescription(measure.help())
                        .setUnit(measure.unit())
                        .buildObserver();
        };
    }

    private static void record(List<Measure> measures, List<ObservableLongMeasurement> instruments) {
        for (int i = 0; i < instruments.size(); i++) {
            Measure measure = measures.get(i);
            ObservableLongMeasurement instrument = instruments.get(i);
            measure.values()
                    .forEach((value, number) -> instrument.record(
                            number,
                            measure.label().isEmpty()
                                    ? Attributes.empty()
                                    : Attributes.of(AttributeKey.stringKey(measure.label()), value)));
        }
    }

    @Override
    public void ran(RunReport report, Instant end) {
        Span span = tracer.spanBuilder("upserter.run")
                .setNoParent()
                .setStartTimestamp(end.minus(report.duration()))
                .setAllAttributes(attributes(report))
                .startSpan();
        if (report.status() == Status.STOPPED || report.status() == Status.REFUSED) {
            span.setStatus(StatusCode.ERROR, report.status().spelling());
        }
        span.end(end);
    }

    /** Counts and codes only. Messages are left out, since they may name a place in the user's data. */
    private static Attributes attributes(RunReport report) {
        Counts rows = report.records();
        var problems = new ArrayList<String>();
        report.problems().forEach(finding -> problems.add(finding.code().name()));
        return Attributes.builder()
                .put("upserter.run.id", report.run())
                .put("upserter.sync", report.sync())
                .put("upserter.run.status", report.status().spelling())
                .put("upserter.rows.read", rows.read())
                .put("upserter.people.removed", rows.removed())
                .put("upserter.rows.filtered", rows.filtered())
                .put("upserter.rows.unchanged", rows.unchanged())
                .put("upserter.rows.delivered", rows.delivered())
                .put("upserter.rows.rejected", rows.rejected())
                .put("upserter.rows.dead_letter", rows.deadLetters())
                .put("upserter.rows.pending", rows.pending())
                .put("upserter.requests.sent", report.requests().sent())
                .put("upserter.requests.retried", report.requests().retried())
                .put("upserter.requests.bytes", report.requests().bytes())
                .put(PROBLEMS, problems)
                .build();
    }

    /** The SDK itself waits for as long as its exporters retry. */
    @Override
    public void close() {
        Thread end = Thread.ofVirtual().name("telemetry-end").start(() -> {
            CompletableResultCode unused = sdk.shutdown();
        });
        try {
            if (!end.join(PATIENCE)) {
                warning.say("");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.upserter.meters;

import dev.upserter.Upserter;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Gives what an upserter counts to OpenTelemetry: observable counters and gauges with the names of {@link Upserter#meters()}, and
 * an attribute {@code sync}. Nothing is sent unless the program has an SDK of its own. Thread-safe.
 */
public final class OpenTelemetryMeters implements AutoCloseable {
    private static final AttributeKey<String> SYNC = AttributeKey.stringKey("sync");

    private final List<AutoCloseable> instruments;

    private OpenTelemetryMeters(List<AutoCloseable> instruments) {
        this.instruments = instruments;
    }

    /** Begins to observe an upserter. Two upserters of one SDK need syncs of different names. */
    public static OpenTelemetryMeters observe(Upserter upserter, OpenTelemetry openTelemetry) {
        Objects.requireNonNull(upserter, "upserter");
        Meter meter = openTelemetry.getMeter("dev.upserter");
        var instruments = new ArrayList<AutoCloseable>();
        upserter.meters().forEach(one -> instruments.add(instrument(one, upserter.sync(), meter)));
        return new OpenTelemetryMeters(List.copyOf(instruments));
    }

    private static AutoCloseable instrument(dev.upserter.Meter one, String sync, Meter meter) {
        return switch (one.kind()) {
            case COUNTER ->
                meter.counterBuilder(one.name())
                        .setDescription(one.description())
                        .setUnit(one.unit())
                        .buildWithCallback(to -> record(one, sync, to));
            case GAUGE ->
                meter.gaugeBuilder(one.name())
                        .ofLongs()
                        .setDescription(one.description())
                        .setUnit(one.unit())
                        .buildWithCallback(to -> record(one, sync, to));
        };
    }

    private static void record(dev.upserter.Meter one, String sync, ObservableLongMeasurement to) {
        one.values()
                .forEach((value, number) -> to.record(
                        number,
                        one.label().isEmpty()
                                ? Attributes.of(SYNC, sync)
                                : Attributes.of(SYNC, sync, AttributeKey.stringKey(one.label()), value)));
    }

    /** Observes no more. */
    @Override
    public void close() {
        for (AutoCloseable instrument : instruments) {
            try {
                instrument.close();
            } catch (Exception e) { // OpenTelemetry's instruments declare none
                throw new IllegalStateException(e);
            }
        }
    }
}

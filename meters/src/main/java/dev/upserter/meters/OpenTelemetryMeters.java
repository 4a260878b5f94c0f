package dev.upserter.meters;

import dev.upserter.Upserter;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.api.metrics.ObservableMeasurement;
import java.util.List;

/**
 * Gives what an upserter counts to OpenTelemetry: observable counters and gauges with the names of {@link Upserter#meters()}, and
 * an attribute {@code sync}. Nothing is sent unless the program has an SDK of its own. Thread-safe.
 */
public final class OpenTelemetryMeters implements AutoCloseable {
    private static final AttributeKey<String> SYNC = AttributeKey.stringKey("sync");

    private final BatchCallback callback;

    private OpenTelemetryMeters(BatchCallback callback) {
        this.callback = callback;
    }

    /** Begins to observe an upserter. Two upserters of one SDK need syncs of different names. */
    public static OpenTelemetryMeters observe(Upserter upserter, OpenTelemetry openTelemetry) {
        String sync = upserter.sync();
        Meter meter = openTelemetry.getMeter("dev.upserter");
        List<dev.upserter.Meter> all = upserter.meters();
        List<ObservableLongMeasurement> instruments =
                all.stream().map(one -> instrument(one, meter)).toList();
        ObservableMeasurement[] more = instruments.stream().skip(1).toArray(ObservableMeasurement[]::new);
        return new OpenTelemetryMeters(meter.batchCallback(
                () -> {
                    for (int i = 0; i < all.size(); i++) {
                        record(all.get(i), sync, instruments.get(i));
                    }
                },
                instruments.getFirst(),
                more));
    }

    private static ObservableLongMeasurement instrument(dev.upserter.Meter one, Meter meter) {
        return switch (one.kind()) {
            case COUNTER ->
                meter.counterBuilder(one.name())
                        .setDescription(one.description())
                        .setUnit(one.unit())
                        .buildObserver();
            case GAUGE ->
                meter.gaugeBuilder(one.name())
                        .ofLongs()
                        .setDescription(one.description())
                        .setUnit(one.unit())
                        .buildObserver();
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
        callback.close();
    }
}

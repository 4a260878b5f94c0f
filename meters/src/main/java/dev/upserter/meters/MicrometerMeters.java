package dev.upserter.meters;

import dev.upserter.Meter;
import dev.upserter.Upserter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Gives what an upserter counts to Micrometer: counters and gauges with the names of {@link Upserter#meters()}, and a tag
 * {@code sync}. As a bean of Spring Boot, it is bound by itself. Thread-safe.
 *
 * <p>The registry reads the values when it publishes them. It does not keep the upserter alive: keep it in the program.
 */
public final class MicrometerMeters implements MeterBinder {
    private final Upserter upserter;

    /** Those of an upserter. Two upserters of one registry need syncs of different names. */
    public MicrometerMeters(Upserter upserter) {
        this.upserter = Objects.requireNonNull(upserter, "upserter");
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Meter meter : upserter.meters()) {
            meter.values().keySet().forEach(value -> bind(meter, value, registry));
        }
    }

    private void bind(Meter meter, String value, MeterRegistry registry) {
        Tags tags = Tags.of("sync", upserter.sync());
        Tags all = meter.label().isEmpty() ? tags : tags.and(meter.label(), value);
        String unit = meter.unit().equals("ms") ? "milliseconds" : null;
        ToDoubleFunction<Upserter> now = unused -> meter.values().get(value);
        switch (meter.kind()) {
            case COUNTER ->
                FunctionCounter.builder(meter.name(), upserter, now)
                        .tags(all)
                        .baseUnit(unit)
                        .description(meter.description())
                        .register(registry);
            case GAUGE ->
                Gauge.builder(meter.name(), upserter, now)
                        .tags(all)
                        .baseUnit(unit)
                        .description(meter.description())
                        .register(registry);
        }
    }
}

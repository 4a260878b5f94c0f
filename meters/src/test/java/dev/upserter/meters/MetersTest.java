package dev.upserter.meters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.Ingester;
import dev.upserter.Meter;
import dev.upserter.Rows;
import dev.upserter.Upserter;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Answer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MetersTest {
    @RegisterExtension
    static final OpenTelemetryExtension OPEN_TELEMETRY = OpenTelemetryExtension.create();

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    @AutoClose
    private final Upserter upserter = Upserter.builder()
            .configuration(Map.of(
                    "sync",
                    "customers",
                    "userId",
                    "id",
                    "endpoint",
                    sandbox.endpoint().toString(),
                    "siteId",
                    sandbox.siteId(),
                    "apiKey",
                    sandbox.apiKey()))
            .environment(Map.of())
            .build();

    /** A run with one request that is repeated, a single row, a plan, which does not count, and an ingester. */
    private void work() throws InterruptedException {
        sandbox.answerNext(Answer.status(503));
        upserter.run(Rows.maps(List.of(Map.of("id", 1), Map.of("id", 2), Map.of("name", "ana"))));
        upserter.send(Map.of("id", 3)).orThrow();
        upserter.plan(Rows.maps(List.of(Map.of("id", 4))));
        try (Ingester<Integer> ingester =
                upserter.<Integer>ingester((id, row) -> row.set("id", id)).start()) {
            for (int id = 10; id < 20; id++) {
                ingester.add(id);
            }
            assertThat(ingester.flush(Duration.ofMinutes(1))).isTrue();
        }
    }

    private Map<String, Map<String, Long>> values() {
        var all = new TreeMap<String, Map<String, Long>>();
        upserter.meters().forEach(meter -> all.put(meter.name(), meter.values()));
        return all;
    }

    private long value(String name) {
        return values().getOrDefault(name, Map.of()).getOrDefault("", -1L);
    }

    @Test
    void rowsRunsAndRequestsAreCounted() throws Exception {
        List<Meter> before = upserter.meters();
        assertThat(before).flatExtracting(meter -> meter.values().values()).containsOnly(0L);

        work();

        assertThat(values().get("upserter.rows"))
                .isEqualTo(Map.of(
                        "read", 14L,
                        "filtered", 0L,
                        "unchanged", 0L,
                        "delivered", 13L,
                        "rejected", 1L,
                        "dead_letter", 0L,
                        "pending", 0L));
        assertThat(values().get("upserter.runs"))
                .containsEntry("completed", 1L)
                .containsEntry("completed_with_problems", 1L);
        assertThat(values().get("upserter.requests"))
                .containsEntry("", sandbox.stats().requests());
        assertThat(values().get("upserter.requests.retried")).containsEntry("", 1L);
        assertThat(value("upserter.requests.time")).isPositive();
        assertThat(value("upserter.runs.time")).isPositive();
        assertThat(values().get("upserter.ingester.open")).containsEntry("", 0L);
        assertThat(before).extracting(Meter::name).containsExactlyInAnyOrderElementsOf(values().keySet());
        assertThat(before)
                .filteredOn(meter -> meter.name().equals("upserter.rows"))
                .extracting(Meter::values)
                .containsExactly(new TreeMap<>(values().get("upserter.rows")));
    }

    @Test
    void whatWaitsInAnIngesterIsShown() throws Exception {
        try (Ingester<Integer> ingester = upserter.<Integer>ingester((id, row) -> row.set("id", id))
                .flushAfter(Duration.ofHours(1))
                .start()) {
            ingester.add(1);
            ingester.add(2);

            assertThat(values().get("upserter.ingester.open")).containsEntry("", 2L);
            assertThat(ingester.flush(Duration.ofMinutes(1))).isTrue();
            assertThat(values().get("upserter.ingester.open")).containsEntry("", 0L);
            assertThat(values().get("upserter.rows")).containsEntry("delivered", 2L);
        }
        assertThat(value("upserter.requests")).isPositive();
    }

    @Test
    void micrometerReadsThem() throws Exception {
        var registry = new SimpleMeterRegistry();
        new MicrometerMeters(upserter).bindTo(registry);

        work();

        assertThat(registry.get("upserter.rows")
                        .tags("sync", "customers", "end", "delivered")
                        .functionCounter()
                        .count())
                .isEqualTo(13);
        assertThat(registry.get("upserter.requests.retried").functionCounter().count())
                .isEqualTo(1);
        assertThat(registry.get("upserter.ingester.open").gauge().value()).isZero();
        assertThat(registry.get("upserter.requests.time")
                        .functionCounter()
                        .getId()
                        .getBaseUnit())
                .isEqualTo("milliseconds");
    }

    @Test
    void openTelemetryReadsThemUntilItIsClosed() throws Exception {
        try (var meters = OpenTelemetryMeters.observe(upserter, OPEN_TELEMETRY.getOpenTelemetry())) {
            work();

            assertThat(points("upserter.rows"))
                    .filteredOn(
                            point -> "delivered".equals(point.getAttributes().get(AttributeKey.stringKey("end"))))
                    .singleElement()
                    .satisfies(point -> {
                        assertThat(point.getValue()).isEqualTo(13);
                        assertThat(point.getAttributes().get(AttributeKey.stringKey("sync")))
                                .isEqualTo("customers");
                    });
            assertThat(points("upserter.requests.in_flight"))
                    .extracting(LongPointData::getValue)
                    .containsExactly(0L);
        }
        assertThat(OPEN_TELEMETRY.getMetrics()).isEmpty();
    }

    private static List<LongPointData> points(String name) {
        MetricData found = OPEN_TELEMETRY.getMetrics().stream()
                .filter(metric -> metric.getName().equals(name))
                .findFirst()
                .orElseThrow();
        var points = found.getType() == io.opentelemetry.sdk.metrics.data.MetricDataType.LONG_SUM
                ? found.getLongSumData().getPoints()
                : found.getLongGaugeData().getPoints();
        return List.copyOf(points);
    }
}

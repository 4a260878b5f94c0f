package dev.upserter.otel;

import dev.upserter.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sets up OpenTelemetry's SDK from its environment variables. Stateless; thread-safe. */
public final class OpenTelemetryProvider implements Telemetry.Provider {
    /**
     * The SDK logs a line and a stack trace for each failure; {@link Warning} reports it once. Held in a field so that it
     * stays off.
     */
    private static final Logger SDK_LOG = Logger.getLogger("io.opentelemetry");

    private static final String PROTOCOL = "http/protobuf";
    private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
    private static final AttributeKey<String> SERVICE_VERSION = AttributeKey.stringKey("service.version");
    private static final String UNNAMED = "unknown_service";

    /** For the service loader. */
    public OpenTelemetryProvider() {}

    @Override
    public Telemetry start(Map<String, String> environment, String version) {
        Map<String, String> asked = properties(environment);
        requireProtocol(asked);
        SDK_LOG.setLevel(Level.OFF);
        var warning = new Warning();
        try {
            OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
                    .setServiceClassLoader(OpenTelemetryProvider.class.getClassLoader())
                    .disableShutdownHook()
                    .addPropertiesSupplier(() -> Map.of("otel.exporter.otlp.protocol", PROTOCOL))
                    .addPropertiesCustomizer(ignored -> asked)
                    .addResourceCustomizer((resource, ignored) -> named(resource, version))
                    .addSpanExporterCustomizer((exporter, ignored) -> new WarningSpanExporter(exporter, warning))
                    .addMetricExporterCustomizer((exporter, ignored) -> new WarningMetricExporter(exporter, warning))
                    .build()
                    .getOpenTelemetrySdk();
            return new OpenTelemetry(sdk, version, warning);
        } catch (ConfigurationException | IllegalArgumentException | IllegalStateException e) {
            throw new IllegalArgumentException(
                    "a variable OTEL_… has a value that cannot be followed ("
                            + e.getClass().getSimpleName() + "). The exporters here are otlp and none",
                    e);
        }
    }

    /** The variables as properties, which the SDK uses instead of those of the process. No logs are sent. */
    private static Map<String, String> properties(Map<String, String> environment) {
        var properties = new HashMap<String, String>();
        environment.forEach((name, value) -> {
            if (name.startsWith("OTEL_") && !value.isBlank()) {
                properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        properties.put("otel.logs.exporter", "none");
        return properties;
    }

    private static void requireProtocol(Map<String, String> properties) {
        properties.forEach((name, value) -> {
            if (name.startsWith("otel.exporter.otlp.") && name.endsWith("protocol") && !value.equals(PROTOCOL)) {
                throw new IllegalArgumentException(
                        "the only protocol here is " + PROTOCOL + ", by default on port 4318. Set "
                                + name.toUpperCase(Locale.ROOT).replace('.', '_') + " to it, or leave it out");
            }
        });
    }

    private static Resource named(Resource resource, String version) {
        String name = resource.getAttribute(SERVICE_NAME);
        var builder = resource.toBuilder();
        if (name == null || name.startsWith(UNNAMED)) {
            builder.put(SERVICE_NAME, "customer-upserter");
        }
        if (resource.getAttribute(SERVICE_VERSION) == null) {
            builder.put(SERVICE_VERSION, version);
        }
        return builder.build();
    }
}

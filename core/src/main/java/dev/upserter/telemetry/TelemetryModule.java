package dev.upserter.telemetry;

import dev.upserter.problem.Product;
import dev.upserter.source.query.ModuleFolders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Finds the OpenTelemetry module if the environment asks for it: on the class path, or else in the folders that the system
 * property {@code upserter.telemetry} names. Otherwise no part of it is loaded. Thread-safe.
 */
public final class TelemetryModule {
    private static final System.Logger LOG = System.getLogger(TelemetryModule.class.getName());
    private static final String FOLDERS = "upserter.telemetry";
    private static final List<String> ASKING = List.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
            "OTEL_METRICS_EXPORTER",
            "OTEL_TRACES_EXPORTER");

    private TelemetryModule() {}

    /**
     * Starts the telemetry that the environment asks for. If this fails, it logs a warning, and the program continues.
     *
     * @param environment the variables
     * @return sends nothing if the environment does not ask for it
     */
    public static Telemetry start(Map<String, String> environment) {
        if (!isAskedFor(environment)) {
            return Telemetry.NONE;
        }
        Optional<Telemetry.Provider> provider = in(TelemetryModule.class.getClassLoader())
                .or(() -> in(ModuleFolders.loader("upserter-telemetry", FOLDERS)));
        if (provider.isEmpty()) {
            warn("the module upserter-telemetry is not there. Start the program by ./upserter, which brings it");
            return Telemetry.NONE;
        }
        try {
            return provider.get().start(environment, Product.version());
        } catch (IllegalArgumentException e) {
            warn(String.valueOf(e.getMessage()));
            return Telemetry.NONE;
        }
    }

    private static boolean isAskedFor(Map<String, String> environment) {
        return !environment.getOrDefault("OTEL_SDK_DISABLED", "").strip().equalsIgnoreCase("true")
                && ASKING.stream()
                        .anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
    }

    private static void warn(String why) {
        LOG.log(
                System.Logger.Level.WARNING,
                "no OpenTelemetry is sent, though the environment asks for it: " + why + ". Runs are not affected");
    }

    private static Optional<Telemetry.Provider> in(ClassLoader loader) {
        return ServiceLoader.load(Telemetry.Provider.class, loader).findFirst();
    }
}

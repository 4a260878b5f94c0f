package dev.upserter.otel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.sandbox.Sandbox;
import dev.upserter.server.ServerConfig;
import dev.upserter.server.UpserterServer;
import dev.upserter.telemetry.Telemetry;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a collector receives about a server's runs. */
@Timeout(120)
class OpenTelemetryTest {
    private static final String CONFIGURATION = """
        {"userId": "id", "identifyBy": "id", "filter": "plan", "mappings": [{"from": "name", "to": "first_name"}]}
        """;
    private static final String DATA = """
        [{"id": "ana@example.com", "name": "Ana Secret", "plan": "a"}, {"id": "bo", "name": "Bo"}, {"name": "Cy", "plan": "a"}]
        """;

    @TempDir
    Path folder;

    private static Map<String, String> environment(Collector collector, String... more) {
        var environment = new HashMap<String, String>();
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint());
        environment.put("OTEL_METRIC_EXPORT_INTERVAL", "100");
        environment.put("OTEL_BSP_SCHEDULE_DELAY", "100");
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }

    private HttpResponse<String> run(Sandbox sandbox, Map<String, String> environment) throws Exception {
        ServerConfig config =
                ServerConfig.in(folder).withPort(0).withSandbox(sandbox).withEnvironment(environment);
        try (var http = HttpClient.newHttpClient();
                UpserterServer server = UpserterServer.start(config)) {
            String body = part("configuration.json", CONFIGURATION) + part("data.json", DATA) + "--b--\r\n";
            return http.send(
                    HttpRequest.newBuilder(server.address())
                            .header("Content-Type", "multipart/form-data; boundary=b")
                            .PUT(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private static String part(String name, String text) {
        return "--b\r\nContent-Disposition: form-data; name=\"inputs\"; filename=\"" + name + "\"\r\n\r\n" + text
                + "\r\n";
    }

    @Test
    void aCollectorHearsWhatPrometheusDoesAndASpanForEachRun() throws Exception {
        try (var collector = new Collector();
                Sandbox sandbox = Sandbox.start()) {
            var environment = environment(
                    collector,
                    "OTEL_SERVICE_NAME",
                    "weekly-sync",
                    "OTEL_RESOURCE_ATTRIBUTES",
                    "deployment.environment=test",
                    "OTEL_EXPORTER_OTLP_HEADERS",
                    "x-tenant=t1");

            assertThat(run(sandbox, environment).statusCode()).isEqualTo(207);

            collector.await(it -> !it.spans().isEmpty() && !it.measures().isEmpty());
            assertThat(collector.measures())
                    .containsEntry("counter upserter.rows{end=read}", 3L)
                    .containsEntry("counter upserter.rows{end=delivered}", 1L)
                    .containsEntry("counter upserter.rows{end=filtered}", 1L)
                    .containsEntry("counter upserter.rows{end=rejected}", 1L)
                    .containsEntry("counter upserter.people.removed{}", 0L)
                    .containsEntry("counter upserter.runs{status=completed_with_problems}", 1L)
                    .containsEntry("gauge upserter.runs.active{}", 0L)
                    .containsKey("counter upserter.runs.time{}ms")
                    .containsEntry("gauge upserter.event.streams{}", 0L)
                    .containsEntry("counter upserter.requests{}", 1L)
                    .containsEntry("counter upserter.http.refused{}", 0L);
            assertThat(collector.spans()).hasSize(1);
            Span span = collector.spans().getFirst();
            assertThat(span.getName()).isEqualTo("upserter.run");
            assertThat(span.getEndTimeUnixNano()).isGreaterThan(span.getStartTimeUnixNano());
            assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
            assertThat(Collector.texts(span.getAttributesList()))
                    .containsEntry("upserter.sync", "configuration")
                    .containsEntry("upserter.run.status", "completed_with_problems")
                    .containsEntry("upserter.rows.read", "3")
                    .containsEntry("upserter.rows.delivered", "1")
                    .containsEntry("upserter.rows.filtered", "1")
                    .containsEntry("upserter.rows.rejected", "1")
                    .containsEntry("upserter.requests.sent", "1")
                    .containsEntry("upserter.problems", "[ID_MISSING, ID_AMBIGUOUS]")
                    .containsKey("upserter.run.id");
            assertThat(collector.resource())
                    .containsEntry("service.name", "weekly-sync")
                    .containsEntry("deployment.environment", "test")
                    .containsKey("service.version");
            assertThat(collector.headers())
                    .allSatisfy(headers -> assertThat(headers.get("X-tenant")).containsExactly("t1"));
            assertThat(collector.all()).doesNotContain("ana@example.com", "Secret", sandbox.apiKey(), sandbox.siteId());
        }
    }

    @Test
    void aRunThatIsRefusedIsAnError() throws Exception {
        try (var collector = new Collector();
                Sandbox sandbox = Sandbox.start()) {
            sandbox.close();
            var environment = environment(collector, "OTEL_METRICS_EXPORTER", "none");
            ServerConfig config =
                    ServerConfig.in(folder).withPort(0).withSandbox(sandbox).withEnvironment(environment);
            try (var http = HttpClient.newHttpClient();
                    UpserterServer server = UpserterServer.start(config)) {
                String body = part("people.json", "{\"userId\": \"id\", \"maxOutage\": \"1s\"}")
                        + part("data.json", "[{\"id\": 1}]") + "--b--\r\n";
                http.send(
                        HttpRequest.newBuilder(server.address())
                                .header("Content-Type", "multipart/form-data; boundary=b")
                                .PUT(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
            }
            collector.await(it -> !it.spans().isEmpty());
            assertThat(collector.spans().getFirst().getStatus().getCode())
                    .isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
            assertThat(collector.measures()).isEmpty();
        }
    }

    @Test
    void withoutANameTheServiceHasOurs() throws Exception {
        try (var collector = new Collector();
                Sandbox sandbox = Sandbox.start()) {
            run(sandbox, environment(collector));
            collector.await(it -> !it.resource().isEmpty());
            assertThat(collector.resource()).containsEntry("service.name", "customer-upserter");
        }
    }

    @Test
    void aCollectorThatIsNotThereIsSaidOnceAndChangesNothing() throws Exception {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        var environment =
                Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + port, "OTEL_METRIC_EXPORT_INTERVAL", "50");
        try (Sandbox sandbox = Sandbox.start();
                var log = new Log()) {
            assertThat(run(sandbox, environment).statusCode()).isEqualTo(207);
            log.awaitLine();
            assertThat(log.lines).hasSize(1);
            assertThat(log.lines.getFirst())
                    .contains("does not take what is sent", "Runs are not affected", "OTEL_EXPORTER_OTLP_ENDPOINT");
        }
    }

    @Test
    void aCollectorThatRefusesIsSaidOnce() throws Exception {
        try (var collector = new Collector(401);
                Sandbox sandbox = Sandbox.start();
                var log = new Log()) {
            assertThat(run(sandbox, environment(collector, "OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20abc"))
                            .statusCode())
                    .isEqualTo(207);
            log.awaitLine();
            assertThat(log.lines).hasSize(1);
            assertThat(log.lines.getFirst()).doesNotContain("abc");
        }
    }

    @Test
    void whatCannotBeFollowedSaysWhy() throws IOException {
        Telemetry.Provider provider = new OpenTelemetryProvider();
        assertThatThrownBy(() -> provider.start(Map.of("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"), "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http/protobuf")
                .hasMessageContaining("OTEL_EXPORTER_OTLP_PROTOCOL");
        assertThatThrownBy(() -> provider.start(Map.of("OTEL_METRICS_EXPORTER", "nosuch"), "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("otlp and none");
        assertThatThrownBy(() -> provider.start(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "::not a url::"), "1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingIsSentWhereTheEnvironmentSaysSo() throws Exception {
        try (var collector = new Collector();
                Sandbox sandbox = Sandbox.start()) {
            run(sandbox, environment(collector, "OTEL_SDK_DISABLED", "true"));
            assertThat(collector.headers()).isEmpty();
        }
    }

    /** Records the warnings of this module and of the SDK. */
    private static final class Log extends Handler implements AutoCloseable {
        private final List<String> lines = new ArrayList<>();

        private Log() {
            Logger.getLogger("").addHandler(this);
        }

        @Override
        public synchronized void publish(LogRecord line) {
            if (line.getLevel().intValue() >= java.util.logging.Level.WARNING.intValue()) {
                lines.add(line.getMessage());
                notifyAll();
            }
        }

        /** The SDK may report a failure a moment after it has ended; {@code @Timeout} bounds the wait. */
        private synchronized void awaitLine() throws InterruptedException {
            while (lines.isEmpty()) {
                wait();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            Logger.getLogger("").removeHandler(this);
        }
    }
}

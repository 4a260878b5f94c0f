package dev.upserter.otel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** A collector on a loopback port that takes OTLP over HTTP, in protobuf, and remembers it. */
final class Collector implements AutoCloseable {
    private final HttpServer server;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final List<Span> spans = new ArrayList<>();
    private final Map<String, Long> measures = new TreeMap<>();
    private final Map<String, String> resource = new HashMap<>();
    private final List<Map<String, List<String>>> headers = new ArrayList<>();
    private final int status;

    Collector() throws IOException {
        this(200);
    }

    /**
     * @param status what it answers
     */
    Collector(int status) throws IOException {
        this.status = status;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> take(exchange, this::traces));
        server.createContext("/v1/metrics", exchange -> take(exchange, this::metrics));
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private interface Reader {
        void read(byte[] body) throws IOException;
    }

    private void take(HttpExchange exchange, Reader reader) throws IOException {
        try (exchange) {
            lock.lock();
            try (InputStream body = exchange.getRequestBody()) {
                boolean isPacked = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
                reader.read((isPacked ? new GZIPInputStream(body) : body).readAllBytes());
                headers.add(Map.copyOf(exchange.getRequestHeaders()));
                news.signalAll();
            } finally {
                lock.unlock();
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private void traces(byte[] body) throws IOException {
        for (var of : ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
            resource.putAll(texts(of.getResource().getAttributesList()));
            of.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList()));
        }
    }

    private void metrics(byte[] body) throws IOException {
        for (var of : ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList()) {
            resource.putAll(texts(of.getResource().getAttributesList()));
            of.getScopeMetricsList().forEach(scope -> scope.getMetricsList().forEach(this::measure));
        }
    }

    private void measure(Metric metric) {
        List<NumberDataPoint> points = metric.hasSum()
                ? metric.getSum().getDataPointsList()
                : metric.getGauge().getDataPointsList();
        String kind = metric.hasSum() ? (metric.getSum().getIsMonotonic() ? "counter" : "sum") : "gauge";
        for (NumberDataPoint point : points) {
            measures.put(
                    kind + " " + metric.getName() + texts(point.getAttributesList()) + metric.getUnit(),
                    point.getAsInt());
        }
    }

    static Map<String, String> texts(List<KeyValue> attributes) {
        var texts = new TreeMap<String, String>();
        attributes.forEach(attribute -> texts.put(attribute.getKey(), text(attribute.getValue())));
        return texts;
    }

    private static String text(AnyValue value) {
        if (value.hasArrayValue()) {
            return value.getArrayValue().getValuesList().stream()
                    .map(AnyValue::getStringValue)
                    .toList()
                    .toString();
        }
        return value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue();
    }

    /** Waits until this holds; fails after a timeout. */
    void await(Predicate<Collector> isEnough) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(20);
            while (!isEnough.test(this)) {
                if (left <= 0) {
                    throw new IllegalStateException("it did not arrive: " + measures + " " + spans.size() + " spans");
                }
                left = news.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The latest value of each metric, by kind, name, label and unit. */
    Map<String, Long> measures() {
        lock.lock();
        try {
            return new TreeMap<>(measures);
        } finally {
            lock.unlock();
        }
    }

    List<Span> spans() {
        lock.lock();
        try {
            return List.copyOf(spans);
        } finally {
            lock.unlock();
        }
    }

    Map<String, String> resource() {
        lock.lock();
        try {
            return Map.copyOf(resource);
        } finally {
            lock.unlock();
        }
    }

    /** The headers of all requests. */
    List<Map<String, List<String>>> headers() {
        lock.lock();
        try {
            return List.copyOf(headers);
        } finally {
            lock.unlock();
        }
    }

    /** All that arrived, as text. */
    String all() {
        return spans() + " " + measures() + " " + resource();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

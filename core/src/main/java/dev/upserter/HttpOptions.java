package dev.upserter;

import dev.upserter.delivery.http.HttpSettings;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How requests reach Customer.io, beside what the configuration says ({@code timeout}, {@code parallelism},
 * {@code requestsPerSecond}, {@code endpoint}). Immutable: each {@code with} makes another.
 *
 * <p>Without a proxy of its own, the system properties {@code https.proxyHost}, {@code https.proxyPort} and
 * {@code http.nonProxyHosts} count, and then the variables {@code HTTPS_PROXY} and {@code NO_PROXY} of the environment.
 */
public final class HttpOptions {
    private static final HttpOptions DEFAULTS = new HttpOptions(null, null, Map.of(), null);

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+"); // RFC 9110, section 5.6.2
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7E\\t]*");
    private static final List<String> OURS = List.of(
            "authorization",
            "proxy-authorization",
            "host",
            "content-length",
            "content-type",
            "content-encoding",
            "transfer-encoding",
            "connection",
            "upgrade",
            "te",
            "trailer",
            "expect",
            "user-agent");

    private final @Nullable URI proxy;
    private final @Nullable SSLContext tls;
    private final Map<String, String> headers;
    private final @Nullable Consumer<Request> listener;

    private HttpOptions(
            @Nullable URI proxy,
            @Nullable SSLContext tls,
            Map<String, String> headers,
            @Nullable Consumer<Request> listener) {
        this.proxy = proxy;
        this.tls = tls;
        this.headers = Map.copyOf(headers);
        this.listener = listener;
    }

    /** Proxy by system properties or environment, the JDK's certificates, no more headers, no listener. */
    public static HttpOptions defaults() {
        return DEFAULTS;
    }

    /**
     * These, through a proxy; this machine itself is reached without it.
     *
     * @param address {@code http://host:port} or {@code https://host:port}, with {@code user:password@} before the host if
     *     the proxy asks for them
     * @throws IllegalArgumentException if it is no such address
     */
    public HttpOptions withProxy(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || address.getHost() == null) {
            throw new IllegalArgumentException("a proxy is http://host:port or https://host:port");
        }
        return new HttpOptions(address, tls, headers, listener);
    }

    /**
     * These, with certificates of the program's own: whom it trusts, and, for mutual TLS, the certificate that it shows. It
     * takes the place of {@code UPSERTER_CA_FILE}.
     */
    public HttpOptions withSslContext(SSLContext context) {
        return new HttpOptions(proxy, Objects.requireNonNull(context, "context"), headers, listener);
    }

    /**
     * These, with one more header of each request.
     *
     * @throws IllegalArgumentException if the name or the value cannot be that of a header, or the header is one that the
     *     request has already, such as {@code Authorization}
     */
    public HttpOptions withHeader(String name, String value) {
        if (!TOKEN.matcher(name).matches() || OURS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("not a header that may be set: " + name);
        }
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a value of a header: that of " + name);
        }
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new HttpOptions(proxy, tls, more, listener);
    }

    /**
     * These, with a listener that hears of each request after its end, for metrics and logs. It is called by the threads that
     * send, several at once, and must return quickly. What it throws has no effect but that it hears no more.
     */
    public HttpOptions withListener(Consumer<Request> hears) {
        return new HttpOptions(proxy, tls, headers, Objects.requireNonNull(hears, "hears"));
    }

    /** The environment, with the proxy in place of its own. */
    Map<String, String> over(Map<String, String> environment) {
        if (proxy == null) {
            return environment;
        }
        var all = new HashMap<>(environment);
        all.put("https_proxy", proxy.toString());
        all.put("http_proxy", proxy.toString());
        all.put("no_proxy", "");
        return all;
    }

    HttpSettings settings() {
        Consumer<Request> to = listener;
        return to == null
                ? new HttpSettings(tls, headers, HttpSettings.NONE.listener())
                : HttpSettings.guarded(
                        tls,
                        headers,
                        (method, host, status, bytes, took) ->
                                to.accept(new Request(method, host, status, bytes, took)));
    }

    /** Neither credentials nor values of headers. */
    @Override
    public String toString() {
        return "HttpOptions[proxy=" + (proxy == null ? "by environment" : "set") + ", sslContext="
                + (tls == null ? "the JDK's" : "set") + ", headers=" + headers.keySet() + "]";
    }

    /** One request that was sent, as a listener hears of it: never its path, body or credentials. Immutable. */
    public static final class Request {
        private final String method;
        private final String host;
        private final int status;
        private final long bytes;
        private final Duration duration;

        private Request(String method, String host, int status, long bytes, Duration duration) {
            this.method = method;
            this.host = host;
            this.status = status;
            this.bytes = bytes;
            this.duration = duration;
        }

        /** The method, such as {@code POST}. */
        public String method() {
            return method;
        }

        /** The host that was asked. */
        public String host() {
            return host;
        }

        /** The status of the answer; 0 if there was none. */
        public int status() {
            return status;
        }

        /** Bytes of the request's body. */
        public long bytes() {
            return bytes;
        }

        /** Until the whole answer was there, or it was known that none comes. */
        public Duration duration() {
            return duration;
        }

        @Override
        public String toString() {
            return method + " " + host + ": " + status + " in " + duration.toMillis() + " ms";
        }
    }
}

package dev.upserter.delivery.http;

import dev.upserter.carried.hc.client5.http.classic.methods.HttpUriRequestBase;
import dev.upserter.carried.hc.client5.http.config.ConnectionConfig;
import dev.upserter.carried.hc.client5.http.config.RequestConfig;
import dev.upserter.carried.hc.client5.http.impl.classic.CloseableHttpClient;
import dev.upserter.carried.hc.client5.http.impl.classic.HttpClientBuilder;
import dev.upserter.carried.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import dev.upserter.carried.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import dev.upserter.carried.hc.client5.http.io.HttpClientConnectionManager;
import dev.upserter.carried.hc.client5.http.protocol.HttpClientContext;
import dev.upserter.carried.hc.client5.http.ssl.DefaultClientTlsStrategy;
import dev.upserter.carried.hc.client5.http.ssl.TlsSocketStrategy;
import dev.upserter.carried.hc.core5.http.ClassicHttpResponse;
import dev.upserter.carried.hc.core5.http.ContentType;
import dev.upserter.carried.hc.core5.http.Header;
import dev.upserter.carried.hc.core5.http.HttpEntity;
import dev.upserter.carried.hc.core5.http.HttpHeaders;
import dev.upserter.carried.hc.core5.http.HttpHost;
import dev.upserter.carried.hc.core5.http.ProtocolException;
import dev.upserter.carried.hc.core5.http.io.SocketConfig;
import dev.upserter.carried.hc.core5.http.io.entity.ByteArrayEntity;
import dev.upserter.carried.hc.core5.http.protocol.HttpContext;
import dev.upserter.carried.hc.core5.io.CloseMode;
import dev.upserter.carried.hc.core5.net.URIAuthority;
import dev.upserter.carried.hc.core5.pool.PoolConcurrencyPolicy;
import dev.upserter.carried.hc.core5.pool.PoolReusePolicy;
import dev.upserter.carried.hc.core5.util.TimeValue;
import dev.upserter.carried.hc.core5.util.Timeout;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A transport over Apache HttpClient: blocking calls, meant for virtual threads. */
public final class ApacheTransport implements Transport {
    private static final TimeValue LOOK_AT_IDLE_AFTER = TimeValue.ofSeconds(1);
    /** A connection that nobody has used for so long is closed, before the other side does it. */
    private static final TimeValue IDLE = TimeValue.ofSeconds(30);

    private final HttpHost target;
    private final String peer;
    private final String way;
    private final Optional<EnvironmentProxy> proxy;
    private final boolean isTunnelled;
    private final String basePath;
    private final @Nullable String authorization;
    private final Duration timeout;
    private final InstantSource clock;
    private final PoolingHttpClientConnectionManager connections;
    private final CloseableHttpClient client;
    private final Deadlines deadlines;
    private final HttpSettings settings;
    private final AtomicInteger toClose = new AtomicInteger();

    /**
     * A transport for one run, with connections of its own or those that its surroundings keep; connects when it is first
     * used.
     *
     * @param destination  where to
     * @param number       of connections at once, at most
     * @param timeout      of one request, from connect to the last byte of the answer
     * @param surroundings name the proxy, if any
     */
    public static Transport open(Destination destination, int number, Duration timeout, Surroundings surroundings) {
        return surroundings.connections().open(destination, number, timeout, surroundings);
    }

    /**
     * A transport; connects when it is first used.
     *
     * @param destination  where to
     * @param connections  at once
     * @param timeout      of one request, from connect to the last byte of the answer
     * @param surroundings name the proxy, if any
     */
    public ApacheTransport(Destination destination, int connections, Duration timeout, Surroundings surroundings) {
        this(destination.base(), basic(destination.credentials()), connections, timeout, surroundings);
    }

    private ApacheTransport(
            URI base, @Nullable String authorization, int connections, Duration timeout, Surroundings surroundings) {
        this.target = target(base);
        this.basePath = Optional.ofNullable(base.getRawPath()).orElse("");
        this.authorization = authorization;
        this.timeout = timeout;
        this.clock = surroundings.clock();
        Optional<EnvironmentProxy> proxy = EnvironmentProxy.of(base, surroundings.environment());
        Optional<String> between = proxy.map(EnvironmentProxy::named);
        this.proxy = proxy;
        this.isTunnelled = base.getScheme().equalsIgnoreCase("https");
        this.peer = between.orElseGet(() -> hostAndPort(target));
        this.way = between.map(name -> " through " + name).orElse("");
        this.connections = connections(connections, timeout, tls(base, proxy, surroundings));
        this.client = client(this.connections, timeout, proxy);
        this.settings = surroundings.http();
        this.deadlines = new Deadlines(timeout, this::closeIdle);
    }

    /** One connection to where a key is shown as a bearer of it does; as the others in all else. */
    public static ApacheTransport bearing(URI base, String key, Duration timeout, Surroundings surroundings) {
        return new ApacheTransport(base, "Bearer " + key, 1, timeout, surroundings);
    }

    /** One connection to where nothing is shown but what the surroundings' headers say; as the others in all else. */
    public static ApacheTransport unauthorized(URI base, Duration timeout, Surroundings surroundings) {
        return new ApacheTransport(base, null, 1, timeout, surroundings);
    }

    private static String hostAndPort(HttpHost host) {
        int port = host.getPort() >= 0 ? host.getPort() : host.getSchemeName().equalsIgnoreCase("https") ? 443 : 80;
        return host.getHostName() + ":" + port;
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    public String way() {
        return way;
    }

    private static HttpHost target(URI base) {
        HostName named = HostName.of(base).orElseThrow();
        return new HttpHost(base.getScheme().toLowerCase(Locale.ROOT), named.host(), named.port());
    }

    private static String basic(Credentials credentials) {
        String pair = credentials.siteId() + ":" + credentials.apiKey();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static CloseableHttpClient client(
            HttpClientConnectionManager connections, Duration timeout, Optional<EnvironmentProxy> proxy) {
        RequestConfig byDefault = RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(timeout))
                .setResponseTimeout(
                        Timeout.DISABLED) // Deadlines see to it; here, each read would set a timer of its own
                .build();
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(byDefault)
                .setRequestExecutor(new RequestExecutor(proxy.flatMap(EnvironmentProxy::authorization)))
                .setUserAgent(UserAgent.VALUE)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableConnectionState();
        proxy.ifPresentOrElse(named -> named.configure(builder), builder::disableAuthCaching);
        return builder.build();
    }

    private static PoolingHttpClientConnectionManager connections(
            int connections, Duration timeout, TlsSocketStrategy tls) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(tls)
                .setMaxConnTotal(connections)
                .setMaxConnPerRoute(connections)
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.STRICT)
                .setConnPoolPolicy(PoolReusePolicy.LIFO)
                .setDefaultSocketConfig(
                        SocketConfig.custom().setTcpNoDelay(true).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(timeout))
                        .setSocketTimeout(Timeout.DISABLED)
                        .setValidateAfterInactivity(LOOK_AT_IDLE_AFTER)
                        .build())
                .build();
    }

    /** Made when the first connection needs it, and once: to read the certificates that the JDK trusts takes 100 ms. */
    private static final class Tls {
        static final TlsSocketStrategy STRATEGY = DefaultClientTlsStrategy.createDefault();

        private Tls() {}
    }

    /** The strategy that trusts the JDK's authorities, or also those that the environment names. */
    private static TlsSocketStrategy tls(URI base, Optional<EnvironmentProxy> proxy, Surroundings surroundings) {
        boolean maybe = proxy.isPresent() || base.getScheme().equalsIgnoreCase("https");
        Optional<SSLContext> context = Optional.ofNullable(surroundings.http().tls())
                .or(() -> maybe ? TrustedAuthorities.context(surroundings.environment()) : Optional.empty());
        return context.<TlsSocketStrategy>map(DefaultClientTlsStrategy::new)
                .orElse((socket, host, port, attachment, http) ->
                        Tls.STRATEGY.upgrade(socket, host, port, attachment, http));
    }

    @Override
    public Response send(String method, String path, byte[] body, int length, int answer) throws IOException {
        return send(method, path, body, length, answer, new OwnRequests());
    }

    /** Sends it as one of these requests. */
    Response send(String method, String path, byte[] body, int length, int answer, OwnRequests own) throws IOException {
        long start = System.nanoTime();
        int status = 0;
        try {
            Response response = exchange(method, path, body, length, answer, own);
            status = response.status();
            return response;
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            settings.listener().sent(method, target.getHostName(), status, length, took);
        }
    }

    private Response exchange(String method, String path, byte[] body, int length, int answer, OwnRequests own)
            throws IOException {
        var request = new PathRequest(method, target, basePath + path);
        settings.headers().forEach(request::setHeader);
        if (authorization != null) {
            request.setHeader(HttpHeaders.AUTHORIZATION, authorization);
        }
        if (length > 0) {
            request.setEntity(new ByteArrayEntity(body, 0, length, ContentType.APPLICATION_JSON));
        }
        HttpClientContext context = HttpClientContext.create();
        own.begin(request);
        Deadlines.Watch watch = deadlines.watch(request);
        try {
            return client.execute(target, request, context, response -> read(response, answer, context));
        } catch (IOException | RuntimeException e) {
            if (watch.hasExpired()) {
                throw timedOut(e);
            }
            throw e;
        } finally {
            watch.end();
            own.end(request);
            closeIfAsked();
        }
    }

    private InterruptedIOException timedOut(Exception cause) {
        var timedOut = new InterruptedIOException("no whole answer within " + timeout.toMillis() + " ms");
        timedOut.initCause(cause);
        return timedOut;
    }

    private Response read(ClassicHttpResponse response, int most, HttpContext context) throws IOException {
        if (context.getAttribute(RequestExecutor.REFUSED_WAY) instanceof Integer status) {
            throw new ProxyRefusedException(status, proxy.orElseThrow());
        }
        byte[] body = new byte[0];
        String mediaType = "";
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            mediaType = mediaType(entity.getContentType());
            try (var in = entity.getContent()) {
                body = in == null ? body : read(in, entity.getContentLength(), most);
            }
        }
        return new Response(
                response.getCode(), mediaType, retryAfter(response), body, isTunnelled ? Optional.empty() : proxy);
    }

    /** What is short as it says takes no buffer of the default size. */
    private static byte[] read(InputStream in, long length, int most) throws IOException {
        return in.readNBytes(length < 0 || length > most ? most : (int) length);
    }

    private static String mediaType(@Nullable String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private Optional<Duration> retryAfter(ClassicHttpResponse response) {
        try {
            Header header = response.getHeader(HttpHeaders.RETRY_AFTER);
            return header == null ? Optional.empty() : RetryAfter.parse(header.getValue(), clock.instant());
        } catch (ProtocolException several) {
            return Optional.empty();
        }
    }

    @Override
    public void closeSome(int number) {
        toClose.set(number);
        connections.closeIdle(TimeValue.ZERO_MILLISECONDS);
    }

    /** A connection is idle when its request has had its answer, and not before. */
    private void closeIfAsked() {
        if (toClose.get() > 0 && toClose.getAndDecrement() > 0) {
            connections.closeIdle(TimeValue.ZERO_MILLISECONDS);
        }
    }

    private void closeIdle() {
        connections.closeIdle(IDLE);
    }

    @Override
    public void close() {
        deadlines.close();
        client.close(CloseMode.IMMEDIATE);
    }

    /** A request whose path goes over the wire exactly as given. */
    private static final class PathRequest extends HttpUriRequestBase {
        private static final long serialVersionUID = 1L;
        private static final URI ROOT = URI.create("/");

        PathRequest(String method, HttpHost target, String path) {
            super(method, ROOT);
            setScheme(target.getSchemeName());
            setAuthority(new URIAuthority(target));
            setPath(path);
        }
    }
}

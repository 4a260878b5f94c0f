package dev.upserter.delivery.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What a program decides about its requests. Immutable.
 *
 * @param tls      whom TLS trusts, and what it shows; null leaves it to the JDK and the environment
 * @param headers  more headers of each request, by name
 * @param listener hears of each request
 */
public record HttpSettings(@Nullable SSLContext tls, Map<String, String> headers, RequestListener listener) {
    private static final System.Logger LOGGER = System.getLogger(HttpSettings.class.getName());

    /** Nothing. */
    public static final HttpSettings NONE = new HttpSettings(null, Map.of(), (method, host, status, bytes, took) -> {});

    public HttpSettings {
        headers = Map.copyOf(headers);
    }

    /** With a listener that cannot make a request fail: after a failure, which is logged, it hears no more. */
    public static HttpSettings guarded(
            @Nullable SSLContext tls, Map<String, String> headers, RequestListener listener) {
        return new HttpSettings(tls, headers, new Guarded(listener, new AtomicBoolean()));
    }

    private record Guarded(RequestListener to, AtomicBoolean isDeaf) implements RequestListener {
        @Override
        public void sent(String method, String host, int status, long bytes, Duration took) {
            if (isDeaf.get()) {
                return;
            }
            try {
                to.sent(method, host, status, bytes, took);
            } catch (OutOfMemoryError e) {
                throw e;
            } catch (RuntimeException | Error e) {
                if (!isDeaf.getAndSet(true)) {
                    LOGGER.log(
                            System.Logger.Level.WARNING,
                            "the listener of requests failed and hears no more, requests go on: "
                                    + e.getClass().getName());
                }
            }
        }
    }
}

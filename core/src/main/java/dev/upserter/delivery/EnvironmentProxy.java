package dev.upserter.delivery;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that the environment names for a destination, in the usual spelling of {@code HTTPS_PROXY},
 * {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY}, upper or lower case.
 *
 * @param host     where it is
 * @param userInfo {@code user:password}, decoded; null if it asks for none
 */
record EnvironmentProxy(HttpHost host, @Nullable String userInfo) {
    private static final int DEFAULT_PORT = 3128;

    /**
     * The proxy for this destination; empty if it is reached directly.
     *
     * @throws IllegalArgumentException if the variable holds no address; names the variable, not its value
     */
    static Optional<EnvironmentProxy> of(URI destination, Map<String, String> environment) {
        String scheme = destination.getScheme().toLowerCase(Locale.ROOT);
        if (isExempt(destination.getHost(), value("NO_PROXY", environment).orElse(""))) {
            return Optional.empty();
        }
        String variable = scheme.equals("https") ? "HTTPS_PROXY" : "HTTP_PROXY";
        Optional<String> proxy = value(variable, environment);
        return proxy.isPresent()
                ? proxy.map(text -> parse(variable, text))
                : value("ALL_PROXY", environment).map(text -> parse("ALL_PROXY", text));
    }

    private static Optional<String> value(String name, Map<String, String> environment) {
        return Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT)))
                .or(() -> Optional.ofNullable(environment.get(name)))
                .filter(value -> !value.isBlank());
    }

    /** {@code NO_PROXY} lists hosts and domains, each with all below it; an asterisk means every host. */
    private static boolean isExempt(String host, String list) {
        String name = host.toLowerCase(Locale.ROOT);
        return Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .map(entry -> entry.startsWith("*.") ? entry.substring(1) : entry)
                .map(entry -> entry.replaceFirst(":\\d+$", ""))
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> entry.equals("*")
                        || name.equals(entry)
                        || name.endsWith(entry.startsWith(".") ? entry : "." + entry));
    }

    private static EnvironmentProxy parse(String variable, String text) {
        try {
            URI uri = URI.create(text.contains("://") ? text : "http://" + text);
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
                return new EnvironmentProxy(new HttpHost(scheme, uri.getHost(), port), uri.getUserInfo());
            }
        } catch (IllegalArgumentException notAnAddress) {
            // Told below, without the text: it may hold a password.
        }
        throw new IllegalArgumentException(
                "the variable " + variable + " of the environment must name a proxy, as http://host:port");
    }

    void configure(HttpClientBuilder builder) {
        builder.setProxy(host);
        if (userInfo != null) {
            int colon = userInfo.indexOf(':');
            String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
            String password = colon < 0 ? "" : userInfo.substring(colon + 1);
            var provider = new BasicCredentialsProvider();
            provider.setCredentials(new AuthScope(host), new UsernamePasswordCredentials(user, password.toCharArray()));
            builder.setDefaultCredentialsProvider(provider);
        }
    }

    /** The host; never the password. */
    @Override
    public String toString() {
        return host.toURI();
    }
}

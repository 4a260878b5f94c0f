package dev.upserter.delivery.http;

import dev.upserter.carried.hc.client5.http.auth.AuthScope;
import dev.upserter.carried.hc.client5.http.auth.UsernamePasswordCredentials;
import dev.upserter.carried.hc.client5.http.impl.auth.BasicCredentialsProvider;
import dev.upserter.carried.hc.client5.http.impl.classic.HttpClientBuilder;
import dev.upserter.carried.hc.core5.http.HttpHost;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.redaction.Secrets;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that the environment names for a destination, in the standard spelling of {@code HTTPS_PROXY},
 * {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY}, upper or lower case; lower case goes first. This machine
 * itself is never reached through a proxy.
 *
 * @param variable the name of the variable, in upper case
 * @param host     where it is
 * @param userInfo {@code user:password}, decoded; null if it asks for none
 */
public record EnvironmentProxy(
        String variable, HttpHost host, @Nullable String userInfo) {
    private static final int DEFAULT_PORT = 3128;
    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    /**
     * The proxy for this destination; empty if it is reached directly.
     *
     * @throws ProblemException if the variable holds no address; names the variable, not its value
     */
    public static Optional<EnvironmentProxy> of(URI destination, Map<String, String> environment) {
        String variable = destination.getScheme().equalsIgnoreCase("https") ? "HTTPS_PROXY" : "HTTP_PROXY";
        String host = HostName.of(destination).map(HostName::host).orElse("").toLowerCase(Locale.ROOT);
        String exempt = value("NO_PROXY", environment).orElse("");
        if (THIS_MACHINE.matcher(host).matches() || new NoProxy(exempt).covers(host, port(destination))) {
            return Optional.empty();
        }
        return value(variable, environment)
                .map(text -> parse(variable, text))
                .or(() -> value("ALL_PROXY", environment).map(text -> parse("ALL_PROXY", text)));
    }

    private static int port(URI destination) {
        boolean https = destination.getScheme().equalsIgnoreCase("https");
        int port = HostName.of(destination).map(HostName::port).orElse(-1);
        return port < 0 ? https ? 443 : 80 : port;
    }

    private static Optional<String> value(String name, Map<String, String> environment) {
        return Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT)))
                .or(() -> Optional.ofNullable(environment.get(name)))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private static EnvironmentProxy parse(String variable, String text) {
        try {
            URI uri = URI.create(text.contains("://") ? text : "http://" + text);
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            HostName named = HostName.of(uri).orElse(null);
            if (named != null && (scheme.equals("http") || scheme.equals("https"))) {
                int port = named.port() < 0 ? DEFAULT_PORT : named.port();
                return new EnvironmentProxy(variable, new HttpHost(scheme, named.host(), port), userInfo(uri));
            }
        } catch (IllegalArgumentException notAnAddress) {
            // Reported below, without the text: it may hold a password.
        }
        throw new ProblemException(Problem.of(
                Code.CONFIG_INVALID,
                null,
                "the variable " + variable + " of the environment names no proxy that can be used",
                "set it to http://host:port or http://user:password@host:port, special characters percent-encoded,"
                        + " or unset it"));
    }

    private static @Nullable String userInfo(URI uri) {
        return HostName.rawUserInfo(uri)
                .map(raw -> URI.create("http://" + raw + "@host").getUserInfo())
                .orElse(null);
    }

    /** What is between, for people, such as {@code the proxy 10.0.0.1:3128}. */
    public String named() {
        return "the proxy " + host.toHostString();
    }

    /** User and password as the first request shows them, unasked: some proxies close the connection on who shows none. */
    Optional<String> authorization() {
        if (userInfo == null) {
            return Optional.empty();
        }
        String pair = userInfo.indexOf(':') < 0 ? userInfo + ":" : userInfo;
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    /** Leads all connections through it, and answers its challenges other than Basic. */
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

    /** Hides the password in texts, alone and as it is sent. */
    public Secrets secrets() {
        return userInfo == null
                ? Secrets.NONE
                : Secrets.of(List.of(userInfo, userInfo.substring(userInfo.indexOf(':') + 1)));
    }

    /** The host; never the password. */
    @Override
    public String toString() {
        return host.toURI();
    }
}

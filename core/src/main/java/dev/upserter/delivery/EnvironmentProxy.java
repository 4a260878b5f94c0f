package dev.upserter.delivery;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that the environment names for a destination, in the usual spelling of {@code HTTPS_PROXY},
 * {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY}, upper or lower case; lower case goes first. This machine
 * itself is never reached through a proxy.
 *
 * @param host     where it is
 * @param userInfo {@code user:password}, decoded; null if it asks for none
 */
record EnvironmentProxy(HttpHost host, @Nullable String userInfo) {
    private static final int DEFAULT_PORT = 3128;
    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private static final Pattern WITH_PORT = Pattern.compile("([^:]+|\\[[^]]+]):(\\d+)");

    /**
     * The proxy for this destination; empty if it is reached directly.
     *
     * @throws ProblemException if the variable holds no address; names the variable, not its value
     */
    static Optional<EnvironmentProxy> of(URI destination, Map<String, String> environment) {
        String variable = destination.getScheme().equalsIgnoreCase("https") ? "HTTPS_PROXY" : "HTTP_PROXY";
        String host = destination.getHost().toLowerCase(Locale.ROOT);
        String exempt = value("NO_PROXY", environment).orElse("");
        if (THIS_MACHINE.matcher(host).matches() || isExempt(host, port(destination), exempt)) {
            return Optional.empty();
        }
        return value(variable, environment)
                .map(text -> parse(variable, text))
                .or(() -> value("ALL_PROXY", environment).map(text -> parse("ALL_PROXY", text)));
    }

    private static int port(URI destination) {
        boolean https = destination.getScheme().equalsIgnoreCase("https");
        return destination.getPort() < 0 ? https ? 443 : 80 : destination.getPort();
    }

    private static Optional<String> value(String name, Map<String, String> environment) {
        return Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT)))
                .or(() -> Optional.ofNullable(environment.get(name)))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /**
     * {@code NO_PROXY} lists hosts and domains, each with all below it and perhaps for one port only; an asterisk means
     * every host.
     */
    private static boolean isExempt(String host, int port, String list) {
        return Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> covers(entry, host, port));
    }

    private static boolean covers(String entry, String host, int port) {
        Matcher withPort = WITH_PORT.matcher(entry);
        if (withPort.matches()) {
            return withPort.group(2).equals(Integer.toString(port)) && covers(withPort.group(1), host, port);
        }
        String name = entry.startsWith("*.") ? entry.substring(2) : entry.startsWith(".") ? entry.substring(1) : entry;
        return name.equals("*") || host.equals(name) || host.equals("[" + name + "]") || host.endsWith("." + name);
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
        throw new ProblemException(new Problem(
                Code.CONFIG_INVALID,
                Code.CONFIG_INVALID.level(),
                null,
                "the variable " + variable + " of the environment names no proxy that can be used",
                "set it to http://host:port or http://user:password@host:port, special characters percent-encoded,"
                        + " or unset it"));
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

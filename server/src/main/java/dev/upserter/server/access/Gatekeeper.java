package dev.upserter.server.access;

import dev.upserter.carried.jetty.http.HttpFields;
import dev.upserter.carried.jetty.http.HttpHeader;
import dev.upserter.http.Loopback;
import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that a page in a browser sends without its user's knowledge. Immutable; thread-safe.
 *
 * <p>Another site's page is recognised by the {@code Origin} and {@code Sec-Fetch-Site} headers that browsers add. A page
 * whose own host name was pointed to this machine (DNS rebinding) is recognised by that name in {@code Host}.
 */
public final class Gatekeeper {
    private static final Pattern HOST =
            Pattern.compile("(\\[[0-9a-fA-F:.]{2,45}]|[^\\[\\]:/@\\s]{1,253})(:[0-9]{1,5})?");
    private static final String NUMBER = "[0-9]{1,3}";
    private static final Pattern ADDRESS =
            Pattern.compile("\\[.*]|%s\\.%s\\.%s\\.%s".formatted(NUMBER, NUMBER, NUMBER, NUMBER));
    private static final List<String> EVERY_ADDRESS = List.of("0.0.0.0", "[::]");

    private final String ownHost;
    private final @Nullable URI publicUrl;

    /**
     * Creates one for a server that listens on this host.
     *
     * @param publicUrl the URL that browsers use behind a proxy; null without a proxy
     */
    public Gatekeeper(String host, @Nullable URI publicUrl) {
        this.ownHost = Loopback.uriHost(host).toLowerCase(Locale.ROOT);
        this.publicUrl = publicUrl;
    }

    /**
     * Checks a request's headers.
     *
     * @throws RefusedException if the request is not allowed
     */
    public void check(HttpFields headers) {
        List<String> hosts = headers.getValuesList(HttpHeader.HOST);
        if (hosts.size() != 1 || !isOurs(hosts.getFirst())) {
            throw new RefusedException(Refusal.HOST_REFUSED, "the Host header names another machine");
        }
        boolean ownPage = headers.getValuesList(HttpHeader.ORIGIN).stream()
                        .allMatch(origin -> isOwn(origin, hosts.getFirst()) || isPublic(origin))
                && headers.getValuesList("Sec-Fetch-Site").stream()
                        .allMatch(site -> site.equals("same-origin") || site.equals("none"));
        if (!ownPage) {
            throw new RefusedException(Refusal.CROSS_SITE, "the request comes from a page of another site");
        }
    }

    /**
     * Under the public name, only the public URL is the page's own: without TLS, somebody in between may have written the
     * page.
     */
    private boolean isOwn(String origin, String host) {
        return !isPublicName(name(host)) && origin.equalsIgnoreCase("http://" + host);
    }

    private boolean isPublicName(String name) {
        return publicUrl != null && name.equalsIgnoreCase(publicUrl.getHost());
    }

    /** The host of a Host header; empty if the header names none. */
    private static String name(String hostAndPort) {
        var matcher = HOST.matcher(hostAndPort);
        return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
    }

    /** However a proxy changes the Host header, the browser's Origin says where the page comes from. */
    private boolean isPublic(String origin) {
        if (publicUrl == null) {
            return false;
        }
        String start = publicUrl.getScheme() + "://" + publicUrl.getHost();
        boolean isHttps = "https".equalsIgnoreCase(publicUrl.getScheme());
        int defaultPort = isHttps ? 443 : 80;
        int port = publicUrl.getPort() < 0 ? defaultPort : publicUrl.getPort();
        return origin.equalsIgnoreCase(start + ":" + port) || (port == defaultPort && origin.equalsIgnoreCase(start));
    }

    /** An address cannot be rebound as a name can, so a server that listens on all addresses accepts any of them. */
    private boolean isOurs(String hostAndPort) {
        String host = name(hostAndPort);
        return Loopback.isNamedBy(host)
                || host.equals(ownHost)
                || isPublicName(host)
                || (EVERY_ADDRESS.contains(ownHost) && ADDRESS.matcher(host).matches());
    }
}

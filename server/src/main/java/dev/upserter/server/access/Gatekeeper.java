package dev.upserter.server.access;

import dev.upserter.http.Loopback;
import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out what a page in somebody's browser sends without that person's knowledge. Immutable; threads may share it.
 *
 * <p>A page of another site is known by the {@code Origin} and {@code Sec-Fetch-Site} that browsers add; one that had its
 * own name pointed to this machine (DNS rebinding), by that name in {@code Host}.
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
     * For a server that listens on this host.
     *
     * @param publicUrl where a proxy offers it to browsers; null where there is none
     */
    public Gatekeeper(String host, @Nullable URI publicUrl) {
        this.ownHost = Loopback.uriHost(host).toLowerCase(Locale.ROOT);
        this.publicUrl = publicUrl;
    }

    /**
     * Lets a request in by its headers.
     *
     * @throws RefusedException if it is not let in
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

    /** Under the public name, only the public URL is the page's own: without TLS, somebody on the way may have written it. */
    private boolean isOwn(String origin, String host) {
        return !isPublicName(name(host)) && origin.equalsIgnoreCase("http://" + host);
    }

    private boolean isPublicName(String name) {
        return publicUrl != null && name.equalsIgnoreCase(publicUrl.getHost());
    }

    /** The host of a Host header; empty if that names none. */
    private static String name(String hostAndPort) {
        var matcher = HOST.matcher(hostAndPort);
        return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
    }

    /** Whatever a proxy makes of the Host header, the browser says in Origin where its page is from. */
    private boolean isPublic(String origin) {
        if (publicUrl == null) {
            return false;
        }
        String start = publicUrl.getScheme() + "://" + publicUrl.getHost();
        boolean isHttps = "https".equalsIgnoreCase(publicUrl.getScheme());
        int usual = isHttps ? 443 : 80;
        int port = publicUrl.getPort() < 0 ? usual : publicUrl.getPort();
        return origin.equalsIgnoreCase(start + ":" + port) || (port == usual && origin.equalsIgnoreCase(start));
    }

    /** An address cannot be rebound as a name can, so any will do where the server listens on all of them. */
    private boolean isOurs(String hostAndPort) {
        String host = name(hostAndPort);
        return Loopback.isNamedBy(host)
                || host.equals(ownHost)
                || isPublicName(host)
                || (EVERY_ADDRESS.contains(ownHost) && ADDRESS.matcher(host).matches());
    }
}

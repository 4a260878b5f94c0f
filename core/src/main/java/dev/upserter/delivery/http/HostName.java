package dev.upserter.delivery.http;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host and the port that a URL names. {@link URI#getHost} knows none in which there is an underscore, and every service of a
 * Compose project may have one.
 *
 * @param host as written; an IPv6 address is in brackets
 * @param port -1 where the URL names none
 */
public record HostName(String host, int port) {
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:[^@]*@)?([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?\\.?)(?::(\\d{1,5})?)?");
    static final int LARGEST_PORT = 65_535;

    /** Of a URL; empty if it names no host, or a port that cannot be. */
    public static Optional<HostName> of(URI url) {
        if (url.getHost() != null) {
            return checked(url.getHost(), url.getPort());
        }
        String authority = url.getRawAuthority();
        Matcher matcher = AUTHORITY.matcher(authority == null ? "" : authority);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String port = matcher.group(2);
        return checked(matcher.group(1), port == null ? -1 : Integer.parseInt(port));
    }

    private static Optional<HostName> checked(String host, int port) {
        return port > LARGEST_PORT ? Optional.empty() : Optional.of(new HostName(host, port));
    }

    /** The credentials in a URL, percent-encoded, which {@link URI#getRawUserInfo} does not see either. */
    public static Optional<String> rawUserInfo(URI url) {
        String authority = url.getRawAuthority();
        int at = authority == null ? -1 : authority.lastIndexOf('@');
        return authority == null || at < 0 ? Optional.empty() : Optional.of(authority.substring(0, at));
    }
}

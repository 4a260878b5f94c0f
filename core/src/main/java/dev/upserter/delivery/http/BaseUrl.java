package dev.upserter.delivery.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the base URL of a server, and says what is wrong with a text that is none. */
public sealed interface BaseUrl {
    /** It is one. */
    record Good(URI url) implements BaseUrl {}

    /**
     * It is none.
     *
     * @param why in words that quote nothing: the text may hold a password
     */
    record Wrong(String why) implements BaseUrl {}

    /** A scheme, and all up to the path, the query or the fragment. */
    Pattern PARTS = Pattern.compile("(?:([A-Za-z][A-Za-z0-9+.-]*):)?//([^/?#]*).*", Pattern.DOTALL);

    /** A port, if there is one, after a host or an IPv6 address in brackets. */
    Pattern PORT = Pattern.compile("(\\[[^]]*]|[^:\\[]*)(?::(.*))?", Pattern.DOTALL);

    /** Reads a text. */
    static BaseUrl read(String text) {
        try {
            var url = new URI(text);
            if (DestinationConfig.isBaseUrl(url)) {
                return new Good(url);
            }
        } catch (URISyntaxException e) {
            // said below, without the text
        }
        return new Wrong(fault(text));
    }

    private static String fault(String text) {
        if (text.isBlank()) {
            return "it is empty";
        }
        if (text.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            return "it holds a blank or a line break";
        }
        var parts = PARTS.matcher(text);
        if (!parts.matches() || parts.group(1) == null) {
            return "it does not start with http:// or https://";
        }
        if (!parts.group(1).matches("(?i)https?")) {
            return "its scheme is neither http nor https";
        }
        String rest = text.substring(parts.end(2));
        return ofAuthority(parts.group(2)).orElseGet(() -> ofRest(rest));
    }

    private static Optional<String> ofAuthority(String authority) {
        if (authority.indexOf('@') >= 0) {
            return Optional.of("it holds credentials before the @, which siteId and apiKey are for");
        }
        var host = PORT.matcher(authority);
        if (!host.matches()) {
            return Optional.of("its host is not a name or an address");
        }
        if (host.group(1).isEmpty()) {
            return Optional.of("it names no host");
        }
        String port = host.group(2);
        if (port != null && !port.isEmpty() && !isPort(port)) {
            return Optional.of("its port is not a number from 0 to 65535");
        }
        if (authority.chars().anyMatch(c -> c > '~')) {
            return Optional.of(
                    "its host has other letters than a to z. Write the host in the form that begins with xn--");
        }
        return names(authority) ? Optional.empty() : Optional.of("its host is not a name or an address");
    }

    private static boolean names(String authority) {
        try {
            return HostName.of(new URI("http://" + authority + "/")).isPresent();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isPort(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) <= HostName.LARGEST_PORT;
    }

    private static String ofRest(String rest) {
        int query = rest.indexOf('?');
        int fragment = rest.indexOf('#');
        if (fragment >= 0 && (query < 0 || fragment < query)) {
            return "it has a fragment, which begins with #";
        }
        return query >= 0
                ? "it has a query, which begins with ?"
                : "its path holds a character that must be percent-encoded";
    }
}

package dev.upserter.delivery.http;

import java.net.URI;
import java.util.Locale;

/**
 * Where a workspace lives. The hosts are those of the Track API reference; the US host would forward an EU workspace's
 * data, but only after it had passed through the US.
 */
public enum Region {
    US(URI.create("https://track.customer.io"), URI.create("https://api.customer.io")),
    EU(URI.create("https://track-eu.customer.io"), URI.create("https://api-eu.customer.io"));

    private final URI host;
    private final URI appHost;

    Region(URI host, URI appHost) {
        this.host = host;
        this.appHost = appHost;
    }

    /** The base URL of the Track API there. */
    public URI host() {
        return host;
    }

    /** The base URL of the App API there. */
    public URI appHost() {
        return appHost;
    }

    /** The name as Customer.io and the configuration spell it. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}

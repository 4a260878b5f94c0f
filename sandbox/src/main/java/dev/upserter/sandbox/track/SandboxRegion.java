package dev.upserter.sandbox.track;

import java.net.URI;
import java.util.Locale;

/** Where a workspace is hosted (Track API reference, GET /api/v1/accounts/region, August 2026). */
public enum SandboxRegion {
    /** The United States. */
    US("https://track.customer.io"),
    /** The European Union. */
    EU("https://track-eu.customer.io");

    private final URI url;

    SandboxRegion(String url) {
        this.url = URI.create(url);
    }

    /** The address of the real Track API in this region. */
    public URI url() {
        return url;
    }

    /** As the API spells it: {@code us} or {@code eu}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

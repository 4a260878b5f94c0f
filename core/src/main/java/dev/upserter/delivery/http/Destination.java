package dev.upserter.delivery.http;

import java.net.URI;

/**
 * Where people are sent, found out and fixed for the run.
 *
 * @param base        scheme, host, port, and perhaps a path before that of the API; no slash at its end
 * @param credentials of the workspace
 */
public record Destination(URI base, Credentials credentials) {
    public Destination {
        String text = base.toString();
        if (text.endsWith("/")) {
            base = URI.create(text.substring(0, text.length() - 1));
        }
    }
}

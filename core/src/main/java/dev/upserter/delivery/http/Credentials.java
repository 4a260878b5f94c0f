package dev.upserter.delivery.http;

import dev.upserter.redaction.Secrets;
import java.util.List;

/**
 * The Track API's credentials. They never print.
 *
 * @param siteId the site id
 * @param apiKey the API key
 */
public record Credentials(String siteId, String apiKey) {
    public Credentials {
        if (siteId.isBlank() || apiKey.isBlank()) {
            throw new IllegalArgumentException("siteId and apiKey must not be blank");
        }
    }

    /** Hides them in texts, alone and as they are sent. */
    public Secrets secrets() {
        return Secrets.of(List.of(siteId, apiKey, siteId + ":" + apiKey));
    }

    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}

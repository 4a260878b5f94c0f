package dev.upserter.delivery;

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

    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}

package dev.upserter.config.read;

import dev.upserter.config.CredentialFault;
import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.config.text.Mistakes;
import dev.upserter.config.text.Node;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.problem.Location;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the keys {@code siteId} and {@code apiKey}, and what the environment says in their place. For one thread. */
final class CredentialsReader {
    private final Map<String, String> environment;
    private final Values values;
    private final Mistakes mistakes;

    CredentialsReader(Map<String, String> environment, Values values, Mistakes mistakes) {
        this.environment = environment;
        this.values = values;
        this.mistakes = mistakes;
    }

    /**
     * Reads both.
     *
     * @param given the keys of the configuration
     * @param start where a problem is placed that has no key
     */
    void read(Map<String, Node.Field> given, Location.InText start, SyncConfigBuilder builder) {
        String siteId = read(Key.SITE_ID, "CUSTOMERIO_SITE_ID", given, start);
        String apiKey = read(Key.API_KEY, "CUSTOMERIO_API_KEY", given, start);
        if (siteId != null && apiKey != null) {
            builder.credentials(new Credentials(siteId, apiKey));
        } else if (siteId != null) {
            builder.missing(Key.API_KEY.spelling());
        } else if (apiKey != null) {
            builder.missing(Key.SITE_ID.spelling());
        }
    }

    private @Nullable String read(Key key, String variable, Map<String, Node.Field> given, Location.InText start) {
        Node.Field field = given.get(key.spelling());
        Location.InText place = field == null ? start : field.value().place();
        if (field != null && !(field.value() instanceof Node.Nothing)) {
            Resolved text = values.text(field, "0123abcd");
            if (text == null) {
                return null;
            }
            if (!text.text().isBlank()) {
                return checked(text.text(), key, key.spelling(), place);
            }
        }
        String value = environment.getOrDefault(variable, "");
        return value.isBlank() ? null : checked(value, key, "the environment variable " + variable, place);
    }

    private @Nullable String checked(String value, Key key, String name, Location.InText place) {
        Optional<CredentialFault> fault = CredentialFault.of(name, value, key == Key.SITE_ID);
        fault.ifPresent(found -> mistakes.add(place, found.message(), found.hint()));
        return fault.isPresent() ? null : value;
    }
}

package dev.upserter.config.read;

import dev.upserter.config.CredentialFault;
import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.config.keys.GivenKeys;
import dev.upserter.config.keys.KeySpec;
import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.problem.Location;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the keys {@code siteId}, {@code apiKey} and {@code appApiKey}, and what the environment says in their place. For one thread. */
final class CredentialsReader {
    private static final String SITE_ID = "CUSTOMERIO_SITE_ID";
    private static final String API_KEY = "CUSTOMERIO_API_KEY";
    /** By the key that needs it no longer, the variable of each credential that a run must have. */
    static final Map<String, String> VARIABLES = Map.of("siteId", SITE_ID, "apiKey", API_KEY);

    private final Map<String, String> environment;
    private final KeyValues values;
    private boolean hasAppKey;

    CredentialsReader(Map<String, String> environment, KeyValues values) {
        this.environment = environment;
        this.values = values;
    }

    /**
     * Reads them.
     *
     * @param given the keys of the configuration
     * @param start where a problem is placed that has no key
     * @return the key of the one of the first two that is not known, where the other is; null otherwise
     */
    @Nullable
    String read(GivenKeys given, Location.InText start, SyncConfigBuilder builder) {
        String siteId = read(SyncKeys.SITE_ID, SITE_ID, given, start);
        String apiKey = read(SyncKeys.API_KEY, API_KEY, given, start);
        String appApiKey = read(SyncKeys.APP_API_KEY, "CUSTOMERIO_APP_API_KEY", given, start);
        if (appApiKey != null) {
            builder.appApiKey(appApiKey);
            hasAppKey = true;
        }
        if (siteId != null && apiKey != null) {
            builder.credentials(new Credentials(siteId, apiKey));
            return null;
        }
        return siteId != null ? SyncKeys.API_KEY.name() : apiKey != null ? SyncKeys.SITE_ID.name() : null;
    }

    /** Whether there is a key of the App API. */
    boolean hasAppKey() {
        return hasAppKey;
    }

    private @Nullable String read(KeySpec<String> key, String variable, GivenKeys given, Location.InText start) {
        ConfigNode.Field field = given.field(key);
        String text = field == null ? "" : given.find(key);
        if (text == null || !text.isEmpty()) {
            return text;
        }
        String value = environment.getOrDefault(variable, "");
        Location.InText place = field == null ? start : field.value().place();
        return value.isBlank()
                ? null
                : checked(
                        value,
                        key.name().equals(SyncKeys.SITE_ID.name()),
                        "the environment variable " + variable,
                        place,
                        values);
    }

    static @Nullable String siteId(ConfigNode.Field field, KeyValues values) {
        return read(field, true, values);
    }

    static @Nullable String apiKey(ConfigNode.Field field, KeyValues values) {
        return read(field, false, values);
    }

    /** The credential; empty where the environment is to say it; null where it is wrong, which was noted. */
    private static @Nullable String read(ConfigNode.Field field, boolean isSiteId, KeyValues values) {
        if (field.value() instanceof ConfigNode.Nothing) {
            return "";
        }
        Resolved text = values.text(field, "0123abcd");
        if (text == null || text.text().isBlank()) {
            return text == null ? null : "";
        }
        return checked(text.text(), isSiteId, field.name(), field.value().place(), values);
    }

    private static @Nullable String checked(
            String value, boolean isSiteId, String name, Location.InText place, KeyValues values) {
        Optional<CredentialFault> fault = CredentialFault.of(name, value, isSiteId);
        fault.ifPresent(found -> values.mistakes().add(place, found.message(), found.hint()));
        return fault.isPresent() ? null : value;
    }
}

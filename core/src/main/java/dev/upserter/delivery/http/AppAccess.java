package dev.upserter.delivery.http;

import dev.upserter.problem.Problems;
import dev.upserter.redaction.Secrets;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How Customer.io's App API is reached, which a sync need not have. It never prints the key.
 *
 * @param key      the App API's key; null where there is none
 * @param endpoint another base URL in place of the App API's; null for none. It keeps no slash at its end
 */
public record AppAccess(@Nullable String key, @Nullable URI endpoint) {
    /** No key. */
    public static final AppAccess NONE = new AppAccess(null, null);

    public AppAccess {
        var problems = new Problems().require(key == null || !key.isBlank(), "appApiKey", "a key that is not blank");
        if (endpoint != null) {
            problems.require(DestinationConfig.isBaseUrl(endpoint), "appEndpoint", DestinationConfig.ENDPOINT_MUST_BE);
        }
        problems.throwIfAny();
        endpoint = endpoint == null ? null : DestinationConfig.withoutSlash(endpoint);
    }

    /** Whether there is a key. */
    public boolean isThere() {
        return key != null;
    }

    /** Hides the key in texts. */
    public Secrets secrets() {
        return key == null ? Secrets.NONE : Secrets.of(List.of(key));
    }

    @Override
    public String toString() {
        return "AppAccess[hidden]";
    }
}

package dev.upserter.delivery.http;

import dev.upserter.problem.Problems;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where people are sent.
 *
 * @param credentials of the workspace; null where none are known, which only a real run minds
 * @param region      where the workspace lives; null asks Customer.io, the EU host first
 * @param endpoint    another base URL (sandbox, proxy) in place of Customer.io's; no region is asked for then. It keeps
 *     no slash at its end
 * @param missing     the one of {@code siteId} and {@code apiKey} that is not known, where the other is; null otherwise
 * @param app         how the App API is reached, if at all
 */
public record DestinationConfig(
        @Nullable Credentials credentials,
        @Nullable Region region,
        @Nullable URI endpoint,
        @Nullable String missing,
        AppAccess app) {

    /** What an endpoint must be, completing "endpoint must be". */
    public static final String ENDPOINT_MUST_BE = "an http or https URL without credentials, query and fragment";

    public DestinationConfig {
        if (endpoint != null) {
            new Problems()
                    .require(isBaseUrl(endpoint), "endpoint", ENDPOINT_MUST_BE)
                    .throwIfAny();
            endpoint = withoutSlash(endpoint);
        }
    }

    public DestinationConfig(@Nullable Credentials credentials, @Nullable Region region, @Nullable URI endpoint) {
        this(credentials, region, endpoint, null);
    }

    public DestinationConfig(
            @Nullable Credentials credentials,
            @Nullable Region region,
            @Nullable URI endpoint,
            @Nullable String missing) {
        this(credentials, region, endpoint, missing, AppAccess.NONE);
    }

    /** Whether an endpoint may be this: absolute, with a host, and nothing after the path. */
    public static boolean isBaseUrl(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        return (scheme.equals("http") || scheme.equals("https"))
                && HostName.of(url).isPresent()
                && HostName.rawUserInfo(url).isEmpty()
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }

    static URI withoutSlash(URI url) {
        String text = url.toString();
        int end = text.length();
        while (text.charAt(end - 1) == '/') {
            end--;
        }
        return end == text.length() ? url : URI.create(text.substring(0, end));
    }

    public DestinationConfig withEndpoint(URI other) {
        return new DestinationConfig(credentials, region, other, missing, app);
    }

    public DestinationConfig withCredentials(Credentials other) {
        return new DestinationConfig(other, region, endpoint, null, app);
    }

    public DestinationConfig withApp(AppAccess other) {
        return new DestinationConfig(credentials, region, endpoint, missing, other);
    }
}

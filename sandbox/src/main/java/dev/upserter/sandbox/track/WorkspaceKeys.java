package dev.upserter.sandbox.track;

import dev.upserter.sandbox.traffic.Incoming;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * By what requests name a workspace. Immutable; its text holds no credentials.
 *
 * @param siteId    the user name of requests to the Track API
 * @param apiKey    their password
 * @param appApiKey the token of requests to the App API; empty for any
 * @param number    the number of the workspace, which both APIs tell
 * @param region    where it pretends to be
 */
public record WorkspaceKeys(String siteId, String apiKey, String appApiKey, int number, SandboxRegion region) {
    private static final String BASIC = "Basic ";
    private static final String BEARER = "Bearer ";

    /** Whether a request to the Track API holds the credentials of this workspace. */
    public boolean isNamedBy(Incoming request) {
        String credentials = siteId + ":" + apiKey;
        return after(BASIC, request)
                .equals(Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether a request to the App API holds the token of this workspace. */
    boolean isNamedByToken(Incoming request) {
        return !appApiKey.isEmpty() && after(BEARER, request).equals(appApiKey);
    }

    private static String after(String scheme, Incoming request) {
        String header = request.headers().getOrDefault("authorization", "");
        return header.regionMatches(true, 0, scheme, 0, scheme.length())
                ? header.substring(scheme.length()).strip()
                : "";
    }

    @Override
    public String toString() {
        return "WorkspaceKeys[" + siteId + ", " + number + ", " + region + "]";
    }
}

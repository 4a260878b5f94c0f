package dev.upserter.sandbox.control;

import dev.upserter.carried.jetty.http.HttpHeader;
import dev.upserter.carried.jetty.server.Request;
import dev.upserter.http.Loopback;
import dev.upserter.http.Reply;
import dev.upserter.sandbox.traffic.TrackReplies;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** Who may use the controls: whoever brings the token; without a token, those who call this machine by a name of its own. */
public final class ControlAccess {
    private static final String BEARER = "Bearer ";

    private final String token;

    /** @param token that every call must bring; empty for none */
    public ControlAccess(String token) {
        this.token = token;
    }

    /** Why a call is refused; empty where it is not. */
    Optional<Reply> refusal(Request request) {
        // Pages of other sites in a browser send an Origin, or a host name that was pointed to this machine.
        if (request.getHeaders().contains(HttpHeader.ORIGIN)) {
            return Optional.of(
                    TrackReplies.metaErrors(403, "the controls of the sandbox are not for pages in a browser"));
        }
        if (!token.isEmpty()) {
            return bringsToken(request)
                    ? Optional.empty()
                    : Optional.of(TrackReplies.metaErrors(
                                    401,
                                    "the controls want the header Authorization: Bearer TOKEN, with the sandbox's token")
                            .with("WWW-Authenticate", "Bearer"));
        }
        String host = request.getHeaders().get(HttpHeader.HOST);
        return host != null && Loopback.isNamedBy(host)
                ? Optional.empty()
                : Optional.of(TrackReplies.metaErrors(
                        403,
                        "without a token, the controls are for this machine only: call it localhost, or set a token"));
    }

    private boolean bringsToken(Request request) {
        String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        return header != null
                && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && MessageDigest.isEqual(
                        header.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8),
                        token.getBytes(StandardCharsets.UTF_8));
    }
}

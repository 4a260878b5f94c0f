package dev.upserter.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** The secret that lets in whoever knows it. Immutable; threads may share it. */
final class Token {
    private static final String COOKIE = "upserter-token";
    private static final String BEARER = "Bearer ";

    private final @Nullable String secret;

    /** @param secret null if nobody needs one */
    Token(@Nullable String secret) {
        this.secret = secret;
    }

    boolean isNeeded() {
        return secret != null;
    }

    /** @throws RefusedException if the request brings none, or a wrong one */
    void check(HttpFields headers) {
        if (secret == null || given(headers).stream().anyMatch(this::isRight)) {
            return;
        }
        throw new RefusedException(Reply.refused(Refusal.TOKEN_MISSING, "the request brings no token, or a wrong one")
                .with("WWW-Authenticate", "Bearer"));
    }

    private static List<String> given(HttpFields headers) {
        String authorization = headers.get(HttpHeader.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return List.of(authorization.substring(BEARER.length()).strip());
        }
        return headers.getValuesList(HttpHeader.COOKIE).stream()
                .flatMap(header -> List.of(header.split(";", -1)).stream())
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .map(cookie -> cookie.substring(COOKIE.length() + 1))
                .toList();
    }

    private boolean isRight(String given) {
        return secret != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }

    /** The cookie by which a page brings the token from now on, out of its scripts' reach. */
    String cookie() {
        return COOKIE + "=" + secret + "; HttpOnly; SameSite=Strict; Path=/";
    }
}

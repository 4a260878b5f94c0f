package dev.upserter.server.access;

import dev.upserter.carried.jetty.http.HttpFields;
import dev.upserter.carried.jetty.http.HttpHeader;
import dev.upserter.server.answer.Failure;
import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The secret that gives access to the server. Thread-safe. */
public final class ServerToken {
    private static final String COOKIE = "upserter-token";
    private static final String BEARER = "Bearer ";

    /**
     * A request with a wrong token waits this long for its answer, and at most {@link #MAX_WAITING} of them wait; more are
     * refused at once.
     */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final int MAX_WAITING = 16;

    private final @Nullable String secret;
    private final boolean isEncrypted;
    private final Semaphore waiting = new Semaphore(MAX_WAITING);

    /**
     * Creates a token.
     *
     * @param secret      null if no token is required
     * @param isEncrypted whether browsers may send it over encrypted connections only
     */
    public ServerToken(@Nullable String secret, boolean isEncrypted) {
        this.secret = secret;
        this.isEncrypted = isEncrypted;
    }

    public boolean isNeeded() {
        return secret != null;
    }

    /**
     * Accepts the right token at once. A wrong token waits, which slows down guessing; the right one never waits, even
     * while others guess.
     *
     * @throws RefusedException if the request has no token or a wrong one
     */
    public void check(HttpFields headers) throws InterruptedException {
        List<String> given = given(headers);
        if (secret == null || given.stream().anyMatch(this::isRight)) {
            return;
        }
        if (!given.isEmpty()) {
            delay();
        }
        throw new RefusedException(Failure.of(Refusal.TOKEN_MISSING, "the request brings no token, or a wrong one")
                .with("WWW-Authenticate", "Bearer"));
    }

    private void delay() throws InterruptedException {
        if (!waiting.tryAcquire()) {
            throw new RefusedException(Failure.of(Refusal.TOO_MANY_TOKENS, "too many requests bring a wrong token")
                    .with("Retry-After", Long.toString(PAUSE.toSeconds())));
        }
        try {
            Thread.sleep(PAUSE);
        } finally {
            waiting.release();
        }
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

    /** The cookie with which the page sends the token from now on; its scripts cannot read the cookie. */
    public String cookie() {
        return COOKIE + "=" + secret + "; HttpOnly; SameSite=Strict; Path=/" + (isEncrypted ? "; Secure" : "");
    }
}

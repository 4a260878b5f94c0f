package dev.upserter.delivery.http;

import java.time.Duration;
import java.util.Optional;

/**
 * An answer over HTTP.
 *
 * @param status     the status
 * @param mediaType  the body's media type in lower case, without parameters; empty if not given
 * @param retryAfter how long the server asks to wait, if it does
 * @param body       the body, or as much of it as was asked for
 * @param proxy      the proxy that passed it on and may have given it itself; empty where there is none, or it cannot
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
public record Response(
        int status, String mediaType, Optional<Duration> retryAfter, byte[] body, Optional<EnvironmentProxy> proxy) {}

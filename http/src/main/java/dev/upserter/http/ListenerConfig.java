package dev.upserter.http;

import dev.upserter.carried.jetty.server.HttpConfiguration;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;

/**
 * How to set up a listener.
 *
 * @param name     of its threads, also used in messages
 * @param host     the address to listen on
 * @param port     0 takes any free one
 * @param ipv6Too  whether {@code 127.0.0.1} and {@code localhost} also stand for this machine's IPv6 address
 * @param isDaemon whether the process may end while the listener runs
 * @param idle     how long a connection may be silent while the server waits for its bytes, and the longest time for a
 *     request's head
 * @param nanos    a clock in nanoseconds, from any origin
 * @param requests further settings for reading requests
 * @param tls      the certificate to show, for HTTPS; empty for HTTP
 */
public record ListenerConfig(
        String name,
        String host,
        int port,
        boolean ipv6Too,
        boolean isDaemon,
        Duration idle,
        LongSupplier nanos,
        Consumer<HttpConfiguration> requests,
        Optional<SSLContext> tls) {}

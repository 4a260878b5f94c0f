package dev.upserter.http;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eclipse.jetty.server.HttpConfiguration;

/**
 * How a listener is set up.
 *
 * @param name     of its threads, and in messages
 * @param host     the address to listen on
 * @param port     0 takes any free one
 * @param ipv6Too  whether {@code 127.0.0.1} and {@code localhost} mean this machine's IPv6 address as well
 * @param isDaemon whether the process may end while it listens
 * @param idle     how long a connection may be silent where something is expected of it, and the head of a request take
 * @param nanos    the time, from any origin
 * @param requests further settings of how requests are read
 */
public record ListenerConfig(
        String name,
        String host,
        int port,
        boolean ipv6Too,
        boolean isDaemon,
        Duration idle,
        LongSupplier nanos,
        Consumer<HttpConfiguration> requests) {}

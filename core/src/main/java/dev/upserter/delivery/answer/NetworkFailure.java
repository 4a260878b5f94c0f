package dev.upserter.delivery.answer;

import dev.upserter.carried.hc.client5.http.ClientProtocolException;
import dev.upserter.carried.hc.client5.http.ConnectTimeoutException;
import dev.upserter.carried.hc.core5.http.ConnectionClosedException;
import dev.upserter.carried.hc.core5.http.NoHttpResponseException;
import dev.upserter.delivery.http.EnvironmentProxy;
import dev.upserter.delivery.http.ProxyRefusedException;
import dev.upserter.delivery.http.TrustedAuthorities;
import dev.upserter.problem.Exhaustion;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Understands requests that had no answer: what may pass by itself, and what will be the same next time. */
public final class NetworkFailure {
    /** How glibc, musl, macOS and Windows say that there is no such name, or none with an address. */
    private static final List<String> NO_ADDRESS = List.of(
            "name or service not known",
            "no address associated with hostname",
            "name does not resolve",
            "name has no usable address",
            "nodename nor servname provided",
            "no such host is known");

    private NetworkFailure() {}

    public static BatchOutcome of(IOException e) {
        return crowded(e).orElseGet(() -> ofConnection(e));
    }

    /** Where the system has no file descriptor left for a connection. */
    public static Optional<BatchOutcome> crowded(Throwable e) {
        return Exhaustion.of(e)
                .filter(Exhaustion.FILES::equals)
                .map(none -> new BatchOutcome.Retryable(Fault.CROWDED, Optional.empty(), "too many open files"));
    }

    private static BatchOutcome ofConnection(IOException e) {
        if (e instanceof ProxyRefusedException proxy) {
            return refused(proxy.status(), proxy.proxy());
        }
        if (e instanceof SSLException && !brokeOff(e)) {
            return tls(e);
        }
        if (e instanceof ClientProtocolException) {
            return new BatchOutcome.Blocked("the destination's answer is not HTTP");
        }
        return new BatchOutcome.Retryable(fault(e), Optional.empty(), describe(e));
    }

    private static Fault fault(IOException e) {
        return switch (e) {
            case ConnectTimeoutException slow -> Fault.NETWORK;
            case InterruptedIOException late -> Fault.TIMEOUT;
            case UnknownHostException unknown -> unknown(String.valueOf(e.getMessage()));
            case ConnectException refused -> Fault.UNREACHABLE;
            case NoRouteToHostException far -> Fault.UNREACHABLE;
            case SocketException broken -> isWithoutNetwork(broken) ? Fault.UNREACHABLE : Fault.NETWORK;
            default -> Fault.NETWORK;
        };
    }

    /**
     * Whether a name has no address or could not be looked up at the moment, which only the words of the system's resolver
     * say. Words that are not known, such as translated ones, are taken for the latter.
     */
    private static Fault unknown(String message) {
        String words = message.toLowerCase(Locale.ROOT);
        if (NO_ADDRESS.stream().anyMatch(words::contains)) {
            return Fault.UNREACHABLE;
        }
        return words.indexOf(' ') < 0 ? Fault.NAMELESS : Fault.NETWORK;
    }

    private static boolean isWithoutNetwork(SocketException e) {
        return String.valueOf(e.getMessage()).contains("Network is unreachable");
    }

    /** Whether TLS failed only because the connection did. */
    private static boolean brokeOff(Throwable e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException || cause instanceof EOFException) {
                return true;
            }
        }
        return false;
    }

    /** No answer of the destination's: the proxy opens no way to it. */
    private static BatchOutcome refused(int status, EnvironmentProxy proxy) {
        if (status == 407) {
            return BatchOutcome.Blocked.byProxy(proxy);
        }
        return status == 429 || status >= 500
                ? new BatchOutcome.Retryable(
                        Fault.UNAVAILABLE, Optional.empty(), proxy.named() + " answered with status " + status)
                : new BatchOutcome.Blocked(
                        proxy.named() + " refuses the way to the destination (status " + status + ")",
                        "let the proxy admit the destination, name another with " + proxy.variable()
                                + ", or name the destination in NO_PROXY");
    }

    private static BatchOutcome tls(Throwable e) {
        boolean untrusted = e instanceof SSLPeerUnverifiedException;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            untrusted |= cause instanceof CertificateException;
        }
        return untrusted
                ? new BatchOutcome.Blocked(
                        "the destination's certificate is not to be trusted", TrustedAuthorities.HINT)
                : new BatchOutcome.Blocked(
                        "no TLS connection to the destination is possible",
                        "check the endpoint, whose port may speak plain http, and the proxy, if there is one");
    }

    private static String describe(IOException e) {
        return switch (e) {
            case UnknownHostException unknown -> "the host's address is not known";
            case ConnectTimeoutException slow -> "no connection in time";
            case ConnectException refused -> "the connection was refused";
            case NoRouteToHostException far -> "there is no way to the host";
            case InterruptedIOException late -> "no answer in time";
            case NoHttpResponseException silent -> "the connection was closed without an answer";
            case ConnectionClosedException closed -> "the connection was closed before the answer's end";
            case SocketException broken ->
                isWithoutNetwork(broken) ? "the network cannot be reached" : "the connection broke";
            default -> "the connection failed";
        };
    }
}

package dev.upserter.delivery;

import dev.upserter.problem.Exhaustion;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Understands requests that had no answer: what may pass by itself, and what will be the same next time. */
final class Failure {
    private Failure() {}

    static BatchOutcome of(IOException e) {
        if (Exhaustion.of(e).filter(Exhaustion.FILES::equals).isPresent()) {
            return new BatchOutcome.Retryable(Fault.CROWDED, Optional.empty(), "too many open files");
        }
        if (e instanceof SSLException && !brokeOff(e)) {
            return new BatchOutcome.Blocked(tls(e));
        }
        if (e instanceof ClientProtocolException) {
            return new BatchOutcome.Blocked("the destination's answer is not HTTP");
        }
        boolean late = e instanceof InterruptedIOException && !(e instanceof ConnectTimeoutException);
        return new BatchOutcome.Retryable(late ? Fault.TIMEOUT : Fault.NETWORK, Optional.empty(), describe(e));
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

    private static String tls(Throwable e) {
        boolean untrusted = e instanceof SSLPeerUnverifiedException;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            untrusted |= cause instanceof CertificateException;
        }
        return untrusted
                ? "the destination's certificate is not to be trusted"
                : "no TLS connection to the destination is possible";
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
            case SocketException broken -> "the connection broke";
            default -> "the connection failed";
        };
    }
}

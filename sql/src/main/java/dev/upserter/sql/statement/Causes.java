package dev.upserter.sql.statement;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/** Finds the cause of a driver's failure: the innermost one, in plain words. */
public final class Causes {
    private static final int DEEPEST = 16;

    private Causes() {}

    /** Its description; empty if there is no deeper cause, or the failure itself names it. */
    public static String of(Throwable failure) {
        if (failure.getCause() == null) {
            return "";
        }
        Throwable cause = innermost(failure);
        return switch (cause) {
            case UnknownHostException unknown -> "the host " + firstWord(unknown) + " has no address";
            case SocketTimeoutException late -> "no answer in time";
            case NoRouteToHostException far -> "there is no route to the host";
            case ConnectException refused -> isRefused(refused) ? "" : "no connection in time";
            case EOFException closed -> "the other side closed the connection";
            case SocketException broken -> "the connection broke";
            case SSLException tls -> "TLS failed: " + tls.getMessage();
            case CertificateException untrusted -> "the certificate is not to be trusted: " + untrusted.getMessage();
            default -> cause.getMessage() == null ? "" : cause.getMessage();
        };
    }

    /** Whether no process listens there. */
    public static boolean isRefused(Throwable failure) {
        Throwable cause = innermost(failure);
        return cause instanceof ConnectException
                && String.valueOf(cause.getMessage()).contains("refused");
    }

    private static String firstWord(UnknownHostException unknown) {
        return String.valueOf(unknown.getMessage()).split("[:\\s]", 2)[0];
    }

    public static Throwable innermost(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause.getCause() != null && depth < DEEPEST; depth++) {
            cause = cause.getCause();
        }
        return cause;
    }
}

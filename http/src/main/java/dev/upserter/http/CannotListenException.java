package dev.upserter.http;

import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;

/**
 * A server cannot listen on its address for a reason other than a taken port. The message says where and, if known, why.
 */
public final class CannotListenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotListenException(String name, String host, int port, Throwable cause) {
        super("the " + name + " cannot listen on " + Loopback.uriHost(host) + ":" + port + why(cause), cause);
    }

    private static String why(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String why = why(cause, String.valueOf(cause.getMessage()));
            if (!why.isEmpty()) {
                return why;
            }
        }
        return "";
    }

    private static String why(Throwable cause, String message) {
        if (cause instanceof UnresolvedAddressException
                || cause instanceof UnknownHostException
                || message.startsWith("Unresolved address")) {
            return ": the host has no address";
        }
        if (message.contains("Cannot assign requested address")) {
            return ": this machine does not have that address";
        }
        return message.contains("Permission denied") ? ": this user may not listen on that port" : "";
    }
}

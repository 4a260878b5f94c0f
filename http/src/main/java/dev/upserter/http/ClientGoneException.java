package dev.upserter.http;

import java.io.IOException;

/** The connection broke before the whole request had arrived: there is no client left to answer. */
public final class ClientGoneException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Wraps the error that ended the connection. */
    public ClientGoneException(Throwable cause) {
        super("the client is gone", cause);
    }
}

package dev.upserter.http;

import java.io.IOException;

/** The connection broke before the request was whole: nobody is left to answer. */
public final class ClientGoneException extends IOException {
    private static final long serialVersionUID = 1L;

    /** For this reason. */
    public ClientGoneException(Throwable cause) {
        super("the client is gone", cause);
    }
}

package dev.upserter.server;

import java.io.IOException;

/** The connection broke before the request was whole: nobody is left to answer. */
final class ClientGoneException extends IOException {
    private static final long serialVersionUID = 1L;

    ClientGoneException(Throwable cause) {
        super("the client is gone", cause);
    }
}

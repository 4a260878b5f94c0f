package dev.upserter.delivery;

import java.io.IOException;

/** The proxy opens no way to the destination. */
final class ProxyRefusedException extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;

    /** With the status that the proxy answered with. */
    ProxyRefusedException(int status) {
        super("status " + status);
        this.status = status;
    }

    int status() {
        return status;
    }
}

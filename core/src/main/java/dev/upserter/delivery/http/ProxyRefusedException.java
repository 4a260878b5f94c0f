package dev.upserter.delivery.http;

import java.io.IOException;

/** The proxy opens no way to the destination. */
public final class ProxyRefusedException extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final transient EnvironmentProxy proxy;

    /** With the status that this proxy answered with. */
    ProxyRefusedException(int status, EnvironmentProxy proxy) {
        super("status " + status);
        this.status = status;
        this.proxy = proxy;
    }

    public int status() {
        return status;
    }

    public EnvironmentProxy proxy() {
        return proxy;
    }
}

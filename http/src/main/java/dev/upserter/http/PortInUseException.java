package dev.upserter.http;

/** The port that a server should listen on is taken. The message says which one and what to do. */
public final class PortInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortInUseException(String host, int port, Throwable cause) {
        super(
                "port " + port + " on " + host + " is in use."
                        + " Stop the program that uses it, or choose another port (0 takes any free one)",
                cause);
    }
}

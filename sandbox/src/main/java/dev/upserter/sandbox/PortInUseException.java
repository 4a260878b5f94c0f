package dev.upserter.sandbox;

/** The port that a sandbox should listen on is taken. The message says which one and what to do. */
public final class PortInUseException extends RuntimeException {
    PortInUseException(SandboxConfig config, Throwable cause) {
        super(
                "port " + config.port() + " on " + config.host() + " is in use;"
                        + " stop the program that uses it, or choose another port (0 takes any free one)",
                cause);
    }
}

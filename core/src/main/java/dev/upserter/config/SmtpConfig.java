package dev.upserter.config;

import org.jspecify.annotations.Nullable;

/**
 * A server that takes e-mails. Immutable.
 *
 * @param host     its name or address
 * @param port     1 to 65535
 * @param user     who logs in; null for nobody
 * @param password of the user; null for none
 * @param from     the sender's address
 * @param tls      how the connection is encrypted
 */
public record SmtpConfig(
        String host,
        int port,
        @Nullable String user,
        @Nullable String password,
        String from,
        Tls tls) {

    /** How a connection to the server is encrypted. */
    public enum Tls {
        /** It begins in the clear and must become encrypted before anything is sent (RFC 3207). */
        STARTTLS(587),
        /** It is encrypted from the first byte (RFC 8314). */
        TLS(465),
        /** It is not. */
        NONE(25);

        private final int port;

        Tls(int port) {
            this.port = port;
        }

        /** The port that is customary. */
        public int port() {
            return port;
        }
    }

    @Override
    public String toString() {
        return "smtp";
    }
}

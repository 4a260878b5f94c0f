package dev.upserter.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way by which an alert is sent. Immutable. None of them prints where it leads: a URL may be all that a sender needs. */
public sealed interface AlertChannel {

    /** The key that configures it, such as {@code slack}. */
    String key();

    /** All that says where it leads, for a digest and nothing else. */
    String target();

    /** An incoming webhook of Slack, or of a chat that takes the same. */
    record Slack(URI url) implements AlertChannel {
        @Override
        public String key() {
            return "slack";
        }

        @Override
        public String target() {
            return url.toString();
        }

        @Override
        public String toString() {
            return key();
        }
    }

    /**
     * A URL that takes the alert as JSON.
     *
     * @param secret signs each request; null for no signature
     */
    record Webhook(URI url, @Nullable String secret) implements AlertChannel {
        @Override
        public String key() {
            return "webhook";
        }

        @Override
        public String target() {
            return url.toString();
        }

        @Override
        public String toString() {
            return key();
        }
    }

    /**
     * A program that reads the same JSON from its standard input; no shell is involved.
     *
     * @param words the program and its arguments
     */
    record Command(List<String> words) implements AlertChannel {
        public Command {
            words = List.copyOf(words);
        }

        @Override
        public String key() {
            return "command";
        }

        @Override
        public String target() {
            return String.join("\0", words);
        }

        @Override
        public String toString() {
            return key();
        }
    }

    /** An e-mail, by the configuration's SMTP server. */
    record Email(String to) implements AlertChannel {
        @Override
        public String key() {
            return "email";
        }

        @Override
        public String target() {
            return to;
        }

        @Override
        public String toString() {
            return key();
        }
    }
}

package dev.upserter.sandbox;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of this machine. */
final class Loopback {
    private static final Pattern NAME =
            Pattern.compile("(localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[::1])(:[0-9]+)?");

    private Loopback() {}

    /** Whether a {@code Host} header means this machine by a name that nobody else can give out. */
    static boolean isNamedBy(String host) {
        return NAME.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}

package dev.upserter.problem;

import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One problem. Immutable.
 *
 * @param code     the stable code
 * @param level    its consequence
 * @param location where it is; null if it has no place
 * @param message  what happened, in one line; never an attribute value, never a credential
 * @param hint     what to do, in one line
 */
public record Problem(Code code, Level level, @Nullable Location location, String message, String hint)
        implements Serializable {

    /** A problem of the code's default level, with the code's hint. */
    public static Problem of(Code code, @Nullable Location location, String message) {
        return of(code, location, message, code.help());
    }

    /** A problem of the code's default level, with its own hint. */
    public static Problem of(Code code, @Nullable Location location, String message, String hint) {
        return new Problem(code, code.level(), location, message, hint);
    }

    /** Where it is, if it has a place. */
    public Optional<Location> place() {
        return Optional.ofNullable(location);
    }

    /** The line for people to read: location, message. */
    @Override
    public String toString() {
        return (location == null ? "" : location + ": ") + message;
    }
}

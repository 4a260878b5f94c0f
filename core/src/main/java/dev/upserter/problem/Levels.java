package dev.upserter.problem;

/** The levels in force of all problems. Immutable and thread-safe. */
@FunctionalInterface
public interface Levels {
    /** The level in force. */
    Level level(Code code);

    /** The level of what {@link Level#FIX} cannot repair: that in force without a choice. */
    default Level unchosen(Code code) {
        return code.level();
    }
}

package dev.upserter.problem;

import java.lang.System.Logger;
import java.util.Optional;

/**
 * Reports what should never have happened, without the messages of other libraries' exceptions: these may quote personal
 * data.
 */
public final class Defect {
    private static final Logger LOGGER = System.getLogger(Defect.class.getName());

    private Defect() {}

    /**
     * Logs where it happened and returns a problem; if a resource ran out, that is the problem, and not a defect.
     *
     * @param what  what failed, such as {@code a batch could not be handled}
     * @param cause the exception
     */
    public static Problem of(String what, Throwable cause) {
        Optional<Exhaustion> ranOut = Exhaustion.of(cause);
        return ranOut.isPresent() ? ranOut.get().problem() : ofDefect(what, cause);
    }

    private static Problem ofDefect(String what, Throwable cause) {
        StackTraceElement[] frames = cause.getStackTrace();
        String place = frames.length == 0 ? "" : " at " + frames[0];
        String message = what + ": " + cause.getClass().getName() + place;
        LOGGER.log(Logger.Level.ERROR, message, withoutItsText(cause));
        return Problem.of(Code.INTERNAL, null, message);
    }

    private static Throwable withoutItsText(Throwable cause) {
        var bare = new Throwable(cause.getClass().getName());
        bare.setStackTrace(cause.getStackTrace());
        if (cause.getCause() != null) {
            bare.initCause(withoutItsText(cause.getCause()));
        }
        return bare;
    }
}

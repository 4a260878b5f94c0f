package dev.upserter.problem;

import java.lang.System.Logger;
import java.util.Optional;

/** Tells of what should never have happened, without the texts of foreign exceptions: they may quote personal data. */
public final class Defect {
    private static final Logger LOGGER = System.getLogger(Defect.class.getName());

    private Defect() {}

    /**
     * Logs where it happened and makes a problem of it; where something ran out, that is the problem, and no defect.
     *
     * @param what  what failed, such as {@code a batch could not be handled}
     * @param cause what was thrown
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

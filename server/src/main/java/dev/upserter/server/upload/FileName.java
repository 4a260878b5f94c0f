package dev.upserter.server.upload;

/** The name that a client gave a file: shown in messages and used for the sync's name, never as a path. */
public final class FileName {
    private static final int MAX_LENGTH = 80;

    private FileName() {}

    /** What follows the last slash or backslash. */
    static String base(String given) {
        return given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    }

    /**
     * The part of a name that is safe to show: what follows the last slash or backslash; only letters, digits, blanks,
     * dots, dashes and underscores; at most {@value #MAX_LENGTH} characters; not starting with a dot.
     *
     * @param instead the name to show if nothing is left
     */
    public static String shown(String given, String instead) {
        String base = base(given);
        var name = new StringBuilder();
        base.codePoints()
                .filter(c -> Character.isLetterOrDigit(c) || " .-_".indexOf(c) >= 0)
                .limit(MAX_LENGTH)
                .forEach(name::appendCodePoint);
        String shown = name.toString().replaceFirst("^[. ]+", "").strip();
        return shown.isEmpty() ? instead : shown;
    }
}

package dev.upserter.server.upload;

/** The name that a client gave a file: shown in messages and the source of the sync's name, never a path. */
public final class FileName {
    private static final int MAX_LENGTH = 80;

    private FileName() {}

    /**
     * What may be shown of it: the part behind the last slash or backslash, letters, digits, blanks, dots, dashes and
     * underscores only, at most {@value #MAX_LENGTH} characters, not starting with a dot.
     *
     * @param instead what to show if nothing is left
     */
    public static String shown(String given, String instead) {
        String base = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        var name = new StringBuilder();
        base.codePoints()
                .filter(c -> Character.isLetterOrDigit(c) || " .-_".indexOf(c) >= 0)
                .limit(MAX_LENGTH)
                .forEach(name::appendCodePoint);
        String shown = name.toString().replaceFirst("^[. ]+", "").strip();
        return shown.isEmpty() ? instead : shown;
    }
}

package dev.upserter.config;

/** The name of a sync, which names its folder too. */
public final class SyncName {
    public static final String MUST_BE =
            "1 to 100 letters (a to z), digits, dots, dashes and underscores, not starting with a dot";

    private static final int MAX = 100;

    private SyncName() {}

    public static boolean isValid(String name) {
        if (name.isEmpty() || name.length() > MAX || name.charAt(0) == '.') {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (!isAllowed(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(int c) {
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_';
    }

    /**
     * The name of the sync in a file of this name: the file's, without its ending. Other characters become dashes, and
     * a hash keeps such names apart.
     */
    public static String of(String file) {
        String last = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        int dot = last.lastIndexOf('.');
        String bare = dot > 0 ? last.substring(0, dot) : last;
        if (isValid(bare)) {
            return bare;
        }
        var name = new StringBuilder(bare.length() + 10);
        bare.codePoints().limit(MAX / 2).forEach(c -> name.append(isAllowed(c) ? (char) c : '-'));
        if (name.isEmpty() || name.charAt(0) == '.') {
            name.insert(0, '-');
        }
        return name.append('-').append(Integer.toHexString(bare.hashCode())).toString();
    }
}

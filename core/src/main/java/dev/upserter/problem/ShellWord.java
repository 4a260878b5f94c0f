package dev.upserter.problem;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** A word of a command that a user copies from a text into a shell. Stateless. */
public final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,=-][A-Za-z0-9_./:@%+,=~-]*");
    /** What must not reach a terminal. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private ShellWord() {}

    /** The word as a shell takes it, on one line. It is in quotation marks where it needs them; control characters need bash, zsh or a newer one. */
    public static String of(String word) {
        return CONTROL.matcher(word).find() ? escaped(word) : posix(word);
    }

    /** The word as every shell takes it, with characters that control a terminal as they are. */
    public static String posix(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** In the shell's notation for control characters. */
    private static String escaped(String word) {
        var escaped = new StringBuilder("$'");
        for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= ' ' && b < 0x7f && b != '\'' && b != '\\';
            escaped.append(plain ? String.valueOf((char) b) : String.format(Locale.ROOT, "\\x%02x", b & 0xFF));
        }
        return escaped.append('\'').toString();
    }
}

package dev.upserter.operation.text;

import java.util.Locale;
import java.util.regex.Pattern;

/** Reduces names of columns to their letters from a to z, by which lists of names know them. Stateless. */
public final class NameLetters {
    private static final Pattern NO_LETTER = Pattern.compile("[^a-z]");

    private NameLetters() {}

    /** The letters of a name, in lower case. */
    public static String of(String name) {
        return NO_LETTER.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }
}

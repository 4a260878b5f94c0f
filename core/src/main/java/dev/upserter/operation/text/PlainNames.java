package dev.upserter.operation.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of fields, sheets and files, made ready to look for words in them. Stateless. */
public final class PlainNames {
    private static final Pattern CAMEL = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}");

    private PlainNames() {}

    /** A name as it was meant, in small letters without accents, and with a blank where camel case starts a word. */
    public static String of(String name) {
        String spaced = CAMEL.matcher(Misread.repaired(name)).replaceAll(" ").toLowerCase(Locale.ROOT);
        return ACCENTS.matcher(Normalizer.normalize(spaced, Normalizer.Form.NFD))
                .replaceAll("");
    }
}

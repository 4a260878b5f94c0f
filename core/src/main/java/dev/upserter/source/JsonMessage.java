package dev.upserter.source;

import com.fasterxml.jackson.core.JsonParseException;
import java.util.regex.Pattern;

/** Says what is wrong with some JSON without showing any of it but one character. */
final class JsonMessage {
    private static final Pattern WORD = Pattern.compile("^Unrecognized token '.*");
    private static final Pattern SOURCE = Pattern.compile(" \\(for \\w+ starting at .*| \\(start marker at .*");
    private static final Pattern EXPECTED_VALUE = Pattern.compile("expected a valid value.*");

    private JsonMessage() {}

    /** Whether it is about a word that is neither true nor false nor null. */
    static boolean isAboutWord(JsonParseException e) {
        return WORD.matcher(e.getOriginalMessage()).lookingAt();
    }

    static String of(JsonParseException e) {
        String first = e.getOriginalMessage().lines().findFirst().orElse("");
        String plain = WORD.matcher(first).replaceFirst("A word that JSON does not know");
        plain = SOURCE.matcher(plain).replaceFirst("");
        plain = EXPECTED_VALUE.matcher(plain).replaceFirst("expected a value");
        return plain.isEmpty() ? "unexpected text" : Character.toLowerCase(plain.charAt(0)) + plain.substring(1);
    }
}

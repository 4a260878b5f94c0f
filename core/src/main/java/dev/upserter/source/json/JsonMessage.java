package dev.upserter.source.json;

import dev.upserter.carried.jackson.JsonParseException;
import java.util.regex.Pattern;

/** Describes an error in JSON without showing more of it than one character. */
final class JsonMessage {
    private static final Pattern WORD = Pattern.compile("^Unrecognized token '.*");
    private static final Pattern SOURCE = Pattern.compile(" \\(for \\w+ starting at .*| \\(start marker at .*");
    /** The parser's advice to programmers. */
    private static final Pattern OPTION = Pattern.compile(
            " ?\\([^()]*(Feature|ALLOW_)[^()]*\\)|[:;,]? ?(enable|to enable|not enabled)? ?`?[^:;,(]*(Feature\\b|ALLOW_).*");

    private static final Pattern COMMENT = Pattern.compile("maybe a \\(non-standard\\) comment\\?");
    private static final Pattern NON_NUMBER = Pattern.compile("Non-standard token '.*?'");
    private static final Pattern EXPECTED_VALUE = Pattern.compile("expected a valid value.*");

    private JsonMessage() {}

    /** Whether it is about a word other than true, false and null. */
    static boolean isAboutWord(JsonParseException e) {
        return WORD.matcher(e.getOriginalMessage()).lookingAt();
    }

    static String of(JsonParseException e) {
        String first = e.getOriginalMessage().lines().findFirst().orElse("");
        String plain = WORD.matcher(first).replaceFirst("A word that JSON does not know");
        plain = SOURCE.matcher(plain).replaceFirst("");
        plain = NON_NUMBER.matcher(plain).replaceFirst("A word that JSON does not know");
        plain = OPTION.matcher(plain).replaceAll("");
        plain = COMMENT.matcher(plain).replaceFirst("JSON has no comments");
        plain = EXPECTED_VALUE.matcher(plain).replaceFirst("expected a value");
        return plain.isEmpty() ? "unexpected text" : Character.toLowerCase(plain.charAt(0)) + plain.substring(1);
    }
}

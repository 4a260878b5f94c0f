package dev.upserter.server;

import dev.upserter.profile.Mask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Masks the values in the start of a JSON text that is too long to be read as a whole. */
final class JsonMask {
    private static final Pattern TOKEN = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+(\"(\\s*:)?)?|[0-9]");

    private JsonMask() {}

    /** The text with every value masked; the names of fields stay. */
    static String of(String json) {
        return TOKEN.matcher(json).replaceAll(token -> Matcher.quoteReplacement(masked(token.group(), token.group(2))));
    }

    private static String masked(String token, @org.jspecify.annotations.Nullable String colon) {
        return colon == null ? Mask.of(token) : token;
    }
}

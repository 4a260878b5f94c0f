package dev.upserter.source;

import com.fasterxml.jackson.core.JsonParseException;
import java.util.regex.Pattern;

/** Says what is wrong with some JSON without showing any of it but one character. */
final class JsonMessage {
    private static final Pattern QUOTED = Pattern.compile("'[^']{2,}'|\"[^\"]{2,}\"");

    private JsonMessage() {}

    static String of(JsonParseException e) {
        String message = e.getOriginalMessage();
        String first = message.lines().findFirst().orElse("");
        String plain = QUOTED.matcher(first).replaceAll("'...'");
        return plain.isEmpty() ? "unexpected text" : Character.toLowerCase(plain.charAt(0)) + plain.substring(1);
    }
}

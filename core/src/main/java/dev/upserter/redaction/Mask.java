package dev.upserter.redaction;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.function.Predicate;

/** Shows the structure of values without showing them. */
public final class Mask {
    private static final JsonFactory JSON = new JsonFactory();

    private Mask() {}

    /** The text with each letter replaced by x and each digit by 9; other characters are kept. */
    public static String of(String text) {
        var masked = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isDigit(c)) {
                masked.append('9');
            } else if (c < 0x80 && !Character.isLetter(c)) {
                masked.append((char) c);
            } else {
                masked.append(Character.isUpperCase(c) ? 'X' : 'x');
            }
        });
        return masked.toString();
    }

    /**
     * JSON with every value masked, as far as it can be parsed; a mark replaces the rest, or everything if it is not JSON.
     *
     * @param names which names of fields to keep
     */
    public static String json(String text, Predicate<String> names) {
        var masked = new StringWriter();
        boolean isWhole = copy(text, masked, names);
        return isWhole ? masked.toString() : masked + Secrets.MARK;
    }

    private static boolean copy(String text, StringWriter into, Predicate<String> names) {
        try (JsonParser json = JSON.createParser(text);
                JsonGenerator out = JSON.createGenerator(into)) {
            out.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                switch (token) {
                    case FIELD_NAME ->
                        out.writeFieldName(
                                names.test(json.currentName()) ? json.currentName() : of(json.currentName()));
                    case VALUE_STRING -> out.writeString(of(json.getText()));
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.writeNumber(nines(json.getText()));
                    default -> out.copyCurrentEvent(json);
                }
            }
            return true;
        } catch (IOException endOfWhatIsJson) {
            return false;
        }
    }

    /** A number of the same length in nines: still a number except for a leading zero, but not the user's. */
    private static String nines(String number) {
        return number.replaceAll("[0-8]", "9");
    }
}

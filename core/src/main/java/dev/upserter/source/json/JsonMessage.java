package dev.upserter.source.json;

import dev.upserter.carried.jackson.JsonParseException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Describes an error in JSON in words of our own, without showing any of it. The parser's message, as Jackson 2 writes it, is
 * only looked at for what was expected and for the character found in its place. Stateless.
 */
final class JsonMessage {
    private static final String WORD = "Unrecognized token '";
    private static final String ROOT = "separating root-level";
    private static final Pattern CHARACTER = Pattern.compile("(?:\\((?:CTRL-CHAR, )?|' \\(|')code (\\d+)");
    private static final String NO_NUMBER = "this is no number as JSON writes it";
    private static final String BLANK = "a blank that JSON does not allow, such as a no-break or a zero-width one";

    /**
     * What a message says.
     *
     * @param words   of the parser's message
     * @param meaning in our words
     */
    private record Phrase(String words, String meaning) {}

    /** The first that fits counts. */
    private static final List<Phrase> PHRASES = List.of(
            new Phrase(WORD, "a word that JSON does not know"),
            new Phrase("Non-standard token", "a word that JSON does not know: it has no NaN and no Infinity"),
            new Phrase("(non-standard) comment", "JSON has no comments"),
            new Phrase("umeric value", NO_NUMBER),
            new Phrase("ecimal point", NO_NUMBER),
            new Phrase("minus sign", NO_NUMBER),
            new Phrase("hex-digit", "four of 0-9 and A-F must follow \\u"),
            new Phrase("escape '", "this backslash starts nothing that JSON knows"),
            new Phrase("Illegal unquoted", "a text holds a line break or another control character"),
            new Phrase("surrogate", "a name holds half of a character"),
            new Phrase("close marker", "this bracket closes nothing, or something of another kind"),
            new Phrase("expecting comma", "a comma or the closing bracket is missing before this"),
            new Phrase("expecting a colon", "a colon is missing between a name and its value"),
            new Phrase(ROOT, "this is neither an object nor an array"),
            new Phrase("expecting double-quote", "a name in double quotation marks is expected here"),
            new Phrase("expected a v", "a value is expected here"),
            new Phrase("Illegal character", "a control character between the values"),
            new Phrase(NdjsonSource.MORE, NdjsonSource.MORE));

    private JsonMessage() {}

    /** Whether it is about a word other than true, false and null. */
    static boolean isAboutWord(JsonParseException e) {
        return e.getOriginalMessage().startsWith(WORD);
    }

    /** Whether it is about more that directly follows a number or a word, as in a date. */
    static boolean isAboutText(JsonParseException e) {
        return e.getOriginalMessage().contains(ROOT);
    }

    static String of(JsonParseException e) {
        String message = e.getOriginalMessage();
        String meaning = PHRASES.stream()
                .filter(phrase -> message.contains(phrase.words()))
                .map(Phrase::meaning)
                .findFirst()
                .orElse("this is unexpected here");
        Matcher character = CHARACTER.matcher(message);
        return isOfCharacter(message) && character.find()
                ? ofCharacter(Integer.parseInt(character.group(1)), message, meaning)
                : meaning;
    }

    private static boolean isOfCharacter(String message) {
        return message.startsWith("Unexpected character") && !message.contains("umeric value")
                || message.startsWith("Illegal character");
    }

    /** Some characters tell more than what was expected in their place. */
    private static String ofCharacter(int code, String message, String meaning) {
        return switch (code) {
            case 0 -> "a byte zero, as a full disk or a broken copy leaves it";
            case '}', ']' -> beforeBracket(message, meaning);
            case '/', '#' -> message.contains("hex-digit") ? meaning : "JSON has no comments";
            case '\'', '`' -> "names and texts need straight double quotation marks";
            case 0xFEFF -> "a byte-order mark in the middle, as a joined file has it";
            default -> ofOther(code, meaning);
        };
    }

    private static String ofOther(int code, String meaning) {
        if (code >= 0x2018 && code <= 0x201F) {
            return "names and texts need straight double quotation marks";
        }
        return Character.isSpaceChar(code) && code > ' ' || Character.getType(code) == Character.FORMAT
                ? BLANK
                : meaning;
    }

    private static String beforeBracket(String message, String meaning) {
        if (message.contains("double-quote")) {
            return "there is a comma before the closing bracket";
        }
        return message.contains("expected a v")
                ? "a value is missing before the closing bracket, or there is a comma too many"
                : meaning;
    }
}

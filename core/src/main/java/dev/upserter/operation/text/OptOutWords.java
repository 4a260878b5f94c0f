package dev.upserter.operation.text;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Words that say that a person has opted out of messages, whatever they are the value of. Words with a second meaning, such as
 * "not subscribed" or "cancelled", are none of them. Stateless.
 */
public final class OptOutWords {
    /** Of messages that are no e-mails. */
    private static final Pattern OTHER_CHANNEL = Pattern.compile(
            "(?<!\\p{L})(?:sms|mms|push|whatsapp|rcs|phone|telefon|voice|calls?|fax|faxes)(?!\\p{L})",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern MAIL = Pattern.compile("mail", Pattern.CASE_INSENSITIVE);

    /** With its quotation marks; many values are shorter than each word, and need no look. */
    private static final int SHORTEST = "optout".length() + 2;

    private static final int LONGEST = 300;

    /** Without blanks, underscores and hyphens, which may be anywhere inside of them; an e may have an acute accent. */
    private static final List<byte[]> WORDS = Stream.of(
                    "unsubscribed",
                    "unsubscribe",
                    "optedout",
                    "optout",
                    "donotemail",
                    "donotallow",
                    "donotsend",
                    "donotmail",
                    "donotcontact",
                    "donotmarket",
                    "noemails",
                    "nomarketing",
                    "desabonne",
                    "desinscrit",
                    "desuscrito",
                    "descadastrado",
                    "disiscritto",
                    "abgemeldet",
                    "abbestellt",
                    "afgemeld",
                    "uitgeschreven")
            .map(word -> word.getBytes(StandardCharsets.US_ASCII))
            .toList();

    private OptOutWords() {}

    /** Whether a field is about other messages than e-mails, by its name. */
    public static boolean isOfAnotherChannel(String field) {
        String name = field.replace('_', ' ');
        return OTHER_CHANNEL.matcher(name).find() && !MAIL.matcher(name).find();
    }

    /** Whether a text, a part of it between commas and the like, or an element of a list is such a word; never for long ones. */
    public static boolean isIn(JsonValue value) {
        if (value.kind() != ValueKind.TEXT && value.kind() != ValueKind.ARRAY
                || value.length() < SHORTEST
                || value.length() > LONGEST) {
            return false;
        }
        byte[] bytes = value.bytes();
        boolean isFirst = false;
        for (int i = value.start(); i < value.end(); i++) {
            if (isFirst && isWord(bytes, i)) {
                return true;
            }
            isFirst = isBetween(bytes[i]) || isFirst && bytes[i] == ' ';
        }
        return false;
    }

    /** A text ends at its quotation mark, so that nothing after the value is read. */
    private static boolean isWord(byte[] bytes, int start) {
        int letter = bytes[start] | 0x20;
        if (letter != 'u' && letter != 'o' && letter != 'd' && letter != 'n' && letter != 'a') {
            return false;
        }
        for (byte[] word : WORDS) {
            int end = word[0] == letter ? end(bytes, start, word) : -1;
            if (end >= 0 && isEnd(bytes, end)) {
                return true;
            }
        }
        return false;
    }

    private static int end(byte[] bytes, int start, byte[] word) {
        int at = start;
        for (byte letter : word) {
            while (isJoint(bytes[at])) {
                at++;
            }
            boolean isAccented = letter == 'e' && bytes[at] == (byte) 0xC3 && bytes[at + 1] == (byte) 0xA9;
            if ((bytes[at] | 0x20) != letter && !isAccented) {
                return -1;
            }
            at += isAccented ? 2 : 1;
        }
        return at;
    }

    /** What a colon follows is the name of a field. */
    private static boolean isEnd(byte[] bytes, int end) {
        int at = end;
        while (bytes[at] == ' ') {
            at++;
        }
        return isBetween(bytes[at]) && (at + 1 >= bytes.length || bytes[at + 1] != ':');
    }

    private static boolean isBetween(byte sign) {
        return sign == '"' || sign == ',' || sign == ';' || sign == '|';
    }

    private static boolean isJoint(byte sign) {
        return sign == ' ' || sign == '_' || sign == '-';
    }
}

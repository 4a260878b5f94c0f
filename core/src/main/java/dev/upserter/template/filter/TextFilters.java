package dev.upserter.template.filter;

import dev.upserter.template.tree.Filter;
import dev.upserter.template.tree.FilterArguments;
import dev.upserter.template.value.Html;
import dev.upserter.template.value.Texts;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Filters from text to text. None depends on the machine's locale. */
final class TextFilters {
    private static final String UNRESERVED = "-_.~";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private TextFilters() {}

    static List<Filter> all() {
        return List.of(
                Filter.ofText("append", 1, 1, (text, given) -> append(text, given.text(0), given)),
                Filter.ofText("prepend", 1, 1, (text, given) -> append(given.text(0), text, given)),
                Filter.ofText("downcase", 0, 0, (text, given) -> made(text.toLowerCase(Locale.ROOT), given)),
                Filter.ofText("upcase", 0, 0, (text, given) -> made(text.toUpperCase(Locale.ROOT), given)),
                Filter.ofText("capitalize", 0, 0, TextFilters::capitalize),
                Filter.ofText("strip", 0, 0, (text, given) -> Texts.strip(text, true, true, given.budget())),
                Filter.ofText("lstrip", 0, 0, (text, given) -> Texts.strip(text, true, false, given.budget())),
                Filter.ofText("rstrip", 0, 0, (text, given) -> Texts.strip(text, false, true, given.budget())),
                Filter.ofText("squish", 0, 0, TextFilters::squish),
                Filter.ofText("strip_html", 0, 0, (text, given) -> Html.strip(text, given.budget())),
                Filter.ofText("strip_newlines", 0, 0, TextFilters::stripNewlines),
                Filter.ofText("newline_to_br", 0, 0, TextFilters::newlineToBr),
                Filter.ofText("escape", 0, 0, (text, given) -> Html.escape(text, false, given.budget())),
                Filter.ofText("h", 0, 0, (text, given) -> Html.escape(text, false, given.budget())),
                Filter.ofText("escape_once", 0, 0, (text, given) -> Html.escape(text, true, given.budget())),
                Filter.ofText("url_encode", 0, 0, TextFilters::urlEncode),
                Filter.ofText("url_decode", 0, 0, TextFilters::urlDecode),
                Filter.ofText("replace", 1, 2, (text, given) -> replace(text, given.text(1, ""), given)),
                Filter.ofText("remove", 1, 1, (text, given) -> replace(text, "", given)),
                Filter.ofText("replace_first", 1, 2, (text, given) -> replaceFirst(text, given.text(1, ""), given)),
                Filter.ofText("remove_first", 1, 1, (text, given) -> replaceFirst(text, "", given)),
                Filter.ofText("replace_last", 2, 2, (text, given) -> replaceLast(text, given.text(1), given)),
                Filter.ofText("remove_last", 1, 1, (text, given) -> replaceLast(text, "", given)),
                Filter.ofText("truncate", 0, 2, TextFilters::truncate),
                Filter.ofText("truncatewords", 0, 2, TextFilters::truncateWords),
                Filter.ofText("split", 1, 1, (text, given) -> Texts.split(text, given.text(0), given.budget())));
    }

    private static String made(String text, FilterArguments given) {
        given.budget().make(text.length());
        return text;
    }

    private static String append(String text, String more, FilterArguments given) {
        given.budget().make((long) text.length() + more.length());
        return text + more;
    }

    private static String capitalize(String text, FilterArguments given) {
        int first = text.isEmpty() ? 0 : text.offsetByCodePoints(0, 1);
        return made(
                text.substring(0, first).toUpperCase(Locale.ROOT)
                        + text.substring(first).toLowerCase(Locale.ROOT),
                given);
    }

    private static String squish(String text, FilterArguments given) {
        return made(
                Texts.words(text, Integer.MAX_VALUE, given.budget()).stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(" ")),
                given);
    }

    private static String stripNewlines(String text, FilterArguments given) {
        given.budget().make(text.length());
        return text.replace("\r\n", "").replace("\n", "");
    }

    private static String newlineToBr(String text, FilterArguments given) {
        String ended = text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n");
        return Texts.replace(ended, "\n", "<br />\n", given.budget());
    }

    private static String replace(String text, String by, FilterArguments given) {
        String part = given.text(0);
        return part.isEmpty() && by.isEmpty() ? text : Texts.replace(text, part, by, given.budget());
    }

    private static String replaceFirst(String text, String by, FilterArguments given) {
        String part = given.text(0);
        return Texts.replaceAt(text, Texts.indexOf(text, part, 0, given.budget()), part.length(), by, given.budget());
    }

    private static String replaceLast(String text, String by, FilterArguments given) {
        String part = given.text(0);
        return Texts.replaceAt(text, Texts.lastIndexOf(text, part, given.budget()), part.length(), by, given.budget());
    }

    private static String truncate(String text, FilterArguments given) {
        long most = given.whole(0, 50);
        String end = given.text(1, "...");
        given.budget().work((long) text.length() + end.length());
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        long kept = Math.max(0, most - end.codePointCount(0, end.length()));
        return append(Texts.slice(text, 0, kept, given.budget()), end, given);
    }

    private static String truncateWords(String text, FilterArguments given) {
        int most = Math.clamp(given.whole(0, 15), 1, Integer.MAX_VALUE - 1);
        List<?> words = Texts.words(text, most + 1, given.budget());
        if (words.size() <= most) {
            return text;
        }
        String kept = words.subList(0, most).stream().map(String::valueOf).collect(Collectors.joining(" "));
        return append(kept, given.text(1, "..."), given);
    }

    private static String urlEncode(String text, FilterArguments given) {
        given.budget().work(text.length());
        var encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b == ' ') {
                encoded.append('+');
            } else if (b > 0 && (Character.isLetterOrDigit(b) || UNRESERVED.indexOf(b) >= 0)) {
                encoded.append((char) b);
            } else {
                HEX.toHexDigits(encoded.append('%'), b);
            }
        }
        return made(encoded.toString(), given);
    }

    private static String urlDecode(String text, FilterArguments given) {
        given.budget().make(3L * text.length());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = i + 2 < bytes.length && bytes[i] == '%' ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low >= 0) {
                bytes[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                bytes[length++] = bytes[i] == '+' ? (byte) ' ' : bytes[i];
            }
        }
        return utf8(bytes, length, given);
    }

    /** Decodes UTF-8; invalid bytes are an error, since no character may replace them. */
    static String utf8(byte[] bytes, int length, FilterArguments given) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw given.unfit("what it makes is no text");
        }
    }
}

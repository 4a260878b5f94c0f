package dev.upserter.source;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares texts with words for null: letter case and blanks around them do not count. Stateless. */
final class NullTexts {
    private NullTexts() {}

    static Set<String> of(List<String> words) {
        return words.stream().map(NullTexts::plain).collect(Collectors.toUnmodifiableSet());
    }

    static String plain(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end).toLowerCase(Locale.ROOT);
    }

    /** A character that shows nothing, a no-break or a zero-width one too. */
    static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }
}

package dev.upserter.template.value;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operations on texts in linear time, whose work is counted. */
public final class Texts {
    /** Longer texts are searched for with a table, so that no text makes the search slow. */
    private static final int SHORT = 32;

    private Texts() {}

    /** The index of a part in a text, at a position or after it; -1 for none. */
    public static int indexOf(String text, String part, int from, Budget budget) {
        int found = part.length() <= SHORT ? text.indexOf(part, from) : indexByTable(text, part, from, budget);
        budget.work((found < 0 ? text.length() : found + part.length()) - Math.min(from, text.length()));
        return found;
    }

    private static int indexByTable(String text, String part, int from, Budget budget) {
        budget.make(2L * part.length());
        int[] table = table(part);
        int matched = 0;
        for (int i = from; i < text.length(); i++) {
            while (matched > 0 && text.charAt(i) != part.charAt(matched)) {
                matched = table[matched - 1];
            }
            matched += text.charAt(i) == part.charAt(matched) ? 1 : 0;
            if (matched == part.length()) {
                return i - matched + 1;
            }
        }
        return -1;
    }

    /** For each prefix of the text, the length of its longest proper prefix that is also its suffix. */
    private static int[] table(String part) {
        int[] table = new int[part.length()];
        int matched = 0;
        for (int i = 1; i < part.length(); i++) {
            while (matched > 0 && part.charAt(i) != part.charAt(matched)) {
                matched = table[matched - 1];
            }
            matched += part.charAt(i) == part.charAt(matched) ? 1 : 0;
            table[i] = matched;
        }
        return table;
    }

    /** Replaces each occurrence of a text; an empty text occurs between all characters. */
    public static String replace(String text, String part, String by, Budget budget) {
        var replaced = new StringBuilder();
        int from = 0;
        int limit = part.length() <= SHORT ? text.length() : text.length() - part.length();
        int found = from <= limit ? indexOf(text, part, from, budget) : -1;
        while (found >= 0) {
            budget.make(found - from + by.length());
            replaced.append(text, from, found).append(by);
            from = found + part.length();
            int next = from;
            if (part.isEmpty()) {
                if (from == text.length()) {
                    break;
                }
                next = text.offsetByCodePoints(from, 1);
            }
            found = indexOf(text, part, next, budget);
        }
        budget.make(text.length() - from);
        return replaced.append(text, from, text.length()).toString();
    }

    /** Replaces a text that was found at a position. */
    public static String replaceAt(String text, int at, int length, String by, Budget budget) {
        if (at < 0) {
            return text;
        }
        budget.make((long) text.length() + by.length());
        return text.substring(0, at) + by + text.substring(at + length);
    }

    /** The index of the last occurrence of a part. */
    public static int lastIndexOf(String text, String part, Budget budget) {
        if (part.length() <= SHORT) {
            budget.work(text.length());
            return text.lastIndexOf(part);
        }
        String backwards = new StringBuilder(part).reverse().toString();
        budget.make((long) text.length() + part.length());
        int found = indexOf(new StringBuilder(text).reverse().toString(), backwards, 0, budget);
        return found < 0 ? -1 : text.length() - found - part.length();
    }

    /**
     * The parts between separators, without empty ones at the end. A blank separator splits at blanks, an empty one into
     * characters.
     */
    public static List<@Nullable Object> split(String text, String separator, Budget budget) {
        if (separator.equals(" ")) {
            return words(text, Integer.MAX_VALUE, budget);
        }
        var parts = new ArrayList<@Nullable Object>();
        if (separator.isEmpty()) {
            for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
                add(text.substring(i, text.offsetByCodePoints(i, 1)), parts, budget);
            }
            return parts;
        }
        int from = 0;
        for (int at = indexOf(text, separator, 0, budget); at >= 0; at = indexOf(text, separator, from, budget)) {
            add(text.substring(from, at), parts, budget);
            from = at + separator.length();
        }
        add(text.substring(from), parts, budget);
        while (!parts.isEmpty() && "".equals(parts.getLast())) {
            parts.removeLast();
        }
        return parts;
    }

    /** The words of a text, at most this many. */
    public static List<@Nullable Object> words(String text, int most, Budget budget) {
        var words = new ArrayList<@Nullable Object>();
        int i = 0;
        while (words.size() < most) {
            while (i < text.length() && text.charAt(i) <= ' ') {
                i++;
            }
            int start = i;
            while (i < text.length() && text.charAt(i) > ' ') {
                i++;
            }
            if (start == i) {
                break;
            }
            add(text.substring(start, i), words, budget);
        }
        budget.work(i);
        return words;
    }

    private static void add(String part, List<@Nullable Object> parts, Budget budget) {
        budget.elements(1);
        budget.make(part.length());
        parts.add(part);
    }

    /** A part of a text, counted in code points; negative positions count from the end. */
    public static String slice(String text, long start, long length, Budget budget) {
        budget.work(2L * text.length());
        long size = text.codePointCount(0, text.length());
        long from = start < 0 ? size + start : start;
        if (from < 0 || from >= size || length <= 0) {
            return "";
        }
        int begin = text.offsetByCodePoints(0, (int) from);
        int end = text.offsetByCodePoints(begin, (int) Math.min(length, size - from));
        budget.make(end - begin);
        return text.substring(begin, end);
    }

    /** A text without leading blanks, trailing blanks, or both. */
    public static String strip(String text, boolean before, boolean after, Budget budget) {
        int start = 0;
        int end = text.length();
        while (before && start < end && text.charAt(start) <= ' ') {
            start++;
        }
        while (after && start < end && text.charAt(end - 1) <= ' ') {
            end--;
        }
        budget.make(text.length());
        return text.substring(start, end);
    }
}

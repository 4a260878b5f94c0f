package dev.upserter.template.value;

import java.util.List;
import java.util.Set;

/** HTML escapes and tags. */
public final class Html {
    private record Block(String start, String end) {}

    private static final List<Block> BLOCKS =
            List.of(new Block("<script", "</script>"), new Block("<!--", "-->"), new Block("<style", "</style>"));
    private static final Set<Character> SPECIAL = Set.of('&', '<', '>', '"', '\'');

    private Html() {}

    /** A text without tags, comments, scripts and styles. Unclosed ones are kept. */
    public static String strip(String text, Budget budget) {
        budget.make(2L * text.length());
        return withoutTags(withoutBlocks(text));
    }

    private static String withoutBlocks(String text) {
        var rest = new StringBuilder(text.length());
        boolean[] unclosed = new boolean[BLOCKS.size()];
        int from = 0;
        int open = text.indexOf('<');
        while (open >= 0) {
            int end = endOfBlock(text, open, unclosed);
            if (end >= 0) {
                rest.append(text, from, open);
                from = end;
            }
            open = text.indexOf('<', end >= 0 ? end : open + 1);
        }
        return rest.append(text, from, text.length()).toString();
    }

    /** The end of the block that starts at a position; -1 for none. An end that was not found is not searched for again. */
    private static int endOfBlock(String text, int open, boolean[] unclosed) {
        for (int i = 0; i < unclosed.length; i++) {
            Block block = BLOCKS.get(i);
            if (!unclosed[i] && text.startsWith(block.start(), open)) {
                int end = text.indexOf(block.end(), open + block.start().length());
                if (end >= 0) {
                    return end + block.end().length();
                }
                unclosed[i] = true;
            }
        }
        return -1;
    }

    private static String withoutTags(String text) {
        var rest = new StringBuilder(text.length());
        int from = 0;
        int open = text.indexOf('<');
        while (open >= 0) {
            int close = text.indexOf('>', open);
            if (close < 0) {
                break;
            }
            rest.append(text, from, open);
            from = close + 1;
            open = text.indexOf('<', from);
        }
        return rest.append(text, from, text.length()).toString();
    }

    /**
     * A text escaped for HTML.
     *
     * @param once whether existing entities stay unchanged
     */
    public static String escape(String text, boolean once, Budget budget) {
        var escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!SPECIAL.contains(c) || once && c == '&' && isEntity(text, i)) {
                escaped.append(c);
            } else {
                escaped.append(entity(c));
            }
        }
        budget.work(text.length());
        budget.make(escaped.length());
        return escaped.toString();
    }

    private static String entity(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            default -> "&#39;";
        };
    }

    /** Whether an entity, by name or number, starts at an ampersand; none is longer than 40 characters. */
    private static boolean isEntity(String text, int at) {
        int i = at + 1;
        boolean number = i < text.length() && text.charAt(i) == '#';
        i += number ? 1 : 0;
        int start = i;
        while (i < text.length() && i < at + 40 && isInEntity(text.charAt(i), number)) {
            i++;
        }
        return i > start && i < text.length() && text.charAt(i) == ';';
    }

    private static boolean isInEntity(char c, boolean number) {
        return c >= '0' && c <= '9' ? number : !number && (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z');
    }
}

package dev.upserter.template.parse;

import dev.upserter.template.value.SyntaxException;
import java.util.ArrayList;
import java.util.List;

/** Splits a template into texts, outputs and tags, in one pass. For one template. */
public final class Scanner {
    private final String template;
    private final List<Piece> pieces = new ArrayList<>();
    private int position;
    private boolean trims;

    private Scanner(String template) {
        this.template = template;
    }

    public static List<Piece> pieces(String template) throws SyntaxException {
        var scanner = new Scanner(template);
        while (scanner.position < template.length()) {
            scanner.next();
        }
        return scanner.pieces;
    }

    /** The content of braces: its text without the dashes, where it starts, and where the template continues. */
    private record Inside(String text, int at, int end, boolean trimsBefore, boolean trimsAfter) {}

    private void next() throws SyntaxException {
        int open = opening(position);
        if (open < 0) {
            text(position, template.length(), false);
            position = template.length();
            return;
        }
        boolean isTag = template.charAt(open + 1) == '%';
        Inside inside = inside(open, isTag ? "%}" : "}}");
        text(position, open, inside.trimsBefore());
        position = inside.end();
        trims = inside.trimsAfter();
        if (isTag) {
            tag(inside);
        } else {
            pieces.add(new Piece(Piece.Kind.OUTPUT, "", inside.text(), inside.at()));
        }
    }

    private int opening(int from) {
        for (int i = template.indexOf('{', from);
                i >= 0 && i + 1 < template.length();
                i = template.indexOf('{', i + 1)) {
            char next = template.charAt(i + 1);
            if (next == '{' || next == '%') {
                return i;
            }
        }
        return -1;
    }

    private Inside inside(int open, String closing) throws SyntaxException {
        int close = template.indexOf(closing, open + 2);
        if (close < 0) {
            throw new SyntaxException(
                    "these braces are not closed: " + template.substring(open, open + 2) + " needs " + closing, open);
        }
        int start = open + 2;
        boolean before = start < close && template.charAt(start) == '-';
        boolean after = close > start + (before ? 1 : 0) && template.charAt(close - 1) == '-';
        int from = before ? start + 1 : start;
        return new Inside(template.substring(from, after ? close - 1 : close), from, close + 2, before, after);
    }

    private void text(int start, int end, boolean trimmed) {
        int from = start;
        int to = end;
        while (trims && from < to && template.charAt(from) <= ' ') {
            from++;
        }
        while (trimmed && from < to && template.charAt(to - 1) <= ' ') {
            to--;
        }
        trims = false;
        if (from < to) {
            pieces.add(new Piece(Piece.Kind.TEXT, "", template.substring(from, to), from));
        }
    }

    private void tag(Inside inside) throws SyntaxException {
        Piece tag = tag(inside.text(), inside.at());
        switch (tag.name()) {
            case "raw" -> raw(tag);
            case "comment" -> comment(tag);
            case "doc" -> doc(tag);
            case "#" -> remark(tag);
            default -> pieces.add(tag);
        }
    }

    /** The tag in a text: its name, and the rest. */
    static Piece tag(String text, int at) throws SyntaxException {
        int start = 0;
        while (start < text.length() && text.charAt(start) <= ' ') {
            start++;
        }
        int end = start;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        if (end == start && end < text.length() && text.charAt(end) == '#') {
            end++;
        }
        if (end == start) {
            throw new SyntaxException("a tag has no name", at + start);
        }
        return new Piece(Piece.Kind.TAG, text.substring(start, end), text.substring(end), at + end);
    }

    /** The position of the next tag of this name; moves past the tag. */
    private int skipTo(String name, Piece opening) throws SyntaxException {
        for (int open = template.indexOf("{%", position); open >= 0; open = template.indexOf("{%", open + 2)) {
            int from = skipBlanks(template.startsWith("-", open + 2) ? open + 3 : open + 2);
            if (template.startsWith(name, from)) {
                int to = skipBlanks(from + name.length());
                boolean dash = template.startsWith("-", to);
                int close = dash ? to + 1 : to;
                if (template.startsWith("%}", close)) {
                    trims = dash;
                    position = close + 2;
                    return open;
                }
            }
        }
        throw new SyntaxException("the tag " + opening.name() + " is not closed", opening.at());
    }

    private int skipBlanks(int from) {
        int i = from;
        while (i < template.length() && template.charAt(i) <= ' ') {
            i++;
        }
        return i;
    }

    private void raw(Piece tag) throws SyntaxException {
        requireBare(tag);
        int start = position;
        trims = false;
        int end = skipTo("endraw", tag);
        if (end > start) {
            pieces.add(new Piece(Piece.Kind.RAW, "", template.substring(start, end), start));
        }
    }

    private void doc(Piece tag) throws SyntaxException {
        requireBare(tag);
        skipTo("enddoc", tag);
    }

    private static void requireBare(Piece tag) throws SyntaxException {
        if (!tag.text().isBlank()) {
            throw new SyntaxException("nothing may follow " + tag.name(), tag.at());
        }
    }

    /** Comments may contain comments, and raw text in them does not end them. */
    private void comment(Piece tag) throws SyntaxException {
        int depth = 1;
        while (depth > 0) {
            int open = template.indexOf("{%", position);
            if (open < 0) {
                throw new SyntaxException("the tag comment is not closed", tag.at());
            }
            Inside inside = inside(open, "%}");
            position = inside.end();
            trims = inside.trimsAfter();
            String name = name(inside.text());
            if (name.equals("raw")) {
                skipTo("endraw", tag);
            }
            depth += name.equals("comment") ? 1 : name.equals("endcomment") ? -1 : 0;
        }
    }

    private static String name(String tag) {
        String text = tag.strip();
        int end = 0;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }

    static void remark(Piece tag) throws SyntaxException {
        int line = tag.text().indexOf('\n');
        while (line >= 0) {
            int next = tag.text().indexOf('\n', line + 1);
            String text = tag.text().substring(line + 1, next < 0 ? tag.text().length() : next);
            if (!text.isBlank() && !text.stripLeading().startsWith("#")) {
                throw new SyntaxException("each line of such a comment starts with #", tag.at() + line + 1);
            }
            line = next;
        }
    }
}

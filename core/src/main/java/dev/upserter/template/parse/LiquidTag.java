package dev.upserter.template.parse;

import dev.upserter.template.value.SyntaxException;
import java.util.ArrayList;
import java.util.List;

/** Parses the tag {@code liquid}, which holds one tag per line. */
final class LiquidTag {
    private LiquidTag() {}

    static List<Piece> pieces(Piece liquid) throws SyntaxException {
        var pieces = new ArrayList<Piece>();
        String text = liquid.text();
        Piece comment = null;
        int depth = 0;
        for (int start = 0; start <= text.length(); ) {
            int end = text.indexOf('\n', start) < 0 ? text.length() : text.indexOf('\n', start);
            String line = text.substring(start, end);
            if (!line.isBlank()) {
                if (comment == null) {
                    Piece tag = Scanner.tag(line, liquid.at() + start);
                    comment = isComment(tag) ? tag : null;
                    depth = comment == null ? 0 : 1;
                    add(tag, pieces);
                } else {
                    depth += firstWord(line).equals(comment.name())
                            ? 1
                            : firstWord(line).equals("end" + comment.name()) ? -1 : 0;
                    comment = depth == 0 ? null : comment;
                }
            }
            start = end + 1;
        }
        if (comment != null) {
            throw new SyntaxException("the tag " + comment.name() + " is not closed", comment.at());
        }
        return pieces;
    }

    private static boolean isComment(Piece tag) {
        return tag.is("comment") || tag.is("doc");
    }

    private static String firstWord(String line) {
        return line.strip().split("\\s", 2)[0];
    }

    private static void add(Piece tag, List<Piece> pieces) throws SyntaxException {
        if (tag.is("raw")) {
            throw new SyntaxException("raw is not allowed in liquid", tag.at());
        }
        if (!isComment(tag) && !tag.is("#")) {
            pieces.add(tag);
        }
    }
}

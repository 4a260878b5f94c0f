package dev.upserter.template.parse;

import dev.upserter.template.value.Bounds;
import dev.upserter.template.value.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Splits the content of braces into tokens. */
final class Lexer {
    private static final String SIGNS = "|.:,[]()-";
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<>", "<", "<=", ">", ">=");

    private final String text;
    private final int offset;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private Lexer(String text, int offset) {
        this.text = text;
        this.offset = offset;
    }

    /**
     * The tokens of a text, followed by {@code END}.
     *
     * @param offset where the text starts in the template
     */
    static List<Token> tokens(String text, int offset) throws SyntaxException {
        var lexer = new Lexer(text, offset);
        while (lexer.position < text.length()) {
            if (text.charAt(lexer.position) <= ' ') {
                lexer.position++;
            } else {
                lexer.next(text.charAt(lexer.position));
            }
        }
        lexer.add(Token.Kind.END, "", text.length());
        return lexer.tokens;
    }

    private void add(Token.Kind kind, String spelled, int end) {
        tokens.add(new Token(kind, spelled, offset + position, offset + end));
        position = end;
    }

    private void next(char first) throws SyntaxException {
        if (first == '"' || first == '\'') {
            int close = text.indexOf(first, position + 1);
            if (close < 0) {
                throw new SyntaxException("this quote is not closed", offset + position);
            }
            add(Token.Kind.TEXT, text.substring(position + 1, close), close + 1);
        } else if (isDigit(position) || first == '-' && isDigit(position + 1)) {
            number();
        } else if (Character.isLetter(first) || first == '_') {
            name();
        } else if (text.startsWith("..", position)) {
            add(Token.Kind.SIGN, "..", position + 2);
        } else if (text.startsWith("||", position)) {
            throw new SyntaxException("conditions are joined by or, not by ||", offset + position);
        } else if (SIGNS.indexOf(first) >= 0) {
            add(Token.Kind.SIGN, String.valueOf(first), position + 1);
        } else {
            comparison();
        }
    }

    private boolean isDigit(int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private int digits(int from) {
        int end = from;
        while (isDigit(end)) {
            end++;
        }
        return end;
    }

    private void number() throws SyntaxException {
        int end = digits(position + 1);
        if (end < text.length() && text.charAt(end) == '.' && isDigit(end + 1)) {
            end = digits(end + 1);
        }
        if (end - position > Bounds.DIGITS) {
            throw new SyntaxException("a number has at most " + Bounds.DIGITS + " digits", offset + position);
        }
        add(Token.Kind.NUMBER, text.substring(position, end), end);
    }

    private void name() {
        int end = position + 1;
        while (end < text.length() && isInName(text.charAt(end))) {
            end++;
        }
        if (end < text.length() && text.charAt(end) == '?') {
            end++;
        }
        String name = text.substring(position, end);
        add(name.equals("contains") ? Token.Kind.COMPARISON : Token.Kind.NAME, name, end);
    }

    private static boolean isInName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }

    private void comparison() throws SyntaxException {
        for (int length = 2; length > 0; length--) {
            String spelled = text.substring(position, Math.min(position + length, text.length()));
            if (COMPARISONS.contains(spelled)) {
                add(Token.Kind.COMPARISON, spelled, position + spelled.length());
                return;
            }
        }
        throw new SyntaxException(meant(text.charAt(position)), offset + position);
    }

    /** A hint for a sign from another language. */
    private static String meant(char sign) {
        return switch (sign) {
            case '=' -> "values are compared by ==";
            case '&' -> "conditions are joined by and, not by &&";
            case '!' -> "Liquid has no !. Write != to compare, or == false";
            case '\u2018', '\u2019', '\u201a', '\u201c', '\u201d', '\u201e' ->
                "texts need straight quotation marks, \" or ', not curly ones";
            case '{', '}' -> "a brace is inside other braces. Check that {{ and }} come in pairs";
            default -> "this is not Liquid";
        };
    }
}

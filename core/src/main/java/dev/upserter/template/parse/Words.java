package dev.upserter.template.parse;

import dev.upserter.template.tree.Operand;
import dev.upserter.template.value.Bounds;
import dev.upserter.template.value.Special;
import dev.upserter.template.value.SyntaxException;
import dev.upserter.template.value.TemplateScope;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses operands from the content of braces, token by token. For one pair of braces. */
public final class Words {
    private static final Set<String> OF_RUN = Set.of("id", "time");
    private static final String NO_NOT = "Liquid has no not. Write != in place of ==, or email == blank";
    /** Words of other languages, and the Liquid equivalents. */
    private static final Map<String, String> OF_OTHERS = Map.of(
            "is", "Liquid has no is. Write email == nil, or email != nil",
            "IS", "Liquid has no is. Write email == nil, or email != nil",
            "not", NO_NOT,
            "in", "Liquid has no in. Write list contains value",
            "IN", "Liquid has no in. Write list contains value",
            "like", "Liquid has no like. Write email contains \"part\"",
            "LIKE", "Liquid has no like. Write email contains \"part\"",
            "AND", "Liquid writes and in small letters",
            "OR", "Liquid writes or in small letters");

    private static final String OTHER_NAME = "a field whose name is no word is written row[\"its name\"]";

    private final String text;
    private final int offset;
    private final List<Token> tokens;
    private final Names names;
    private int position;
    private int depth;

    /**
     * Starts at the first token.
     *
     * @param text   the content of the braces
     * @param offset where that starts in the template
     */
    public Words(String text, int offset, Names names) throws SyntaxException {
        this.text = text;
        this.offset = offset;
        this.tokens = Lexer.tokens(text, offset);
        this.names = names;
    }

    Names names() {
        return names;
    }

    Token peek() {
        return tokens.get(position);
    }

    Token next() {
        Token token = tokens.get(position);
        position = Math.min(position + 1, tokens.size() - 1);
        return token;
    }

    boolean isAtEnd() {
        return peek().kind() == Token.Kind.END;
    }

    boolean isNext(String sign) {
        return peek().is(sign);
    }

    /** Consumes a sign, if it is the next token. */
    boolean take(String sign) {
        boolean is = isNext(sign);
        position += is ? 1 : 0;
        return is;
    }

    /** Whether a name with a colon comes next. */
    boolean isNamed() {
        return peek().kind() == Token.Kind.NAME && tokens.get(position + 1).is(":");
    }

    SyntaxException unexpected() {
        Token before = tokens.get(Math.max(0, position - 1));
        String why = OF_OTHERS.getOrDefault(
                peek().text(), before.text().equalsIgnoreCase("not") ? NO_NOT : "this is not Liquid");
        return new SyntaxException(why, peek().at());
    }

    void require(String sign) throws SyntaxException {
        if (!take(sign)) {
            throw new SyntaxException(sign + " is missing", peek().at());
        }
    }

    void requireEnd() throws SyntaxException {
        if (!isAtEnd()) {
            throw unexpected();
        }
    }

    String name() throws SyntaxException {
        if (peek().kind() != Token.Kind.NAME) {
            throw unexpected();
        }
        return next().text();
    }

    /** The text since a token, as it is spelled. */
    String since(Token start) {
        int end = position == 0 ? offset : tokens.get(position - 1).end();
        return text.substring(start.at() - offset, end - offset);
    }

    Operand operand() throws SyntaxException {
        Token first = peek();
        if (++depth > Bounds.NESTING) {
            throw new SyntaxException("brackets are nested more than " + Bounds.NESTING + " deep", first.at());
        }
        try {
            return operand(first);
        } finally {
            depth--;
        }
    }

    private Operand operand(Token first) throws SyntaxException {
        switch (first.kind()) {
            case TEXT -> {
                return literal(next().text());
            }
            case NUMBER -> {
                return literal(new BigDecimal(next().text()));
            }
            case NAME -> {
                return word();
            }
            case SIGN -> {
                if (take("(")) {
                    return range();
                }
                if (isNext("[")) {
                    return lookup(first, key());
                }
            }
            case COMPARISON, END -> {}
        }
        throw unexpected();
    }

    private static Operand literal(@Nullable Object value) {
        return new Operand.Literal(value);
    }

    private Operand range() throws SyntaxException {
        Operand from = operand();
        require("..");
        Operand to = operand();
        require(")");
        return new Operand.Between(from, to);
    }

    private Operand key() throws SyntaxException {
        require("[");
        Operand key = operand();
        require("]");
        return key;
    }

    private Operand word() throws SyntaxException {
        Token first = next();
        boolean alone = !isNext(".") && !isNext("[");
        return switch (alone ? first.text() : "") {
            case "nil", "null" -> literal(null);
            case "true" -> literal(true);
            case "false" -> literal(false);
            case "blank" -> literal(Special.BLANK);
            case "empty" -> literal(Special.EMPTY);
            default -> lookup(first, literal(first.text()));
        };
    }

    private Operand lookup(Token first, Operand name) throws SyntaxException {
        var steps = new ArrayList<Operand>();
        while (isNext(".") || isNext("[")) {
            steps.add(take(".") ? literal(name()) : key());
        }
        if (steps.size() > Bounds.NESTING) {
            throw new SyntaxException("a variable leads at most " + Bounds.NESTING + " steps deep", first.at());
        }
        return lookup(first, name, steps);
    }

    private Operand lookup(Token first, Operand name, List<Operand> steps) throws SyntaxException {
        String shown = since(first);
        if (!(name instanceof Operand.Literal)) {
            names.take(TemplateScope.ROW);
            return new Operand.Lookup(shown, Operand.Home.ANY, name, steps, false);
        }
        String variable = name.word();
        if (variable.isEmpty()) {
            throw new SyntaxException(OTHER_NAME, first.at());
        }
        if (variable.equals(TemplateScope.RUN)) {
            requireKnown(first, steps);
            return new Operand.Lookup(shown, Operand.Home.FIELD, name, steps, false);
        }
        if (names.isOwn(variable)) {
            return new Operand.Lookup(shown, Operand.Home.OWN, name, steps, false);
        }
        if (variable.equals(TemplateScope.ROW) && steps.size() > 0 && isField(steps.getFirst())) {
            return field(shown, steps.getFirst(), steps.subList(1, steps.size()));
        }
        return field(shown, name, steps);
    }

    private Operand field(String shown, Operand name, List<Operand> steps) {
        names.take(name.word());
        return new Operand.Lookup(shown, Operand.Home.FIELD, name, steps, false);
    }

    private static boolean isField(Operand step) {
        String name = step.word();
        return !name.isEmpty() && !name.equals(TemplateScope.RUN) && !name.equals(TemplateScope.ROW);
    }

    private static void requireKnown(Token first, List<Operand> steps) throws SyntaxException {
        if (steps.size() != 1 || !OF_RUN.contains(steps.getFirst().word())) {
            throw new SyntaxException("of the run there are run.id and run.time only", first.at());
        }
    }
}

package dev.upserter.template.parse;

import dev.upserter.problem.Nearest;
import dev.upserter.template.filter.Filters;
import dev.upserter.template.tree.Chain;
import dev.upserter.template.tree.Condition;
import dev.upserter.template.tree.Filter;
import dev.upserter.template.tree.Operand;
import dev.upserter.template.value.SyntaxException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parses values with their filters, and conditions. */
public final class Chains {
    private Chains() {}

    /**
     * A value that is shown or assigned, up to the end of its braces: variables must have a value, except before
     * {@code default}.
     */
    static Chain shown(Words words) throws SyntaxException {
        if (words.isAtEnd()) {
            throw new SyntaxException("there is nothing to show", words.peek().at());
        }
        Operand first = words.operand();
        var calls = new ArrayList<Chain.Call>();
        while (words.take("|")) {
            calls.add(call(words));
        }
        words.requireEnd();
        return demanding(first, calls, words.names());
    }

    private static Chain demanding(Operand first, List<Chain.Call> calls, Names names) {
        var demanding = new ArrayList<Chain.Call>();
        for (int i = 0; i < calls.size(); i++) {
            Chain.Call call = calls.get(i);
            boolean allowed = isDefault(calls, i) && isDefault(calls, i + 1);
            List<Operand> values = call.values().stream()
                    .map(value -> allowed ? value : demanded(value, names))
                    .toList();
            demanding.add(new Chain.Call(call.filter(), values, call.allowFalse()));
        }
        return new Chain(isDefault(calls, 0) ? first : demanded(first, names), demanding);
    }

    private static boolean isDefault(List<Chain.Call> calls, int i) {
        return i < calls.size() && calls.get(i).filter().name().equals("default");
    }

    /** The operand, whose variables must have a value. */
    static Operand demanded(Operand operand, Names names) {
        names.demand(operand);
        return switch (operand) {
            case Operand.Lookup lookup -> lookup.demanded();
            case Operand.Between range ->
                new Operand.Between(demanded(range.from(), names), demanded(range.to(), names));
            case Operand.Literal literal -> literal;
        };
    }

    private static Chain.Call call(Words words) throws SyntaxException {
        Token token = words.peek();
        Filter filter = filter(words.name(), token.at());
        var values = new ArrayList<Operand>();
        Operand allowFalse = null;
        if (words.take(":")) {
            do {
                if (words.isNamed()) {
                    allowFalse = named(words, filter);
                } else {
                    values.add(words.operand());
                }
            } while (words.take(","));
        }
        if (values.size() < filter.least() || values.size() > filter.most()) {
            throw new SyntaxException("the filter " + filter.name() + " " + filter.takes(), token.at());
        }
        return new Chain.Call(filter, values, allowFalse);
    }

    private static Filter filter(String name, int at) throws SyntaxException {
        Filter filter = Filters.named(name);
        if (filter == null) {
            Optional<String> near = Nearest.to(name, Filters.names());
            throw new SyntaxException(
                    "there is no filter " + name
                            + near.map(meant -> ". Did you mean " + meant + "?").orElse(""),
                    at);
        }
        return filter;
    }

    private static @Nullable Operand named(Words words, Filter filter) throws SyntaxException {
        Token token = words.next();
        words.require(":");
        if (!filter.name().equals("default") || !token.text().equals("allow_false")) {
            throw new SyntaxException("the filter " + filter.name() + " has no " + token.text(), token.at());
        }
        return words.operand();
    }

    /** A condition, up to the end of its braces. */
    public static Condition condition(Words words) throws SyntaxException {
        var terms = new ArrayList<Condition.Term>();
        var ands = new ArrayList<Boolean>();
        terms.add(term(words));
        while (words.isNext("and") || words.isNext("or")) {
            ands.add(words.next().text().equals("and"));
            int at = words.peek().at();
            terms.add(asking(term(words), at));
        }
        words.requireEnd();
        return new Condition(terms, ands);
    }

    /** Checks a further term: a constant alone would be true for every row. */
    private static Condition.Term asking(Condition.Term term, int at) throws SyntaxException {
        boolean isConstant = term.right() == null
                && term.left() instanceof Operand.Literal literal
                && (literal.value() instanceof String || literal.value() instanceof BigDecimal);
        if (isConstant) {
            throw new SyntaxException(
                    "a text or a number alone is always true. Write the whole comparison again, as a == 'x' or a == 'y'",
                    at);
        }
        return term;
    }

    private static Condition.Term term(Words words) throws SyntaxException {
        Operand left = words.operand();
        if (words.peek().kind() != Token.Kind.COMPARISON) {
            words.names().ask(left, true);
            return new Condition.Term(left, null, null);
        }
        String comparison = words.next().text();
        Operand right = words.operand();
        words.names().ask(left, right.isNothing());
        words.names().ask(right, left.isNothing());
        return new Condition.Term(left, comparison, right);
    }
}

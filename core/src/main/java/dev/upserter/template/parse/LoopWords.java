package dev.upserter.template.parse;

import dev.upserter.template.tree.Loop;
import dev.upserter.template.tree.Operand;
import dev.upserter.template.value.SyntaxException;
import org.jspecify.annotations.Nullable;

/** Parses what follows {@code for} and {@code tablerow}. For one loop. */
final class LoopWords {
    private boolean goesOn;
    private boolean reversed;
    private @Nullable Operand offset;
    private @Nullable Operand limit;
    private @Nullable Operand columns;

    private LoopWords() {}

    static Loop loop(Words words, boolean table) throws SyntaxException {
        String variable = words.name();
        words.require("in");
        Token start = words.peek();
        Operand over = words.operand();
        String name = variable + "-" + words.since(start);
        var rest = new LoopWords();
        while (!words.isAtEnd()) {
            rest.option(words, table);
            words.take(",");
        }
        return new Loop(variable, name, over, rest.goesOn, rest.reversed, rest.offset, rest.limit, rest.columns);
    }

    private void option(Words words, boolean table) throws SyntaxException {
        if (words.isNext(",")) {
            return;
        }
        Token token = words.peek();
        String option = words.name();
        if (option.equals("reversed") && !table) {
            reversed = true;
            return;
        }
        words.require(":");
        switch (option) {
            case "offset" -> offset(words);
            case "limit" -> limit = words.operand();
            case "cols" -> columns = words.operand();
            default -> throw new SyntaxException("a loop has no " + option, token.at());
        }
    }

    private void offset(Words words) throws SyntaxException {
        goesOn = words.take("continue");
        offset = goesOn ? null : words.operand();
    }
}

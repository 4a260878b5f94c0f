package dev.upserter.template.parse;

import dev.upserter.template.tree.Block;
import dev.upserter.template.tree.Branches;
import dev.upserter.template.tree.Condition;
import dev.upserter.template.tree.Loop;
import dev.upserter.template.tree.Node;
import dev.upserter.template.tree.Operand;
import dev.upserter.template.value.Round;
import dev.upserter.template.value.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parses the tags that have blocks. */
final class BlockTags {
    /** The tags that end a block, or part of one. */
    static final Set<String> ENDS = Set.of(
            "else",
            "elsif",
            "when",
            "endif",
            "endunless",
            "endcase",
            "endfor",
            "endtablerow",
            "endcapture",
            "endifchanged",
            "endraw",
            "endcomment",
            "enddoc");

    private final Parser parser;

    BlockTags(Parser parser) {
        this.parser = parser;
    }

    Node tag(Piece tag) throws SyntaxException {
        return switch (tag.name()) {
            case "if" -> branches(tag, false);
            case "unless" -> branches(tag, true);
            case "case" -> cases(tag);
            case "for" -> loop(tag);
            case "tablerow" -> table(tag);
            case "capture" -> capture(tag);
            case "ifchanged" -> new Node.IfChanged(closed(tag));
            default -> throw Parser.unknown(tag);
        };
    }

    /** Parses a block up to the end of its tag. */
    private Block closed(Piece tag) throws SyntaxException {
        String end = "end" + tag.name();
        Block block = parser.block(Set.of(end), tag);
        requireEnd(parser.next(), end);
        return block;
    }

    private void requireEnd(Piece piece, String end) throws SyntaxException {
        if (!piece.is(end)) {
            throw new SyntaxException(
                    end + " is expected here", piece.at() - piece.name().length());
        }
        parser.words(piece).requireEnd();
    }

    private Node branches(Piece tag, boolean negated) throws SyntaxException {
        String end = "end" + tag.name();
        var branches = new ArrayList<Branches.Branch>();
        Condition condition = Chains.condition(parser.words(tag));
        Block block = parser.block(Set.of(end, "elsif", "else"), tag);
        branches.add(new Branches.Branch(condition, negated, block));
        Piece piece = parser.next();
        while (piece.is("elsif")) {
            condition = Chains.condition(parser.words(piece));
            branches.add(new Branches.Branch(condition, false, parser.block(Set.of(end, "elsif", "else"), tag)));
            piece = parser.next();
        }
        if (piece.is("else")) {
            branches.add(new Branches.Branch(null, false, otherwise(piece, tag)));
            piece = parser.next();
        }
        requireEnd(piece, end);
        return new Branches.If(shown(branches));
    }

    private Block otherwise(Piece piece, Piece tag) throws SyntaxException {
        if (!parser.words(piece).isAtEnd()) {
            throw new SyntaxException("an else has no condition. elsif has", piece.at());
        }
        return parser.block(Set.of("end" + tag.name()), tag);
    }

    /** If no branch shows anything, blanks are not shown either. */
    private static List<Branches.Branch> shown(List<Branches.Branch> branches) {
        boolean blank = branches.stream().allMatch(branch -> branch.block().isBlank());
        return !blank
                ? branches
                : branches.stream()
                        .map(branch -> new Branches.Branch(
                                branch.condition(),
                                branch.negated(),
                                branch.block().withoutBlanks()))
                        .toList();
    }

    private Node cases(Piece tag) throws SyntaxException {
        Words words = parser.words(tag);
        Operand value = words.operand();
        words.requireEnd();
        if (!parser.block(Set.of("when", "else", "endcase"), tag)
                .withoutBlanks()
                .nodes()
                .isEmpty()) {
            throw new SyntaxException("nothing may be between case and when", tag.at());
        }
        var whens = new ArrayList<Branches.When>();
        Piece piece = parser.next();
        while (piece.is("when") || piece.is("else")) {
            List<Operand> values = piece.is("when") ? values(parser.words(piece), value) : List.of();
            if (piece.is("else") && !parser.words(piece).isAtEnd()) {
                throw new SyntaxException("an else has no condition", piece.at());
            }
            whens.add(new Branches.When(values, parser.block(Set.of("when", "else", "endcase"), tag)));
            piece = parser.next();
        }
        requireEnd(piece, "endcase");
        boolean blank = whens.stream().allMatch(when -> when.block().isBlank());
        return new Branches.Case(value, blank ? withoutBlanks(whens) : whens);
    }

    private static List<Branches.When> withoutBlanks(List<Branches.When> whens) {
        return whens.stream()
                .map(when -> new Branches.When(when.values(), when.block().withoutBlanks()))
                .toList();
    }

    private static List<Operand> values(Words words, Operand compared) throws SyntaxException {
        var values = new ArrayList<Operand>();
        do {
            Operand value = words.operand();
            words.names().ask(value, false);
            words.names().ask(compared, value.isNothing());
            values.add(value);
        } while (words.take(",") || words.take("or"));
        words.requireEnd();
        return values;
    }

    private Node loop(Piece tag) throws SyntaxException {
        Loop loop = LoopWords.loop(parser.words(tag), false);
        Block block = inside(loop, Round.FORLOOP, tag, Set.of("endfor", "else"));
        Piece piece = parser.next();
        Block otherwise = new Block(List.of());
        if (piece.is("else")) {
            otherwise = otherwise(piece, tag);
            piece = parser.next();
        }
        requireEnd(piece, "endfor");
        boolean blank = block.isBlank() && otherwise.isBlank();
        return blank
                ? new Loop.For(loop, block.withoutBlanks(), otherwise.withoutBlanks())
                : new Loop.For(loop, block, otherwise);
    }

    private Node table(Piece tag) throws SyntaxException {
        Loop loop = LoopWords.loop(parser.words(tag), true);
        Block block = inside(loop, Round.TABLEROWLOOP, tag, Set.of("endtablerow"));
        requireEnd(parser.next(), "endtablerow");
        return new Loop.Table(loop, block);
    }

    private Block inside(Loop loop, String round, Piece tag, Set<String> ends) throws SyntaxException {
        parser.names().enter(loop.variable());
        parser.names().enter(round);
        Block block = parser.block(ends, tag);
        parser.names().leave(round);
        parser.names().leave(loop.variable());
        return block;
    }

    private Node capture(Piece tag) throws SyntaxException {
        String text = tag.text().strip();
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        boolean quoted =
                text.length() > 1 && (first == '\'' || first == '"') && text.charAt(text.length() - 1) == first;
        String name = Parser.variable(quoted ? text.substring(1, text.length() - 1) : text, tag.at());
        Block block = closed(tag);
        parser.names().make(name);
        return new Node.Capture(name, block);
    }
}

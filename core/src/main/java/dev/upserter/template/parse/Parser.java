package dev.upserter.template.parse;

import dev.upserter.template.tree.Block;
import dev.upserter.template.tree.Chain;
import dev.upserter.template.tree.Frame;
import dev.upserter.template.tree.Node;
import dev.upserter.template.tree.Operand;
import dev.upserter.template.value.Bounds;
import dev.upserter.template.value.SyntaxException;
import dev.upserter.template.value.TemplateScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Builds nodes from the pieces of a template. For one template, or one of its {@code liquid} tags. */
public final class Parser {
    private static final Set<String> INCLUDING = Set.of("include", "include_relative", "render", "layout", "section");

    private final List<Piece> pieces;
    private final Names names;
    private final int depth;
    private int position;
    private int nesting;

    /**
     * Creates a parser.
     *
     * @param depth how deeply the pieces are nested in blocks already
     */
    public Parser(List<Piece> pieces, Names names, int depth) {
        this.pieces = pieces;
        this.names = names;
        this.depth = depth;
    }

    /** Parses everything. */
    public Block all() throws SyntaxException {
        Block all = block(Set.of(), new Piece(Piece.Kind.TEXT, "", "", 0));
        if (position < pieces.size()) {
            Piece piece = pieces.get(position);
            throw new SyntaxException("there is nothing that the tag " + piece.name() + " belongs to", piece.at());
        }
        return all;
    }

    Names names() {
        return names;
    }

    Words words(Piece piece) throws SyntaxException {
        return new Words(piece.text(), piece.at(), names);
    }

    /** The piece that ended the last block; parsing continues after it. */
    Piece next() {
        return pieces.get(position++);
    }

    /** Parses up to one of these tags, which must come; with an empty set, up to any tag that ends something. */
    Block block(Set<String> ends, Piece opening) throws SyntaxException {
        var nodes = new ArrayList<Node>();
        if (depth + ++nesting > Bounds.NESTING) {
            throw new SyntaxException("tags are nested more than " + Bounds.NESTING + " deep", opening.at());
        }
        while (position < pieces.size() && !isEnd(pieces.get(position), ends)) {
            nodes.add(node(next()));
        }
        if (position == pieces.size() && !ends.isEmpty()) {
            throw new SyntaxException("the tag " + opening.name() + " is not closed", opening.at());
        }
        nesting--;
        return new Block(nodes);
    }

    private static boolean isEnd(Piece piece, Set<String> ends) {
        return piece.kind() == Piece.Kind.TAG && (ends.contains(piece.name()) || BlockTags.ENDS.contains(piece.name()));
    }

    private Node node(Piece piece) throws SyntaxException {
        return switch (piece.kind()) {
            case TEXT -> new Node.Text(piece.text(), piece.text().isBlank());
            case RAW -> new Node.Text(piece.text(), false);
            case OUTPUT -> new Node.Output(Chains.shown(words(piece)));
            case TAG -> tag(piece);
        };
    }

    private Node tag(Piece tag) throws SyntaxException {
        return switch (tag.name()) {
            case "echo" -> new Node.Output(Chains.shown(words(tag)));
            case "assign" -> assign(tag);
            case "increment" -> counter(tag, 1);
            case "decrement" -> counter(tag, -1);
            case "cycle" -> cycle(words(tag));
            case "break" -> leave(tag, Frame.Jump.BREAK);
            case "continue" -> leave(tag, Frame.Jump.CONTINUE);
            case "liquid" -> new Parser(LiquidTag.pieces(tag), names, depth + nesting).all();
            default -> new BlockTags(this).tag(tag);
        };
    }

    static SyntaxException unknown(Piece tag) {
        return new SyntaxException(
                INCLUDING.contains(tag.name()) ? "a template cannot include a file" : "there is no tag " + tag.name(),
                tag.at() - tag.name().length());
    }

    private Node assign(Piece tag) throws SyntaxException {
        int sign = tag.text().indexOf('=');
        if (sign < 0) {
            throw new SyntaxException("a variable is assigned as {% assign name = value %}", tag.at());
        }
        String name = variable(tag.text().substring(0, sign), tag.at());
        Chain chain = Chains.shown(new Words(tag.text().substring(sign + 1), tag.at() + sign + 1, names));
        names.make(name);
        return new Node.Assign(name, chain);
    }

    /** The name of a variable that the template defines: letters, digits, and dashes except at the start. */
    static String variable(String text, int at) throws SyntaxException {
        String name = text.strip();
        boolean known = !name.isEmpty() && name.charAt(0) != '-' && name.chars().allMatch(Parser::isInVariable);
        if (!known || name.equals(TemplateScope.ROW) || name.equals(TemplateScope.RUN)) {
            throw new SyntaxException("this can be no name of a variable", at);
        }
        return name;
    }

    private static boolean isInVariable(int c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }

    private Node counter(Piece tag, int by) throws SyntaxException {
        String name = variable(tag.text(), tag.at());
        names.make(name);
        return new Node.Counter(name, by);
    }

    private Node leave(Piece tag, Frame.Jump jump) throws SyntaxException {
        words(tag).requireEnd();
        return new Node.Leave(jump);
    }

    private static Node cycle(Words words) throws SyntaxException {
        Token start = words.peek();
        Operand first = words.operand();
        if (words.take(":")) {
            return new Node.Cycle(first, values(words, List.of()));
        }
        if (!words.isAtEnd()) {
            words.require(",");
        }
        List<Operand> values = values(words, List.of(first));
        return new Node.Cycle(words.since(start), values);
    }

    private static List<Operand> values(Words words, List<Operand> before) throws SyntaxException {
        var values = new ArrayList<>(before);
        while (!words.isAtEnd()) {
            values.add(words.operand());
            if (!words.take(",")) {
                words.requireEnd();
            }
        }
        if (values.isEmpty()) {
            throw words.unexpected();
        }
        return values.stream()
                .map(value -> Chains.demanded(value, words.names()))
                .toList();
    }
}

package dev.upserter.template;

import dev.upserter.json.JsonText;
import dev.upserter.template.parse.Chains;
import dev.upserter.template.parse.Names;
import dev.upserter.template.parse.Parser;
import dev.upserter.template.parse.Scanner;
import dev.upserter.template.parse.Words;
import dev.upserter.template.tree.Block;
import dev.upserter.template.tree.Branches;
import dev.upserter.template.tree.Condition;
import dev.upserter.template.tree.Frame;
import dev.upserter.template.tree.Node;
import dev.upserter.template.value.Bounds;
import dev.upserter.template.value.RenderFailure;
import dev.upserter.template.value.SyntaxException;
import dev.upserter.template.value.TemplateException;
import dev.upserter.template.value.TemplateScope;
import dev.upserter.template.value.UnrenderableException;
import java.util.List;
import java.util.Set;

/**
 * A Liquid template, parsed once and rendered for each record. It reads only the content of its {@link TemplateScope}, and
 * the work of all templates and conditions of a record is bounded. For one thread.
 */
public final class Template {
    private final Block root;
    private final Set<String> variables;
    private final Set<String> demanded;

    private Template(Block root, Names names) {
        this.root = root;
        this.variables = Set.copyOf(names.fromOutside());
        this.demanded = Set.copyOf(names.demanded());
    }

    /**
     * Parses a template.
     *
     * @throws TemplateException if it is not Liquid, or names a filter or a variable of the run that does not exist
     */
    public static Template of(String text) throws TemplateException {
        if (text.length() > Bounds.TEMPLATE) {
            throw new TemplateException("a template has at most " + Bounds.TEMPLATE + " characters", 1, 1);
        }
        try {
            var names = new Names();
            return new Template(new Parser(Scanner.pieces(text), names, 0).all(), names);
        } catch (SyntaxException e) {
            throw e.in(text);
        }
    }

    /**
     * Parses a condition, in the form it has in a template between <code>{% if</code> and <code>%}</code>; it holds if it
     * renders as {@code true}.
     *
     * @throws TemplateException as {@link #of}; its column is that of the condition
     */
    public static Template ofCondition(String condition) throws TemplateException {
        if (condition.isBlank() || condition.contains("%}") || condition.contains("{%")) {
            throw new TemplateException("a condition is what is between {% if and %}", 1, 1);
        }
        if (condition.length() > Bounds.TEMPLATE) {
            throw new TemplateException("a condition has at most " + Bounds.TEMPLATE + " characters", 1, 1);
        }
        try {
            var names = new Names();
            Condition ready = Chains.condition(new Words(condition, 0, names));
            var holds = new Block(List.of(new Node.Text("true", false)));
            return new Template(
                    new Block(List.of(new Branches.If(List.of(new Branches.Branch(ready, false, holds))))), names);
        } catch (SyntaxException e) {
            throw e.in(condition);
        }
    }

    /** The variables from outside the template, possibly {@link TemplateScope#ROW}, never {@link TemplateScope#RUN}. */
    public Set<String> variables() {
        return variables;
    }

    /**
     * Whether a variable must have a value: it is shown without {@code default}, or compared, and the template never checks
     * whether it exists.
     */
    public boolean demands(String variable) {
        return demanded.contains(variable);
    }

    /**
     * Renders the text.
     *
     * @throws UnrenderableException if a variable it shows has no value, a filter does not fit its value, two values cannot
     *     be compared, or a bound is exceeded
     */
    public String render(TemplateScope scope) throws UnrenderableException {
        try {
            String text = root.text(new Frame(scope));
            if (JsonText.hasUnpairedSurrogate(text)) {
                throw new UnrenderableException("it would hold half of a character");
            }
            return text;
        } catch (RenderFailure e) {
            throw new UnrenderableException(e.why());
        }
    }
}

package dev.upserter.template;

import dev.upserter.source.JsonText;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import liqp.TemplateContext;
import liqp.TemplateParser;
import liqp.exceptions.IncompatibleTypeComparisonException;
import liqp.exceptions.LiquidException;
import liqp.filters.Filter;
import liqp.nodes.LNode;
import liqp.parser.Flavor;

/**
 * A text in Liquid, made ready once and rendered for each record. It reads nothing but what its {@link Scope} holds, and
 * may render no more than a few times what an attribute can hold. For one thread.
 */
public final class Template {
    private static final TemplateParser PARSER = parser();

    private final LNode root;
    private final Set<String> variables;

    private Template(LNode root, Set<String> variables) {
        this.root = root;
        this.variables = variables;
    }

    private static TemplateParser parser() {
        var builder = new TemplateParser.Builder()
                .withFlavor(Flavor.LIQUID)
                .withNameResolver(name -> {
                    throw new IllegalStateException("a template reads no file");
                })
                .withDefaultTimeZone(ZoneOffset.UTC)
                .withMaxIterations(Bounds.ROUNDS)
                .withMaxSizeRenderedString(Bounds.TEXT)
                .withMaxTemplateSizeBytes(Bounds.TEMPLATE);
        for (Filter filter : Flavor.LIQUID.getFilters().values()) {
            builder.withFilter(new BoundedFilter(filter));
        }
        CodingFilter.all().forEach(builder::withFilter);
        return builder.build();
    }

    /**
     * A template.
     *
     * @throws TemplateException if it is not Liquid, or names a filter or a variable of the run that does not exist
     */
    public static Template of(String text) throws TemplateException {
        if (text.length() > Bounds.TEMPLATE) {
            throw new TemplateException("a template has at most " + Bounds.TEMPLATE + " characters", 1, 1);
        }
        try {
            var nodes = new Nodes(PARSER.insertions, PARSER.filters);
            LNode root = nodes.visit(PARSER.parse(text).getParseTree());
            return new Template(root, Set.copyOf(nodes.variables()));
        } catch (Nodes.RefusedException e) {
            throw e.told();
        } catch (LiquidException e) {
            throw new TemplateException("this is not Liquid", e.line, e.charPositionInLine + 1);
        } catch (RuntimeException | StackOverflowError e) {
            throw new TemplateException("this is not Liquid", 1, 1);
        }
    }

    /**
     * A condition, as it stands in a template between <code>{% if</code> and <code>%}</code>; it holds where it renders
     * as {@code true}.
     *
     * @throws TemplateException as {@link #of}; its column is that of the condition
     */
    public static Template ofCondition(String condition) throws TemplateException {
        String before = "{% if ";
        if (condition.isBlank() || condition.contains("%}") || condition.contains("{%")) {
            throw new TemplateException("a condition is what stands between {% if and %}", 1, 1);
        }
        try {
            return of(before + condition + " %}true{% endif %}");
        } catch (TemplateException e) {
            int column = e.line() == 1 ? Math.max(1, e.column() - before.length()) : e.column();
            throw new TemplateException(e.what(), e.line(), Math.min(column, Math.max(1, condition.length())));
        }
    }

    /** The variables it takes from outside, {@link Scope#ROW} perhaps among them, {@link Scope#RUN} never. */
    public Set<String> variables() {
        return variables;
    }

    /**
     * The text it makes.
     *
     * @throws UnrenderableException if a variable it shows has no value, a filter does not fit its value, two values
     *     cannot be compared, or it would become too large
     */
    public String render(Scope scope) throws UnrenderableException {
        try {
            String text = String.valueOf(root.render(new TemplateContext(PARSER, scope.variables())));
            if (JsonText.hasUnpairedSurrogate(text)) {
                throw new UnrenderableException("it would hold half of a character");
            }
            return text;
        } catch (RuntimeException | StackOverflowError e) {
            throw new UnrenderableException(reason(e));
        }
    }

    /** The texts of the library's exceptions may quote values. */
    private static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case MissingException missing -> {
                    return missing.variable() + " has no value in this row";
                }
                case BoundsException bounds -> {
                    return "it would become too large";
                }
                case IncompatibleTypeComparisonException incomparable -> {
                    return "values of different types cannot be compared; a text is made a number by | plus: 0";
                }
                case Throwable other -> {}
            }
        }
        return List.of("rendered string exceeds", "exceeded").stream()
                        .anyMatch(String.valueOf(failure.getMessage())::contains)
                ? "it would become too large"
                : "a filter does not fit its value";
    }
}

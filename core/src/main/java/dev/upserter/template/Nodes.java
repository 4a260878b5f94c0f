package dev.upserter.template;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import liqp.Insertions;
import liqp.filters.Filters;
import liqp.nodes.LNode;
import liqp.org.antlr.v4.runtime.ParserRuleContext;
import liqp.parser.v4.NodeVisitor;
import liquid.parser.v4.LiquidParser.AssignmentContext;
import liquid.parser.v4.LiquidParser.Capture_tag_IdContext;
import liquid.parser.v4.LiquidParser.Capture_tag_StrContext;
import liquid.parser.v4.LiquidParser.FilterContext;
import liquid.parser.v4.LiquidParser.For_arrayContext;
import liquid.parser.v4.LiquidParser.For_rangeContext;
import liquid.parser.v4.LiquidParser.Include_relative_tagContext;
import liquid.parser.v4.LiquidParser.Include_tagContext;
import liquid.parser.v4.LiquidParser.IndexContext;
import liquid.parser.v4.LiquidParser.Lookup_IdContext;
import liquid.parser.v4.LiquidParser.Lookup_StrContext;
import liquid.parser.v4.LiquidParser.Lookup_id_indexesContext;
import liquid.parser.v4.LiquidParser.OutputContext;
import liquid.parser.v4.LiquidParser.Simple_tagContext;
import liquid.parser.v4.LiquidParser.Table_tagContext;
import liquid.parser.v4.LiquidParser.Term_lookupContext;

/**
 * Makes the nodes of a template once, and gathers which variables it takes from outside. A variable that is shown, or
 * assigned, without {@code default} as its first filter must have a value. For one template.
 */
final class Nodes extends NodeVisitor {
    private static final Set<String> OF_LOOPS = Set.of("forloop", "tablerowloop");
    private static final Set<String> OF_RUN = Set.of(".id", ".time");

    private final Filters filters;
    private final Set<String> own = new HashSet<>(OF_LOOPS);
    private final Set<String> variables = new LinkedHashSet<>();
    private boolean demanding;

    Nodes(Insertions insertions, Filters filters) {
        super(insertions, filters, true);
        this.filters = filters;
    }

    /** What the template cannot do; told as a problem of the configuration. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int line;
        private final int column;

        RefusedException(String message, ParserRuleContext context) {
            super(message, null, false, false);
            this.line = context.getStart().getLine();
            this.column = context.getStart().getCharPositionInLine() + 1;
        }

        TemplateException told() {
            return new TemplateException(String.valueOf(getMessage()), line, column);
        }
    }

    /** The variables that must come from outside, in order of appearance. */
    Set<String> variables() {
        return variables;
    }

    @Override
    public LNode visitOutput(OutputContext output) {
        return demandingUnlessDefault(output.filter(), () -> super.visitOutput(output));
    }

    @Override
    public LNode visitAssignment(AssignmentContext assignment) {
        LNode node = demandingUnlessDefault(assignment.filter(), () -> super.visitAssignment(assignment));
        own.add(assignment.id().getText());
        return node;
    }

    private interface Visit {
        LNode make();
    }

    private LNode demandingUnlessDefault(List<FilterContext> chain, Visit visit) {
        boolean before = demanding;
        demanding = chain.isEmpty() || !chain.getFirst().Id().getText().equals("default");
        try {
            return visit.make();
        } finally {
            demanding = before;
        }
    }

    @Override
    public liqp.nodes.FilterNode visitFilter(FilterContext filter) {
        String name = filter.Id().getText();
        if (filters.get(name) == null) {
            throw new RefusedException("there is no filter " + name, filter);
        }
        return super.visitFilter(filter);
    }

    @Override
    public LNode visitFor_array(For_arrayContext loop) {
        own.add(loop.id().getText());
        return super.visitFor_array(loop);
    }

    @Override
    public LNode visitFor_range(For_rangeContext loop) {
        own.add(loop.id().getText());
        return super.visitFor_range(loop);
    }

    @Override
    public LNode visitTable_tag(Table_tagContext table) {
        own.add(table.id().getText());
        return super.visitTable_tag(table);
    }

    @Override
    public LNode visitCapture_tag_Id(Capture_tag_IdContext capture) {
        LNode node = super.visitCapture_tag_Id(capture);
        own.add(capture.id().getText());
        return node;
    }

    @Override
    public LNode visitCapture_tag_Str(Capture_tag_StrContext capture) {
        LNode node = super.visitCapture_tag_Str(capture);
        String quoted = capture.Str().getText();
        own.add(quoted.substring(1, quoted.length() - 1));
        return node;
    }

    @Override
    public LNode visitSimple_tag(Simple_tagContext tag) {
        if (tag.other_tag_parameters() != null) {
            own.add(tag.other_tag_parameters().getText().strip());
        }
        return super.visitSimple_tag(tag);
    }

    @Override
    public LNode visitInclude_tag(Include_tagContext include) {
        throw new RefusedException("a template cannot include a file", include);
    }

    @Override
    public LNode visitInclude_relative_tag(Include_relative_tagContext include) {
        throw new RefusedException("a template cannot include a file", include);
    }

    @Override
    public LNode visitTerm_lookup(Term_lookupContext term) {
        LNode lookup = visit(term.lookup());
        if (!demanding) {
            return lookup;
        }
        String shown = term.lookup().getText();
        return context -> {
            Object value = lookup.render(context);
            if (value == null) {
                throw new MissingException(shown);
            }
            return value;
        };
    }

    @Override
    public liqp.nodes.LookupNode visitLookup_id_indexes(Lookup_id_indexesContext lookup) {
        String name = lookup.id().getText();
        if (name.equals(Scope.RUN)) {
            requireKnown(lookup);
        } else if (!own.contains(name)) {
            variables.add(name);
        }
        return super.visitLookup_id_indexes(lookup);
    }

    private static void requireKnown(Lookup_id_indexesContext lookup) {
        List<IndexContext> indexes = lookup.index();
        if (indexes.size() != 1 || !OF_RUN.contains(indexes.getFirst().getText())) {
            throw new RefusedException("of the run there are run.id and run.time only", lookup);
        }
    }

    @Override
    public liqp.nodes.LookupNode visitLookup_Str(Lookup_StrContext lookup) {
        throw new RefusedException("a field whose name is no word is written row[\"its name\"]", lookup);
    }

    @Override
    public liqp.nodes.LookupNode visitLookup_Id(Lookup_IdContext lookup) {
        throw new RefusedException("a field whose name is no word is written row[\"its name\"]", lookup);
    }
}

package dev.upserter.mapping;

import dev.upserter.problem.Code;
import dev.upserter.template.Template;
import dev.upserter.template.value.UnrenderableException;

/** A condition made ready: of a rule, or of all rows. For one thread. */
final class RowCondition {
    private final Template template;
    private final Variables variables;
    private final String whose;

    /**
     * Ready to be asked.
     *
     * @param whose names it in messages
     */
    RowCondition(Template template, Variables variables, String whose) {
        this.template = template;
        this.variables = variables;
        this.whose = whose;
    }

    /**
     * Whether it holds.
     *
     * @throws UnfitException if that cannot be known
     */
    boolean holds(EvaluatedRow row) throws UnfitException {
        variables.fill(row);
        try {
            return !template.render(row.scope()).isEmpty();
        } catch (UnrenderableException e) {
            throw new UnfitException(Code.CONDITION_FAILED, whose + " cannot be decided: " + e.why());
        }
    }
}

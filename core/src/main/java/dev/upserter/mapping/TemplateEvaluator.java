package dev.upserter.mapping;

import dev.upserter.json.JsonValue;
import dev.upserter.problem.Code;
import dev.upserter.template.Template;
import dev.upserter.template.value.UnrenderableException;

/**
 * The text that a template makes.
 *
 * @param name      of the attribute, in messages
 */
record TemplateEvaluator(Template template, Variables variables, String name) implements Evaluator {
    @Override
    public JsonValue of(EvaluatedRow row) throws UnfitException {
        variables.fill(row);
        try {
            return JsonValue.ofText(template.render(row.scope()));
        } catch (UnrenderableException e) {
            throw new UnfitException(Code.TEMPLATE_FAILED, "the template of " + name + " makes nothing: " + e.why());
        }
    }
}

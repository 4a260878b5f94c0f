package dev.upserter.config.read;

import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.config.text.Mistakes;
import dev.upserter.config.text.Node;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.template.Template;
import dev.upserter.template.value.TemplateException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads templates and conditions. Not loaded where there are none. For one thread. */
final class Templates {
    private final Values values;
    private final List<FieldPath> deny;
    private final Mistakes mistakes;

    Templates(Values values, List<FieldPath> deny, Mistakes mistakes) {
        this.values = values;
        this.deny = deny;
        this.mistakes = mistakes;
    }

    /** The template; null if it is wrong, and that was noted. */
    @Nullable
    String template(Node.Field field) {
        Resolved text = values.text(field, "{{ first_name }} {{ last_name }}");
        if (text == null) {
            return null;
        }
        try {
            for (String variable : Template.of(text.text()).variables()) {
                if (Deny.denies(deny, new FieldPath(variable))) {
                    mistakes.add(
                            field.value().place(),
                            "the template names " + variable + ", which deny keeps back",
                            "remove it from the template, or from deny");
                }
            }
            return text.text();
        } catch (TemplateException e) {
            note(field, e, "Liquid is written as {{ first_name | strip }} or {% if plan %}...{% endif %}");
            return null;
        }
    }

    /** The condition; null if it is wrong, and that was noted. */
    @Nullable
    String condition(Node.Field field) {
        Resolved text = values.text(field, "plan == 'pro'");
        if (text == null) {
            return null;
        }
        try {
            Template.ofCondition(text.text());
            return text.text();
        } catch (TemplateException e) {
            note(field, e, "write what stands between {% if and %} in Liquid, as plan == 'pro' and age >= 18");
            return null;
        }
    }

    private void note(Node.Field field, TemplateException e, String hint) {
        mistakes.add(
                field.value().place(),
                field.name() + ": " + e.what() + " (line " + e.line() + ", column " + e.column() + " of it)",
                hint);
    }
}

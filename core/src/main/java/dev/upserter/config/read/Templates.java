package dev.upserter.config.read;

import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.template.Template;
import dev.upserter.template.value.TemplateException;
import org.jspecify.annotations.Nullable;

/** Reads templates and conditions. Not loaded where there are none. */
final class Templates {
    private Templates() {}

    /** The template; null if it is wrong, and that was noted. */
    static @Nullable String template(ConfigNode.Field field, KeyValues values) {
        Resolved text = values.text(field, "{{ first_name }} {{ last_name }}");
        if (text == null) {
            return null;
        }
        if (text.text().isBlank()) {
            values.note(
                    field,
                    field.name() + " must not be empty",
                    "write a text made of fields, as {{ first_name }} {{ last_name }}, or remove the rule");
            return null;
        }
        try {
            for (String variable : Template.of(text.text()).variables()) {
                if (values.keepsBack(new FieldPath(variable))) {
                    values.note(
                            field,
                            "the template names " + variable + ", which deny keeps back",
                            "remove it from the template, or from deny");
                }
            }
            return text.text();
        } catch (TemplateException e) {
            note(field, values, e, "Liquid is written as {{ first_name | strip }} or {% if plan %}...{% endif %}");
            return null;
        }
    }

    /** The condition; null if it is wrong, and that was noted. */
    static @Nullable String condition(ConfigNode.Field field, KeyValues values) {
        Resolved text = values.text(field, "plan == 'pro'");
        if (text == null) {
            return null;
        }
        try {
            Template.ofCondition(text.text());
            return text.text();
        } catch (TemplateException e) {
            note(field, values, e, "write what is between {% if and %} in Liquid, as plan == 'pro' and age >= 18");
            return null;
        }
    }

    private static void note(ConfigNode.Field field, KeyValues values, TemplateException e, String hint) {
        values.note(
                field,
                field.name() + ": " + e.what() + " (line " + e.line() + ", column " + e.column() + " of it)",
                hint);
    }
}

package dev.upserter.mapping.spec;

import dev.upserter.template.Template;
import dev.upserter.template.value.TemplateException;

/** Texts of a configuration in Liquid. Each method throws {@link IllegalArgumentException} where the text cannot be used. */
public final class LiquidText {
    private LiquidText() {}

    /** A text that yields a value. */
    public static Template template(String text) {
        try {
            return Template.of(text);
        } catch (TemplateException e) {
            throw unusable(e);
        }
    }

    /** A text that holds or does not. */
    public static Template condition(String text) {
        try {
            return Template.ofCondition(text);
        } catch (TemplateException e) {
            throw unusable(e);
        }
    }

    private static IllegalArgumentException unusable(TemplateException e) {
        return new IllegalArgumentException("a template that cannot be used: " + e.what(), e);
    }
}

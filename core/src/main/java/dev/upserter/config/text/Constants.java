package dev.upserter.config.text;

import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.regex.Pattern;

/** Makes JSON of values that are in a configuration. For one thread. */
public final class Constants {
    /** What is in the place of a value that is wrong: nothing will be built of it. */
    private static final String UNUSED = "null";

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    private final Interpolation interpolation;
    private final Mistakes mistakes;

    public Constants(Interpolation interpolation, Mistakes mistakes) {
        this.interpolation = interpolation;
        this.mistakes = mistakes;
    }

    /** The value as JSON, its numbers as they are written; texts may name the environment. */
    public String json(ConfigNode node) {
        var json = new StringBuilder();
        write(node, json);
        return json.toString();
    }

    private void write(ConfigNode node, StringBuilder json) {
        switch (node) {
            case ConfigNode.Text text -> json.append(text(text));
            case ConfigNode.Numeral number -> json.append(number(number));
            case ConfigNode.Bool bool -> json.append(bool.value());
            case ConfigNode.Nothing nothing -> json.append("null");
            case ConfigNode.Items items -> writeItems(items, json);
            case ConfigNode.Fields fields -> writeFields(fields, json);
        }
    }

    private void writeItems(ConfigNode.Items items, StringBuilder json) {
        json.append('[');
        for (int i = 0; i < items.items().size(); i++) {
            json.append(i == 0 ? "" : ",");
            write(items.items().get(i), json);
        }
        json.append(']');
    }

    private void writeFields(ConfigNode.Fields fields, StringBuilder json) {
        var names = new HashSet<String>();
        json.append('{');
        for (ConfigNode.Field field : fields.fields()) {
            if (!names.add(field.name())) {
                mistakes.add(field.place(), "this name is here a second time", "remove one of the two");
            }
            json.append(json.charAt(json.length() - 1) == '{' ? "" : ",");
            json.append(quote(field.name())).append(':');
            write(field.value(), json);
        }
        json.append('}');
    }

    private String text(ConfigNode.Text node) {
        Resolved text = interpolation.resolve(node);
        if (text == null) {
            return UNUSED;
        }
        if (JsonText.hasUnpairedSurrogate(text.text())) {
            mistakes.add(
                    node.place(),
                    "this text holds half of a character (an unpaired surrogate)",
                    "write the character itself in place of its escape");
            return UNUSED;
        }
        return quote(text.text());
    }

    private static String quote(String text) {
        return new String(JsonText.quote(text), StandardCharsets.UTF_8);
    }

    private String number(ConfigNode.Numeral number) {
        if (NUMBER.matcher(number.value()).matches()) {
            return number.value();
        }
        mistakes.add(
                number.place(),
                "this number is not spelled as JSON spells numbers",
                "write it with decimal digits, as 0.5 or -12, or in quotation marks as a text");
        return UNUSED;
    }
}

package dev.upserter.config.keys;

import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Constants;
import dev.upserter.config.text.Interpolation;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.config.text.Mistakes;
import dev.upserter.kind.Kind;
import dev.upserter.kind.Kinds;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.MappingConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads single values of one configuration. One that is wrong is noted, and some valid value is returned in its place: nothing will
 * be built of it. For one thread.
 */
public final class KeyValues {
    private static final String UNUSED = "unused";

    private final boolean isUploaded;
    private final Set<String> allowed = new HashSet<>();
    private final Mistakes mistakes = new Mistakes();
    private final Interpolation interpolation;
    private List<FieldPath> deny = List.of();
    private Kind kind = Kinds.PERSON;

    /**
     * For one configuration.
     *
     * @param environment that it may name
     * @param isUploaded  whether somebody sent it, who must not see what this machine sees
     */
    public KeyValues(Map<String, String> environment, boolean isUploaded) {
        this.isUploaded = isUploaded;
        this.interpolation = new Interpolation(environment, !isUploaded, mistakes);
    }

    /** Whether somebody sent the configuration, who must not see what this machine sees. */
    public boolean isUploaded() {
        return isUploaded;
    }

    /** From here on, a key may be there though the configuration was sent. */
    public void allow(KeySpec<?> key) {
        allowed.add(key.name());
    }

    /** Whether a key must not be there, since somebody sent the configuration. */
    boolean refuses(KeySpec<?> key) {
        return isUploaded && key.uploaded() != null && !allowed.contains(key.name());
    }

    public Mistakes mistakes() {
        return mistakes;
    }

    /** Notes that the value of a key is wrong. */
    public void note(ConfigNode.Field field, String message, String hint) {
        mistakes.add(field.value().place(), message, hint);
    }

    /** From here on, the rows become this. */
    public void become(Kind value) {
        kind = value;
    }

    /** What the rows become. */
    public Kind kind() {
        return kind;
    }

    /** From here on, these fields never leave. */
    public void keepBack(List<FieldPath> fields) {
        deny = List.copyOf(fields);
    }

    /** Whether a field never leaves. */
    public boolean keepsBack(FieldPath field) {
        return MappingConfig.denies(field, deny);
    }

    /** The value as JSON. */
    public String json(ConfigNode value) {
        return new Constants(interpolation, mistakes).json(value);
    }

    /** The name of a field or an attribute: a text with something in it. */
    public Resolved name(ConfigNode.Field field) {
        Resolved text = text(field, "email");
        if (text != null && text.text().isBlank()) {
            mistakes.add(field.value().place(), field.name() + " must not be empty", "write the name");
        } else if (text != null && hasHalfCharacter(text.text())) {
            mistakes.add(
                    field.value().place(),
                    field.name() + " holds half of a character (an unpaired surrogate)",
                    "write the character itself in place of its escape");
        } else if (text != null) {
            return text;
        }
        return new Resolved(UNUSED, true);
    }

    /** The name of a field, or a path to one. */
    public FieldPath path(ConfigNode.Field field) {
        var path = new FieldPath(name(field).text());
        if (path.isTooDeep()) {
            mistakes.add(
                    field.value().place(),
                    field.name() + " leads more than " + FieldPath.MAX_STEPS + " steps deep",
                    "write a shorter path, such as orders[0].total");
            return new FieldPath(UNUSED);
        }
        return path;
    }

    private static boolean hasHalfCharacter(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (Character.charCount(text.codePointAt(i)) == 1 && Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Any text; null if it is none, and that was noted.
     *
     * @param example of a text that could be there
     */
    public @Nullable Resolved text(ConfigNode.Field field, String example) {
        return text(field, "a text", example);
    }

    /** The text as it is meant; null where that cannot be known, and a mistake was noted. */
    @Nullable
    Resolved resolve(ConfigNode.Text text) {
        return interpolation.resolve(text);
    }

    /** An object; null if it is none, and that was noted. */
    public ConfigNode.@Nullable Fields object(ConfigNode.Field field, String hint) {
        if (field.value() instanceof ConfigNode.Fields object) {
            return object;
        }
        note(
                field,
                field.name() + " must be an object, but this is "
                        + field.value().kind(),
                hint);
        return null;
    }

    /**
     * The items of a list, each under a name for messages; none if it is no list, and that was noted.
     *
     * @param what the list is, as {@code a list of rules}
     * @param item the name of each
     */
    public List<ConfigNode.Field> list(ConfigNode.Field field, String what, String item, String hint) {
        var items = new ArrayList<ConfigNode.Field>();
        if (field.value() instanceof ConfigNode.Items list) {
            for (ConfigNode node : list.items()) {
                items.add(new ConfigNode.Field(node.place(), node.place(), item, node));
            }
        } else {
            note(
                    field,
                    field.name() + " must be " + what + ", but this is "
                            + field.value().kind(),
                    hint);
        }
        return items;
    }

    /**
     * The objects of a list; whatever is none is noted.
     *
     * @param what the list is, as {@code a list of rules}
     * @param item the name of each
     */
    public List<ConfigNode.Fields> objects(
            ConfigNode.Field field, String what, String item, String hint, String itemHint) {
        var objects = new ArrayList<ConfigNode.Fields>();
        for (ConfigNode.Field each : list(field, what, item, hint)) {
            ConfigNode.Fields object = object(each, itemHint);
            if (object != null) {
                objects.add(object);
            }
        }
        return objects;
    }

    @Nullable
    Resolved text(ConfigNode.Field field, String mustBe, String example) {
        if (field.value() instanceof ConfigNode.Text text) {
            return interpolation.resolve(text);
        }
        mistakes.add(
                field.value().place(),
                field.name() + " must be " + mustBe + ", but this is "
                        + field.value().kind(),
                typeHint(field.value(), "\"" + example + "\""));
        return null;
    }

    static String typeHint(ConfigNode value, String example) {
        return switch (value) {
            case ConfigNode.Nothing ignored -> "give it a value, as " + example + ", or remove the key";
            case ConfigNode.Text ignored -> "write it without quotation marks, as " + example;
            case ConfigNode.Numeral ignored -> "write it in quotation marks, as " + example;
            case ConfigNode.Bool ignored -> "write a value as " + example;
            case ConfigNode.Items ignored -> "write a single value as " + example;
            case ConfigNode.Fields ignored -> "write a single value as " + example;
        };
    }
}

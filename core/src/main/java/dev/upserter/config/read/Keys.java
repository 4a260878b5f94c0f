package dev.upserter.config.read;

import dev.upserter.config.text.Mistakes;
import dev.upserter.config.text.Node;
import dev.upserter.problem.Nearest;
import dev.upserter.redaction.SecretText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes an object apart: the keys it may have, once each; all others are mistakes. */
final class Keys {
    private static final int MAX_SHOWN = 40;
    private static final int MOST_NAMED = 40;
    private static final int MAX_COMPARED = 20;

    private Keys() {}

    /**
     * The known keys of an object, in the order of the file.
     *
     * @param known the keys it may have
     * @param no    starts the message about another key: "there is no key"
     */
    static Map<String, Node.Field> of(Node.Fields object, List<String> known, String no, Mistakes mistakes) {
        var found = new LinkedHashMap<String, Node.Field>();
        for (Node.Field field : object.fields()) {
            Node.Field first = found.get(field.name());
            if (!known.contains(field.name())) {
                mistakes.add(field.place(), no + shown(field.name()), () -> hint(field, known));
            } else if (first != null) {
                mistakes.add(
                        field.place(),
                        field.name() + " stands here a second time; the first is at " + first.place(),
                        "remove one of the two");
            } else {
                found.put(field.name(), field);
            }
        }
        return found;
    }

    /**
     * Notes that a key is missing, unless another was probably meant for it: one mistake is told once.
     *
     * @param message what is missing
     */
    static void missing(
            String key, Node.Fields object, List<String> known, String message, String hint, Mistakes mistakes) {
        boolean misspelt = !mistakes.isFull()
                && object.fields().stream()
                        .map(Node.Field::name)
                        .filter(name -> !known.contains(name) && name.length() <= MAX_SHOWN)
                        .limit(MAX_COMPARED)
                        .anyMatch(name ->
                                Nearest.to(name, known).filter(key::equals).isPresent());
        if (!misspelt) {
            mistakes.add(object.place(), message, hint);
        }
    }

    /** The key, unless it looks like anything else: a value may have got into its place. */
    private static String shown(String name) {
        return SecretText.isWord(name) ? " \"" + name + "\"" : " like this";
    }

    private static String hint(Node.Field field, List<String> known) {
        String name = field.name();
        if (field.value() instanceof Node.Nothing && name.contains(":")) {
            return "put a blank behind the colon";
        }
        String all =
                known.size() > MOST_NAMED ? "the documentation lists them" : "it may have " + String.join(", ", known);
        return name.length() > MAX_SHOWN
                ? all
                : Nearest.to(name, known).map(key -> "you probably mean " + key).orElse(all);
    }
}

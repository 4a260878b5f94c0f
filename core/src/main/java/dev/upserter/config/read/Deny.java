package dev.upserter.config.read;

import dev.upserter.config.text.Mistakes;
import dev.upserter.config.text.Node;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the key {@code deny}. */
final class Deny {
    private Deny() {}

    static List<FieldPath> read(Node.@Nullable Field field, Values values, Mistakes mistakes) {
        var paths = new ArrayList<FieldPath>();
        if (field == null) {
            return paths;
        }
        if (!(field.value() instanceof Node.Items items)) {
            mistakes.add(
                    field.value().place(),
                    "deny must be a list of fields, but this is "
                            + field.value().kind(),
                    "write [\"ssn\", \"address.street\"]");
            return paths;
        }
        for (Node item : items.items()) {
            FieldPath path = values.path(new Node.Field(item.place(), item.place(), "a field of deny", item));
            if (path.steps().stream().anyMatch(Step.Element.class::isInstance)) {
                mistakes.add(
                        item.place(),
                        "a field of deny must not name single elements of lists",
                        "leave out the brackets: deny keeps the field back in every element");
            } else {
                paths.add(path);
            }
        }
        return paths;
    }

    static boolean denies(List<FieldPath> deny, FieldPath path) {
        return MappingConfig.denies(path, deny);
    }
}

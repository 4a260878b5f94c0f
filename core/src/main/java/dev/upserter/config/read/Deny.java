package dev.upserter.config.read;

import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.Step;
import java.util.ArrayList;
import java.util.List;

/** Reads the key {@code deny}. */
final class Deny {
    private Deny() {}

    static List<FieldPath> read(ConfigNode.Field field, KeyValues values) {
        var paths = new ArrayList<FieldPath>();
        for (ConfigNode.Field item :
                values.list(field, "a list of fields", "a field of deny", "write [\"ssn\", \"address.street\"]")) {
            FieldPath path = values.path(item);
            if (path.steps().stream().anyMatch(Step.Element.class::isInstance)) {
                values.note(
                        item,
                        "a field of deny must not name single elements of lists",
                        "leave out the brackets: deny keeps the field back in every element");
            } else {
                paths.add(path);
            }
        }
        return paths;
    }
}

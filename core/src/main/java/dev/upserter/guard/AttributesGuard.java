package dev.upserter.guard;

import dev.upserter.operation.Attribute;
import dev.upserter.operation.Payload;
import dev.upserter.problem.Quantities;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Checks all attributes of an operation: their names and their values. For one thread. */
final class AttributesGuard {
    private final NameGuard names;
    private final ValueGuard values;

    AttributesGuard(NameGuard names, ValueGuard values) {
        this.names = names;
        this.values = values;
    }

    /** The attributes to send: the same, or others where one is repaired or left out. */
    Payload check(Payload payload, Findings findings) {
        return check(payload, attribute -> {}, findings);
    }

    /**
     * The same.
     *
     * @param further looks at each attribute before its value is checked
     */
    @SuppressWarnings("ReferenceEquality") // an attribute that is not the same object was repaired
    Payload check(Payload payload, Consumer<Attribute> further, Findings findings) {
        names.check(payload, findings);
        List<Attribute> changed = null;
        for (int i = 0; i < payload.size(); i++) {
            Attribute before = payload.attribute(i);
            findings.beginAttribute();
            further.accept(before);
            Attribute checked = values.check(before, findings);
            Attribute after = findings.endAttribute() ? null : checked;
            if (after != before && changed == null) {
                changed = new ArrayList<>(payload.attributes().subList(0, i));
            }
            if (changed != null && after != null) {
                changed.add(after);
            }
        }
        return changed == null ? payload : new Payload(changed);
    }

    /** What shows that the name of an attribute was damaged on its way. */
    Optional<String> damagedName() {
        return names.damage();
    }

    /** The three that are largest, in words. */
    static String largest(List<Attribute> attributes) {
        return attributes.stream()
                .sorted(Comparator.comparingInt(
                        (Attribute attribute) -> -attribute.value().length()))
                .limit(3)
                .map(attribute -> attribute.name() + " ("
                        + Quantities.say(attribute.value().length()) + " bytes)")
                .collect(Collectors.joining(", "));
    }
}

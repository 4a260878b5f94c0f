package dev.upserter.mapping;

import dev.upserter.mapping.spec.DeniedFields;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.text.Role;
import dev.upserter.record.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Works out the plan for each shape once, as long as there are not too many. For one thread. */
final class ShapePlans {
    /** Plans and names are forgotten when there are more fields than this: a file may have new ones in every record. */
    private static final int MAX_FIELDS = 50_000;

    private final MappingConfig config;
    private final Places places;
    private final DeniedFields denial;
    private final Function<String, Role> roles;
    private final FieldNames seen;
    private final Map<Shape, ShapePlan> known = new HashMap<>();
    private final Map<String, AttributeName> names = new HashMap<>();
    private @Nullable ShapePlan last;
    private int fields;

    ShapePlans(MappingConfig config, Places places, Function<String, Role> roles, FieldNames seen) {
        this.config = config;
        this.places = places;
        this.denial = DeniedFields.of(config.deny());
        this.roles = roles;
        this.seen = seen;
    }

    @SuppressWarnings("ReferenceEquality") // shapes are compared by identity
    ShapePlan of(Shape shape) {
        ShapePlan plan = last;
        if (plan == null || plan.shape() != shape) {
            plan = find(shape);
            last = plan;
        }
        return plan;
    }

    private ShapePlan find(Shape shape) {
        ShapePlan found = known.get(shape);
        if (found != null) {
            return found;
        }
        if (fields + shape.size() > MAX_FIELDS) {
            known.clear();
            names.clear();
            fields = 0;
        }
        var fresh = new ShapePlan(shape, config, places, denial, name -> names.computeIfAbsent(name, this::named));
        fields += shape.size();
        known.put(shape, fresh);
        seen.add(fresh);
        return fresh;
    }

    private AttributeName named(String name) {
        return new AttributeName(name, roles.apply(name));
    }
}

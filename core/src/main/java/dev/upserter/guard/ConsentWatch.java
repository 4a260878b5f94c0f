package dev.upserter.guard;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.mapping.spec.ValueOrigin;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.operation.text.ConsentName;
import dev.upserter.operation.text.ConsentPaths;
import dev.upserter.operation.text.Role;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sees in the first rows whether fields that tell who wants no messages go anywhere but to what stops them. For one thread. */
final class ConsentWatch {
    private static final int ENOUGH = 1000;
    private static final int MOST_NAMES = 500;

    private final Map<String, String> fields = new HashMap<>();
    private final Set<AttributeName> seen = new LinkedHashSet<>();
    private final ConsentPaths paths = new ConsentPaths();
    private final String filter;
    private @Nullable String found;
    private int rows;
    private boolean isFed;

    ConsentWatch(MappingConfig mapping) {
        String condition = mapping.filter();
        filter = condition == null ? "" : condition;
        for (Rule rule : mapping.mappings()) {
            isFed |= feeds(Role.of(rule.to()));
            if (rule.value().origin() instanceof ValueOrigin.Field field) {
                fields.putIfAbsent(rule.to(), field.path().text());
            }
        }
    }

    private static boolean feeds(Role role) {
        return role == Role.UNSUBSCRIBED || role == Role.TOPIC || role == Role.SUBSCRIPTIONS;
    }

    void look(IdentifyPerson operation) {
        if (isFed || rows == ENOUGH) {
            return;
        }
        rows++;
        for (int i = 0; i < operation.size(); i++) {
            AttributeName name = operation.attribute(i).name();
            isFed |= feeds(name.role());
            if (found == null && operation.attribute(i).value().kind() == ValueKind.OBJECT) {
                found = inside(
                        fields.getOrDefault(name.text(), name.text()),
                        operation.attribute(i).value());
            }
            if (found == null && isOther(name) && seen.size() < MOST_NAMES && seen.add(name)) {
                String field = fields.getOrDefault(name.text(), name.text());
                found = saysWhoIsUnsubscribed(field) && !filter.contains(field) ? field : null;
            }
        }
    }

    /** The path to a field inside of an object that tells it. */
    private @Nullable String inside(String field, JsonValue object) {
        return paths.in(field, object).stream()
                .map(ConsentPaths.Found::path)
                .filter(path -> saysWhoIsUnsubscribed(path) && !filter.contains(path))
                .findFirst()
                .orElse(null);
    }

    /** What is nearly unsubscribed is reported as that. */
    private static boolean isOther(AttributeName name) {
        return name.role() == Role.PLAIN && Role.nearest(name.text()).isEmpty();
    }

    private static boolean saysWhoIsUnsubscribed(String field) {
        return ConsentPaths.of(field)
                .filter(name -> name != ConsentName.CONSENT_TIME)
                .filter(name -> name != ConsentName.CONSENT || ConsentName.namesMessages(field))
                .isPresent();
    }

    /** A field that tells it, if nothing fills what Customer.io asks before it sends messages. */
    Optional<String> elsewhere() {
        return isFed ? Optional.empty() : Optional.ofNullable(found);
    }
}

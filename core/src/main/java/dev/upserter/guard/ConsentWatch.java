package dev.upserter.guard;

import dev.upserter.json.JsonValue;
import dev.upserter.json.Nested;
import dev.upserter.json.ValueKind;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.mapping.spec.TextParts;
import dev.upserter.mapping.spec.ValueOrigin;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.operation.text.ConsentName;
import dev.upserter.operation.text.ConsentPaths;
import dev.upserter.operation.text.OptOutWords;
import dev.upserter.operation.text.Role;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sees in the first rows whether fields that tell who wants no messages go anywhere but to what stops them. For one thread. */
final class ConsentWatch {
    private static final int ENOUGH = 1000;
    private static final int MOST_NAMES = 500;
    private static final int LONGEST_OBJECT = 20_000;
    private static final int LONGEST_WORD = 12;

    private final Map<String, String> fields = new HashMap<>();
    private final Map<AttributeName, Boolean> others = new HashMap<>();
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
            if (found == null) {
                found = inValue(name, operation.attribute(i).value());
            }
            if (found == null && isOther(name) && seen.size() < MOST_NAMES && seen.add(name)) {
                String field = fields.getOrDefault(name.text(), name.text());
                boolean isSaid = saysWhoIsUnsubscribed(field)
                        || isShort(operation.attribute(i).value()) && ConsentName.sounds(field);
                found = isSaid && !filter.contains(field) ? field : null;
            }
        }
    }

    /** What tells it in a value: a field of an object, which may be JSON in a text, or the word of an opt-out. */
    private @Nullable String inValue(AttributeName name, JsonValue value) {
        JsonValue object = value.kind() == ValueKind.TEXT && isInBraces(value) ? TextParts.json(value) : value;
        if (object != null && object.kind() == ValueKind.OBJECT) {
            return inside(fields.getOrDefault(name.text(), name.text()), object);
        }
        if (isOther(name) && OptOutWords.isIn(value)) {
            String field = fields.getOrDefault(name.text(), name.text());
            return OptOutWords.isOfAnotherChannel(field) || filter.contains(field) ? null : field;
        }
        return null;
    }

    /** Whether a value can be a word for yes or no. */
    private static boolean isShort(JsonValue value) {
        return switch (value.kind()) {
            case TRUE, FALSE -> true;
            case TEXT, INTEGER -> value.length() <= LONGEST_WORD;
            case DECIMAL, NULL, OBJECT, ARRAY -> false;
        };
    }

    private static boolean isInBraces(JsonValue text) {
        return text.length() <= LONGEST_OBJECT
                && text.bytes()[text.start() + 1] == '{'
                && text.bytes()[text.end() - 2] == '}';
    }

    /** The path to a field inside of an object that tells it, or whose value is the word of an opt-out. */
    private @Nullable String inside(String field, JsonValue object) {
        Stream<String> named =
                paths.in(field, object).stream().map(ConsentPaths.Found::path).filter(this::tells);
        Stream<String> said = object.length() > LONGEST_OBJECT
                ? Stream.of()
                : Nested.names(object).stream()
                        .filter(name -> Nested.find(object, name)
                                .filter(value -> value.kind() == ValueKind.TEXT && OptOutWords.isIn(value))
                                .isPresent())
                        .map(name -> field + "." + name)
                        .filter(path -> !OptOutWords.isOfAnotherChannel(path) && !filter.contains(path));
        return Stream.concat(named, said).findFirst().orElse(null);
    }

    private boolean tells(String path) {
        return saysWhoIsUnsubscribed(path) && !filter.contains(path);
    }

    /** What is nearly unsubscribed is reported as that. */
    private boolean isOther(AttributeName name) {
        return others.computeIfAbsent(
                name,
                given ->
                        given.role() == Role.PLAIN && Role.nearest(given.text()).isEmpty());
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

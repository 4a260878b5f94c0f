package dev.upserter.config.read;

import dev.upserter.config.keys.GivenKeys;
import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.kind.Kind;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.mapping.spec.UserId;
import dev.upserter.operation.IdentifierType;
import java.util.ArrayList;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the key {@code userId}: a field, a rule, or a list of them. */
final class UserIdReader {
    private static final String EXAMPLE =
            "write [{\"from\": \"id\"}, {\"from\": \"email\", \"identifyBy\": \"email\"}]";

    private UserIdReader() {}

    /** The value of the key; null if it is wrong, and that was noted. */
    static @Nullable UserId read(ConfigNode.Field field, KeyValues values) {
        if (!(field.value() instanceof ConfigNode.Items items)) {
            Expression value = ExpressionReader.identifier(field, values);
            return value == null ? null : new UserId(value);
        }
        Kind kind = values.kind();
        if (!kind.mixesIdentifiers()) {
            values.note(
                    field,
                    "userId must not be a list where type is " + kind.spelling()
                            + ": a request takes one kind of identifier",
                    "name one field. A second configuration can take the other rows");
            return null;
        }
        if (items.items().isEmpty()) {
            values.note(field, "userId is a list with nothing in it", EXAMPLE);
            return null;
        }
        var choices = new ArrayList<UserId.Choice>();
        for (ConfigNode.Field each : values.list(field, "a list of fields or rules", field.name(), EXAMPLE)) {
            UserId.Choice choice = choice(each, values, kind);
            if (choice != null) {
                choices.add(choice);
            }
        }
        return choices.isEmpty() ? null : UserId.firstOf(choices);
    }

    private static UserId.@Nullable Choice choice(ConfigNode.Field field, KeyValues values, Kind kind) {
        if (!(field.value() instanceof ConfigNode.Fields rule)) {
            Expression value = ExpressionReader.identifier(field, values);
            return value == null ? null : new UserId.Choice(value, null);
        }
        GivenKeys given = GivenKeys.of(rule, RuleKeys.CHOICE, values);
        Expression value = ExpressionReader.identifier(field, given, values);
        IdentifierType type = given.find(RuleKeys.CHOSEN);
        ConfigNode.Field named = given.field(RuleKeys.CHOSEN);
        if (named != null && type != null && !kind.identifiers().contains(type)) {
            values.note(
                    named,
                    "identifyBy must not be " + type.spelling() + " where type is " + kind.spelling(),
                    "it may be "
                            + kind.identifiers().stream()
                                    .map(each -> each.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(", ")));
        }
        return value == null ? null : new UserId.Choice(value, type);
    }
}

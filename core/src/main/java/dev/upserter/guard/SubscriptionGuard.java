package dev.upserter.guard;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.operation.Attribute;
import dev.upserter.problem.Code;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks what says which messages a person gets: a value misread would subscribe somebody again. */
final class SubscriptionGuard {
    private static final Set<String> CLEAR = Set.of("true", "false", "1", "0");

    private SubscriptionGuard() {}

    /** The attribute unsubscribed: the same, or null to leave it out, whatever the level. */
    static @Nullable Attribute checkUnsubscribed(Attribute attribute, Findings findings) {
        JsonValue value = attribute.value();
        boolean clear = switch (value.kind()) {
            case TRUE, FALSE -> true;
            case TEXT, INTEGER -> CLEAR.contains(value.text().toLowerCase(Locale.ROOT));
            case DECIMAL, NULL, OBJECT, ARRAY -> false;
        };
        if (clear) {
            return attribute;
        }
        if (value.kind() == ValueKind.NULL || value.isEmptyText()) {
            findings.add(Code.UNSUBSCRIBED_NULL, "unsubscribed", "unsubscribed is null or empty. It was left out");
            return null;
        }
        findings.add(Code.UNSUBSCRIBED_UNCLEAR, "unsubscribed", "unsubscribed is neither true nor false");
        return attribute;
    }

    /** A single topic. */
    static Attribute checkTopic(Attribute attribute, Findings findings) {
        ValueKind kind = attribute.value().kind();
        if (kind != ValueKind.TRUE && kind != ValueKind.FALSE) {
            findings.add(
                    Code.SUBSCRIPTION_TYPE,
                    attribute.name().text(),
                    "the topic " + attribute.name() + " is neither true nor false");
        }
        return attribute;
    }

    /** All topics at once. */
    static Attribute checkAll(Attribute attribute, Findings findings) {
        String name = attribute.name().text();
        findings.add(Code.SUBSCRIPTION_OVERWRITE, name, "the whole object " + name + " would be replaced");
        return attribute;
    }
}

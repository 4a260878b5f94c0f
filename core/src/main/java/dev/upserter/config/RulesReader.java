package dev.upserter.config;

import dev.upserter.config.Interpolation.Resolved;
import dev.upserter.guard.Limits;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.Role;
import dev.upserter.problem.Location;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the key {@code mappings}. For one thread. */
final class RulesReader {
    static final List<String> KEYS = List.of("from", "to");

    private static final String EXAMPLE = "write {\"from\": \"email\", \"to\": \"email\"}";

    private final Values values;
    private final Mistakes mistakes;
    private final Map<String, Location> filled = new HashMap<>();

    RulesReader(Values values, Mistakes mistakes) {
        this.values = values;
        this.mistakes = mistakes;
    }

    void read(Node.Field mappings, SyncConfigBuilder builder) {
        if (!(mappings.value() instanceof Node.Items rules)) {
            mistakes.add(
                    mappings.value().place(),
                    "mappings must be a list of rules, but this is "
                            + mappings.value().kind(),
                    "write [{\"from\": \"email\", \"to\": \"email\"}]; an empty list sends every field");
            return;
        }
        for (Node rule : rules.items()) {
            if (rule instanceof Node.Fields fields) {
                read(fields, builder);
            } else {
                mistakes.add(rule.place(), "a rule must be an object, but this is " + rule.kind(), EXAMPLE);
            }
        }
    }

    private void read(Node.Fields rule, SyncConfigBuilder builder) {
        Map<String, Node.Field> given = Keys.of(rule, KEYS, "a rule has no key", mistakes);
        for (String key : KEYS) {
            if (!given.containsKey(key)) {
                Keys.missing(key, rule, KEYS, "this rule has no key \"" + key + "\"", EXAMPLE, mistakes);
            }
        }
        Node.Field from = given.get("from");
        Node.Field to = given.get("to");
        Resolved field = from == null ? null : values.name(from);
        if (to == null) {
            return;
        }
        Resolved attribute = values.name(to);
        Location.InText place = to.value().place();
        if (isPossible(attribute, place) && isFirst(attribute, place) && field != null) {
            builder.mapping(field.text(), attribute.text());
        }
    }

    private boolean isPossible(Resolved attribute, Location.InText place) {
        var name = new AttributeName(attribute.text());
        if (name.utf8Length() > Limits.ATTRIBUTE_NAME) {
            mistakes.add(
                    place,
                    "the attribute's name has " + name.utf8Length() + " bytes; Customer.io keeps at most "
                            + Limits.ATTRIBUTE_NAME,
                    "shorten it");
            return false;
        }
        if (name.role() == Role.READ_ONLY) {
            mistakes.add(
                    place,
                    "Customer.io keeps " + shown(attribute, "this name") + " for itself",
                    "choose another attribute name");
        }
        if (name.role() == Role.SUBSCRIPTIONS) {
            mistakes.add(
                    place,
                    shown(attribute, "this attribute") + " would reset every topic that a row does not name",
                    "map single topics, as cio_subscription_preferences.topics.topic_1");
        }
        return name.role() != Role.READ_ONLY && name.role() != Role.SUBSCRIPTIONS;
    }

    private boolean isFirst(Resolved attribute, Location.InText place) {
        Location first = filled.putIfAbsent(attribute.text(), place);
        if (first != null) {
            mistakes.add(
                    place,
                    "a second rule fills " + shown(attribute, "the same attribute") + "; the first is at " + first,
                    "remove one of the two, or give it another attribute name");
        }
        return first == null;
    }

    private static String shown(Resolved attribute, String otherwise) {
        return attribute.literal() ? "\"" + attribute.text() + "\"" : otherwise;
    }
}

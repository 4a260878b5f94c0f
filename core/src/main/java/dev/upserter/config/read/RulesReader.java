package dev.upserter.config.read;

import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.config.text.Mistakes;
import dev.upserter.config.text.Node;
import dev.upserter.guard.Limits;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.Role;
import dev.upserter.problem.Location;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the key {@code mappings}. For one thread. */
final class RulesReader {
    static final List<String> KEYS = Stream.concat(Stream.of("to", "topic"), ExpressionReader.KEYS.stream())
            .toList();

    private static final int MAX_TOPIC = 1_000_000;

    private final Values values;
    private final Mistakes mistakes;
    private final ExpressionReader expressions;
    private final Map<String, Location> filled = new HashMap<>();

    /**
     * For one configuration.
     *
     * @param deny the fields that never leave
     */
    RulesReader(Values values, List<FieldPath> deny, Mistakes mistakes) {
        this.values = values;
        this.mistakes = mistakes;
        this.expressions = new ExpressionReader(values, deny, mistakes);
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
                mistakes.add(
                        rule.place(), "a rule must be an object, but this is " + rule.kind(), ExpressionReader.EXAMPLE);
            }
        }
    }

    private void read(Node.Fields rule, SyncConfigBuilder builder) {
        Map<String, Node.Field> given = Keys.of(rule, KEYS, "a rule has no key", mistakes);
        Node.Field to = target(rule, given);
        Resolved attribute = to == null ? null : attribute(to);
        Role role = attribute == null ? Role.PLAIN : Role.of(attribute.text());
        Expression value = expressions.read(given, rule, KEYS, role);
        if (to == null || attribute == null) {
            return;
        }
        Location.InText place = to.value().place();
        if (isPossible(attribute, place) && isFirst(attribute, place, given.containsKey("when")) && value != null) {
            builder.rule(new Rule(attribute.text(), value));
        }
    }

    /** The key that names the attribute; null if that was told to be missing. */
    private Node.@Nullable Field target(Node.Fields rule, Map<String, Node.Field> given) {
        Node.Field to = given.get("to");
        Node.Field topic = given.get("topic");
        if (to == null && topic == null) {
            Keys.missing("to", rule, KEYS, "this rule has no key \"to\"", ExpressionReader.EXAMPLE, mistakes);
        } else if (to != null && topic != null) {
            mistakes.add(
                    topic.place(),
                    "topic stands beside to: both name the attribute",
                    "remove one of the two; topic: 1 is to: cio_subscription_preferences.topics.topic_1");
        }
        return to == null ? topic : to;
    }

    private Resolved attribute(Node.Field target) {
        if (target.name().equals("topic")) {
            int topic = values.whole(target, 1, MAX_TOPIC, "the workspace's settings show the number of each topic");
            return new Resolved("cio_subscription_preferences.topics.topic_" + topic, true);
        }
        return values.name(target);
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

    /** Several rules may fill one attribute if each but the last has a condition. */
    private boolean isFirst(Resolved attribute, Location.InText place, boolean conditional) {
        Location first = filled.get(attribute.text());
        if (first != null) {
            mistakes.add(
                    place,
                    "a second rule fills " + shown(attribute, "the same attribute") + "; the first is at " + first,
                    "remove one of the two, give it another attribute name, or give the first a condition (when)");
        } else if (!conditional) {
            filled.put(attribute.text(), place);
        }
        return first == null;
    }

    private static String shown(Resolved attribute, String otherwise) {
        return attribute.literal() ? "\"" + attribute.text() + "\"" : otherwise;
    }
}

package dev.upserter.config.read;

import dev.upserter.config.keys.GivenKeys;
import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.guard.Limits;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.text.Role;
import dev.upserter.problem.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the key {@code mappings}. For one thread, and one configuration. */
final class RulesReader {
    private final KeyValues values;
    private final Map<String, Location> filled = new HashMap<>();

    RulesReader(KeyValues values) {
        this.values = values;
    }

    List<Rule> read(ConfigNode.Field mappings) {
        var rules = new ArrayList<Rule>();
        for (ConfigNode.Fields object : values.objects(
                mappings,
                "a list of rules",
                "a rule",
                "write [{\"from\": \"email\", \"to\": \"email\"}]. An empty list sends every field",
                ExpressionReader.EXAMPLE)) {
            Rule rule = read(GivenKeys.of(object, RuleKeys.RULE, values));
            if (rule != null) {
                rules.add(rule);
            }
        }
        return rules;
    }

    private @Nullable Rule read(GivenKeys given) {
        ConfigNode.Field target = target(given);
        Resolved attribute = target == null ? null : attribute(given);
        Role role = attribute == null ? Role.PLAIN : role(attribute);
        Expression value = ExpressionReader.read(given, values, role);
        boolean onlyIfEmpty = Boolean.TRUE.equals(given.find(RuleKeys.ONLY_IF_EMPTY));
        if (target == null || attribute == null) {
            return null;
        }
        Location.InText place = target.value().place();
        boolean isGood = isPossible(attribute, place) && isFirst(attribute, place, given.has(RuleKeys.WHEN));
        ConfigNode.Field field = given.field(RuleKeys.ONLY_IF_EMPTY);
        if (onlyIfEmpty && field != null && !values.kind().addsPeople()) {
            values.note(field, "onlyIfEmpty is for attributes of people", "remove the key, or set type to person");
        }
        return isGood && value != null ? new Rule(attribute.text(), value, onlyIfEmpty) : null;
    }

    /** The key that names the attribute; null if that was reported as missing. */
    private ConfigNode.@Nullable Field target(GivenKeys given) {
        ConfigNode.Field to = given.field(RuleKeys.TO);
        ConfigNode.Field topic = given.field(RuleKeys.TOPIC);
        if (to == null && topic == null) {
            given.missing("to", RuleKeys.TO_MISSING, ExpressionReader.EXAMPLE);
        } else if (to != null && topic != null) {
            values.mistakes()
                    .add(
                            topic.place(),
                            "topic is beside to: both name the attribute",
                            "remove one of the two. topic: 1 is to: cio_subscription_preferences.topics.topic_1");
        }
        return to == null ? topic : to;
    }

    private @Nullable Resolved attribute(GivenKeys given) {
        if (given.has(RuleKeys.TO)) {
            return given.find(RuleKeys.TO);
        }
        return new Resolved("cio_subscription_preferences.topics.topic_" + given.find(RuleKeys.TOPIC), true);
    }

    private Role role(Resolved attribute) {
        return values.kind().role(attribute.text());
    }

    private boolean isPossible(Resolved attribute, Location.InText place) {
        var name = new AttributeName(attribute.text(), role(attribute));
        if (name.utf8Length() > Limits.ATTRIBUTE_NAME) {
            values.mistakes()
                    .add(
                            place,
                            "the attribute's name has " + name.utf8Length() + " bytes. Customer.io keeps at most "
                                    + Limits.ATTRIBUTE_NAME,
                            "shorten it");
            return false;
        }
        if (name.role() == Role.READ_ONLY) {
            values.mistakes()
                    .add(
                            place,
                            "Customer.io keeps " + shown(attribute, "this name") + " for itself",
                            "choose another attribute name");
        }
        if (name.role() == Role.SUBSCRIPTIONS) {
            values.mistakes()
                    .add(
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
            values.mistakes()
                    .add(
                            place,
                            "a second rule fills " + shown(attribute, "the same attribute") + ". The first is at "
                                    + first,
                            "remove one of the two, give it another attribute name, or give the first a condition"
                                    + " (when)");
        } else if (!conditional) {
            filled.put(attribute.text(), place);
        }
        return first == null;
    }

    private static String shown(Resolved attribute, String otherwise) {
        return attribute.literal() ? "\"" + attribute.text() + "\"" : otherwise;
    }
}

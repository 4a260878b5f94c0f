package dev.upserter.config.read;

import dev.upserter.config.DurationText;
import dev.upserter.config.alerts.AlertKeys;
import dev.upserter.config.alerts.Smtp;
import dev.upserter.config.keys.KeySpec;
import dev.upserter.config.keys.Section;
import dev.upserter.plan.Allowance;
import dev.upserter.problem.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes the schema and the tables of the documentation out of the tables of keys. */
final class KeyText {
    /** The sections that are part of a key's entry in the schema, under the names that the entries give them. */
    private static final Map<String, Section> INNER = Map.ofEntries(
            Map.entry("source", SourceKeys.SECTION),
            Map.entry("state", StateSection.SECTION),
            Map.entry("alert", AlertKeys.SECTION),
            Map.entry("smtp", Smtp.SECTION),
            Map.entry("identifier", RuleKeys.IDENTIFIER),
            Map.entry("choice", RuleKeys.CHOICE),
            Map.entry("part", RuleKeys.PART),
            Map.entry("related", RelatedReader.SECTION),
            Map.entry("expect", TestsReader.EXPECT),
            Map.entry("events", IncrementalKeys.EVENTS),
            Map.entry("guards", GuardsReader.SECTION));

    private static final Pattern SECTION = Pattern.compile("\"\\$section\": \"(\\w+)\"");

    private KeyText() {}

    /** The whole schema. */
    static String schema() {
        String all = "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"title\": \"Customer Upserter"
                + " configuration\","
                + described("How the rows of a local file become people at Customer.io. Every text may hold"
                        + " ${NAME}, the value of an environment variable, and ${file:/PATH}, the text of a file; $${ means the two"
                        + " characters themselves.")
                + object(SyncKeys.SECTION)
                + ", \"$defs\": {"
                + definition("rule", "A value becomes an attribute. docs/mapping.md describes each key.", RuleKeys.RULE)
                + definition("member", "A rule for a field of an object.", RuleKeys.MEMBER)
                + definition("element", "A rule for an element of a list.", RuleKeys.ELEMENT)
                + definition("test", "What must become of one row.", TestsReader.TEST)
                + sync("sync", "One of several syncs. The keys beside syncs are its defaults.", List.of())
                + sync("also", "A further sync of the same rows.", List.of("also", "source"))
                + "\"fromEnvironment\": {" + described("The value of an environment variable, or the text of a file.")
                + "\"type\": \"string\", \"pattern\": \"\\\\$\\\\{([A-Za-z_][A-Za-z0-9_]*|file:/[^}]+)\\\\}\"}}}";
        return lines("", JsonMapper.shared().readTree(all), 0) + "\n";
    }

    private static String definition(String name, String description, Section section) {
        return "\"" + name + "\": {" + described(description) + object(section) + "}, ";
    }

    /** A sync among several has the keys of a configuration, but those of the whole file. */
    private static String sync(String name, String description, List<String> without) {
        String properties = SyncKeys.SECTION.names().stream()
                .filter(key -> !List.of("syncs", "onError").contains(key) && !without.contains(key))
                .map(key -> quoted(key) + ": {\"$ref\": \"#/properties/" + key + "\"}")
                .collect(Collectors.joining(", "));
        return "\"" + name + "\": {" + described(description) + "\"type\": \"object\", \"properties\": {" + properties
                + "}, \"required\": [\"sync\"], \"additionalProperties\": false}, ";
    }

    private static String described(String description) {
        return "\"description\": " + quoted(description) + ", ";
    }

    private static String quoted(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }

    private static String object(Section section) {
        List<KeySpec<?>> keys =
                section.keys().stream().filter(KeyText::isChoice).toList();
        String properties = keys.stream()
                .map(key -> quoted(key.name()) + ": {" + entry(section, key) + "}")
                .collect(Collectors.joining(", ", "\"properties\": {", "}"));
        String required = keys.stream()
                .filter(key -> key.missing() != null)
                .map(key -> quoted(key.name()))
                .collect(Collectors.joining(", "));
        String needs = keys.stream()
                .filter(key -> key.needs() != null)
                .map(key -> quoted(key.name()) + ": [" + quoted(key.needs()) + "]")
                .collect(Collectors.joining(", "));
        var members = new ArrayList<>(List.of("\"type\": \"object\"", properties));
        members.add(required.isEmpty() ? "" : "\"required\": [" + required + "]");
        members.add(needs.isEmpty() ? "" : "\"dependentRequired\": {" + needs + "}");
        members.add(section.constraints());
        members.add("\"additionalProperties\": false");
        return members.stream().filter(member -> !member.isEmpty()).collect(Collectors.joining(", "));
    }

    /** Levels that cannot be changed are keys only in order to be refused by name. */
    static boolean isChoice(KeySpec<?> key) {
        return !GuardsReader.SECTION.keys().contains(key)
                || Code.valueOf(key.name()).isAdjustable();
    }

    /** The members of a key's entry in the schema of a section. */
    static String entry(Section section, KeySpec<?> key) {
        if (section != RuleKeys.RULE && RuleKeys.RULE.keys().contains(key)) {
            return "\"$ref\": \"#/$defs/rule/properties/" + key.name() + "\"";
        }
        String type = SECTION.matcher(key.type().schema())
                .replaceAll(found -> object(Objects.requireNonNull(INNER.get(found.group(1))))
                        .replace("\\", "\\\\")
                        .replace("$", "\\$"));
        String fallback = fallback(key);
        String description = key.help().description();
        return Stream.of(
                        description.isEmpty() ? "" : "\"description\": " + quoted(description),
                        type,
                        fallback == null ? "" : "\"default\": " + fallback,
                        key.help().examples() == null
                                ? ""
                                : "\"examples\": " + key.help().examples())
                .filter(member -> !member.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** The default of a key, as JSON; null for none. */
    static @Nullable String fallback(KeySpec<?> key) {
        return key.help().fallback() != null ? key.help().fallback() : json(key.fallback());
    }

    private static @Nullable String json(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Enum<?> word -> quoted(word.name().toLowerCase(Locale.ROOT));
            case Duration length -> quoted(DurationText.spell(length));
            case Allowance share -> quoted(share.toString());
            case String text -> quoted(text);
            case Map<?, ?> none -> "{}";
            default -> value.toString();
        };
    }

    /** As the file has it: objects are open down to the keys of the configuration, and further where they hold keys themselves. */
    private static String lines(String key, JsonNode node, int depth) {
        boolean isShallow = node.isObject() && depth <= 2 || key.equals("properties");
        if (!isShallow && node.findValue("properties") == null) {
            return inline(node);
        }
        String indent = "  ".repeat(depth);
        return node.isArray()
                ? node.valueStream()
                        .map(item -> indent + "  " + lines("", item, depth + 1))
                        .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"))
                : node.propertyStream()
                        .map(member -> indent + "  " + quoted(member.getKey()) + ": "
                                + lines(member.getKey(), member.getValue(), depth + 1))
                        .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
    }

    private static String inline(JsonNode node) {
        if (node.isArray()) {
            return node.valueStream().map(KeyText::inline).collect(Collectors.joining(", ", "[", "]"));
        }
        return node.isObject()
                ? node.propertyStream()
                        .map(member -> quoted(member.getKey()) + ": " + inline(member.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"))
                : node.toString();
    }

    /** The rows of a table of the documentation: with or without the columns "type" and "default". */
    static String rows(Section section, boolean hasType, boolean hasDefault) {
        return section.keys().stream().map(key -> row(key, hasType, hasDefault)).collect(Collectors.joining());
    }

    static String row(KeySpec<?> key, boolean hasType, boolean hasDefault) {
        return "| `" + key.name() + "` |" + (hasType ? " " + key.type().inWords() + " |" : "")
                + (hasDefault ? " " + shown(key) + "|" : "")
                + " " + key.help().meaning() + " |\n";
    }

    private static String shown(KeySpec<?> key) {
        String fallback = key.missing() == null ? fallback(key) : null;
        if (fallback == null) {
            return key.missing() == null ? "" : "required ";
        }
        JsonNode value = JsonMapper.shared().readTree(fallback);
        boolean isWord = value.isString() && !value.asString().isEmpty();
        return "`" + (isWord ? value.asString() : fallback) + "` ";
    }
}

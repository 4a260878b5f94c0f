package dev.upserter.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.mapping.spec.Unmapped;
import dev.upserter.mapping.spec.ValueOrigin;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.IdentifierType;
import dev.upserter.source.json.JsonSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Any records under any rules are mapped as a mapper of a few lines over JSON trees maps them. */
final class MapperLawTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of("id", "a", "b", "c", "a.b", "b.c", "é");
    private static final List<String> PATHS = List.of("id", "a", "b", "a.b", "b.c", "a.b.c", "c.a", "é", "é.a", "none");
    private static final List<String> TARGETS = List.of("a", "b", "c", "x", "y", "id", "a.b", "é");

    private final Random random = new Random(41);

    @Test
    void recordsAreMappedAsTheReferenceMapsThem() throws IOException {
        for (int round = 0; round < 2_000; round++) {
            MappingConfig config = randomConfig();
            var texts = new ArrayList<String>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                texts.add(randomObject(NAMES, 2));
            }
            String json = "[" + String.join(",", texts) + "]";
            var mapper = new Mapper(config);
            var source = JsonSource.open(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "data.json");
            for (String text : texts) {
                Map<String, JsonNode> expected = reference(config, JSON.readTree(text));
                assertThat(actual(mapper.map(source.next())))
                        .as(config + " " + text)
                        .isEqualTo(expected);
            }
            checkSummary(mapper.summary(), config, texts);
        }
    }

    /** The attributes by name, the user id under an empty name; empty if the record is rejected. */
    private static Map<String, JsonNode> actual(Mapped mapped) throws IOException {
        var attributes = new LinkedHashMap<String, JsonNode>();
        if (mapped instanceof Mapped.Made made) {
            attributes.put("", JSON.readTree(made.operation().subject().value().json()));
            for (Attribute attribute : made.operation().payload().attributes()) {
                JsonNode before = attributes.put(
                        attribute.name().text(), JSON.readTree(attribute.value().json()));
                assertThat(before).isNull();
            }
        }
        return attributes;
    }

    private static Map<String, JsonNode> reference(MappingConfig config, JsonNode record) {
        var attributes = new LinkedHashMap<String, JsonNode>();
        Optional<JsonNode> key = at(record, config.userId().field().orElseThrow());
        if (key.filter(node -> node.isIntegralNumber()
                        || node.isTextual() && !node.textValue().isBlank())
                .isEmpty()) {
            return attributes;
        }
        attributes.put("", key.get());
        Set<String> names = new LinkedHashSet<>();
        record.fieldNames().forEachRemaining(names::add);
        names.remove(config.userId().toString());
        for (Rule rule : config.mappings()) {
            at(record, from(rule)).ifPresent(value -> attributes.put(rule.to(), value));
            names.remove(from(rule).text());
            names.remove(rule.to());
        }
        if (config.mappings().isEmpty() || config.unmapped() == Unmapped.KEEP) {
            names.forEach(name -> attributes.put(name, record.get(name)));
        }
        if (config.nulls() == Nulls.SKIP) {
            attributes.values().removeIf(JsonNode::isNull);
        }
        return attributes;
    }

    private static FieldPath from(Rule rule) {
        return ((ValueOrigin.Field) rule.value().origin()).path();
    }

    private static Optional<JsonNode> at(JsonNode record, FieldPath path) {
        if (record.has(path.text())) {
            return Optional.of(record.get(path.text()));
        }
        JsonNode node = record;
        for (String step : path.text().split("\\.", -1)) {
            if (!node.isObject() || !node.has(step)) {
                return Optional.empty();
            }
            node = node.get(step);
        }
        return Optional.of(node);
    }

    private static void checkSummary(FieldSummary summary, MappingConfig config, List<String> texts)
            throws IOException {
        var lacking = new LinkedHashMap<String, Long>();
        for (String text : texts) {
            JsonNode record = JSON.readTree(text);
            config.mappings().stream()
                    .map(MapperLawTest::from)
                    .distinct()
                    .forEach(path -> lacking.merge(path.text(), at(record, path).isPresent() ? 0L : 1L, Long::sum));
        }
        var absent = new LinkedHashSet<String>();
        summary.absent().forEach(field -> absent.add(field.field().path().text()));
        lacking.forEach((field, count) -> {
            assertThat(absent.contains(field)).isEqualTo(count == texts.size());
            assertThat(summary.missing().get(field)).isEqualTo(count == 0 || count == texts.size() ? null : count);
        });
    }

    private MappingConfig randomConfig() {
        var rules = new LinkedHashMap<String, Rule>();
        for (int i = random.nextInt(5); i > 0; i--) {
            String to = pick(TARGETS);
            rules.put(to, new Rule(new FieldPath(pick(PATHS)), to));
        }
        return new MappingConfig(
                new FieldPath(random.nextInt(4) == 0 ? pick(PATHS) : "id"),
                IdentifierType.ID,
                List.copyOf(rules.values()),
                random.nextBoolean() ? Unmapped.DROP : Unmapped.KEEP,
                random.nextBoolean() ? Nulls.KEEP : Nulls.SKIP,
                false);
    }

    private String randomObject(List<String> names, int depth) {
        var json = new StringBuilder("{");
        for (int i = random.nextInt(6); i > 0; i--) {
            json.append(json.length() > 1 ? ", " : "")
                    .append('"')
                    .append(pick(names))
                    .append("\": ")
                    .append(randomValue(depth));
        }
        return json.append('}').toString();
    }

    private String randomValue(int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 7)) {
            case 0 -> "null";
            case 1 -> "\"\"";
            case 2 -> "\"text " + random.nextInt(10) + "\"";
            case 3 -> String.valueOf(random.nextInt(1_000));
            case 4 -> "12345678901234567890" + random.nextInt(10);
            case 5 -> "1.5";
            case 6 -> "true";
            case 7 -> "[" + randomValue(depth - 1) + "]";
            default -> randomObject(List.of("a", "b", "c"), depth - 1);
        };
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}

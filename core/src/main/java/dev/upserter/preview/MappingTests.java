package dev.upserter.preview;

import dev.upserter.config.MappingTest;
import dev.upserter.config.SyncConfig;
import dev.upserter.json.JsonValue;
import dev.upserter.json.Nested;
import dev.upserter.json.ValueKind;
import dev.upserter.mapping.RunVariables;
import dev.upserter.source.json.JsonSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tests of a configuration: each row is mapped and guarded on its own, in a run that starts in the first second of
 * 2026 (UTC) with the id {@code 20260101-000000-0000}. Immutable.
 */
public final class MappingTests {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final RunVariables RUN = new RunVariables("20260101-000000-0000", START.getEpochSecond());

    private final SyncConfig config;
    private final Instant now;

    /**
     * Tests one configuration.
     *
     * @param now decides which dates are in the future
     */
    public MappingTests(SyncConfig config, Instant now) {
        this.config = config;
        this.now = now;
    }

    /** Runs the tests, in order. */
    public List<TestOutcome> run(List<MappingTest> tests) {
        return tests.stream()
                .map(test -> new TestOutcome(test, differences(test.expected(), row(test))))
                .toList();
    }

    private Previewed row(MappingTest test) {
        byte[] rows = ("[" + test.row() + "]").getBytes(StandardCharsets.UTF_8);
        try (var source = JsonSource.open(new ByteArrayInputStream(rows), "row")) {
            return new Preview(config, RUN, now).rows(source, 1, null).getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("a row in memory cannot fail", e);
        }
    }

    private static List<String> differences(MappingTest.Expected expected, Previewed actual) {
        return switch (expected) {
            case MappingTest.Rejected rejected ->
                actual.outcome() instanceof Previewed.Rejected is
                                && is.problem().code() == rejected.code()
                        ? List.of()
                        : List.of("expected: rejected with " + rejected.code(), "but was:  " + say(actual.outcome()));
            case MappingTest.FilteredOut filtered ->
                actual.outcome() instanceof Previewed.FilteredOut
                        ? List.of()
                        : List.of("expected: left out by the filter", "but was:  " + say(actual.outcome()));
            case MappingTest.Sent sent ->
                actual.outcome() instanceof Previewed.Sent is
                        ? differences(sent, is)
                        : List.of("expected: sent", "but was:  " + say(actual.outcome()));
        };
    }

    private static String say(Previewed.Outcome outcome) {
        return switch (outcome) {
            case Previewed.Rejected rejected ->
                "rejected with " + rejected.problem().code() + ": "
                        + rejected.problem().message();
            case Previewed.FilteredOut filtered -> "left out by the filter";
            case Previewed.Sent sent -> "sent, with " + sent.attributes().size() + " attributes";
        };
    }

    /** Of an object, the members that are expected; a number and its text are one, since Customer.io takes texts alone. */
    private static boolean isSame(JsonValue expected, JsonValue actual) {
        if (expected.kind() != ValueKind.OBJECT) {
            return expected.text().equals(actual.text());
        }
        return Nested.names(expected).stream().allMatch(name -> {
            Optional<JsonValue> is = Nested.find(actual, name);
            JsonValue wanted = Nested.find(expected, name).orElseThrow();
            return is.isPresent()
                    && (wanted.kind() == ValueKind.OBJECT
                            ? CanonicalJson.of(wanted.json())
                                    .equals(CanonicalJson.of(is.get().json()))
                            : wanted.text().equals(is.get().text()));
        });
    }

    private static List<String> differences(MappingTest.Sent expected, Previewed.Sent actual) {
        var differences = new ArrayList<String>();
        String id = expected.id();
        if (id != null && !id.equals(actual.identifier())) {
            differences.add("- " + actual.identifyBy() + ": " + id);
            differences.add("+ " + actual.identifyBy() + ": " + actual.identifier());
        }
        expected.parts().forEach((name, json) -> {
            Optional<String> is = actual.parts().stream()
                    .filter(part -> part.name().equals(name))
                    .map(Previewed.Value::json)
                    .findFirst();
            if (is.filter(part -> isSame(JsonValue.ofJson(json), JsonValue.ofJson(part)))
                    .isEmpty()) {
                differences.add("- " + name + ": " + json);
                is.ifPresent(part -> differences.add("+ " + name + ": " + part));
            }
        });
        Map<String, String> left = new LinkedHashMap<>();
        actual.attributes().forEach(attribute -> left.put(attribute.name(), attribute.json()));
        expected.attributes().forEach((name, json) -> {
            compare(name, json, left.remove(name), differences);
        });
        left.forEach((name, json) -> differences.add("+ " + name + ": " + json));
        return differences;
    }

    private static void compare(String name, String expected, @Nullable String is, List<String> differences) {
        if (is == null) {
            differences.add("- " + name + ": " + expected);
        } else if (!CanonicalJson.of(is).equals(CanonicalJson.of(expected))) {
            differences.add("- " + name + ": " + expected);
            differences.add("+ " + name + ": " + is);
        }
    }
}

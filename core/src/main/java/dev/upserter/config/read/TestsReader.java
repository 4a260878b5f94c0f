package dev.upserter.config.read;

import dev.upserter.config.MappingTest;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.config.text.Mistakes;
import dev.upserter.config.text.Node;
import dev.upserter.problem.Code;
import dev.upserter.problem.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the key {@code tests}, or a file that holds its list. For one thread. */
final class TestsReader {
    static final List<String> KEYS = List.of("name", "row", "expect");
    static final List<String> EXPECT_KEYS = List.of("id", "attributes", "rejected", "filtered");

    private static final String EXAMPLE =
            "write {\"name\": \"...\", \"row\": {\"id\": 1}, \"expect\": {\"attributes\": {}}}";

    private final Values values;
    private final Mistakes mistakes;

    TestsReader(Values values, Mistakes mistakes) {
        this.values = values;
        this.mistakes = mistakes;
    }

    /** The tests of a list. */
    List<MappingTest> read(Node list) {
        var tests = new ArrayList<MappingTest>();
        if (!(list instanceof Node.Items items)) {
            mistakes.add(list.place(), "tests must be a list, but this is " + list.kind(), EXAMPLE);
            return tests;
        }
        for (Node item : items.items()) {
            if (item instanceof Node.Fields test) {
                tests.add(test(test));
            } else {
                mistakes.add(item.place(), "a test must be an object, but this is " + item.kind(), EXAMPLE);
            }
        }
        return tests;
    }

    private MappingTest test(Node.Fields test) {
        Map<String, Node.Field> given = Keys.of(test, KEYS, "a test has no key", mistakes);
        for (String key : KEYS) {
            if (!given.containsKey(key)) {
                Keys.missing(key, test, KEYS, "this test has no key \"" + key + "\"", EXAMPLE, mistakes);
            }
        }
        Node.Field name = given.get("name");
        Node.Field row = given.get("row");
        Node.Field expect = given.get("expect");
        return new MappingTest(
                name == null ? "" : values.name(name).text(),
                test.place(),
                row == null ? "{}" : object(row),
                expect == null ? new MappingTest.FilteredOut() : expected(expect));
    }

    private String object(Node.Field field) {
        if (!(field.value() instanceof Node.Fields)) {
            mistakes.add(
                    field.value().place(),
                    field.name() + " must be an object, but this is "
                            + field.value().kind(),
                    EXAMPLE);
            return "{}";
        }
        return values.json(field.value());
    }

    private MappingTest.Expected expected(Node.Field field) {
        if (!(field.value() instanceof Node.Fields expect)) {
            mistakes.add(
                    field.value().place(),
                    "expect must be an object, but this is " + field.value().kind(),
                    EXAMPLE);
            return new MappingTest.FilteredOut();
        }
        Map<String, Node.Field> given = Keys.of(expect, EXPECT_KEYS, "expect has no key", mistakes);
        Node.Field rejected = given.get("rejected");
        Node.Field filtered = given.get("filtered");
        Node.Field attributes = given.get("attributes");
        long ends = java.util.stream.Stream.of(rejected, filtered, attributes)
                .filter(java.util.Objects::nonNull)
                .count();
        if (ends != 1) {
            mistakes.add(
                    expect.place(),
                    "expect must say one of attributes, rejected and filtered",
                    "write {\"attributes\": {\"plan\": \"pro\"}}, {\"rejected\": \"ID_MISSING\"} or {\"filtered\":"
                            + " true}");
            return new MappingTest.FilteredOut();
        }
        if (rejected != null) {
            return new MappingTest.Rejected(code(rejected));
        }
        return attributes == null ? filtered(filtered) : sent(given.get("id"), attributes);
    }

    private MappingTest.Expected filtered(Node.@Nullable Field field) {
        if (field != null && !(field.value() instanceof Node.Truth truth && truth.value())) {
            mistakes.add(field.value().place(), "filtered must be true", "write true, or expect attributes");
        }
        return new MappingTest.FilteredOut();
    }

    private Code code(Node.Field field) {
        Resolved text = values.text(field, "ID_MISSING");
        List<String> codes = Arrays.stream(Code.values()).map(Code::name).toList();
        if (text != null && codes.contains(text.text())) {
            return Code.valueOf(text.text());
        }
        if (text != null) {
            mistakes.add(
                    field.value().place(),
                    "there is no problem code of this name",
                    () -> Nearest.to(text.text(), codes)
                            .map(near -> "you probably mean " + near)
                            .orElse("upserter explain lists them all"));
        }
        return Code.INTERNAL;
    }

    private MappingTest.Expected sent(Node.@Nullable Field id, Node.Field attributes) {
        Resolved text = id == null ? null : values.text(id, "7");
        var expected = new LinkedHashMap<String, String>();
        if (attributes.value() instanceof Node.Fields fields) {
            for (Node.Field field : fields.fields()) {
                if (expected.put(field.name(), values.json(field.value())) != null) {
                    mistakes.add(field.place(), "this name stands here a second time", "remove one of the two");
                }
            }
        } else {
            mistakes.add(
                    attributes.value().place(),
                    "attributes must be an object, but this is "
                            + attributes.value().kind(),
                    "write {\"plan\": \"pro\"}");
        }
        return new MappingTest.Sent(text == null ? null : text.text(), expected);
    }
}

package dev.upserter.config.read;

import dev.upserter.config.MappingTest;
import dev.upserter.config.keys.GivenKeys;
import dev.upserter.config.keys.KeySpec;
import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.keys.Name;
import dev.upserter.config.keys.Own;
import dev.upserter.config.keys.Section;
import dev.upserter.config.keys.Text;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.kind.Kinds;
import dev.upserter.kind.Slot;
import dev.upserter.kind.SlotType;
import dev.upserter.problem.Code;
import dev.upserter.problem.Nearest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The key {@code tests}, or a file that holds its list: the keys of a test, and how they are read. */
final class TestsReader {
    /**
     * The tests of a configuration.
     *
     * @param file that holds them; null where they are in the configuration
     */
    record Tests(List<MappingTest> list, @Nullable String file) {
        static final Tests NONE = new Tests(List.of(), null);
    }

    private static final String EXAMPLE =
            "write {\"name\": \"...\", \"row\": {\"id\": 1}, \"expect\": {\"attributes\": {}}}";

    /** Of what must become of a row. */
    static final Section EXPECT = Section.of(
            "expect has no key",
            "\"oneOf\": [{\"required\": [\"attributes\"]}, {\"required\": [\"rejected\"]}, {\"required\":"
                    + " [\"filtered\"]}]");

    private static final KeySpec<String> ID =
            EXPECT.add(KeySpec.of("id", new Text("7"), "The identifier, where it matters.", ""));
    /** What each row says of the keys that only some types have. */
    private static final List<KeySpec<String>> PARTS = Kinds.ALL.stream()
            .flatMap(kind -> kind.slots().stream())
            .distinct()
            .map(TestsReader::part)
            .flatMap(Optional::stream)
            .map(EXPECT::add)
            .toList();

    private static final KeySpec<Map<String, String>> ATTRIBUTES = EXPECT.add(
            KeySpec.of("attributes", new Own<>(TestsReader::attributes, "\"type\": \"object\"", "object"), "", ""));
    private static final KeySpec<MappingTest.Expected> REJECTED = EXPECT.add(
            KeySpec.of("rejected", new Own<>(TestsReader::rejected, "\"type\": \"string\"", "text"), "", ""));
    private static final KeySpec<MappingTest.Expected> FILTERED =
            EXPECT.add(KeySpec.of("filtered", new Own<>(TestsReader::filtered, "\"const\": true", "true"), "", ""));

    /** Of a test. */
    static final Section TEST = Section.of("a test has no key", "");

    private static final KeySpec<Resolved> NAME = TEST.add(required(KeySpec.of(
            "name",
            new Own<>((field, values) -> values.name(field), new Name().schema(), "text"),
            "What is tested.",
            "what is tested")));
    private static final KeySpec<String> ROW = TEST.add(required(KeySpec.of(
            "row",
            new Own<>(TestsReader::row, "\"type\": \"object\"", "object"),
            "The row.",
            "the row, as an object")));
    private static final KeySpec<MappingTest.Expected> WHAT = TEST.add(required(KeySpec.of(
            "expect",
            new Own<>(TestsReader::expected, "\"$section\": \"expect\"", "object"),
            "Attributes, exactly these, or the code with which it is rejected, or that the filter " + "leaves it out.",
            "what must become of it: `attributes`, exactly these, in any order, and `id`, the"
                    + " identifier, if it matters, and what it says of a key of its type, as `event`,"
                    + " `time`, `objectId`, `platform`, or `person` with its `userId` and `attributes`. In"
                    + " place of these: `rejected` with the code, or `filtered: true`")));

    private TestsReader() {}

    /** What is expected of a key that each row fills; empty for one that is the same for all rows. */
    private static Optional<KeySpec<String>> part(Slot<?> slot) {
        Optional<String> schema = switch (slot.type()) {
            case SlotType.PerRow ignored -> Optional.of("\"type\": [\"string\", \"integer\"]");
            case SlotType.Related ignored -> Optional.of("\"type\": \"object\"");
            case SlotType.Segment ignored -> Optional.empty();
            case SlotType.YesNo ignored -> Optional.empty();
            case SlotType.Constant ignored -> Optional.empty();
            case SlotType.PersonIdentifier ignored -> Optional.empty();
            case SlotType.OfTriggers ignored -> Optional.empty();
        };
        return schema.map(type -> KeySpec.of(
                slot.name(),
                new Own<>((field, values) -> values.json(field.value()), type, "any"),
                "What the row says of the key " + slot.name() + ", where it matters.",
                ""));
    }

    private static <T> KeySpec<T> required(KeySpec<T> key) {
        return key.required("this test has no key \"" + key.name() + "\"", EXAMPLE);
    }

    /** Tests are run by a command of their own, and only held against the form here. */
    static Tests read(ConfigNode.Field field, KeyValues values) {
        if (!(field.value() instanceof ConfigNode.Text)) {
            return new Tests(list(field, values), null);
        }
        if (values.isUploaded()) {
            values.mistakes()
                    .add(
                            field.place(),
                            "an uploaded configuration must not name files of this machine",
                            "write the tests themselves in place of the file's name");
            return Tests.NONE;
        }
        return new Tests(List.of(), values.name(field).text());
    }

    /** The tests of a list. */
    static List<MappingTest> list(ConfigNode.Field field, KeyValues values) {
        return values.objects(field, "a list", "a test", EXAMPLE, EXAMPLE).stream()
                .map(test -> test(test, values))
                .toList();
    }

    private static MappingTest test(ConfigNode.Fields test, KeyValues values) {
        GivenKeys given = GivenKeys.of(test, TEST, values);
        Resolved name = given.find(NAME);
        String row = given.find(ROW);
        MappingTest.Expected expected = given.find(WHAT);
        return new MappingTest(
                name == null ? "" : name.text(),
                test.place(),
                row == null ? "{}" : row,
                expected == null ? new MappingTest.FilteredOut() : expected);
    }

    private static @Nullable String row(ConfigNode.Field field, KeyValues values) {
        ConfigNode.Fields row = values.object(field, EXAMPLE);
        return row == null ? null : values.json(row);
    }

    private static MappingTest.@Nullable Expected expected(ConfigNode.Field field, KeyValues values) {
        ConfigNode.Fields expect = values.object(field, EXAMPLE);
        if (expect == null) {
            return null;
        }
        GivenKeys given = GivenKeys.of(expect, EXPECT, values);
        if (Stream.of(ATTRIBUTES, REJECTED, FILTERED).filter(given::has).count() != 1) {
            values.mistakes()
                    .add(
                            expect.place(),
                            "expect must say one of attributes, rejected and filtered",
                            "write {\"attributes\": {\"plan\": \"pro\"}}, {\"rejected\": \"ID_MISSING\"} or"
                                    + " {\"filtered\": true}");
            return null;
        }
        Map<String, String> attributes = given.find(ATTRIBUTES);
        if (attributes != null) {
            return new MappingTest.Sent(given.find(ID), parts(given), attributes);
        }
        return given.has(REJECTED) ? given.find(REJECTED) : given.find(FILTERED);
    }

    private static Map<String, String> parts(GivenKeys given) {
        var parts = new LinkedHashMap<String, String>();
        for (KeySpec<String> part : PARTS) {
            String json = given.find(part);
            if (json != null) {
                parts.put(part.name(), json);
            }
        }
        return parts;
    }

    private static MappingTest.Expected filtered(ConfigNode.Field field, KeyValues values) {
        if (!(field.value() instanceof ConfigNode.Bool bool && bool.value())) {
            values.note(field, "filtered must be true", "write true, or expect attributes");
        }
        return new MappingTest.FilteredOut();
    }

    private static MappingTest.@Nullable Expected rejected(ConfigNode.Field field, KeyValues values) {
        Resolved text = values.text(field, "ID_MISSING");
        List<String> codes = Arrays.stream(Code.values()).map(Code::name).toList();
        if (text != null && codes.contains(text.text())) {
            return new MappingTest.Rejected(Code.valueOf(text.text()));
        }
        if (text != null) {
            values.mistakes()
                    .add(
                            field.value().place(),
                            "there is no problem code of this name",
                            () -> Nearest.to(text.text(), codes)
                                    .map(near -> "you probably mean " + near)
                                    .orElse("upserter explain lists them all"));
        }
        return null;
    }

    private static @Nullable Map<String, String> attributes(ConfigNode.Field field, KeyValues values) {
        ConfigNode.Fields attributes = values.object(field, "write {\"plan\": \"pro\"}");
        if (attributes == null) {
            return null;
        }
        var expected = new LinkedHashMap<String, String>();
        for (ConfigNode.Field attribute : attributes.fields()) {
            if (expected.put(attribute.name(), values.json(attribute.value())) != null) {
                values.mistakes().add(attribute.place(), "this name is here a second time", "remove one of the two");
            }
        }
        return expected;
    }
}

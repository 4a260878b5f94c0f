package dev.upserter.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.operation.Payload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FingerprinterTest {
    private final Fingerprinter fingerprinter = new Fingerprinter();

    private static JsonValue value(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        ValueKind kind = switch (json.charAt(0)) {
            case '"' -> ValueKind.TEXT;
            case '{' -> ValueKind.OBJECT;
            case '[' -> ValueKind.ARRAY;
            case 'n' -> ValueKind.NULL;
            case 't' -> ValueKind.TRUE;
            case 'f' -> ValueKind.FALSE;
            default -> json.matches("-?\\d+") ? ValueKind.INTEGER : ValueKind.DECIMAL;
        };
        return new JsonValue(bytes, 0, bytes.length, kind);
    }

    private static List<Attribute> attributes(String... namesAndValues) {
        var attributes = new ArrayList<Attribute>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            attributes.add(new Attribute(new AttributeName(namesAndValues[i]), value(namesAndValues[i + 1])));
        }
        return attributes;
    }

    private static IdentifyPerson person(List<Attribute> attributes) {
        return new IdentifyPerson(new Identifier(IdentifierType.ID, value("1")), attributes, false);
    }

    private String of(List<Attribute> attributes) {
        byte[] target = new byte[20];
        fingerprinter.write(person(attributes).payload(), new JsonValue[0], Payload.NONE, target, 4);
        return HexFormat.of().formatHex(target, 4, 20);
    }

    private String of(String... namesAndValues) {
        return of(attributes(namesAndValues));
    }

    /** These are in the states of users: they must never change while the id stays the same. */
    @Test
    void fingerprintsAreTheSameInEveryVersion() {
        assertThat(Fingerprinter.ID).isEqualTo("sha256-128/1");
        assertThat(of()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb924");
        assertThat(of("email", "\"ana@example.org\"", "age", "31")).isEqualTo("38575b5c8993a9cc2c536629e899b4f2");
        assertThat(of("a", "null", "b", "true", "c", "false", "d", "1.10", "e", "\"\""))
                .isEqualTo("d7151908e6a94bb3cf195016a2ce537a");
        assertThat(of("n", "{\"b\":[1,\"x\",null],\"a\":{}}", "ü", "\"\\u00fc\""))
                .isEqualTo("a9c9c2e0be40fbc5e4accd420d8c32f6");
        assertThat(of("a", "[true,[false],1.5]")).isEqualTo("1a4a51548a70b1472ad390ef0ec35707");
    }

    @Test
    void keysAreHashedTheSameInEveryVersion() {
        assertThat(hash(IdentifierType.ID, "\"1\"")).isEqualTo("cd64c19498b6e974");
        assertThat(hash(IdentifierType.ID, "1")).isEqualTo("cd64c19498b6e974");
        assertThat(hash(IdentifierType.ID, "\"customer-000017\"")).isEqualTo("38bc9ea6bd549900");
        assertThat(hash(IdentifierType.EMAIL, "\"Ana@Example.ORG\"")).isEqualTo("d517f32f7459e760");
        assertThat(hash(IdentifierType.EMAIL, "\"ana@example.org\"")).isEqualTo("d517f32f7459e760");
        assertThat(hash(IdentifierType.EMAIL, "\"\\u0041na@example.org\"")).isEqualTo("d517f32f7459e760");
    }

    private static String hash(IdentifierType type, String json) {
        return Long.toHexString(
                new PersonKey().of(new Identifier(type, value(json))).hash());
    }

    @Test
    void theOrderOfAttributesAndMembersDoesNotMatter() {
        var all = attributes(
                "a", "1", "b", "\"x\"", "c", "{\"x\":1,\"y\":{\"p\":[1,2],\"q\":2}}", "aa", "null", "é", "true");
        String expected = of(all);
        var random = new Random(5);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(all, random);
            assertThat(of(all)).isEqualTo(expected);
        }
        assertThat(of("c", "{\"y\":{\"q\":2,\"p\":[1,2]},\"x\":1}"))
                .isEqualTo(of("c", "{ \"x\" : 1, \"y\":{\"p\":[1, 2],\"q\":2}}"));
        assertThat(of("c", "{\"p\":[2,1]}")).isNotEqualTo(of("c", "{\"p\":[1,2]}"));
    }

    @Test
    void theWayATextIsEscapedDoesNotMatter() {
        assertThat(of("a", "\"\\u00fc\\/\"")).isEqualTo(of("a", "\"ü/\""));
        assertThat(of("a", "[\"\\u00fc\"]")).isEqualTo(of("a", "[\"ü\"]"));
    }

    @Test
    void whatSaysSomethingElseHasAnotherFingerprint() {
        var all = List.of(
                of("a", "1"),
                of("a", "\"1\""),
                of("a", "1.0"),
                of("a", "null"),
                of("a", "\"\""),
                of("a", "\"null\""),
                of("a", "true"),
                of("a", "false"),
                of("a", "[]"),
                of("a", "{}"),
                of("a", "[1]"),
                of("a", "[[1]]"),
                of("A", "1"),
                of("b", "1"),
                of("a", "1", "b", "null"),
                of("a", "\"b1\""),
                of("ab", "1"),
                of());
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void valuesAreTheSameIfTheySayTheSame() {
        assertThat(Fingerprinter.same(value("{\"a\":1,\"b\":[2]}"), value("{\"b\": [2], \"a\":1}")))
                .isTrue();
        assertThat(Fingerprinter.same(value("\"\\u00fc\""), value("\"ü\""))).isTrue();
        assertThat(Fingerprinter.same(value("7"), value("7"))).isTrue();
        assertThat(Fingerprinter.same(value("1"), value("1.0"))).isFalse();
        assertThat(Fingerprinter.same(value("[1,2]"), value("[2,1]"))).isFalse();
    }

    @Test
    void aSharedOrderIsNotTakenForOtherNames() {
        String one = of("b", "1", "a", "2");
        String other = of("a", "1", "b", "2");

        assertThat(one).isEqualTo(of("a", "2", "b", "1")).isNotEqualTo(other);
        byte[] again = new byte[16];
        fingerprinter.write(person(attributes("b", "1", "a", "2")).payload(), new JsonValue[0], Payload.NONE, again, 0);
        assertThat(HexFormat.of().formatHex(again)).isEqualTo(one);
        assertThat(Arrays.equals(again, new byte[16])).isFalse();
    }

    private String of(List<Attribute> payload, List<Attribute> relationship, @Nullable String... parts) {
        @Nullable JsonValue[] values = new JsonValue[parts.length];
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            values[i] = part == null ? null : value(part);
        }
        byte[] target = new byte[Fingerprinter.LENGTH];
        fingerprinter.write(new Payload(payload), values, new Payload(relationship), target, 0);
        return HexFormat.of().formatHex(target);
    }

    /** Of objects, devices and relationships these are in the states of users, too. */
    @Test
    void whatARowSaysBesideItsAttributesCountsWhereItIsSaid() {
        List<Attribute> none = List.of();
        List<Attribute> n = attributes("n", "1");

        assertThat(of(n, none)).isEqualTo(of("n", "1"));
        assertThat(of(n, n, "\"t\"", null)).isEqualTo("21699371007e4947672fefb853e90359");
        assertThat(of(n, n, "{\"b\":1,\"a\":2}", null)).isEqualTo(of(n, n, "{ \"a\":2, \"b\":1 }", null));
        assertThat(List.of(
                        of(n, none, "\"t\""),
                        of(none, n, "\"t\""),
                        of(n, n, "\"t\""),
                        of(n, none, "\"u\""),
                        of(n, none, "null"),
                        of(n, none, "\"\""),
                        of(n, none, (String) null),
                        of(n, none, null, "\"t\""),
                        of(n, none, "\"t\"", null),
                        of(n, none)))
                .doesNotHaveDuplicates();
    }

    /** A row's relationship has names of its own, in an order of its own. */
    @Test
    void theOrderOfNamesIsThatOfEachPayload() {
        List<Attribute> ab = attributes("a", "1", "b", "2");
        List<Attribute> ba = attributes("b", "2", "a", "1");
        List<Attribute> cd = attributes("c", "1", "d", "2");

        assertThat(of(ab, cd)).isEqualTo(of(ba, cd)).isNotEqualTo(of(cd, ab));
        assertThat(of(cd, ab)).isEqualTo(of(cd, ba));
    }
}

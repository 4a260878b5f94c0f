package dev.upserter.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class IdentifyPersonTest {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "é€😀",
            "\"",
            "\\",
            "\n\t\u0000",
            "a.b",
            "x".repeat(300),
            "user@example.com",
            "007",
            "\u2028",
            "a/b");
    private static final List<String> VALUES = List.of(
            "1.10",
            "12345678901234567890",
            "-0",
            "true",
            "false",
            "null",
            "\"\"",
            "\"\\u00e9\\ud83d\\ude00\\/\"",
            "\"é😀\"",
            "[1, {\"a\" : 2}]",
            "{ \"b\":\"c\" }",
            "\"" + "y".repeat(1_000) + "\"");

    private static final List<IdentifierType> TYPES = List.copyOf(EnumSet.allOf(IdentifierType.class));

    private final Random random = new Random(31);

    @Test
    void anEntryIsExactlyWhatTheApiDescribes() {
        var operation = new IdentifyPerson(
                new Identifier(IdentifierType.ID, text("7")),
                List.of(
                        new Attribute(new AttributeName("first name"), text("Zoë")),
                        new Attribute(new AttributeName("n"), value("1.10", ValueKind.DECIMAL))),
                false);
        assertThat(entry(operation))
                .isEqualTo("{\"type\":\"person\",\"identifiers\":{\"id\":\"7\"},\"action\":\"identify\","
                        + "\"attributes\":{\"first name\":\"Zoë\",\"n\":1.10}}");
        assertThat(attributes(operation)).isEqualTo("{\"first name\":\"Zoë\",\"n\":1.10}");
    }

    @Test
    void anUpdateSaysSoAmongTheAttributes() {
        var identifier = new Identifier(IdentifierType.EMAIL, text("a@b.example"));
        var none = new IdentifyPerson(identifier, List.of(), true);
        assertThat(attributes(none)).isEqualTo("{\"_update\":true}");
        var one = none.withAttributes(List.of(new Attribute(new AttributeName("a"), text(""))));
        assertThat(attributes(one)).isEqualTo("{\"_update\":true,\"a\":\"\"}");
        assertThat(entry(one)).contains("{\"email\":\"a@b.example\"}");
        assertThat(attributes(new IdentifyPerson(identifier, List.of(), false))).isEqualTo("{}");
    }

    @Test
    void aTimeStandsBesideTheAttributesOfAnEntryAndAmongThoseOfABody() {
        var identifier = new Identifier(IdentifierType.ID, text("7"));
        JsonValue time = value("1700000000", ValueKind.INTEGER);
        var one = new Payload(List.of(new Attribute(new AttributeName("a"), text("b"))));
        var operation = new IdentifyPerson(identifier, one, false, time);
        assertThat(entry(operation))
                .isEqualTo("{\"type\":\"person\",\"identifiers\":{\"id\":\"7\"},\"timestamp\":1700000000,"
                        + "\"action\":\"identify\",\"attributes\":{\"a\":\"b\"}}");
        assertThat(attributes(operation)).isEqualTo("{\"_timestamp\":1700000000,\"a\":\"b\"}");
        assertThat(attributes(new IdentifyPerson(identifier, one, true, time)))
                .isEqualTo("{\"_update\":true,\"_timestamp\":1700000000,\"a\":\"b\"}");
        assertThat(attributes(new IdentifyPerson(identifier, Payload.NONE, false, time)))
                .isEqualTo("{\"_timestamp\":1700000000}");
    }

    @Test
    void aNumberThatIdentifiesIsWrittenAsATextOfItsDigits() {
        for (String digits : List.of("7", "-0", "007".substring(2), "123456789012345678901234567890", "-12")) {
            var identifier = new Identifier(IdentifierType.ID, value(digits, ValueKind.INTEGER));
            assertThat(entry(new IdentifyPerson(identifier, List.of(), false)))
                    .contains("\"identifiers\":{\"id\":\"" + digits + "\"}");
        }
    }

    @Test
    void lengthsAreExactAndTheJsonIsTheOneMeantForAnyOperation() throws IOException {
        for (int round = 0; round < 3_000; round++) {
            IdentifyPerson operation = randomOperation();
            JsonNode entry = JSON.readTree(entry(operation));
            JsonNode attributes = JSON.readTree(attributes(operation));
            assertThat(attributes).isEqualTo(expectedAttributes(operation));
            ObjectNode expected = JSON.createObjectNode();
            expected.put("type", "person");
            expected.putObject("identifiers")
                    .put(
                            operation.identifier().type().spelling(),
                            operation.identifier().text());
            expected.put("action", "identify");
            expected.set("attributes", attributes);
            assertThat(entry).isEqualTo(expected);
            assertThat(entry.toString()).startsWith("{\"type\":\"person\",\"identifiers\":");
        }
    }

    private static ObjectNode expectedAttributes(IdentifyPerson operation) throws IOException {
        ObjectNode expected = JSON.createObjectNode();
        if (operation.updateOnly()) {
            expected.put("_update", true);
        }
        for (Attribute attribute : operation.attributes()) {
            expected.set(
                    attribute.name().text(), JSON.readTree(attribute.value().json()));
        }
        return expected;
    }

    private IdentifyPerson randomOperation() {
        var attributes = new ArrayList<Attribute>();
        for (int i = random.nextInt(6); i > 0; i--) {
            String name = pick(TEXTS) + i;
            attributes.add(new Attribute(new AttributeName(name), randomValue()));
        }
        JsonValue key = random.nextBoolean()
                ? text(pick(TEXTS))
                : value(random.nextBoolean() ? "-12" : "123456789012345678901", ValueKind.INTEGER);
        IdentifierType type = TYPES.get(random.nextInt(TYPES.size()));
        return new IdentifyPerson(new Identifier(type, key), attributes, random.nextBoolean());
    }

    private JsonValue randomValue() {
        return random.nextInt(3) == 0 ? text(pick(TEXTS)) : value(pick(VALUES), ValueKind.TEXT);
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** The entry as written somewhere in an array; its length as announced, nothing written around it. */
    private String entry(Operation operation) {
        return written(operation, true);
    }

    private String attributes(Operation operation) {
        return written(operation, false);
    }

    private String written(Operation operation, boolean whole) {
        int length = operation.length(whole ? Form.ENTRY : Form.BODY);
        int at = random.nextInt(5);
        byte[] target = new byte[at + length + 3];
        Arrays.fill(target, (byte) '#');
        int end = operation.write(whole ? Form.ENTRY : Form.BODY, target, at);
        assertThat(end).isEqualTo(at + length);
        assertThat(new String(target, 0, at, StandardCharsets.UTF_8)).isEqualTo("#".repeat(at));
        assertThat(new String(target, end, 3, StandardCharsets.UTF_8)).isEqualTo("###");
        return new String(target, at, length, StandardCharsets.UTF_8);
    }

    @Test
    void onlyATextOrAWholeNumberIdentifies() {
        for (ValueKind kind : ValueKind.values()) {
            if (kind != ValueKind.TEXT && kind != ValueKind.INTEGER) {
                assertThatThrownBy(() -> new Identifier(IdentifierType.ID, value("SECRET", kind)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageNotContaining("SECRET");
            }
        }
    }

    @Test
    void nothingShowsAValue() {
        var identifier = new Identifier(IdentifierType.ID, text("SECRET"));
        var operation = new IdentifyPerson(
                identifier, List.of(new Attribute(new AttributeName("plan"), text("SECRET"))), false);
        assertThat(operation.toString()).doesNotContain("SECRET").contains("plan");
        assertThat(identifier).hasToString("Identifier[id]");
    }

    private static JsonValue text(String text) {
        return JsonValue.ofText(text);
    }

    private static JsonValue value(String json, ValueKind kind) {
        byte[] bytes = ("##" + json + "##").getBytes(StandardCharsets.UTF_8);
        return new JsonValue(bytes, 2, bytes.length - 2, kind);
    }
}

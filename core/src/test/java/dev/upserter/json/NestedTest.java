package dev.upserter.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NestedTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', textBlock = """
            {"a":1.10}; a; DECIMAL 1.10
            ^{ "a" :\t[ 1, 2 ]\n, "b" : { "a" : 3 } }^; b; OBJECT { "a" : 3 }
            ^{ "a" :\t[ 1, {"b":9} ]\r\n, "b" : null }^; b; NULL null
            {"b":{"a":1},"a":true}; a; TRUE true
            {"x":"\\"a\\":2","a":false}; a; FALSE false
            {"x":"}\\\\","a":-0}; a; INTEGER -0
            {"x":["]","}"],"a":1E400}; a; DECIMAL 1E400
            {"a":1,"a":"2"}; a; TEXT "2"
            {"\\u0061":1}; a; INTEGER 1
            {"é😀":"é"}; é😀; TEXT "é"
            {"\\u00e9\\ud83d\\ude00":1}; é😀; INTEGER 1
            {"":1}; ^^; INTEGER 1
            {}; a; -
            { }; a; -
            {"aa":1,"A":2}; a; -
            {"b":{"a":1}}; a; -
            [{"a":1}]; a; -
            "a"; a; -
            null; a; -
            """)
    void aFieldIsFoundInAnObject(String json, String field, String expected) {
        assertThat(show(json, field)).isEqualTo(expected);
    }

    @Test
    void everyFieldOfAnyObjectIsFoundUnchanged() throws IOException {
        var random = new Random(17);
        for (int round = 0; round < 3_000; round++) {
            String json = object(random, 3);
            JsonNode tree = JSON.readTree(json);
            for (String field : List.of("a", "b", "c\"", "é", "")) {
                String found = show(json, field);
                JsonNode expected = tree.get(field);
                if (expected == null) {
                    assertThat(found).as(json).isEqualTo("-");
                } else {
                    assertThat(JSON.readTree(found.substring(found.indexOf(' '))))
                            .as(json)
                            .isEqualTo(expected);
                }
            }
        }
    }

    private static String object(Random random, int depth) {
        var json = new StringBuilder("{");
        String[] names = {"a", "b", "c\\\"", "\\u0063\\u0022", "é", "\\u00E9", "", "d}", "e\\\\"};
        for (int i = random.nextInt(5); i > 0; i--) {
            json.append(blank(random))
                    .append('"')
                    .append(names[random.nextInt(names.length)])
                    .append('"');
            json.append(blank(random)).append(':').append(blank(random)).append(value(random, depth));
            json.append(blank(random)).append(i > 1 ? "," : "");
        }
        return json.append(blank(random)).append('}').toString();
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> "\"x\\\\\"";
            case 1 -> "\"{\\\"a\\\":1}\"";
            case 2 -> "-1.5e3";
            case 3 -> "12";
            case 4 -> "null";
            case 5 -> "true";
            case 6 -> "[" + value(random, depth - 1) + "," + blank(random) + object(random, depth - 1) + "]";
            default -> object(random, depth - 1);
        };
    }

    private static String blank(Random random) {
        return List.of("", "", " ", "\n\t").get(random.nextInt(4));
    }

    private static String show(String json, String field) {
        byte[] bytes = (",,," + json + "}").getBytes(StandardCharsets.UTF_8);
        ValueKind kind =
                json.startsWith("{") ? ValueKind.OBJECT : json.startsWith("[") ? ValueKind.ARRAY : ValueKind.NULL;
        return Nested.find(new JsonValue(bytes, 3, bytes.length - 1, kind), field)
                .map(found -> found.kind() + " " + found.json())
                .orElse("-");
    }
}

package dev.upserter.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonValueTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "\"",
                "\\",
                "/",
                "\b\f\n\r\t",
                "\0\u0001\u001F\u007F",
                "é€😀",
                "\u2028\u2029",
                "\\n",
                "\\u0041"
            })
    void aTextIsQuotedSoThatItReadsBackTheSame(String text) throws IOException {
        JsonValue value = JsonValue.ofText(text);
        assertThat(JSON.readTree(value.json()).textValue()).isEqualTo(text);
        assertThat(value.text()).isEqualTo(text);
        assertThat(value.kind()).isEqualTo(ValueKind.TEXT);
        assertThat(value.isEmptyText()).isEqualTo(text.isEmpty());
    }

    @Test
    void escapesAreResolvedAsAJsonLibraryResolvesThem() throws IOException {
        var random = new Random(5);
        String[] parts = {
            "a",
            "é",
            "😀",
            "\\\"",
            "\\\\",
            "\\/",
            "\\b",
            "\\f",
            "\\n",
            "\\r",
            "\\t",
            "\\u0041",
            "\\u00e9",
            "\\u20AC",
            "\\ud83d\\ude00",
            "\\u0000",
            "u0041",
            "n"
        };
        for (int round = 0; round < 2_000; round++) {
            var json = new StringBuilder("\"");
            for (int i = random.nextInt(10); i > 0; i--) {
                json.append(parts[random.nextInt(parts.length)]);
            }
            json.append('"');
            assertThat(value(json.toString(), ValueKind.TEXT).text())
                    .isEqualTo(JSON.readTree(json.toString()).textValue());
        }
    }

    @Test
    void aBackslashIsFoundAnywhere() {
        for (int length = 0; length < 40; length++) {
            byte[] bytes = new byte[length + 2];
            for (int other : new int[] {0x5B, 0x5D, 0, 0x7F, 0x80, 0xDC, 0xFF}) {
                Arrays.fill(bytes, (byte) other);
                bytes[0] = '\\';
                bytes[length + 1] = '\\';
                assertThat(JsonText.hasBackslash(bytes, 1, length + 1)).isFalse();
                for (int at = 1; at <= length; at++) {
                    bytes[at] = '\\';
                    assertThat(JsonText.hasBackslash(bytes, 1, length + 1)).isTrue();
                    bytes[at] = (byte) other;
                }
            }
        }
    }

    @Test
    void halfOfACharacterIsDistinguishedFromAWholeOne() {
        assertThat(JsonText.hasUnpairedSurrogate("a😀")).isFalse();
        assertThat(JsonText.hasUnpairedSurrogate("\uD83D")).isTrue();
        assertThat(JsonText.hasUnpairedSurrogate("\uDE00")).isTrue();
        assertThat(JsonText.hasUnpairedSurrogate("\uDE00\uD83D")).isTrue();
        assertThat(JsonText.hasUnpairedSurrogate("\uD83D\uD83D\uDE00")).isTrue();
        assertThat(JsonText.hasUnpairedSurrogate("\uD83Dx\uDE00")).isTrue();
        assertThat(JsonText.hasUnpairedSurrogate(
                        value("\"\\ud83d\"", ValueKind.TEXT).text()))
                .isTrue();
    }

    @Test
    void aCopyIsEqualAndIndependent() {
        byte[] bytes = "[1.10]".getBytes(StandardCharsets.UTF_8);
        var value = new JsonValue(bytes, 1, 5, ValueKind.DECIMAL);
        JsonValue copy = value.copy();
        assertThat(copy).isEqualTo(value).hasSameHashCodeAs(value);
        bytes[1] = '2';
        assertThat(copy).isNotEqualTo(value);
        assertThat(copy.json()).isEqualTo("1.10");
        assertThat(value("1", ValueKind.INTEGER)).isNotEqualTo(value("1", ValueKind.TEXT));
    }

    @Test
    void whatIsNotATextIsItsJson() {
        assertThat(value("1.10", ValueKind.DECIMAL).text()).isEqualTo("1.10");
        assertThat(value("[\"\\n\"]", ValueKind.ARRAY).text()).isEqualTo("[\"\\n\"]");
        assertThat(JsonValue.ofInteger(Long.MIN_VALUE).text()).isEqualTo("-9223372036854775808");
    }

    @Test
    void aValueDoesNotShowItself() {
        assertThat(value("\"SECRET\"", ValueKind.TEXT)).hasToString("TEXT[8 bytes]");
    }

    private static JsonValue value(String json, ValueKind kind) {
        byte[] bytes = ("x" + json + "x").getBytes(StandardCharsets.UTF_8);
        return new JsonValue(bytes, 1, bytes.length - 1, kind);
    }
}

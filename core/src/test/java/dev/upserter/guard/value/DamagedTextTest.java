package dev.upserter.guard.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.JsonValue;
import dev.upserter.operation.text.SpreadsheetText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedTextTest {
    private static String misread(JsonValue value) {
        return DamagedText.misread(value).map(SpreadsheetText.Finding::what).orElse("");
    }

    /** Each look at a text by patterns costs more than all else that is checked of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ana",
                "Größe",
                "naïve café",
                "éé",
                "ÃX",
                "ÿÿ",
                "Привет мир",
                "Ελλάδα",
                "日本語",
                "“a” … a€a",
                "©2026",
                "¤@",
                "¤[",
                "¤`",
                "¤{",
                "¤ ",
                "aˇa˝a",
                "ж1ж",
                "жɐ",
                "ɐж",
                "жж©",
                "Հa",
                "a\u0300a",
                "😀",
                "a line\nand another",
            })
    void mostTextsNeedNoCloserLook(String text) {
        assertThat(DamagedText.isSound(JsonValue.ofText(text))).isTrue();
        assertThat(misread(JsonValue.ofText(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "¤a", "¤z", "¤A", "¤Z", "¤ü", "Â©", "Ã¼", "Ð©", "Ñ©", "â€", "ï»¿", "\u0085", "\u009f", "\ufffd",
                        "\u201a",
                "\u201e", "\u2030", "\u02c6", "\u02dc", "aж", "жa", "éж", "жé", "жÀ", "жȀ", "Ȁж", "zΔ", "Δz", "Ԁa",
                        "Ͱa",
            })
    void theSignsOfDamageNeedOne(String text) {
        assertThat(DamagedText.isSound(JsonValue.ofText(text))).isFalse();
    }

    @Test
    void anEscapeMayBeAnything() {
        assertThat(DamagedText.isSound(JsonValue.ofJson("\"\\u00fc\""))).isFalse();
        assertThat(misread(JsonValue.ofJson("\"\\u00fc\""))).isEmpty();
        assertThat(misread(JsonValue.ofJson("\"\\u00c3\\u00bc\""))).startsWith("looks like UTF-8");
    }

    @Test
    void lostCharactersAreSeen() {
        assertThat(DamagedText.lost(JsonValue.ofText("\ufffd")))
                .hasValueSatisfying(what -> assertThat(what).contains("U+FFFD"));
        assertThat(DamagedText.lost(JsonValue.ofText("Ana \ufffd"))).isPresent();
        assertThat(DamagedText.lost(JsonValue.ofJson("\"\\u0000\"")))
                .hasValueSatisfying(what -> assertThat(what).contains("U+0000"));
        assertThat(DamagedText.lost(JsonValue.ofJson("\"\\u00fc\""))).isEmpty();
    }
}

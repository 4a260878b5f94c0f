package dev.upserter.mapping.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.JsonValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists and JSON that are written into texts. */
class WrittenListsTest {
    private static @Nullable String list(JsonValue value, String separator) {
        JsonValue list = TextParts.list(value, separator);
        return list == null ? null : list.json();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "a                    ~ [\"a\"]",
                "a,b                  ~ [\"a\",\"b\"]",
                ",a,,b,               ~ [\"a\",\"b\"]",
                "^^                   ~ []",
                "^ ^                  ~ []",
                ",                    ~ []",
                "\"a\"                ~ [\"a\"]",
                "\"a,b\",c            ~ [\"a,b\",\"c\"]",
                "c,\"a,b\"            ~ [\"c\",\"a,b\"]",
                "^ \"a,b\" , c ^      ~ [\"a,b\",\"c\"]",
                "^c, \"a,b\" ^        ~ [\"c\",\"a,b\"]",
                "\"a\"\"b\",c         ~ [\"a\\\"b\",\"c\"]",
                "\"a\"\",b\",c        ~ [\"a\\\",b\",\"c\"]",
                "\"\",a               ~ [\"a\"]",
                "\"\"                 ~ []",
                "\"                   ~ [\"\\\"\"]",
                "\"a                  ~ [\"\\\"a\"]",
                "\"a,b                ~ [\"\\\"a\",\"b\"]",
                "\"a\" b,c            ~ [\"\\\"a\\\" b\",\"c\"]",
                "\"a\" \"b\",c        ~ [\"\\\"a\\\" \\\"b\\\"\",\"c\"]",
                "a \"b,c\"            ~ [\"a \\\"b\",\"c\\\"\"]",
                "12\" pipe,13\" pipe  ~ [\"12\\\" pipe\",\"13\\\" pipe\"]",
            })
    void partsStandBetweenSeparatorsUnlessTheyAreQuotedAsAWhole(String text, String list) {
        assertThat(list(JsonValue.ofText(text), ",")).isEqualTo(list);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "a; b;c        ~ ;  ~ [\"a\",\"b\",\"c\"]",
                "a || b||c     ~ || ~ [\"a\",\"b\",\"c\"]",
                "a | b||c      ~ || ~ [\"a | b\",\"c\"]",
                "\"a||b\"||c   ~ || ~ [\"a||b\",\"c\"]",
                "\"a\"|b||c    ~ || ~ [\"\\\"a\\\"|b\",\"c\"]",
            })
    void aSeparatorMayHaveSeveralCharacters(String text, String separator, String list) {
        assertThat(list(JsonValue.ofText(text), separator)).isEqualTo(list);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "[\"a\", \"b\"]            ~ [\"a\", \"b\"]",
                "^ [1, 2.50] ^             ~ [1, 2.50]",
                "[\"a\", \"\", null, 1]    ~ [\"a\",1]",
                "[\" \", {\"n\": null}]    ~ [{\"n\":null}]",
                "[null]                    ~ []",
                "[[null], [\"\"]]          ~ [[null],[\"\"]]",
                "[1],[2]                   ~ [\"[1]\",\"[2]\"]",
                "[\"a\"                    ~ [\"[\\\"a\\\"\"]",
            })
    void aTextThatIsAListInJsonIsThisListWithoutWhatIsBlank(String text, String list) {
        assertThat(list(JsonValue.ofText(text), ",")).isEqualTo(list);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a,b}", " {a} ", "[a,b]", "[ a, b ]", "['a']", "['a','b']"})
    void whatAnotherProgramShowsInBracketsIsNoList(String text) {
        assertThat(TextParts.isInBrackets(JsonValue.ofText(text), ",")).isTrue();
        assertThat(list(JsonValue.ofText(text), ",")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "[a]", "a {b}", "{a} b", "[a],[b]", "{a},{b}", "[a,b", "(a,b)", ""})
    void bracketsAroundAPartArePartOfIt(String text) {
        assertThat(TextParts.isInBrackets(JsonValue.ofText(text), ",")).isFalse();
    }

    @Test
    void onlyTextsAndListsAreLists() {
        JsonValue list = JsonValue.ofJson("[1, null]");
        assertThat(TextParts.list(list, ",")).isSameAs(list);
        for (String json : new String[] {"1", "1.5", "true", "false", "null", "{}"}) {
            assertThat(TextParts.list(JsonValue.ofJson(json), ",")).as(json).isNull();
            assertThat(TextParts.isInBrackets(JsonValue.ofJson(json), ","))
                    .as(json)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "1           ~ 1",
                "^ {\"a\": [1]} ^ ~ {\"a\": [1]}",
                "null        ~ null",
                "\"a\"       ~ \"a\"",
            })
    void aTextThatIsOneValueOfJsonSaysThis(String text, String json) {
        assertThat(TextParts.json(JsonValue.ofText(text)))
                .isNotNull()
                .extracting(JsonValue::json)
                .isEqualTo(json);
        assertThat(new Cast.Json().reads(JsonValue.ofText(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1 2", "[1", "{\"a\": }", "[1] x", "{} {}"})
    void aTextThatIsNoOrSeveralValuesSaysNothing(String text) {
        assertThat(TextParts.json(JsonValue.ofText(text))).isNull();
        assertThat(new Cast.Json().reads(JsonValue.ofText(text))).isFalse();
    }

    @Test
    void aValueThatIsNoTextIsItself() {
        JsonValue value = JsonValue.ofJson("{\"a\":1}");
        assertThat(TextParts.json(value)).isSameAs(value);
    }
}

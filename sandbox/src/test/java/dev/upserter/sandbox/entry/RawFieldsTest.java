package dev.upserter.sandbox.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The members of a body, read one by one as the stores ask for them. */
class RawFieldsTest {
    private static RawFields fields(String body) throws IOException, EntryRefusedException {
        return RawFields.ofBody(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void valuesKeepTheirTextWithoutBlanksBetweenTokens() throws Exception {
        assertThat(fields("{\"n\": 1.50, \"list\": [1, {\"a\": \"b c\"}], \"none\": null}")
                        .values())
                .containsOnly(
                        Map.entry("n", "1.50"), Map.entry("list", "[1,{\"a\":\"b c\"}]"), Map.entry("none", "null"));
    }

    @Test
    void anEmptyObjectHasNoMembers() throws Exception {
        RawFields none = fields("{}");

        assertThat(none.values()).isEmpty();
        assertThat(none.optionalText("name")).isEmpty();
        assertThat(none.seconds("timestamp")).isEmpty();
        assertThat(none.object("data")).isEqualTo("{}");
        assertThat(none.nested("data").values()).isEmpty();
        assertThat(none.list("ids")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "7", "null"})
    void aBodyIsAnObject(String body) {
        assertThatThrownBy(() -> fields(body)).isInstanceOf(EntryRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":}", "{\"a\":1,}", "{a:1}"})
    void aBodyIsJson(String body) {
        assertThatThrownBy(() -> fields(body)).isInstanceOf(IOException.class);
    }

    @Test
    void aTextIsReadWithItsEscapes() throws Exception {
        RawFields fields = fields("{\"name\":\"Gr\\u00fc\\u00dfe \\\"x\\\"\"}");

        assertThat(fields.text("name")).isEqualTo("Grüße \"x\"");
        assertThat(fields.optionalText("name")).contains("Grüße \"x\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\":null}", "{\"name\":\"\"}", "{\"name\":\" \\t\"}"})
    void aTextThatMustBeThereIsNotBlank(String body) throws Exception {
        RawFields fields = fields(body);

        assertThatThrownBy(() -> fields.text("name"))
                .isInstanceOfSatisfying(
                        EntryRefusedException.class,
                        refused -> assertThat(refused.refused().field()).isEqualTo("name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "true", "[\"a\"]", "{}"})
    void whatIsNoTextIsRefusedAlsoWhereItNeedNotBeThere(String value) throws Exception {
        RawFields fields = fields("{\"name\":" + value + "}");

        assertThatThrownBy(() -> fields.optionalText("name")).isInstanceOf(EntryRefusedException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1700000000, 1700000000", "-86400, -86400", "999999999999999999, 999999999999999999"})
    void secondsAreAWholeNumber(String value, long seconds) throws Exception {
        assertThat(fields("{\"timestamp\":" + value + "}").seconds("timestamp")).isEqualTo(OptionalLong.of(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1e3", "\"1700000000\"", "null", "true", "1000000000000000000"})
    void whatCountsNoSecondsIsRefused(String value) throws Exception {
        RawFields fields = fields("{\"timestamp\":" + value + "}");

        assertThatThrownBy(() -> fields.seconds("timestamp")).isInstanceOf(EntryRefusedException.class);
    }

    @Test
    void objectsInsideAreReadAlike() throws Exception {
        RawFields fields =
                fields("{\"device\":{\"token\":\"t\",\"attributes\":{\"x\":\"y\"}},\"list\":[{\"a\":1},{\"a\":2}]}");

        assertThat(fields.nested("device").text("token")).isEqualTo("t");
        assertThat(fields.nested("device").nested("attributes").text("x")).isEqualTo("y");
        assertThat(fields.list("list"))
                .extracting(RawFields::values)
                .isEqualTo(List.of(Map.of("a", "1"), Map.of("a", "2")));
        assertThat(fields.object("device")).isEqualTo("{\"token\":\"t\",\"attributes\":{\"x\":\"y\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"x\"", "[1]", "null"})
    void whatIsNoObjectIsRefused(String value) throws Exception {
        RawFields fields = fields("{\"data\":" + value + "}");

        assertThatThrownBy(() -> fields.object("data")).isInstanceOf(EntryRefusedException.class);
        assertThatThrownBy(() -> fields.nested("data")).isInstanceOf(EntryRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "{}", "[1]", "[\"a\"]", "null"})
    void whatIsNoListOfObjectsIsRefused(String value) throws Exception {
        RawFields fields = fields("{\"list\":" + value + "}");

        assertThatThrownBy(() -> fields.list("list")).isInstanceOf(EntryRefusedException.class);
    }
}

package dev.upserter.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonTest {
    private static Person with(String json) {
        return new Person(Optional.of("ana"), Optional.empty(), Optional.empty(), "03000001", Map.of("x", json), 1);
    }

    private static Person known(@Nullable String id, @Nullable String email, @Nullable String phone) {
        return new Person(
                Optional.ofNullable(id),
                Optional.ofNullable(email),
                Optional.ofNullable(phone),
                "03000001",
                Map.of(),
                1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"Ana\"|Ana",
                "\"\\u00e9 \\\"\"|é \"",
                "1.10|1.10",
                "true|true",
                "{\"a\":\"b\"}|{\"a\":\"b\"}",
                "[\"a\",1]|[\"a\",1]",
            })
    void anAttributeIsReadAsText(String json, String text) {
        assertThat(with(json).text("x")).contains(text);
    }

    @Test
    void anAttributeIsReadAsWhatItWasSentAs() {
        assertThat(with("1.10").number("x")).contains(new BigDecimal("1.10"));
        assertThat(with("12345678901234567890123").number("x")).contains(new BigDecimal("12345678901234567890123"));
        assertThat(with("true").flag("x")).contains(true);
        assertThat(with("false").flag("x")).contains(false);
        assertThat(with("1700000000").time("x")).contains(Instant.parse("2023-11-14T22:13:20Z"));
        assertThat(with("-1").time("x")).contains(Instant.parse("1969-12-31T23:59:59Z"));
    }

    @Test
    void anAttributeThatIsNotThereIsNothing() {
        assertThat(with("1").text("y")).isEmpty();
        assertThat(with("1").number("y")).isEmpty();
        assertThat(with("1").flag("y")).isEmpty();
        assertThat(with("1").time("y")).isEmpty();
    }

    @Test
    void anAttributeOfAnotherTypeIsAMistakeOfTheTest() {
        assertThatThrownBy(() -> with("\"1\"").number("x")).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> with("\"1\"").time("x")).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> with("1.5").time("x")).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> with("1").flag("x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("x is neither true nor false, but 1");
    }

    @Test
    void aPersonIsCalledByTheBestIdentifierThatIsKnown() {
        assertThat(known("ana", "a@x.org", "+491").identifier()).isEqualTo("ana");
        assertThat(known(null, "a@x.org", "+491").identifier()).isEqualTo("a@x.org");
        assertThat(known(null, null, "+491").identifier()).isEqualTo("+491");
        assertThat(known(null, null, null).identifier()).isEqualTo("03000001");
        assertThat(known("ana", "a@x.org", "+491").best()).containsExactly(Map.entry("id", "ana"));
        assertThat(known(null, "a@x.org", "+491").best()).containsExactly(Map.entry("email", "a@x.org"));
        assertThat(known(null, null, "+491").best()).containsExactly(Map.entry("phone", "+491"));
        assertThat(known(null, null, null).best()).containsExactly(Map.entry("cio_id", "03000001"));
    }

    @Test
    void aSnapshotStaysWhatItIs() {
        var attributes = new LinkedHashMap<>(Map.of("x", "1"));
        var person = new Person(Optional.of("ana"), Optional.empty(), Optional.empty(), "1", attributes, 1);

        attributes.put("x", "2");

        assertThat(person.attributes()).containsExactly(Map.entry("x", "1"));
        assertThatThrownBy(() -> person.attributes().put("x", "2")).isInstanceOf(UnsupportedOperationException.class);
    }
}

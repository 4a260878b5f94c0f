package dev.upserter.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.source.JsonValue;
import dev.upserter.source.ValueKind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscretionTest {
    private static final byte[] RECORD = "{\"id\":\"ana@example.org\",\"age\":37,\"t\":\"x\",\"p\":true,\"q\":null,"
            .concat("\"name\":\"Ana Mar\\u00eda L\\u00f3pez\",\"more\":{\"list\":[\"Elm Street 5\",1.10]}}")
            .getBytes(StandardCharsets.UTF_8);

    private static boolean mayShow(String text) {
        return Discretion.mayShow(text, "ana@example.org", new JsonValue(RECORD, 0, RECORD.length, ValueKind.OBJECT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ana@example.org is not valid",
                "ANA@Example.org is not valid",
                "age 37 is too low",
                "name \"Ana María López\" is too long",
                "name \"Ana Mar...\" or López",
                "nobody lives in ELM STREET 5",
                "the street is not known",
                "1.10 is not whole"
            })
    void whatQuotesARowIsNotShown(String text) {
        assertThat(mayShow(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "must be an address",
                "invalid",
                "name",
                "status 400",
                "an extraordinary mistake",
                "must be true or false, not null"
            })
    void whatSaysNothingOfARowIsShown(String text) {
        assertThat(mayShow(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "no json"})
    void ofARecordThatCannotBeReadNothingIsShown(String record) {
        byte[] bytes = record.getBytes(StandardCharsets.UTF_8);

        assertThat(Discretion.mayShow("invalid", "k", new JsonValue(bytes, 0, bytes.length, ValueKind.OBJECT)))
                .isFalse();
    }
}

package dev.upserter.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final byte[] RECORD = "{\"id\":\"ana@example.org\",\"age\":37,\"t\":\"x\",\"p\":true,\"q\":null,"
            .concat("\"name\":\"Ana Mar\\u00eda L\\u00f3pez\",\"more\":{\"list\":[\"Elm Street 5\",1.10]}}")
            .getBytes(StandardCharsets.UTF_8);

    private static boolean mayShow(String text) {
        return Redaction.of("ana@example.org").with(RECORD, 0, RECORD.length).mayShow(text);
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
                "1.10 is not whole",
                "QW5hIE1hcsOtYSBMw7NwZXo= is too long",
                "416e61204d6172c3ad61204cc3b370657a",
                "cannot take ana%40example.org",
                "Ana%20Mar%C3%ADa%20L%C3%B3pez",
                "A-n-a M\\u0061r\\u00eda L-\\u00f3-p-e-z",
                "cannot take \"Ana Mar\u00eda L..."
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

        assertThat(Redaction.of("k").with(bytes, 0, bytes.length).mayShow("invalid"))
                .isFalse();
    }
}

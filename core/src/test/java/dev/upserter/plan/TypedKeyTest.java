package dev.upserter.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.json.JsonValue;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedKeyTest {
    @ParameterizedTest
    @CsvSource({
        "id:1, ID, 1",
        "email:ana@example.org, EMAIL, ana@example.org",
        "cio_id:03000001, CIO_ID, 03000001",
        "id:email:x, ID, email:x",
        "id:, ID, ''",
    })
    void aKeySaysWhatItIs(String text, IdentifierType type, String key) {
        assertThat(TypedKey.of(text)).isEqualTo(new TypedKey(type, key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "ana@example.org", "name:ana", "ID:1", " id:1"})
    void aKeyThatDoesNotSayItIsNone(String text) {
        assertThatThrownBy(() -> TypedKey.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the key does not say what it is");
    }

    @Test
    void itsTextShowsNoKey() {
        assertThat(TypedKey.of("email:ana@example.org")).hasToString("TypedKey[email]");
    }

    /** As states have it whose rows are known by several kinds of identifiers. */
    @Test
    void whatPersonKeysWriteIsRead() {
        var key = new PersonKey();
        key.of(new Identifier(IdentifierType.EMAIL, JsonValue.ofText("Ana@Example.org")));
        key.ofType(IdentifierType.EMAIL);

        String text = new String(key.bytes(), key.start(), key.end() - key.start(), StandardCharsets.UTF_8);
        assertThat(text).isEqualTo("email:ana@example.org");
        assertThat(TypedKey.of(text)).isEqualTo(new TypedKey(IdentifierType.EMAIL, "ana@example.org"));
    }
}

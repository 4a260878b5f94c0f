package dev.upserter.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.operation.CompoundKey;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class PersonKeyTest {
    private final PersonKey key = new PersonKey();

    private String text(IdentifierType type, String text) {
        byte[] json = ("\"" + text + "\"").getBytes(StandardCharsets.UTF_8);
        key.of(new Identifier(type, new JsonValue(json, 0, json.length, ValueKind.TEXT)));
        return new String(key.bytes(), key.start(), key.end() - key.start(), StandardCharsets.UTF_8);
    }

    @Test
    void anAddressIsInLowerCaseAndAnIdIsNot() {
        assertThat(text(IdentifierType.EMAIL, "AZ@[az.EXAMPLE")).isEqualTo("az@[az.example");
        assertThat(text(IdentifierType.EMAIL, "ÄRA@EXAMPLE.ORG")).isEqualTo("ära@example.org");
        assertThat(text(IdentifierType.ID, "AZ")).isEqualTo("AZ");
    }

    @Test
    void anAddressMayBeLongerThanTheOnesBeforeIt() {
        for (int length : new int[] {3, 64, 65, 129, 128, 1_000, 2}) {
            assertThat(text(IdentifierType.EMAIL, "A".repeat(length))).isEqualTo("a".repeat(length));
        }
    }

    @Test
    void itIsTheKeyOfOnePersonOnly() {
        text(IdentifierType.EMAIL, "Ana@example.org");

        assertThat(key.is("ana@example.org".getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(key.is("ana@example.or".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(key.is("anb@example.org".getBytes(StandardCharsets.UTF_8))).isFalse();
    }

    /** States are sorted by it. */
    @Test
    void theHashOfAKeyOfAnyLengthIsTheSameInEveryVersion() {
        assertThat(hash("1234567")).isEqualTo("50b27bd6a59d5283");
        assertThat(hash("12345678")).isEqualTo("791386064bc4e595");
        assertThat(hash("123456789")).isEqualTo("e46d5d0d04fd30c3");
        assertThat(hash("1234567890123456")).isEqualTo("d2868b8ad9e45afb");
    }

    private String hash(String id) {
        text(IdentifierType.ID, id);
        return Long.toHexString(key.hash());
    }

    /** What is not a person is known by the text of all its parts. */
    @Test
    void aThingIsKnownByItsParts() {
        key.of(new CompoundKey("object", null, List.of(JsonValue.ofInteger(1), JsonValue.ofText("Acme"))));
        assertThat(key.is("[\"1\",\"Acme\"]".getBytes(StandardCharsets.UTF_8))).isTrue();
        key.of(new CompoundKey("event_id", null, List.of(JsonValue.ofText("Ünal"))));
        assertThat(key.is("Ünal".getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(key.hash()).isEqualTo(PersonKey.hash(key.bytes(), key.start(), key.end()));
    }

    @Test
    void theTypeComesBeforeAKeyThatIsInTheMiddleOfOtherBytes() {
        text(IdentifierType.ID, "ana");
        assertThat(key.start()).isPositive();
        key.ofType(IdentifierType.ID);
        assertThat(new String(key.bytes(), key.start(), key.end() - key.start(), StandardCharsets.UTF_8))
                .isEqualTo("id:ana");
    }

    /** The digests of texts that users' states and digests of configurations hold. */
    @Test
    void aDigestIsThatOfTheBytesInUtf8() {
        assertThat(HexFormat.of().formatHex(Sha256.of("é")))
                .startsWith("4a99557e4033c3539de2eb65472017cad5f9557f7a0625a0");
        assertThat(Sha256.of("é")).isEqualTo(Sha256.of(new byte[] {(byte) 0xC3, (byte) 0xA9}));
    }
}

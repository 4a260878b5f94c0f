package dev.upserter.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.operation.text.Role;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IdentifierTest {

    @Test
    void theSameIdentifierIsTheSamePersonHoweverItIsSpelledInJson() {
        assertThat(id("\"42\"").subjectHash()).isEqualTo(id("42").subjectHash());
        assertThat(id("\"\\u0034\\u0032\"").subjectHash()).isEqualTo(id("42").subjectHash());
        assertThat(id("\"a\\/b\"").subjectHash()).isEqualTo(id("\"a/b\"").subjectHash());
        assertThat(id("\"\\u00e9\\ud83d\\ude00\"").subjectHash())
                .isEqualTo(id("\"é😀\"").subjectHash());
    }

    @Test
    void differentIdsAreDifferentPeople() {
        assertThat(id("\"User1\"").subjectHash()).isNotEqualTo(id("\"user1\"").subjectHash());
        assertThat(id("\"042\"").subjectHash()).isNotEqualTo(id("42").subjectHash());
        assertThat(id("\" 42\"").subjectHash()).isNotEqualTo(id("42").subjectHash());
        assertThat(id("-0").subjectHash()).isNotEqualTo(id("0").subjectHash());
    }

    @Test
    void emailAddressesInOtherLetterCaseAreOnePerson() {
        assertThat(email("\"Zoe@Example.COM\"").subjectHash())
                .isEqualTo(email("\"zoe@example.com\"").subjectHash());
        assertThat(email("\"ZO\\u00cb@x.example\"").subjectHash())
                .isEqualTo(email("\"zoë@x.example\"").subjectHash());
        assertThat(email("\"zoe@example.com\"").subjectHash())
                .isNotEqualTo(email("\"zoe@example.org\"").subjectHash());
        assertThat(email("\"Zoe@example.com\"").exactHash())
                .isNotEqualTo(email("\"zoe@example.com\"").exactHash());
    }

    @Test
    void foldingAgreesWithTheJdkForTextsOfAnyLengthAndAlphabet() {
        var random = new Random(23);
        String alphabet = "abcxyzABCXYZ@[`{019._-~";
        for (int round = 0; round < 20_000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            if (random.nextInt(4) == 0) {
                text.append("ÉÀß€😀".charAt(random.nextInt(4)));
            }
            long folded = id("\"" + text + "\"").foldedHash();
            assertThat(folded)
                    .isEqualTo(id("\"" + text.toString().toLowerCase(Locale.ROOT) + "\"")
                            .foldedHash());
            assertThat(folded)
                    .isEqualTo(
                            id("\"" + text.toString().toUpperCase(Locale.ROOT).replace("SS", "ß") + "\"")
                                    .foldedHash());
        }
    }

    @Test
    void aMillionIdsHaveAMillionHashes() {
        var seen = new HashMap<Long, Integer>();
        for (int i = 0; i < 1_000_000; i++) {
            Integer other = seen.put(id(String.valueOf(i)).subjectHash(), i);
            assertThat(other).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', textBlock = """
        "abc"; 3
        "é€😀"; 9
        "\\u00e9\\u20ac\\ud83d\\ude00"; 9
        "\\n"; 1
        42; 2
        -12; 3
        """)
    void theLengthIsThatOfWhatItSaysInUtf8(String json, int bytes) {
        assertThat(id(json).utf8Length()).isEqualTo(bytes);
    }

    @Test
    void rolesAreGivenByTheExactName() {
        assertThat(List.of("id", "email", "created_at", "unsubscribed", "anonymous_id"))
                .extracting(Role::of)
                .containsExactly(Role.ID, Role.EMAIL, Role.CREATED_AT, Role.UNSUBSCRIBED, Role.ANONYMOUS_ID);
        assertThat(List.of("Id", "EMAIL", "createdAt", " email", "cio", "_updated", "", "topic_1"))
                .extracting(Role::of)
                .containsOnly(Role.PLAIN);
        assertThat(List.of("cio_id", "cio_x", "_update", "_timestamp", "_created_in_customerio_at"))
                .extracting(Role::of)
                .containsOnly(Role.READ_ONLY);
        assertThat(List.of(
                        "cio_subscription_preferences.topics.topic_1", "cio_subscription_preferences.topics.topic_42"))
                .extracting(Role::of)
                .containsOnly(Role.TOPIC);
        assertThat(List.of("cio_subscription_preferences", "cio_subscription_preferences.topics"))
                .extracting(Role::of)
                .containsOnly(Role.SUBSCRIPTIONS);
        assertThat(List.of(
                        "cio_subscription_preferences.topics.topic_0",
                        "cio_subscription_preferences.topics.topic_1x",
                        "cio_subscription_preferences.topics.topic_",
                        "cio_subscription_preferences_topics"))
                .extracting(Role::of)
                .containsOnly(Role.READ_ONLY);
    }

    @Test
    void anAttributeNameKnowsItsBytes() {
        var name = new AttributeName("é\"😀");
        assertThat(name.utf8Length()).isEqualTo(7);
        assertThat(name).hasToString("é\"😀").isEqualTo(new AttributeName("é\"😀"));
        assertThat(name).isNotEqualTo(new AttributeName("E\"😀"));
    }

    private static Identifier id(String json) {
        return identifier(IdentifierType.ID, json);
    }

    private static Identifier email(String json) {
        return identifier(IdentifierType.EMAIL, json);
    }

    private static Identifier identifier(IdentifierType type, String json) {
        byte[] bytes = ("[" + json + "]").getBytes(StandardCharsets.UTF_8);
        ValueKind kind = json.startsWith("\"") ? ValueKind.TEXT : ValueKind.INTEGER;
        return new Identifier(type, new JsonValue(bytes, 1, bytes.length - 1, kind));
    }
}

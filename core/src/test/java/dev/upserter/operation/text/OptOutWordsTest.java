package dev.upserter.operation.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which values are the word of an opt-out. */
final class OptOutWordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"unsubscribed\"",
                "\"UNSUBSCRIBED\"",
                "\" Opted Out \"",
                "\"opted_out\"",
                "\"OptedOut\"",
                "\"Do Not Email\"",
                "\"vip, opted-out\"",
                "\"vip|unsubscribed |de\"",
                "[\"vip\",\"unsubscribed\"]",
                "[ \"unsubscribed\" ]"
            })
    void aWordAloneOrAPartOfAListIsOne(String json) {
        assertThat(OptOutWords.isIn(JsonValue.ofJson(json))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"u\"",
                "\"subscribed\"",
                "\"unsubscribed?\"",
                "\"unsubscribed on Monday\"",
                "\"he unsubscribed\"",
                "\"not subscribed\"",
                "[{\"unsubscribed\":false}]",
                "[]",
                "true",
                "{\"a\":\"unsubscribed\"}"
            })
    void anythingElseIsNone(String json) {
        assertThat(OptOutWords.isIn(JsonValue.ofJson(json))).isFalse();
    }

    @Test
    void whatFollowsTheValueDoesNotCount() {
        byte[] bytes = "\"unsub\"scribed\"".getBytes(StandardCharsets.US_ASCII);
        var cut = new JsonValue(bytes, 0, 7, ValueKind.TEXT);

        assertThat(OptOutWords.isIn(cut)).isFalse();
    }

    @Test
    void longTextsAreNotLookedThrough() {
        assertThat(OptOutWords.isIn(JsonValue.ofText("unsubscribed," + "a".repeat(2000))))
                .isFalse();
    }
}

package dev.upserter.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.guard.Rows.Outcome;
import dev.upserter.operation.IdentifierType;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** No message of the mapping or of a guard shows an identifier or an attribute's value. */
final class PrivacyTest {
    /** Stands in every value that can hold it, in digits too. */
    private static final List<String> MARKS = List.of("SECRET", "secret", "8675309");

    private static final List<String> NAMES = List.of(
            "a",
            "b",
            "id",
            "email",
            "created_at",
            "unsubscribed",
            "anonymous_id",
            "cio_id",
            "_update",
            "cio_subscription_preferences",
            "cio_subscription_preferences.topics.topic_1",
            "A");
    private static final List<String> VALUES = List.of(
            "\"SECRET\"",
            "\"SECRET@example.com\"",
            "\"secret@SECRET\"",
            "\"+8675309 SECRET\"",
            "\"00 8675309 8675309\"",
            "\"cio_SECRET\"",
            "\"\\ud800SECRET\"",
            "8675309",
            "8675309.8675309",
            "18675309",
            "1786753098675309",
            "1678675309000",
            "-8675309",
            "[\"SECRET\"]",
            "{\"SECRET\":8675309}",
            "{\"x\":\"\\ud800SECRET\"}",
            "\"2026-11-24T12:00:00.8675309Z\"",
            "\"" + "SECRET".repeat(200) + "\"",
            "[\"" + "SECRET".repeat(200) + "\"]",
            "8675309".repeat(150),
            "null",
            "\"\"",
            "true");

    private final Random random = new Random(53);
    private int rejected;
    private int found;

    @Test
    void noMessageShowsAValueOrAnIdentifier() {
        for (int round = 0; round < 300; round++) {
            for (Rows rows : List.of(
                    Rows.guarded(),
                    Rows.guessed(java.util.Map.of()),
                    Rows.identifiedBy(IdentifierType.EMAIL),
                    Rows.identifiedBy(IdentifierType.PHONE),
                    Rows.identifiedBy(IdentifierType.CIO_ID))) {
                for (int i = 0; i < 5; i++) {
                    check(rows.row(randomRow()));
                }
            }
        }
        // so that the test means something
        assertThat(rejected).isGreaterThan(1_000);
        assertThat(found).isGreaterThan(1_000);
    }

    private void check(Outcome outcome) {
        if (!outcome.sent().startsWith("{")) {
            rejected++;
            assertThat(outcome.sent()).doesNotContain(MARKS.toArray(CharSequence[]::new));
        }
        found += outcome.messages().size();
        for (String message : outcome.messages()) {
            assertThat(message).doesNotContain(MARKS.toArray(CharSequence[]::new));
        }
        assertThat(outcome.findings()).doesNotContain(MARKS.toArray(CharSequence[]::new));
    }

    private String randomRow() {
        var json = new StringBuilder("{\"key\":").append(pick(VALUES));
        for (String name : NAMES) {
            if (random.nextInt(4) == 0) {
                json.append(",\"").append(name).append("\":").append(pick(VALUES));
            }
        }
        return json.append('}').toString();
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}

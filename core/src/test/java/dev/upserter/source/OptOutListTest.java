package dev.upserter.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names are those of lists of people who want no messages. */
final class OptOutListTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unsubscribed",
                "UnSubscribed 2026",
                "unsubscribed_users",
                "Unsubs",
                "Opt-outs",
                "optOuts",
                "Opted out",
                "Suppression list",
                "suppressed",
                "Blacklist",
                "block-list",
                "Do not contact",
                "DNC",
                "Bounced",
                "hard bounces",
                "Abmeldungen",
                "D\u00e9sabonn\u00e9s",
                "D\u00c3\u00a9sabonn\u00c3\u00a9s",
                "Bajas"
            })
    void theseAre(String name) {
        assertThat(OptOutList.isName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Subscribed",
                "Contacts",
                "unsubscribeReasons",
                "unsubscribe_link",
                "Bounce rate",
                "Not unsubscribed",
                "without opt-outs",
                "subscribed and unsubscribed",
                "sms_unsubscribed",
                "push opt-outs",
                "Trampoline bouncers",
                "Embajadas"
            })
    void theseAreNot(String name) {
        assertThat(OptOutList.isName(name)).isFalse();
    }

    private static String hint(OptOutList.Form form, String... fields) {
        return OptOutList.list(List.of(fields), 2, form).hint();
    }

    @Test
    void theCommandReadsAFieldOfAnyNameAndTellsAddressesFromOtherIdentifiers() {
        String row = " | {(if tostring | contains(\"@\") then \"email\" else \"id\" end): .}' FILE > optouts.ndjson.";

        assertThat(hint(OptOutList.Form.VALUES, "data", "do not email"))
                .startsWith("make rows of it: jq -c '.[\"data\"][\"do not email\"][]" + row);
        assertThat(hint(OptOutList.Form.KEYS, "opt-out")).contains("jq -c '.[\"opt-out\"] | keys[]" + row);
        assertThat(hint(OptOutList.Form.VALUES, "don't \"spam\""))
                .contains("jq -c '.[\"don\\u0027t \\\"spam\\\"\"][]" + row);
    }

    @Test
    void objectsAreRowsUnlessNoPathLeadsToThem() {
        assertThat(hint(OptOutList.Form.OBJECTS, "data", "opt out")).contains("source.rows: data.opt out and");
        assertThat(hint(OptOutList.Form.OBJECTS, "opt.out"))
                .contains("jq -c '.[\"opt.out\"][]' FILE > optouts.ndjson.");
    }
}

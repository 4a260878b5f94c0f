package dev.upserter.source;

import static org.assertj.core.api.Assertions.assertThat;

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
}

package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Opt-outs known by an entry, by a consent taken back, and by names of which not all words are known. */
final class InitEntriesTest extends InitFixture {
    private String sent(String column, String in, String out) throws IOException {
        return init.unsubscribed(
                "data.csv", "id,email," + column + "\n1,a@x.example," + in + "\n2,b@x.example," + out + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            nullValues = "~",
            value = {
                "unsubscribe_reason, ^^, too many mails",
                "UNSUB_REASON, N/A, No longer interested",
                "Email opt-out reason, -, spam",
                "unsubscribe_reason, ^^, complained",
                "Unsubscribe source, ^^, link",
                "unsubscribed_list_ids, ^^, 7;9",
                "unsubscribedChannelIds, ^^, 7",
                "Unsubscribed channels, [], ^\"[\"\"email\"\"]\"^",
                "Email Suppressions, [], ['HARD_BOUNCE']",
                "Email Suppressions, [], ^\"[{\"\"reason\"\": \"\"USER_SUPPRESSED\"\"}]\"^",
            })
    void anyEntryIsAnOptOut(String column, String in, String out) throws IOException {
        assertThat(sent(column, in, out)).as(init.config()).isEqualTo("false true");
    }

    @ParameterizedTest
    @CsvSource({
        "marketing_consent_revoked, false, true",
        "consent withdrawn, no, yes",
        "opt_in_revoked, no, yes",
        "marketing declined, false, true",
        "newsletter_cancelled, false, true",
        "Einwilligung widerrufen, nein, ja",
        "Consentement retir\u00e9, non, oui",
        "consent_revoked_at, '', 2026-01-02",
        "Marketing consent withdrawn on, '', 02/13/2026",
        "email_unreachable, no, yes",
        "uncontactable, no, yes",
        "Email contactable?, Yes, No",
        "Can be emailed, Y, N",
        "emailable, 1, 0",
        "OK to email, Yes, No",
        "Is marketable, true, false",
        "Newsletter signup, yes, no",
        "Bulk Email, Allow, Do Not Allow",
        "Do not allow Bulk Emails, Allow, Do Not Allow",
        "Send Marketing Materials, Send, Do Not Send",
        "Newsletter opt-in date, 2026-01-02, ''",
        "newsletter_subscribed_at, 2026-01-02 10:00:00, ''",
        "Email opt in date, 2026-01-02, never",
        "Newsletter opt-in date, 2026-01-02, 1970-01-01",
        "newsletter_opt_in_timestamp, 1768472400, 0",
    })
    void whoTookAConsentBackOrNeverGaveOneIsUnsubscribed(String column, String in, String out) throws IOException {
        assertThat(sent(column, in, out)).as(init.config()).isEqualTo("false true");
    }

    @Test
    void aListOfOptOutsIsAskedBesideAConsent() throws IOException {
        init.sendConsents("data.csv", """
                id,Email Marketing Consent,Email Suppressions
                1,SUBSCRIBED,[]
                2,SUBSCRIBED,"[{""reason"": ""USER_SUPPRESSED""}]"
                3,NEVER_SUBSCRIBED,[]
                """);

        assertThat(init.unsubscribed("1") + init.unsubscribed("2") + init.unsubscribed("3"))
                .isEqualTo("falsetruetrue");
    }

    @Test
    void anEmptyListOfOptOutsInAllRowsIsAskedAllTheSame() throws IOException {
        String rows = "id,Email Marketing Consent,Email Suppressions\n1,SUBSCRIBED,[]\n2,SUBSCRIBED,%s\n";
        String config = init.of("data.csv", rows.formatted("[]")).config();

        init.of("data.csv", rows.formatted("['HARD_BOUNCE']")).with(config).sync();

        assertThat(init.unsubscribed("1") + " " + init.unsubscribed("2")).isEqualTo("false true");
    }

    @Test
    void listsOfJsonAreEntries() throws IOException {
        assertThat(init.unsubscribed("data.ndjson", """
                {"id": "1", "email": "a@x.example", "unsubscribedChannelIds": []}
                {"id": "2", "email": "b@x.example", "unsubscribedChannelIds": [7, 9]}
                """)).isEqualTo("false true");
        assertThat(init.config()).contains("gets no messages at all");
    }

    @Test
    void anAddressIsToldFromThePermissionOfItsName() throws IOException {
        init.sendConsents("data.csv", """
                id,Email Address,Email,Bulk Email
                1,a@x.example,Allow,Allow
                2,b@x.example,Do Not Allow,Allow
                3,c@x.example,Allow,Do Not Allow
                """);

        assertThat(init.unsubscribed("1") + init.unsubscribed("2") + init.unsubscribed("3"))
                .isEqualTo("falsetruetrue");
        assertThat(init.person("2")).containsEntry("email", "\"b@x.example\"").doesNotContainKey("Email");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unsubscribed_from_marketing_v2",
                "marketing_email_optout_flag_2024",
                "newsletter_opt_in_web",
                "optout_gen2"
            })
    void aNameOfWhichNotAllWordsAreKnownIsReported(String column) throws IOException {
        init.of("data.csv", "id,email," + column + "\n1,a@x.example,no\n2,b@x.example,yes\n");

        assertThat(init.config()).contains("sounds as if it said who wants messages");
        assertThat(init.check()).isZero();
        assertThat(init.said()).contains("OPT_OUT_NOT_MAPPED");
    }

    @ParameterizedTest
    @CsvSource({
        "unsubscribe_url, https://x.example/1, https://x.example/2",
        "unsubscribed_count, 0, 3",
        "optin_ip, 192.0.2.1, ''",
        "cookie_consent, yes, no",
        "sms_opt_in_date, 2026-01-02, ''",
        "Opt In Date, 2026-01-02, ''",
        "Fax, Allow, Do Not Allow",
    })
    void namesOfSomethingElseSayNothing(String column, String one, String other) throws IOException {
        init.send("data.csv", "id,email," + column + "\n1,a@x.example," + one + "\n2,b@x.example," + other + "\n");

        assertThat(init.config()).doesNotContain("unsubscribed:", "sounds as if");
        assertThat(init.unsubscribed("2")).isEqualTo("nothing");
        assertThat(init.said()).doesNotContain("OPT_OUT_NOT_MAPPED");
    }
}

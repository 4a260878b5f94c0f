package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What seems to say who wants no messages is reported where no rule reads it, or one maps it otherwise. */
final class InitConsentNotesTest extends InitFixture {
    @ParameterizedTest
    @CsvSource({
        "Lifecycle, Opted-out, Lead",
        "Segment, Unsubscribed, VIP",
        "Relation, do not email, Supplier",
        "Access, revoked, open",
        "Subscriber Status, Inactive, Active"
    })
    void wordsOfAnOptOutGetANoteWhereNoRuleReadsThem(String header, String out, String in) throws IOException {
        String rows = IntStream.rangeClosed(2, 9)
                .mapToObj(n -> n + ",b" + n + "@x.example,no," + in + "\n")
                .collect(Collectors.joining());
        init.of("data.csv", "id,email,vip," + header + "\n1,a@x.example,no," + out + "\n" + rows);
        assertThat(init.config()).contains("to: " + header + " # sounds as if it said who wants messages");

        init.of("data.csv", "id,email,Do Not Mail," + header + "\n1,a@x.example,no," + out + "\n" + rows);
        assertThat(init.config().contains(header + " # sounds as if") || header.startsWith("Subscriber"))
                .as(init.config())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"settings", "preferences", "interests"})
    void objectsAsTextAreNoListsAndTheirOptOutsGetANote(String header) throws IOException {
        String row = ",\"{\"\"unsubscribed\"\": true, \"\"color\"\": \"\"red\"\"}\"\n";
        init.of("data.csv", "id,email," + header + "\n1,a@x.example" + row + "2,b@x.example" + row);

        assertThat(init.config())
                .contains("to: " + header + " # sounds as if it said who wants messages")
                .doesNotContain("as: list");
        assertThat(init.sync()).as(init.said()).isZero();
        assertThat(init.people()).isEqualTo(2);
    }

    @Test
    void doNotMailBesideDoNotEmailIsPostAndBracketsHideNoOptOut() throws IOException {
        init.sendConsents("data.csv", """
            Contact ID,Email,Do Not Email,Do Not Mail,Do Not Phone,No Bulk Emails (User Opt Out)
            1,a@x.example,No,Yes,No,No
            2,b@x.example,No,No,No,Yes
            3,c@x.example,Yes,No,No,No
            """);

        assertThat(init.config()).contains("to: Do Not Mail # about post");
        assertThat(init.unsubscribed("1")).isEqualTo("false");
        assertThat(init.unsubscribed("2")).isEqualTo("true");
        assertThat(init.unsubscribed("3")).isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource({
        "unsubscribed_at, Spam complaint, , Yes",
        "Complained, Hard bounced, no, yes",
        "marketing_consent, Werbesperre, yes, ja",
        "Newsletter, Suppressed Until, yes, 2026-12-24"
    })
    void aSecondOptOutIsCombined(String first, String second, String value, String out) throws IOException {
        String empty = second.startsWith("Supp") ? "" : out.equals("ja") ? "nein" : "no";
        String said = value == null ? "" : value;
        init.sendConsents(
                "data.csv",
                "id,email," + first + "," + second + "\n1,a@x.example," + said + "," + out + "\n2,b@x.example,"
                        + (said.isEmpty() ? "2026-01-02" : said) + "," + empty + "\n3,c@x.example," + said + "," + empty
                        + "\n");

        assertThat(init.unsubscribed("1")).as(init.config()).isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource({
        "bounced, hard, none",
        "Cancellato, S\u00ec, No",
        "email_notifications, off, on",
        "Baja, S\u00ed, No",
        "Lifecycle, Unsubscribed, Lead"
    })
    void whatIsBesideAnOptOutAndNotReadIsReported(String header, String out, String in) throws IOException {
        init.of(
                "data.csv",
                "id,email,marketing_consent," + header + "\n1,a@x.example,yes," + out + "\n2,b@x.example,yes," + in
                        + "\n3,c@x.example,no," + in + "\n");

        assertThat(init.config()).contains("to: " + header + " # sounds as if it said who wants messages");
        assertThat(init.check()).as(init.config() + init.said()).isZero();
        assertThat(init.said())
                .contains(
                        "OPT_OUT_NOT_MAPPED  once, warning only",
                        "the field " + header + " seems to say who wants no messages, and what fills the attribute"
                                + " unsubscribed does not look at it");
    }

    @ParameterizedTest
    @CsvSource({
        "GDPR consent given, N, Y",
        "marketing_emails_enabled, FALSE, TRUE",
        "Emails?, No, Yes",
        "Quer receber e-mails?, N\u00e3o, Sim",
        "Abonn\u00e9, Non, Oui",
        "F\u00fcr Werbung gesperrt, ja, nein",
        "Newsletter-Empf\u00e4nger, Nein, Ja",
        "Werbesperre, ja, nein"
    })
    void moreNamesOfAConsentAreRead(String header, String out, String in) throws IOException {
        String rows = "1,a@x.example," + out + "\n2,b@x.example," + in + "\n";
        assertThat(init.unsubscribed("data.csv", "id,email," + header + "\n" + rows))
                .isEqualTo("true false");
    }

    @ParameterizedTest
    @CsvSource({"Baja, S\u00ed, No", "marketing (metadata), no, yes", "Marketing Preference, None, SMS"})
    void whatMayBeAConsentGetsANote(String header, String out, String in) throws IOException {
        init.of("data.csv", "id,email," + header + "\n1,a@x.example," + out + "\n2,b@x.example," + in + "\n");

        assertThat(init.config()).contains("# sounds as if it said who wants messages");
        assertThat(init.check()).isZero();
        assertThat(init.said()).contains("OPT_OUT_NOT_MAPPED");
    }

    @ParameterizedTest
    @CsvSource({
        "Unsubscribed, 'No, Yes', No, Yes",
        "Unsubscribed, 'FALSE, TRUE', FALSE, TRUE",
        "Newsletter, 'Yes, but unsubscribed in March', Yes, No",
        "Newsletter, Yes - until 31/12/2025, Yes, No"
    })
    void anAnswerWithBothSensesIsNone(String header, String both, String first, String second) throws IOException {
        init.of(
                "data.csv",
                "id,email," + header + "\n1,a@x.example,\"" + both + "\"\n2,b@x.example," + first + "\n3,c@x.example,"
                        + second + "\n4,d@x.example,\"" + second + ", thanks\"\n");

        assertThat(init.config()).contains("as: boolean #").doesNotContain(both);
        init.sync();
        assertThat(init.people()).as(init.config() + init.said()).isEqualTo(3);
    }

    @Test
    void whatItSaysInOtherWordsIsSaid() throws IOException {
        init.of("data.ndjson", """
            {"id": 1, "email": "a@x.example", "newsletter": "weekly"}
            {"id": 2, "email": "b@x.example", "newsletter": "never"}
            """);

        assertThat(init.config()).contains("to: newsletter # sounds as if it said who wants messages");
        assertThat(init.check()).isZero();
        assertThat(init.said())
                .contains(
                        "OPT_OUT_NOT_MAPPED  once, warning only",
                        "the field newsletter seems to say who wants no messages, and nothing fills the attribute"
                                + " unsubscribed");
    }

    @Test
    void aRunReportsAnOptOutThatGoesElsewhere() throws IOException {
        init.of("data.csv", "id,email,Opted Out?\n1,a@x.example,yes\n");
        String rule = "userId: id\nmappings:\n  - {from: email, to: email}\n  - {from: \"Opted Out?\", to: opted}\n";

        assertThat(init.with(rule).sync()).isZero();
        assertThat(init.said()).contains("OPT_OUT_NOT_MAPPED", "the field Opted Out? seems to say");
        init.with(rule + "  - {from: \"Opted Out?\", to: unsubscribed, as: boolean}\n")
                .sync();
        assertThat(init.said()).doesNotContain("OPT_OUT_NOT_MAPPED");
        init.with(rule + "filter: \"row['Opted Out?'] == 'no' or row['Opted Out?'] == 'yes'\"\n")
                .sync();
        assertThat(init.said()).doesNotContain("OPT_OUT_NOT_MAPPED");
        init.with(rule + "guards: {OPT_OUT_NOT_MAPPED: off}\n").sync();
        assertThat(init.said()).doesNotContain("OPT_OUT_NOT_MAPPED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "Lifecycle|Unsubscribed|Lifecycle",
                "contact_status|Opted-Out|contact_status",
                "Tags|vip; unsubscribed|Tags",
                "Email Preference|Unsubscribe|Email Preference",
                "Relation|Do not contact|Relation",
                "Lifecycle|Opt-out|Lifecycle",
                "Zustand|abgemeldet|Zustand",
                "\u00c9tat|D\u00e9sabonn\u00e9|\u00c9tat",
                "Notes|Do not e-mail|Notes",
                "prefs|{\"newsletter\": false}|prefs.newsletter",
                "prefs|{\"lang\": \"de\", \"email_state\": \"unsubscribed\"}|prefs.email_state",
                "settings|{\"a\": {\"marketing\": {\"optedOut\": true}}}|settings.a.marketing.optedOut",
                "SMS status|unsubscribed|",
                "plan|not subscribed|",
                "order_state|cancelled|",
                "note|has unsubscribed from the magazine|",
                "seen|{\"from\": \"unsubscribed page\"}|"
            })
    void theWordOfAnOptOutThatGoesElsewhereIsReported(String header, String value, String field) throws IOException {
        init.of(
                "data.csv",
                "id,email," + header + "\n1,a@x.example,lead\n2,b@x.example,\"" + value.replace("\"", "\"\"") + "\"\n");
        init.with("userId: id\nmappings:\n  - {from: email, to: email}\n  - {from: \"" + header + "\", to: \"my "
                + header + "\"}\n");

        for (int exitCode : new int[] {init.check(), init.sync()}) {
            assertThat(exitCode).as(init.said()).isZero();
        }
        if (field == null) {
            assertThat(init.said()).doesNotContain("OPT_OUT_NOT_MAPPED");
        } else {
            assertThat(init.said())
                    .contains("OPT_OUT_NOT_MAPPED  once, warning only", "the field " + field + " seems to say");
        }
    }

    @Test
    void whatAnInvoiceOrAPlanSaysIsNoConsent() throws IOException {
        init.of("data.csv", """
            id,email,subscription_status,Contact No,Do Not Call
            1,a@x.example,active,12,Yes
            2,b@x.example,canceled,13,No
            """);

        assertThat(init.config()).doesNotContain("unsubscribed", "sounds as if");
        init.sync();
        assertThat(init.said()).doesNotContain("OPT_OUT_NOT_MAPPED");
    }

    @Test
    void aListOfConsentsGetsANoteAndIsReported() throws IOException {
        init.of("data.ndjson", """
            {"id": 1, "email": "a@x.example", "consents": [{"channel": "email", "granted": false}]}
            {"id": 2, "email": "b@x.example", "consents": [{"channel": "email", "granted": true}]}
            """);

        assertThat(init.config()).contains("to: consents # sounds as if it said who wants messages");
        assertThat(init.check()).isZero();
        assertThat(init.said()).contains("OPT_OUT_NOT_MAPPED", "the field consents seems to say");
    }
}

package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose status says that no messages are wanted, or can be delivered, gets none. */
final class InitStatesTest extends InitFixture {
    @Test
    void statesOfASubscriptionAreReadWhateverTheRestSays() throws IOException {
        assertThat(init.unsubscribed("data.csv", """
            id,email,status
            1,a@x.example,Pending
            2,b@x.example,Subscribed
            3,c@x.example,Unsubscribed
            4,d@x.example,Cleaned
            """)).isEqualTo("true false");
        assertThat(init.unsubscribed("data.csv", """
            id,email,Email Marketing Consent
            1,a@x.example,UNSUBSCRIBED
            2,b@x.example,SUBSCRIBED
            3,c@x.example,NOT_SUBSCRIBED
            4,d@x.example,PENDING
            """)).isEqualTo("true false");
        assertThat(init.unsubscribed("4")).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bounced",
                "Deleted",
                "junk",
                "undeliverable",
                "HELD",
                "inactive",
                "Complained",
                "cleaned",
                "suppressed",
                "blocked",
                "cancelled",
                "Unconfirmed"
            })
    void besideAnOptOutNobodyIsSubscribedByAGuess(String trouble) throws IOException {
        assertThat(init.unsubscribed("data.csv", """
            id,email,status
            1,a@x.example,Unsubscribed
            2,b@x.example,Active
            3,c@x.example,%s
            """.formatted(trouble)))
                .as(init.config())
                .isEqualTo("true false");
        assertThat(init.unsubscribed("3")).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Email Status", "Deliverability", "email_verification_status", "ZB Status"})
    void whetherAnAddressCanBeMailedIsNoConsent(String header) throws IOException {
        init.send("data.csv", """
            id,email,%s
            1,a@x.example,Valid
            2,b@x.example,Invalid
            3,c@x.example,Bounced
            4,d@x.example,Risky
            5,e@x.example,Invalid
            """.formatted(header));
        assertThat(init.config()).doesNotContain("to: unsubscribed", "as: boolean");
        assertThat(init.people()).isEqualTo(5);

        init.send("two.csv", "id,email," + header + "\n1,a@x.example,Valid\n2,b@x.example,Bounced\n");
        assertThat(init.config()).doesNotContain("to: unsubscribed", "as: boolean");
    }

    @Test
    void whoseAddressIsValidBesideAnOptOutHasNotOptedOut() throws IOException {
        assertThat(init.unsubscribed("data.csv", """
            id,email,Email Status
            1,a@x.example,Unsubscribed
            2,b@x.example,Valid
            3,c@x.example,Invalid
            4,d@x.example,Deliverable
            """)).as(init.config()).isEqualTo("true false");
        assertThat(init.unsubscribed("3") + init.unsubscribed("4")).isEqualTo("truefalse");
    }

    @Test
    void anUnknownWordBesideAnOptOutRejectsItsRow() throws IOException {
        init.of("data.csv", """
            id,email,Group
            1,a@x.example,Unsubscribed
            2,b@x.example,Active
            3,c@x.example,Dormant
            """);
        assertThat(init.config()).contains("as: boolean # 1 value cannot be made so: its row is rejected");
        assertThat(init.sync()).as(init.said()).isEqualTo(1);

        assertThat(init.unsubscribed("1") + init.unsubscribed("2") + init.people())
                .isEqualTo("truefalse2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "Subscriber State", "email_status", "Zustand"})
    void unknownWordsOfAStateRejectTheirRowsHoweverManyTheyAre(String header) throws IOException {
        init.of("data.csv", """
            id,email,%s
            1,a@x.example,Unsubscribed
            2,b@x.example,Active
            3,c@x.example,Dormant
            4,d@x.example,Engaged
            5,e@x.example,Lapsed
            """.formatted(header));
        assertThat(init.config()).contains("as: boolean # 3 values cannot be made so: their rows are rejected");
        init.sync();

        assertThat(init.said()).contains("CAST_FAILED  3 times, row rejected");
        assertThat(init.people()).isZero();
    }

    @Test
    void aStateCountsBesideTheTimeOfAnOptOut() throws IOException {
        assertThat(init.unsubscribed("data.csv", """
            id,email,Status,Date Unsubscribed
            1,a@x.example,Unsubscribed,2026-02-02 01:00:00
            2,b@x.example,Active,
            3,c@x.example,Held,
            4,d@x.example,Bounced,
            """)).as(init.config()).isEqualTo("true false");
        assertThat(init.unsubscribed("3") + init.unsubscribed("4")).isEqualTo("truetrue");
    }

    @Test
    void theStateOfOtherMessagesIsNotThatOfEmails() throws IOException {
        assertThat(init.unsubscribed("data.csv", """
            id,email,Email status,SMS status
            1,a@x.example,unsubscribed,nonSubscribed
            2,b@x.example,subscribed,nonSubscribed
            """)).as(init.config()).isEqualTo("true false");
    }

    @ParameterizedTest
    @CsvSource({"BLACKLIST, EMAIL", "Email Suppressions, Marked as abuse", "blocklist, x"})
    void whoHasAReasonOnAListOfOptOutsIsUnsubscribed(String header, String reason) throws IOException {
        assertThat(init.unsubscribed(
                        "data.csv", "id,email," + header + "\n1,a@x.example," + reason + "\n2,b@x.example,\n"))
                .as(init.config())
                .isEqualTo("true false");
        assertThat(init.unsubscribed("both.csv", """
            id,email,OPT_IN,%s
            1,a@x.example,1,%s
            2,b@x.example,1,
            3,c@x.example,0,
            """.formatted(header, reason)))
                .as(init.config())
                .isEqualTo("true false");
        assertThat(init.unsubscribed("3")).isEqualTo("true");
    }

    @Test
    void anUnusualValueRejectsItsRowAndChangesNoOther() throws IOException {
        init.of("data.csv", """
            id,email,Opted Out?
            1,a@x.example,Yes
            2,b@x.example,No
            3,c@x.example,Perhaps
            4,d@x.example,No
            """);
        assertThat(init.config()).contains("as: boolean # 1 value cannot be made so: its row is rejected");
        assertThat(init.sync()).isEqualTo(1);

        assertThat(init.said()).contains("CAST_FAILED  once, row rejected");
        assertThat(init.unsubscribed("1") + init.unsubscribed("2") + init.unsubscribed("4"))
                .isEqualTo("truefalsefalse");
    }

    @Test
    void thePermissionThatSomebodyGaveIsKnown() throws IOException {
        assertThat(init.unsubscribed("data.csv", """
            id,email,Email status,Email permission status
            1,a@x.example,Unsubscribed,Unsubscribed
            2,b@x.example,Active,Express
            3,c@x.example,Active,Implied
            4,d@x.example,Active,Awaiting confirmation
            """)).as(init.config()).isEqualTo("true false");
        assertThat(init.unsubscribed("3") + init.unsubscribed("4")).isEqualTo("falsetrue");
    }

    @ParameterizedTest
    @CsvSource({
        "Email Opt Out, Opted Out, No, No",
        "opt_out, opted out, no, yes",
        "opt_out, opted out, 0, TRUE",
        "Unsubscribed, Bounced, No, Yes",
        "Unsubscribed, Unsubscribed, None, Yes",
        "Unsubscribed, unsubscribed, Never, Unsubscribed",
        "Unsubscribed, Unsubscribed, false, Unsubscribed",
        "suppressed, Complained, No, Bounced",
        "Unsubscribed?, Cleaned, No, Cleaned",
        "Opt Out (Email), Opted-Out, No, Yes",
        "Abgemeldet, abgemeldet, nein, ja",
        "D\u00e9sabonn\u00e9, d\u00e9sabonn\u00e9, Non, Oui"
    })
    void aNoInAColumnNamedForAnOptOutIsNone(String header, String out, String no, String second) throws IOException {
        String rows = "1,a@x.example,%s%3$s\n2,b@x.example,%2$s%3$s\n3,c@x.example,%4$s%3$s\n";
        boolean isOut = !second.equals(no);

        assertThat(init.unsubscribed("data.csv", "id,email," + header + "\n" + rows.formatted(out, no, "", second)))
                .as(init.config())
                .isEqualTo("true false");
        assertThat(init.unsubscribed("3")).isEqualTo(String.valueOf(isOut));
        assertThat(init.unsubscribed(
                        "two.csv",
                        "id,email," + header + ",State\n" + rows.formatted(out, no, ",Active", second)
                                + "4,d@x.example," + no + ",Bounced\n"))
                .as(init.config())
                .isEqualTo("true false");
        assertThat(init.unsubscribed("3") + init.unsubscribed("4")).isEqualTo(isOut + "true");
    }

    @Test
    void aNoInTwoColumnsOfOptOutsIsNone() throws IOException {
        assertThat(init.unsubscribed("data.csv", """
            id,email,unsubscribed,opt_out
            1,a@x.example,unsubscribed,yes
            2,b@x.example,no,no
            3,c@x.example,yes,
            """)).as(init.config()).isEqualTo("true false");
        assertThat(init.unsubscribed("3")).isEqualTo("true");
    }

    @Test
    void aNoInAColumnNamedForAConsentIsAnOptOut() throws IOException {
        assertThat(init.unsubscribed("data.csv", """
            id,email,Marketing status
            1,a@x.example,No
            2,b@x.example,Opted in
            3,c@x.example,Opted out
            """)).as(init.config()).isEqualTo("true false");
    }
}

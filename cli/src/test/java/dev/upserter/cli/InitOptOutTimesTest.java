package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has the time of an opt-out gets no messages; what only stands for no time is none. */
final class InitOptOutTimesTest extends InitFixture {
    @Test
    void aMarkMeansYesAndADateThatItHappened() throws IOException {
        init.of("data.csv", "id,email,unsubscribed\n1,a@x.example,X\n2,b@x.example,\n3,c@x.example,X\n");
        assertThat(init.sync()).as(init.said()).isZero();
        assertThat(init.unsubscribed("1") + init.unsubscribed("2")).isEqualTo("truefalse");

        assertThat(init.unsubscribed("data.ndjson", """
            {"id": 1, "email": "a@x.example", "optedOut": "2026-01-15T00:00:00Z"}
            {"id": 2, "email": "b@x.example", "optedOut": null}
            """)).isEqualTo("true false");
        assertThat(init.unsubscribed("zero.csv", """
            id,email,unsubscribed_at
            1,a@x.example,2026-01-15 10:20:30
            2,b@x.example,0000-00-00 00:00:00
            3,c@x.example,0000-00-00 00:00:00
            """)).isEqualTo("true false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01 00:00:00",
                "1970-01-01T20:19:00Z",
                "0001-01-01T00:00:00Z",
                "0000-00-00 00:00:00",
                "1900-01-01",
                "1899-12-30 00:00:00",
                "1753-01-01 00:00:00",
                "9999-12-31 23:59:59"
            })
    void aDateThatStandsForNoneIsNoTimeOfAnOptOut(String date) throws IOException {
        assertThat(init.unsubscribed("data.csv", """
            id,email,unsubscribed_at
            1,a@x.example,2026-01-15 10:20:30
            2,b@x.example,%s
            """.formatted(date)))
                .as(init.config())
                .isEqualTo("true false");
        assertThat(init.person("1")).containsEntry("unsubscribed_at", "1768472430");
        assertThat(init.person("2")).doesNotContainKey("unsubscribed_at");
        assertThat(init.unsubscribed("both.csv", """
            id,email,unsubscribed_at,do_not_email
            1,a@x.example,2026-01-15 10:20:30,no
            2,b@x.example,%s,no
            3,c@x.example,%<s,yes
            """.formatted(date)))
                .as(init.config())
                .isEqualTo("true false");
        assertThat(init.unsubscribed("3")).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-01-15T10:20:30.000+0200~1970-01-01T02:00:00.000+0200",
                "Mon Jan 15 2024 02:00:00 GMT+0200~Thu Jan 01 1970 02:00:00 GMT+0200",
                "2024-01-15T10:20:30.000-0200~1970-01-01T02:00:00.000-0200",
                "1705306830~-62135596800",
                "1705306830~0"
            })
    void aZoneOrAnEarlierNumberIsNoTimeOfAnOptOut(String times) throws IOException {
        init.of(
                "people.csv",
                "id,email,unsubscribed_at\n1,a@x.example,%s\n2,b@x.example,%s\n3,c@x.example,\n"
                        .formatted((Object[]) times.split("~")));
        assertThat(init.sync()).as(init.config() + init.said()).isZero();

        assertThat(init.person("1")).containsEntry("unsubscribed", "true");
        assertThat(init.person("2")).containsEntry("unsubscribed", "false");
        assertThat(init.person("3")).containsEntry("unsubscribed", "false");
        assertThat(times.contains(":") && init.person("2").containsKey("unsubscribed_at"))
                .as("the time that stands for none is sent")
                .isFalse();
    }

    @Test
    void zeroAloneSaysNothing() throws IOException {
        init.of("people.csv", """
                id,email,newsletter,unsubscribed_at
                1,a@x.example,yes,0
                2,b@x.example,,0
                3,c@x.example,,1705306830
                4,d@x.example,no,
                5,e@x.example,yes,1705306830
                """);
        assertThat(init.sync()).as(init.config() + init.said()).isZero();

        assertThat(init.person("1")).containsEntry("unsubscribed", "false");
        assertThat(init.person("2")).doesNotContainKey("unsubscribed");
        assertThat(init.person("3")).containsEntry("unsubscribed", "true");
        assertThat(init.person("4")).containsEntry("unsubscribed", "true");
        assertThat(init.person("5")).containsEntry("unsubscribed", "true");
    }

    @Test
    void anEmptyTextOfJsonIsNoTimeOfAnOptOut() throws IOException {
        init.of("people.ndjson", """
                {"id":1,"email":"a@x.example","unsubscribed_at":1705306830}
                {"id":2,"email":"b@x.example","unsubscribed_at":""}
                {"id":3,"email":"c@x.example","unsubscribed_at":"1705306830"}
                """);
        assertThat(init.sync()).as(init.config() + init.said()).isZero();

        assertThat(init.person("1")).containsEntry("unsubscribed", "true");
        assertThat(init.person("2")).containsEntry("unsubscribed", "false");
        assertThat(init.person("3")).containsEntry("unsubscribed", "true");
    }

    @Test
    void datesThatStandForNoneAreNamed() throws IOException {
        init.of("data.csv", """
            id,email,unsubscribed_at
            1,a@x.example,2026-01-15
            2,b@x.example,1970-01-01
            """);

        assertThat(init.config())
                .contains("days by which programs say that there is none, such as 1970-01-01, are none");
    }

    @ParameterizedTest
    @CsvSource({"1768472430, 0", "1768472430000, 0"})
    void aNumberMayBeTheTimeOfAnOptOutAndZeroIsNone(String time, String none) throws IOException {
        assertThat(init.unsubscribed("data.ndjson", """
            {"id": 1, "email": "a@x.example", "unsubscribed_at": %s}
            {"id": 2, "email": "b@x.example", "unsubscribed_at": %s}
            {"id": 3, "email": "c@x.example", "unsubscribed_at": null}
            """.formatted(time, none)))
                .as(init.config())
                .isEqualTo("true false");
        assertThat(init.unsubscribed("3")).isEqualTo("false");
        assertThat(init.unsubscribed(
                        "data.csv",
                        "id,email,unsubscribed_at\n1,a@x.example,%s\n2,b@x.example,%s\n3,c@x.example,\n"
                                .formatted(time, none)))
                .as(init.config())
                .isEqualTo("true false");
        assertThat(init.unsubscribed("3")).isEqualTo("false");
    }

    @Test
    void theTimeOfAnOptOutCountsBesideWhatOtherColumnsSay() throws IOException {
        assertThat(init.unsubscribed("data.csv", """
            id,email,unsubscribed_at,accepts_email
            1,a@x.example,2026-01-15 10:20:30,true
            2,b@x.example,,true
            3,c@x.example,,false
            """)).as(init.config()).isEqualTo("true false");
        assertThat(init.unsubscribed("3")).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "none", "NaT", "not set", "never", "no", "unknown", "0000-00-00 00:00:00"})
    void aWordForNoValueIsNoTimeOfAnOptOut(String word) throws IOException {
        assertThat(init.unsubscribed("data.csv", """
            id,email,unsubscribed_at,subscribed
            1,a@x.example,2026-01-15,yes
            2,b@x.example,%s,yes
            3,c@x.example,%<s,no
            """.formatted(word)))
                .as(init.config())
                .isEqualTo("true false");
        assertThat(init.unsubscribed("3")).isEqualTo("true");
        assertThat(init.unsubscribed("data.ndjson", """
            {"id": 1, "email": "a@x.example", "subscribed": true, "unsubscribed_at": "2026-01-15 10:20:30"}
            {"id": 2, "email": "b@x.example", "subscribed": true, "unsubscribed_at": "%s"}
            """.formatted(word)))
                .as(init.config())
                .isEqualTo("true false");
        assertThat(init.unsubscribed("alone.ndjson", """
            {"id": 1, "email": "a@x.example", "unsubscribed_at": "15.01.26"}
            {"id": 2, "email": "b@x.example", "unsubscribed_at": "%s"}
            """.formatted(word)))
                .as(init.config())
                .isEqualTo("true false");
    }

    @Test
    void timesOfOptOutsInTwoUnitsAllCount() throws IOException {
        init.sendConsents("mixed.csv", """
                id,email,unsubscribed_at
                1,a@x.example,1768472430
                2,b@x.example,0
                3,c@x.example,1768472430123
                4,d@x.example,45672.5
                5,e@x.example,1768472431
                """);

        assertThat(IntStream.rangeClosed(1, 5).mapToObj(id -> init.unsubscribed(String.valueOf(id))))
                .as(init.config())
                .containsExactly("true", "false", "true", "true", "true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"unsubscribed_at", "Unsubscription Date", "Date of unsubscription", "Fecha de desuscripci\u00f3n"
            })
    void theTimeOfAnOptOutNeedsNoZoneThatCanBeRead(String header) throws IOException {
        for (String zone : new String[] {"", " PST", " PDT"}) {
            assertThat(init.unsubscribed(
                            "data.csv",
                            "id,email," + header + "\n1,a@x.example,2026-01-15 10:20:30" + zone
                                    + "\n2,b@x.example,\n3,c@x.example,2026-07-15 10:20:30" + zone + "\n"))
                    .as(init.config())
                    .isEqualTo("true false");
            assertThat(init.unsubscribed("3")).isEqualTo("true");
        }
    }

    @Test
    void theDateOfAnOptOutHasAnotherNameThanTheAttribute() throws IOException {
        assertThat(init.unsubscribed("data.csv", """
            id,email,Subscribed,Unsubscribed
            1,a@x.example,2026-01-15 10:20:30,2026-02-16 10:20:30
            2,b@x.example,2026-01-16 10:20:30,
            """)).isEqualTo("true false");
        assertThat(init.said()).doesNotContain("ATTRIBUTE_NAME");
        assertThat(init.person("1")).containsEntry("unsubscribed_at", "1771237230");
    }

    @Test
    void whatIsBesideTheTimeOfAnOptOutIsNotReported() throws IOException {
        init.sendConsents("mailchimp.csv", """
            Email Address,CONFIRM_TIME,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_CAMPAIGN_ID,UNSUB_REASON,LEID
            a@x.example,2023-04-01 10:00:00,2024-05-01 12:30:00,Summer,abc123,NORMAL,1
            b@x.example,2023-04-01 10:00:00,2024-05-01 12:30:00,Summer,abc123,NORMAL,2
            """);
        init.sendConsents("activecampaign.csv", """
            Contact ID,Email,Status,Subscription Date,Unsubscription Date
            1,a@x.example,Active,2026-01-15 10:20:30,
            2,b@x.example,Unsubscribed,2026-01-15 10:20:30,2026-02-15 10:20:30
            3,c@x.example,Unconfirmed,2026-01-15 10:20:30,0000-00-00 00:00:00
            """);
        init.sendConsents("shopify.ndjson", """
            {"id": 1, "email": "a@x.example", "emailMarketingConsent": {"marketingState": "SUBSCRIBED", "consentUpdatedAt": "2026-01-15T10:20:30Z"}}
            {"id": 2, "email": "b@x.example", "emailMarketingConsent": {"marketingState": "UNSUBSCRIBED", "consentUpdatedAt": "2026-01-15T10:20:30Z"}}
            """);
        init.with("""
            userId: id
            mappings:
              - from: emailMarketingConsent.marketingState
                to: unsubscribed
                as: boolean
                trueWords: [unsubscribed]
                falseWords: [subscribed]
              - {from: emailMarketingConsent.consentUpdatedAt, to: consentUpdatedAt, as: unix}
            """).sync();
        assertThat(init.said()).doesNotContain("OPT_OUT_NOT_MAPPED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#N/A", "#REF!", "#VALUE!", "########", "see notes"})
    void whatIsNeitherADateNorAWordForNoneIsNoConsent(String text) throws IOException {
        for (String header : new String[] {"unsubscribed_at", "Unsubscribed Date"}) {
            init.of("data.csv", """
                    id,email,%s,city
                    1,a@x.example,2026-01-15 10:20:30,Rom
                    2,b@x.example,,%s
                    3,c@x.example,%<s,Rom
                    4,d@x.example,2026-01-16 10:20:30,Rom
                    """.formatted(header, text));
            assertThat(init.sync()).as(init.config() + init.said()).isEqualTo(1);

            assertThat(init.said()).contains("CAST_FAILED");
            assertThat(init.person("1")).containsEntry("unsubscribed", "true");
            assertThat(init.person("2")).containsEntry("unsubscribed", "false");
            assertThat(init.said()).contains("data.csv:4:1: the attribute unsubscribed cannot be made true or false");
        }
    }

    @Test
    void aWordForYesInPlaceOfADateIsAnOptOut() throws IOException {
        init.of("data.csv", """
                id,email,unsubscribed_at
                1,a@x.example,2026-01-15
                2,b@x.example,
                3,c@x.example,Yes
                4,d@x.example,no
                """);
        assertThat(init.sync()).as(init.config() + init.said()).isZero();

        assertThat(init.person("3")).containsEntry("unsubscribed", "true");
        assertThat(init.person("4")).containsEntry("unsubscribed", "false");
    }
}

package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * People who want no messages get none: {@code init} finds the columns that say so, and a run reports those that are mapped
 * otherwise.
 */
final class InitConsentTest extends InitFixture {
    @ParameterizedTest
    @CsvSource({
        "Opted Out?, yes, no",
        "Marketing Opt-Out, Yes, No",
        "marketing_opt_out, true, false",
        "is_opted_out, 1, 0",
        "has_unsubscribed, t, f",
        "Unsubscribed (Email), Y, N",
        "Is Email Opted Out, TRUE, FALSE",
        "no_email, yes, no",
        "Do not mail, yes, no",
        "newsletter_opt_in, no, yes",
        "accepts_email, no, yes",
        "Von allen E-Mails abgemeldet, Ja, Nein",
        "Abgemeldet, ja, nein",
        "D\u00e9sinscrit, oui, non",
        "Desuscrito, S\u00ed, No",
        "Aceita newsletter, N\u00e3o, Sim",
        "Disiscritto, s\u00ec, no",
        "Uitgeschreven, ja, nee",
        "HASOPTEDOUTOFEMAIL, true, false",
        "UnSubscribed, true, false",
        "Un-subscribed, yes, no",
        "DONOTEMAIL, TRUE, FALSE",
        "Email disabled, true, false",
        "Black Listed, true, false",
        "Would you like to receive our newsletter?, No, Yes",
        "M\u00f6chten Sie unseren Newsletter erhalten?, Nein, Ja",
        "Newsletter ja/nein, nein, ja",
        "Invitee accepted marketing emails, No, Yes",
        "Newsletter subscription, Abgemeldet, Abonniert",
        "Email status, nonSubscribed, subscribed",
        "status, Non_Subscribed, Subscribed",
        "Email Permission Status, Opted Out, Opted In",
        "email_status, unsubscribed, active",
        "status, Cleaned, Subscribed",
        "Email Marketing Consent, NOT_SUBSCRIBED, SUBSCRIBED",
        "Consent Status, Denied, Granted",
        "Consent, no, yes",
        "GDPR Status, Withdrawn, Granted",
        "unsubscribed (metadata), true, false",
        "marketing_opt_in (metadata), false, true",
        "Email subscription (custom), no, yes",
        "Communication: Opted Out, Y, N",
        "Marked email as spam, true, false",
        "has_hard_bounced, true, false",
        "opt_in_status, revoked, confirmed",
        "Contact Status, Do not email, OK",
        "List Membership, Unsubscribed, Member",
        "Email Preferences, No emails, All emails"
    })
    void aColumnThatSaysItBecomesUnsubscribed(String header, String out, String in) throws IOException {
        String rows = "id,email," + header + "\n1,a@x.example," + out + "\n2,b@x.example," + in + "\n";

        assertThat(init.unsubscribed("data.csv", rows)).as(init.config()).isEqualTo("true false");
    }

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
    @CsvSource({
        "Unsubscribed, x, true, false",
        "Email Opt Out, \u2713, true, false",
        "Do Not Email, TRUE, true, false",
        "Opted Out?, 1, true, false",
        "Subscribed, Yes, false, true",
        "Newsletter, \u2714, false, true",
        "Accepts Marketing, true, false, true"
    })
    void whereAllValuesAreOneTickABlankSaysNo(String header, String tick, String ticked, String blank)
            throws IOException {
        assertThat(init.unsubscribed(
                        "data.csv", "id,email," + header + "\n1,a@x.example," + tick + "\n2,b@x.example,\n"))
                .as(init.config())
                .isEqualTo(ticked + " " + blank);
        assertThat(init.config()).contains("blank is no in " + header);
        assertThat(init.unsubscribed("data.ndjson", """
            {"id": 1, "email": "a@x.example", "%s": "%s"}
            {"id": 2, "email": "b@x.example", "%1$s": ""}
            """.formatted(header, tick)))
                .as(init.config())
                .isEqualTo(ticked + " " + blank);
    }

    @Test
    void aBlankBesideYesAndNoSaysNothing() throws IOException {
        init.of("data.csv", "id,email,Unsubscribed\n1,a@x.example,yes\n2,b@x.example,\n3,c@x.example,no\n");
        assertThat(init.sync()).as(init.said()).isZero();

        assertThat(init.unsubscribed("1") + init.unsubscribed("2") + init.unsubscribed("3"))
                .isEqualTo("truenothingfalse");
    }

    @Test
    void ticksOfSeveralColumnsAreReadTogether() throws IOException {
        assertThat(init.unsubscribed("data.csv", """
            id,email,Newsletter,Do Not Email
            1,a@x.example,x,X
            2,b@x.example,x,
            3,c@x.example,,
            4,d@x.example,,X
            """)).as(init.config()).isEqualTo("true false");
        assertThat(init.unsubscribed("3") + init.unsubscribed("4")).isEqualTo("truetrue");
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
    void whoIsUnsubscribedByABlankIsCountedInAWarning() throws IOException {
        Path file = Files.writeString(
                folder.resolve("ticks.csv"),
                "id,email,Newsletter\n1,a@x.example,Yes\n2,b@x.example,\n3,c@x.example,\n");
        var typed = new Typed();

        assertThat(typed.run("init", file.toString())).isZero();
        assertThat(typed.err()).contains("warning: Newsletter is blank in 2 rows, which the rule takes for no");
    }

    @Test
    void datesThatStandForNoneAreNamed() throws IOException {
        init.of("data.csv", """
            id,email,unsubscribed_at
            1,a@x.example,2026-01-15
            2,b@x.example,1970-01-01
            """);

        assertThat(init.config()).contains("1 time before 1990 or after 2099, such as 1970-01-01, stands for none");
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
    void theSecondColumnOfOneNameTellsToo() throws IOException {
        assertThat(init.unsubscribed("data.csv", """
            id,email,Unsubscribed,Unsubscribed
            1,a@x.example,no,yes
            2,b@x.example,no,no
            """)).as(init.config()).isEqualTo("true false");
    }

    @Test
    void whoHasOptedOutByAnyColumnIsUnsubscribed() throws IOException {
        assertThat(init.unsubscribed("data.csv", """
            id,email,subscribed,do_not_email
            1,a@x.example,NO,N
            2,b@x.example,YES,N
            3,c@x.example,YES,Y
            4,d@x.example,NO,Y
            5,e@x.example,,N
            6,f@x.example,NO,
            7,g@x.example,,
            """)).as(init.config()).isEqualTo("true false");
        assertThat(init.unsubscribed("3") + init.unsubscribed("4") + init.unsubscribed("5"))
                .isEqualTo("truetruefalse");
        assertThat(init.unsubscribed("6") + init.unsubscribed("7")).isEqualTo("truenothing");
        assertThat(init.config())
                .contains("to: unsubscribed # who has opted out by any of subscribed, do_not_email; take out subscribed"
                        + " if it is about a paid subscription");

        assertThat(init.unsubscribed("state.csv", """
            id,email,status,Newsletter
            1,a@x.example,subscribed,nein
            2,b@x.example,Subscribed,ja
            3,c@x.example,unsubscribed,ja
            """)).as(init.config()).isEqualTo("true false");
        assertThat(init.unsubscribed("3")).isEqualTo("true");
        assertThat(init.unsubscribed("wants.csv", """
            id,email,Newsletter,accepts_email
            1,a@x.example,true,0
            2,b@x.example,true,1
            3,c@x.example,false,1
            """)).as(init.config()).isEqualTo("true false");
        assertThat(init.unsubscribed("3")).isEqualTo("true");
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
    void whereAllColumnsAreBlankNothingIsSaid() throws IOException {
        assertThat(init.unsubscribed("data.ndjson", """
            {"id": 1, "email": "a@x.example", "optOut": "yes", "do_not_email": false}
            {"id": 2, "email": "b@x.example", "optOut": "", "do_not_email": " "}
            {"id": 3, "email": "c@x.example", "optOut": "", "do_not_email": false}
            {"id": 4, "email": "d@x.example", "optOut": "no", "do_not_email": true}
            """)).as(init.config()).isEqualTo("true nothing");
        assertThat(init.unsubscribed("3") + init.unsubscribed("4")).isEqualTo("falsetrue");
        assertThat(init.unsubscribed("one.ndjson", """
            {"id": 1, "email": "a@x.example", "optOut": true}
            {"id": 2, "email": "b@x.example", "optOut": false}
            {"id": 5, "email": "e@x.example", "optOut": ""}
            """)).as(init.config()).isEqualTo("true false");
        assertThat(init.unsubscribed("5")).isEqualTo("nothing");
    }

    @Test
    void whatIsInsideAnObjectCountsToo() throws IOException {
        assertThat(init.unsubscribed("data.ndjson", """
            {"id": 1, "email": "a@x.example", "traits": {"subscribed": false, "optOut": false}}
            {"id": 2, "email": "b@x.example", "traits": {"subscribed": true, "optOut": false}}
            {"id": 3, "email": "c@x.example", "traits": {"subscribed": true, "optOut": true}}
            """)).as(init.config()).isEqualTo("true false");
        assertThat(init.unsubscribed("3")).isEqualTo("true");
        assertThat(init.unsubscribed("points.csv", """
            id,email,mail.subscribed,mail.optout
            1,a@x.example,no,no
            2,b@x.example,yes,no
            """)).as(init.config()).isEqualTo("true false");
    }

    @Test
    void namesOfAProductCountBesideOthers() throws IOException {
        assertThat(init.unsubscribed("data.csv", """
            id,email,Is Unsubscribed?,Communication: Opted Out,Has hard bounced
            1,a@x.example,No,Y,false
            2,b@x.example,No,N,false
            3,c@x.example,Yes,N,false
            4,d@x.example,No,N,true
            """)).as(init.config()).isEqualTo("true false");
        assertThat(init.unsubscribed("3") + init.unsubscribed("4")).isEqualTo("truetrue");
    }

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
    void theReasonOfASuppressionIsAnOptOut() throws IOException {
        assertThat(
                        init.unsubscribed(
                                "data.csv",
                                "id,email,suppression_reason\n1,a@x.example,Unsubscribe\n2,b@x.example,\n3,c@x.example,Bounce\n"))
                .as(init.config())
                .isEqualTo("true false");
    }

    @Test
    void ofSeveralOptOutsAnyCounts() throws IOException {
        assertThat(init.unsubscribed("data.csv", """
            id,email,Do Not Contact,Email Opt Out
            1,a@x.example,No,Yes
            2,b@x.example,no,NO
            3,c@x.example,Yes,
            4,d@x.example,,No
            5,e@x.example,,
            """)).isEqualTo("true false");
        assertThat(init.unsubscribed("3") + init.unsubscribed("4") + init.unsubscribed("5"))
                .isEqualTo("truefalsenothing");
        assertThat(init.config())
                .contains("to: unsubscribed # who has opted out by any of Do Not Contact, Email Opt Out");

        assertThat(init.unsubscribed("data.ndjson", """
            {"id": 1, "email": "a@x.example", "optOut": false, "status": "unsubscribed"}
            {"id": 2, "email": "b@x.example", "optOut": false, "status": "subscribed"}
            {"id": 3, "email": "c@x.example", "optOut": true, "status": "subscribed"}
            """)).isEqualTo("true false");
        assertThat(init.unsubscribed("3")).isEqualTo("true");
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
}

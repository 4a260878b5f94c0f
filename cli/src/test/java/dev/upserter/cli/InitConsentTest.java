package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People who want no messages get none: {@code init} finds the columns that say so. */
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
    void aConsentInCodesIsLeftToTheOthersThatSayYesAndNo() throws IOException {
        init.send("data.csv", """
            id,email,OPT_IN,DOUBLE_OPT-IN,BLACKLISTED
            1,a@x.example,1,2,yes
            2,b@x.example,1,1,no
            3,c@x.example,0,2,no
            4,d@x.example,1,1,no
            """);

        assertThat(init.config()).contains("not by DOUBLE_OPT-IN, which may say otherwise");
        assertThat(init.unsubscribed("1") + init.unsubscribed("2") + init.unsubscribed("3"))
                .isEqualTo("truefalsetrue");
    }

    @ParameterizedTest
    @CsvSource({
        "d\u00e9sabonn\u00e9, oui, non",
        "F\u00fcr Werbung gesperrt, ja, nein",
        "Newsletter-Empf\u00e4nger, nein, ja",
        "d\u00e9sinscrit \u00e0 la newsletter, oui, non",
        "D\u00c9SABONN\u00c9, oui, non"
    })
    void aGarbledNameIsReadAsItWasMeant(String header, String out, String in) throws IOException {
        String rows = "1,a@x.example," + out + "\n2,b@x.example," + in + "\n";
        init.of("good.csv", "id,email," + header + "\n" + rows);
        boolean isRead = init.config().contains("to: unsubscribed");
        for (String encoding : new String[] {"windows-1252", "iso-8859-1"}) {
            String garbled = new String(header.getBytes(StandardCharsets.UTF_8), Charset.forName(encoding));
            init.of("data.csv", "id,email," + garbled + "\n" + rows);

            assertThat(init.config()).contains("its name looks like UTF-8 that was read in another encoding");
            assertThat(init.config().contains("to: unsubscribed")).isEqualTo(isRead);
            assertThat(init.sync()).as(init.said()).isZero();
            assertThat(init.unsubscribed("1") + init.unsubscribed("2"))
                    .as(init.config())
                    .isEqualTo(isRead ? "truefalse" : "nothingnothing");
            if (garbled.chars().anyMatch(Character::isISOControl)) {
                continue; // no configuration has these as they are
            }
            init.with("userId: id\nmappings:\n  - {from: email, to: email}\n  - {from: \"" + garbled + "\", to: \""
                    + garbled + "\"}\n");
            for (int exitCode : new int[] {init.check(), init.sync()}) {
                assertThat(exitCode).as(init.said()).isZero();
                assertThat(init.said()).contains("TEXT_DAMAGED", "the name of the attribute " + garbled);
                assertThat(init.said().contains("OPT_OUT_NOT_MAPPED")).isEqualTo(isRead);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I would like to receive emails from the organizer",
                "Do you want to hear from us?",
                "Yes, I want to receive news and offers",
                "Ich m\u00f6chte Angebote erhalten"
            })
    void aQuestionWhetherSomebodyWantsMessagesAsksForAConsent(String header) throws IOException {
        for (String[] words : new String[][] {{"Yes", "No"}, {"1", "0"}}) {
            assertThat(init.unsubscribed(
                            "data.csv",
                            "id,email,\"" + header + "\"\n1,a@x.example," + words[1] + "\n2,b@x.example," + words[0]
                                    + "\n"))
                    .as(init.config())
                    .isEqualTo("true false");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Newsletter abbestellen", "Stop emails", "no_spam", "Newsletter abmelden"})
    void aWishForNoMessagesIsAnOptOut(String header) throws IOException {
        assertThat(init.unsubscribed("data.csv", "id,email," + header + "\n1,a@x.example,yes\n2,b@x.example,no\n"))
                .as(init.config())
                .isEqualTo("true false");
    }

    @Test
    void wordsOfASecondMeaningBesideSubscribedCountWhereItIsAboutMessages() throws IOException {
        assertThat(
                        init.unsubscribed(
                                "data.csv",
                                "id,email,email_status\n1,a@x.example,inactive\n2,b@x.example,subscribed\n3,c@x.example,inactive\n"))
                .as(init.config())
                .isEqualTo("true false");
        assertThat(
                        init.unsubscribed(
                                "data.csv",
                                "id,email,status\n1,a@x.example,transactional\n2,b@x.example,subscribed\n3,c@x.example,archived\n"))
                .as(init.config())
                .isEqualTo("true false");
        init.of("data.csv", "id,email,status\n1,a@x.example,archived\n2,b@x.example,subscribed\n");
        assertThat(init.config()).contains("sounds as if it said who wants messages");
    }

    @Test
    void aMailingListIsNotPassedOver() throws IOException {
        init.of("data.csv", "id,email,mailing_list\n1,a@x.example,no\n2,b@x.example,yes\n");
        assertThat(init.config()).contains("sounds as if it said who wants messages");
        assertThat(init.sync()).isZero();
        assertThat(init.said()).contains("OPT_OUT_NOT_MAPPED");
    }
}

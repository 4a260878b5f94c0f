package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Consents that are ticks, states, or times: who gave none gets no messages. */
final class InitTicksTest extends InitFixture {
    private String sent(String content) throws IOException {
        return init.unsubscribed("data.csv", content) + " " + init.unsubscribed("3");
    }

    @ParameterizedTest
    @CsvSource({
        "I agree to receive marketing emails, I agree, ''",
        "Marketing permission, Granted, ''",
        "accepts_marketing, true, ''",
        "newsletter, x, ''",
        "mc4wp_subscribed, 1, 0",
        "mailchimp_woocommerce_is_subscribed, 1, 0",
        "Person - Marketing status, Subscribed, No consent",
        "Marketing status, Subscribed, Archived",
        "GDPR consent, Granted, Not granted",
        "Double opt-in status, confirmed, pending",
        "marketing_consent_at, 2026-01-10 10:00:00, ''",
        "Cancelou inscri\u00e7\u00e3o, N\u00e3o, Sim",
        "Werbung erlaubt, J, N",
        "Abmeldedatum, '', 03.02.2024",
    })
    void whoGaveNoConsentIsUnsubscribed(String column, String in, String out) throws IOException {
        String rows =
                "id,email," + column + "\n1,a@x.example," + in + "\n2,b@x.example," + out + "\n3,c@x.example," + in;

        assertThat(sent(rows + "\n")).as(init.config()).isEqualTo("false true false");
    }

    @Test
    void severalTicksAreAskedTogether() throws IOException {
        assertThat(sent("""
                id,email,Marketing permission,unsubscribed
                1,a@x.example,Granted,no
                2,b@x.example,,no
                3,c@x.example,Granted,yes
                """)).isEqualTo("false true true");
    }

    @Test
    void whatABlankBesideAnOptOutMeansIsSaid() throws IOException {
        assertThat(sent("""
                id,email,unsubscribed,email_consent
                1,a@x.example,false,true
                2,b@x.example,true,false
                3,c@x.example,false,
                """)).isEqualTo("false true false");
        assertThat(init.config())
                .contains("blank says nothing in email_consent: who is blank there is unsubscribed only by the others");
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
    @CsvSource({
        "confirmed, 1",
        "confirmed, true",
        "confirmed, x",
        "Confirmed, yes",
        "verified, x",
        "active, 1",
        "agreed, x",
        "accepted, 1",
        "email_confirmed, 1",
        "isVerified, true",
        "enabled, yes"
    })
    void whatDoesNotSayWhatWasConfirmedIsNoConsent(String header, String tick) throws IOException {
        init.send("data.csv", """
            id,email,%s
            1,a@x.example,%s
            2,b@x.example,
            3,c@x.example,%s
            """.formatted(header, tick, tick));

        assertThat(init.config()).doesNotContain("to: unsubscribed");
        assertThat(init.unsubscribed("1") + init.unsubscribed("2")).isEqualTo("nothingnothing");
        assertThat(init.said()).doesNotContain("OPT_OUT_NOT_MAPPED");
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

    @ParameterizedTest
    @ValueSource(strings = {"#N/A", "#REF!", "NULL", "n/a"})
    void aFailedLookupBesideATickSaysNothing(String word) throws IOException {
        init.sendConsents(
                "data.csv",
                "id,email,opt_out\n1,a@x.example,yes\n2,b@x.example,%s\n3,c@x.example,yes\n".formatted(word));

        assertThat(init.unsubscribed("1") + init.unsubscribed("2"))
                .as(init.config())
                .isEqualTo("truenothing");
    }
}

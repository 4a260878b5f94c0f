package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}

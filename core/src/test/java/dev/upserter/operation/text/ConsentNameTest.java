package dev.upserter.operation.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConsentNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unsubscribed",
                "Unsubscribed from Emails",
                "Unsubscribed from newsletter",
                "Unsubscribed (Email)",
                "has_unsubscribed",
                "Global Unsubscribe",
                "Email Opt Out",
                "Opted Out?",
                "Opted-out",
                "opted_out_email",
                "HasOptedOutOfEmail",
                "hs_email_optout",
                "Is Email Opted Out",
                "is_opted_out",
                "optedOut",
                "Marketing Opt-Out",
                "email_marketing_opt_out",
                "Do Not Contact",
                "Do not mail",
                "no_email",
                "No marketing",
                "Not subscribed",
                "suppressed",
                "Von allen E-Mails abgemeldet",
                "Abgemeldet",
                "Newsletter abbestellt",
                "Keine Werbung",
                "D\u00e9sinscrit",
                "D\u00e9sabonn\u00e9",
                "Ne pas contacter",
                "Desuscrito",
                "Dado de baja",
                "No contactar",
                "Descadastrado",
                "N\u00e3o contactar",
                "Disiscritto",
                "Non contattare",
                "Uitgeschreven",
                "Afgemeld voor nieuwsbrief",
                "Niet mailen",
                "HASOPTEDOUTOFEMAIL",
                "EMAILOPTOUT",
                "OPTEDOUT",
                "DONOTEMAIL",
                "donotcontact",
                "HASUNSUBSCRIBED",
                "NOMARKETING",
                "Email disabled",
                "email_disabled",
                "Email Invalid",
                "Marketing Suspended",
                "Black Listed",
                "BLACKLIST",
                "Email Suppressions",
                "I don't want to receive your newsletter",
                "unsubscribed (metadata)",
                "metadata: unsubscribed",
                "Communication: Opted Out",
                "Marked email as spam",
                "Has hard bounced",
                "Email reported as spam",
                "marked_email_as_spam",
                "has_hard_bounced",
                "HARDBOUNCED",
                "suppression_reason"
            })
    void optOutsAreKnown(String name) {
        assertThat(ConsentName.of(name)).contains(ConsentName.OPT_OUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accepts Marketing",
                "Accepts Email Marketing",
                "accepts_email",
                "Subscribed",
                "Email Marketing: Subscribed",
                "marketing_consent",
                "Consent",
                "Consent Status",
                "Subscriber Status",
                "marketing_opt_in (metadata)",
                "newsletter (metadata)",
                "Email subscription (custom)",
                "custom_fields: newsletter",
                "GDPR Status",
                "Email Marketing Consent",
                "email_marketing_consent.state",
                "emailMarketingConsent.marketingState",
                "emailOptIn",
                "newsletter_opt_in",
                "optin_newsletter",
                "wants_newsletter",
                "receive_marketing",
                "Newsletter",
                "Newsletter subscription",
                "Email Subscription Status",
                "subscription_status",
                "Email Permission Status",
                "Marketing emails",
                "Newsletter abonniert",
                "Werbeeinwilligung",
                "Abonn\u00e9 newsletter",
                "Acepta publicidad",
                "Aceita newsletter",
                "Consenso marketing",
                "Toestemming nieuwsbrief",
                "ACCEPTSMARKETING",
                "NEWSLETTEROPTIN",
                "Would you like to receive our newsletter?",
                "Can we send you marketing emails?",
                "I agree to receive emails",
                "M\u00f6chten Sie unseren Newsletter erhalten?",
                "Newsletter ja/nein",
                "Newsletter (yes/no)",
                "Invitee accepted marketing emails",
                "Souhaitez-vous recevoir la newsletter ?"
            })
    void consentsAreKnown(String name) {
        assertThat(ConsentName.of(name)).contains(ConsentName.CONSENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unsubscribed_at",
                "Marked as spam at",
                "UNSUB_TIME",
                "CLEAN_TIME",
                "Opt-out date",
                "Abgemeldet am",
                "Date unsubscribed",
                "OPTOUTDATE",
                "Email Suppressions Timestamp"
            })
    void timesOfOptOutsAreKnown(String name) {
        assertThat(ConsentName.of(name)).contains(ConsentName.OPT_OUT_TIME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "email",
                "Email status",
                "status",
                "Contact No",
                "Email no",
                "Do not call",
                "SMS opt out",
                "sms_marketing_consent",
                "HasOptedOutOfFax",
                "unsub_campaign_title",
                "opt_in_level",
                "email_marketing_consent.opt_in_level",
                "Opt In Date",
                "cookie_consent",
                "Consent Date",
                "subscription",
                "subscription_id",
                "Subscribed plan",
                "iscritto",
                "options",
                "marketing",
                "Don't unsubscribe",
                "CONTACTNO",
                "DONOTCALL",
                "HASOPTEDOUTOFFAX",
                "notes",
                "domain",
                "Emails bounced",
                "Emails marked as spam",
                "Hard bounced emails",
                "Soft bounced",
                "Not marked as spam",
                "metadata",
                "custom_field",
                "disabled",
                "Newsletters received",
                "Number of newsletters you like to receive",
                "accepts_marketing_updated_at",
                "Stop: I want to receive no SMS marketing",
                "How did you find our newsletter?"
            })
    void otherNamesSayNothing(String name) {
        assertThat(ConsentName.of(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No Bulk Emails (User Opt Out)",
                "Email Opt Out (Salesforce)",
                "Opted out [imported]",
                "Unsubscribed (set by the customer)"
            })
    void bracketsHideNoOptOut(String name) {
        assertThat(ConsentName.of(name)).contains(ConsentName.OPT_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Opted Out (SMS)", "Unsubscribed (count)", "Subscribed (phone calls)", "Plan (opted out)"})
    void bracketsMayMakeItAnother(String name) {
        assertThat(ConsentName.of(name)).isEmpty();
    }

    @Test
    void mailBesideEmailIsPost() {
        assertThat(ConsentName.isOfPost("Do Not Mail", List.of("Do Not Email", "Do Not Mail")))
                .isTrue();
        assertThat(ConsentName.isOfPost("accepts_mail", List.of("accepts_e-mail")))
                .isTrue();
        assertThat(ConsentName.isOfPost("Do Not Mail", List.of("Email", "Do Not Mail")))
                .isFalse();
    }

    @Test
    void aConsentMayNameTheMessages() {
        assertThat(ConsentName.namesMessages("Accepts marketing")).isTrue();
        assertThat(ConsentName.namesMessages("Subscribed")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "May we email you?",
                "May we send you emails",
                "Would you like to hear from us?",
                "gp:Email Opt In"
            })
    void aQuestionOfASurveyAsksForAConsent(String name) {
        assertThat(ConsentName.of(name)).contains(ConsentName.CONSENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"How did you hear from us?", "May emails", "Where did you hear about us?", "heard from us"})
    void otherQuestionsDoNot(String name) {
        assertThat(ConsentName.of(name)).isEmpty();
    }

    @Test
    void aConsentByALawOfTheUnionSoundsLikeOne() {
        assertThat(ConsentName.sounds("eu_consent")).isTrue();
        assertThat(ConsentName.sounds("eu_consent_timestamp")).isFalse();
    }
}

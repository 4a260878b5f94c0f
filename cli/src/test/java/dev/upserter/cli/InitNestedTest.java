package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People who want no messages get none, also where an object inside of the row says so. */
final class InitNestedTest extends InitFixture {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prefs: {newsletter: false}                                      | prefs: {newsletter: true}",
                "user_metadata: {newsletter_opt_in: false}                       | user_metadata: {newsletter_opt_in: true}",
                "settings: {email: {unsubscribed: true}}                         | settings: {email: {unsubscribed: false}}",
                "subscriptions: {email: {marketing: {consent: 'UNSUBSCRIBED'}}}  | subscriptions: {email: {marketing: {consent: 'SUBSCRIBED'}}}",
                "emailPreferences: {marketing: false, product: true}             | emailPreferences: {marketing: true, product: true}",
                "user_fields: {do_not_email: 'yes'}                              | user_fields: {do_not_email: 'no'}",
                "unsubscribed: {newsletter: true}                                | unsubscribed: {newsletter: false}",
                "privacy: {marketing: {unsubscribedAt: '2026-01-02T10:00:00Z'}}  | privacy: {marketing: {unsubscribedAt: null}}"
            })
    void aFieldInsideOfAnObjectTellsWhoIsUnsubscribed(String out, String in) throws IOException {
        init.sendConsents("data.ndjson", row("1", out) + row("2", in));

        assertThat(init.unsubscribed("1") + " " + init.unsubscribed("2"))
                .as(init.config())
                .isEqualTo("true false");
    }

    /** A row, with the quotes that the table of the test leaves out. */
    private static String row(String id, String fields) {
        return ("{id: '" + id + "', email: 'p" + id + "@x.example', " + fields + "}\n")
                .replaceAll("([{ ])([A-Za-z_]+):", "$1'$2':")
                .replace('\'', '"');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "subscriptions: {sms: {marketing: {consent: 'UNSUBSCRIBED'}}}",
                "stats: {unsubscribed: 1}",
                "company: {newsletter: false}",
                "notifications: {push: false}",
                "prefs: {theme: 'dark'}"
            })
    void whatIsSaidOfOtherThingsUnsubscribesNobody(String fields) throws IOException {
        init.sendConsents("data.ndjson", row("1", fields) + row("2", fields));

        assertThat(init.unsubscribed("1")).as(init.config()).isEqualTo("nothing");
    }

    @Test
    void whoHasOptedOutAnywhereIsUnsubscribed() throws IOException {
        init.sendConsents("data.ndjson", """
            {"id": "1", "email": "a@x.example", "newsletter": true, "prefs": {"unsubscribed": true}}
            {"id": "2", "email": "b@x.example", "newsletter": false, "prefs": {"unsubscribed": false}}
            {"id": "3", "email": "c@x.example", "newsletter": true, "prefs": {"unsubscribed": false}}
            {"id": "4", "email": "d@x.example", "newsletter": true}
            {"id": "5", "email": "e@x.example"}
            """);

        assertThat(init.unsubscribed("1") + init.unsubscribed("2") + init.unsubscribed("3"))
                .isEqualTo("truetruefalse");
        assertThat(init.unsubscribed("4") + init.unsubscribed("5")).isEqualTo("falsenothing");
        assertThat(init.config()).contains("who has opted out by any of newsletter, prefs.unsubscribed");
    }

    @Test
    void anOptOutThatFirstOccursLateIsFound() throws IOException {
        var rows = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            rows.append("{\"id\":\"")
                    .append(i)
                    .append("\",\"email\":\"p")
                    .append(i)
                    .append("@x.example\",\"prefs\":");
            rows.append(i < 2900 ? "{\"lang\":\"en\"}" : "{\"unsubscribed\":" + (i % 2 == 0) + "}")
                    .append("}\n");
        }
        init.sendConsents("data.ndjson", rows.toString());

        assertThat(init.unsubscribed("2998") + init.unsubscribed("2999") + init.unsubscribed("3"))
                .isEqualTo("truefalsenothing");
    }

    @Test
    void mixpanelsProfilesAreReadInsideOfTheirProperties() throws IOException {
        init.sendConsents("data.json", """
            {"status": "ok", "results": [
              {"$distinct_id": "m1", "$properties": {"$email": "a@x.example", "$first_name": "Ana", "$created": "2025-01-11T16:56:39", "$unsubscribed": true}},
              {"$distinct_id": "m2", "$properties": {}}]}
            """);

        assertThat(init.person("m1"))
                .containsEntry("email", "\"a@x.example\"")
                .containsEntry("first_name", "\"Ana\"")
                .containsEntry("created_at", "1736614599")
                .containsEntry("unsubscribed", "true");
    }

    @Test
    void aWarningNamesThePathWhereTheObjectGoesElsewhere() throws IOException {
        init.of("data.ndjson", row("1", "prefs: {newsletter: false}")).with("""
                        userId: id
                        guards: {VALUE_NESTED: "off"}
                        mappings:
                          - {from: email, to: email}
                          - {from: prefs, to: choices}
                        """);
        init.check();

        assertThat(init.said()).contains("OPT_OUT_NOT_MAPPED").contains("the field prefs.newsletter seems to say");
    }

    @Test
    void aConsentInsideAMapOfFirestoreIsKnown() throws IOException {
        String row = """
                {"name": "projects/p/databases/d/documents/users/%s", "fields": {"email": {"stringValue": "%s@x.example"},
                "prefs": {"mapValue": {"fields": {"newsletter": {"booleanValue": %s}}}}}}
                """;
        init.send(
                "users.json",
                "{\"documents\": [" + row.formatted("1", "a", "false") + "," + row.formatted("2", "b", "true") + "]}");

        assertThat(init.unsubscribed("1") + " " + init.unsubscribed("2"))
                .as(init.config())
                .isEqualTo("true false");
    }

    @Test
    void whatProductsHoldOfPeopleInAnObjectIsMapped() throws IOException {
        init.send("users.ndjson", """
            {"external_id": "1", "email": "a@x.example", "custom_attributes": {"plan": "pro", "born": 3}, "user_metadata": {"city": "Bonn"}}
            {"external_id": "2", "email": "b@x.example", "custom_attributes": {"plan": "free"}}
            """);

        assertThat(init.person("1")).containsEntry("plan", "\"pro\"").containsEntry("city", "\"Bonn\"");
    }
}

package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Opt-outs and consents as spreadsheets and pandas write them, and columns of which another says the same better. */
final class InitMarksTest extends InitFixture {
    @ParameterizedTest
    @CsvSource({
        "unsubscribed, 0.0, 1.0, false true",
        "Newsletter, 0.0, 1.0, true false",
        "BLACKLIST, 0.0, 1.0, false true",
        "Newsletter, \u2714, \u2718, false true",
        "Opted out, \u2713, \u2717, true false",
        "Opted out, \u2611, \u2610, true false",
        "Newsletter, \u2705, \u274c, false true",
        "Newsletter, \u2714\ufe0f, \u274c, false true"
    })
    void marksAndDecimalsAreYesAndNo(String name, String one, String two, String expected) throws IOException {
        String content = "id,email,%s\n1,a@x.example,%s\n2,b@x.example,%s\n".formatted(name, one, two);

        assertThat(init.unsubscribed("marks.csv", content)).as(init.config()).isEqualTo(expected);
    }

    @Test
    void decimalsOfJsonAreYesAndNo() throws IOException {
        String content = """
                [{"id": 1, "email": "a@x.example", "unsubscribed": 0.0}, {"id": 2, "email": "b@x.example", "unsubscribed": 1.0}]
                """;

        assertThat(init.unsubscribed("pandas.json", content)).isEqualTo("false true");
    }

    @Test
    void unknownWordsOfAColumnWithAnotherNameDoNotRejectWhoSaidItElsewhere() throws IOException {
        init.send("state.csv", """
                id,email,unsubscribed,Status
                1,a@x.example,false,Zufrieden
                2,b@x.example,true,Unbekannt
                3,c@x.example,false,opted-out
                """);

        assertThat(init.unsubscribed("1") + init.unsubscribed("2") + init.unsubscribed("3"))
                .isEqualTo("falsetruetrue");
    }

    @Test
    void aConsentInUnknownWordsBesideAnOptOutHasANote() throws IOException {
        init.of(
                "words.csv",
                "id,email,unsubscribed,Newsletter\n1,a@x.example,false,never again\n2,b@x.example,true,monthly\n");

        assertThat(init.config()).contains("to: Newsletter # sounds as if it said who wants messages");
    }

    @Test
    void ofTwoColumnsTheOneWithItsZoneIsTheTimeOfCreation() throws IOException {
        init.send("woo.csv", """
                id,date_created,date_created_gmt,email
                1,2026-01-15T11:00:00,2026-01-15T10:00:00,a@x.example
                2,2026-01-16T11:00:00,2026-01-16T10:00:00,b@x.example
                """);

        assertThat(init.person("1")).containsEntry("created_at", "1768471200");
    }

    @Test
    void ofTwoColumnsTheOneOfRegionsIsTheZone() throws IOException {
        init.send("zendesk.csv", """
                id,email,time_zone,iana_time_zone
                1,a@x.example,Eastern Time (US & Canada),America/New_York
                2,b@x.example,Berlin,Europe/Berlin
                """);

        assertThat(init.person("2"))
                .containsEntry("timezone", "\"Europe/Berlin\"")
                .containsKey("time_zone_name");
    }

    @Test
    void theHourBeforeAndAfterNoonNeedsNoBlank() throws IOException {
        init.send(
                "airtable.csv", "id,email,Created\n1,a@x.example,1/15/2026 3:20pm\n2,b@x.example,1/16/2026 10:05am\n");

        assertThat(init.person("1")).containsEntry("created_at", "1768490400");
        assertThat(init.person("2")).containsEntry("created_at", "1768557900");
    }
}

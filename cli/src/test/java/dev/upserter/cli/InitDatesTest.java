package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.cli.look.Starter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How {@code init} reads dates of each format, and the values that a run sends. */
final class InitDatesTest extends InitFixture {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Jan 15, 2026|MMM d, yyyy",
                "January 15, 2026|MMMM d, yyyy",
                "May 15, 2026|MMM d, yyyy",
                "15 January 2026|d MMMM yyyy",
                "15-Jan-2026|d-MMM-yyyy",
                "15-JAN-26|d-MMM-yy",
                "15-Jan-2026 10:20|d-MMM-yyyy H:mm",
                "Jan 15, 2026, 3:04 PM|MMM d, yyyy, h:mm a",
                "Jan 15, 2026 10:20:30 UTC|MMM d, yyyy H:mm:ss z",
                "20260115T102030Z|yyyyMMdd'T'HHmmssX",
                "Thu Jan 15 2026 10:20:30 GMT+0100|EEE MMM dd yyyy HH:mm:ss 'GMT'xx",
                "Thu Jan 15 10:20:30 2026|EEE MMM ppd HH:mm:ss yyyy",
                "Jan 15 2026 10:20AM|MMM ppd yyyy pph:mma",
                "May  5 2026  1:20PM|MMM ppd yyyy pph:mma",
                "1/15/26|M/d/yy",
                "15.01.26|dd.MM.yy"
            })
    void aDateOfEachFormBecomesSeconds(String date, String pattern) throws IOException {
        init.send("data.csv", "id,email,seen_at\n1,a@x.example,\"" + date + "\"\n2,b@x.example,\"" + date + "\"\n");

        assertThat(init.config()).contains("pattern: " + Starter.quoted(pattern));
        assertThat(init.person("1").get("seen_at")).matches("17[678][0-9]{7}");
    }

    @Test
    void datesInThreePairsOfDigitsAreReadUnlessTheNameSaysOtherwise() throws IOException {
        init.send(
                "data.csv",
                "id,email,Kauf,app_version\n1,a@x.example,15.01.26,10.02.20\n2,b@x.example,16.01.26,10.02.21\n");

        assertThat(init.person("1")).containsEntry("Kauf", "1768435200").containsEntry("app_version", "\"10.02.20\"");
    }

    @ParameterizedTest
    @CsvSource({"1768472430123, ms", "1768472430123456, us", "1768472430123456789, ns"})
    void numbersThatCountFinerThanSecondsBecomeSeconds(String number, String unit) throws IOException {
        init.send("data.csv", "id,email,created_at\n1,a@x.example," + number + "\n2,b@x.example," + number + "\n");

        assertThat(init.config()).contains("unit: " + unit);
        assertThat(init.person("1")).containsEntry("created_at", "1768472430");
    }

    @Test
    void noBirthdayIsInTheFuture() throws IOException {
        init.send(
                "data.csv",
                "id,email,Geburtstag,renewal\n1,a@x.example,03.05.61,01.06.31\n2,b@x.example,13.12.84,02.06.31\n");

        assertThat(init.config()).contains("pattern: dd.MM.yy # a year of two digits is this one at most");
        assertThat(init.config()).contains("pattern: dd.MM.yy # a year of two digits is at most 20 years ahead");
        assertThat(init.person("1"))
                .containsEntry("Geburtstag", "\"1961-05-03\"")
                .containsEntry("renewal", "1938038400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "created",
                "createdAt",
                "last_seen_ms",
                "lastSeenMs",
                "first seen",
                "last_login",
                "trial_end_ms",
                "epoch"
            })
    void numbersThatCountTimeBecomeSecondsWhereTheNameSaysSo(String name) throws IOException {
        init.send("data.csv", "id,email," + name + "\n1,a@x.example,1700000000001\n2,b@x.example,1700000000999\n");
        assertThat(init.person("1").values()).as(init.config()).contains("1700000000");
        var typed = new Typed();
        assertThat(typed.run("peek", folder + "/data.csv")).isZero();
        assertThat(typed.out()).contains("upserter init proposes as: unix with unit: ms");

        init.send("data.csv", "id,email," + name + "\n1,a@x.example,1700000000\n2,b@x.example,1700000001\n");
        assertThat(init.person("1").values()).as(init.config()).contains("1700000000");
        typed = new Typed();
        assertThat(typed.run("peek", folder + "/data.csv")).isZero();
        assertThat(typed.out()).contains("texts look like moments in Unix seconds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"order_no", "phone", "last_contact_phone", "created_by_id", "last_order", "signup number"})
    void otherNumbersOfThatLengthStayTexts(String name) throws IOException {
        init.send("data.csv", "id,email," + name + "\n1,a@x.example,1700000000001\n2,b@x.example,1700000000999\n");

        assertThat(init.person("1")).as(init.config()).containsEntry(name, "\"1700000000001\"");
    }

    @Test
    void anOrderOfDayAndMonthThatIsAGuessIsReported() throws IOException {
        Path file = Files.writeString(
                folder.resolve("data.csv"), "id,renewed,ends\n1,03/04/2026,15/04/2026\n2,05/06/2026,05/06/2026\n");
        var typed = new Typed();
        assertThat(typed.run("init", file.toString())).isZero();
        assertThat(typed.err())
                .isEqualTo("warning: day and month of renewed cannot be distinguished in these rows. The rule takes"
                        + " them as dd/MM/yyyy, so check their order\n");
        assertThat(typed.out()).doesNotContain("warning:");

        typed = new Typed();
        assertThat(typed.run("peek", file.toString())).isZero();
        assertThat(typed.out())
                .contains("renewed: day and month cannot be distinguished in these rows")
                .doesNotContain("ends: day and month");
    }

    @Test
    void aBirthdayThatTheRuleMakesADayIsNoFinding() throws IOException {
        init.send("data.csv", "id,email,born\n1,a@x.example,1961-05-06\n2,b@x.example,1999-01-02\n");

        assertThat(init.config()).contains("as: date");
        assertThat(init.said()).doesNotContain("DATE_AS_TEXT");
    }

    @Test
    void numbersInThreePartsAreNoDates() throws IOException {
        init.send("data.csv", "id,email,app_version\n1,a@x.example,10.12.16\n2,b@x.example,10.11.12\n");

        assertThat(init.person("1")).containsEntry("app_version", "\"10.12.16\"");
        assertThat(init.said()).doesNotContain("DATE_AS_TEXT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5. Januar 2026",
                "5 février 2026",
                "5 de enero de 2026",
                "2026-01-05T10:00:00Z[UTC]",
                "Mon Jan 05 2026 10:00:00 GMT+0100 (Central European Standard Time)"
            })
    void whatNoPatternReadsIsNamed(String date) throws IOException {
        init.send("data.csv", "id,email,seen_at\n1,a@x.example,\"" + date + "\"\n2,b@x.example,\"" + date + "\"\n");

        assertThat(init.config()).contains("to: seen_at # dates as text, which date conditions do not see");
        assertThat(init.said()).contains("DATE_AS_TEXT").contains("seen_at");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "created_at|1736899200.123|1736899200",
                "created_at|1736899200123.5|1736899200",
                "updated|1736899200.0|1736899200",
                "created_at|45672|1736899200",
                "last_visit|45672.5|1736942400",
                "last_seen|45672.43090277777|1736936430",
                "valid_until|45672|1736899200",
                "birthday|22000|\"1960-03-25\"",
                "days_since_signup|45672|\"45672\"",
                "num_visits_updated|45672|45672",
                "created_by_id|45672|\"45672\"",
                "city|45672|\"45672\""
            })
    void momentsWithAFractionAndDaysOfASpreadsheetAreDates(String name, String number, String sent) throws IOException {
        init.send("data.csv", "id,email," + name + "\n1,a@x.example," + number + "\n2,b@x.example," + number + "\n");
        assertThat(init.person("1")).as(init.config()).containsEntry(name, sent);

        init.of(
                "data.ndjson",
                "{\"id\": 1, \"" + name + "\": " + number + "}\n{\"id\": 2, \"" + name + "\": " + number + "}\n");
        assertThat(init.sync()).as(init.said()).isZero();
        assertThat(init.person("1"))
                .as(init.config())
                .containsEntry(name, sent.endsWith("\"") && !sent.contains("-") ? number : sent);
    }

    @Test
    void daysOfASpreadsheetAreThoseOfTheZoneThatTheNameGives() throws IOException {
        init.send("data.csv", "id,email,created (Europe/Berlin)\n1,a@x.example,45672.5\n2,b@x.example,45673\n");

        assertThat(init.person("1")).as(init.config()).containsValue("1736938800");
    }

    @Test
    void datesBehindAnApostropheAreDates() throws IOException {
        init.send("data.csv", """
            id,email,created_at,seen_at,birthday
            1,a@x.example,'2026-01-15,'15/01/2026,'1961-03-04
            2,b@x.example,2026-01-16,'16/01/2026,'1991-03-04
            """);

        assertThat(init.person("1"))
                .containsEntry("created_at", "1768435200")
                .containsEntry("seen_at", "1768435200")
                .containsEntry("birthday", "\"1961-03-04\"");
        assertThat(init.person("2")).containsEntry("created_at", "1768521600");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1900-01-01",
                "0001-01-01",
                "1970-01-01",
                "1753-01-01 00:00:00",
                "0001-01-01T00:00:00Z",
                "9999-12-31",
                "1899-12-30T00:00:00",
                "0000-00-00"
            })
    void aDateThatStandsForNoneIsNotSent(String none) throws IOException {
        init.send(
                "data.csv",
                "id,email,created_at,last_order_date\n1,a@x.example,2026-01-15,\"" + none
                        + "\"\n2,b@x.example,2026-01-15,2026-01-16\n3,c@x.example,\"" + none + "\",2026-01-16\n");

        assertThat(init.person("1")).containsEntry("created_at", "1768435200").doesNotContainKey("last_order_date");
        assertThat(init.person("2")).containsEntry("last_order_date", "1768521600");
        assertThat(init.person("3")).doesNotContainKey("created_at");
        assertThat(init.said()).doesNotContain("DATE_EARLY").doesNotContain("DATE_NEGATIVE");
    }

    @Test
    void aDateThatStandsForNoneIsNotSentBesideFalse() throws IOException {
        String rows = IntStream.rangeClosed(4, 400)
                .mapToObj(n -> "{\"id\": %s, \"email\": \"p%s@x.example\", \"left\": \"2026-01-16\"}\n".formatted(n, n))
                .collect(Collectors.joining());
        init.send("data.ndjson", """
            {"id": 1, "email": "a@x.example", "left": "1900-01-01"}
            {"id": 2, "email": "b@x.example", "left": ""}
            {"id": 3, "email": "c@x.example", "left": false}
            """ + rows);

        assertThat(init.said()).doesNotContain("CAST_FAILED").doesNotContain("DATE_");
        for (String none : List.of("1", "2", "3")) {
            assertThat(init.person(none)).doesNotContainKey("left");
        }
        assertThat(init.person("4")).containsEntry("left", "1768521600");
    }

    @Test
    void theLastDayMeansForEverAndTheFirstOf1970MayBeABirthday() throws IOException {
        init.send(
                "data.csv",
                "id,email,valid_until,birthday\n1,a@x.example,9999-12-31,1970-01-01\n2,b@x.example,2026-01-16,1980-01-01\n");

        assertThat(init.person("1"))
                .containsEntry("valid_until", "253402214400")
                .containsEntry("birthday", "\"1970-01-01\"");
    }
}

package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates in digits alone, and dates of accounts of which one is before 1970. */
final class InitDigitDatesTest extends InitFixture {
    @Test
    void momentsThatAreDoublesBecomeSeconds() throws IOException {
        init.send("data.csv", """
                user_id,email,created_at,last_seen
                1,ana@x.example,1.705314030123456E9,1.70531403E9
                2,bo@x.example,1.705314031E9,1.705314030123E9
                """);
        assertThat(init.person("1")).containsEntry("created_at", "1705314030").containsEntry("last_seen", "1705314030");
        assertThat(init.person("2")).containsEntry("created_at", "1705314031").containsEntry("last_seen", "1705314030");
    }

    @Test
    void cellsThatAreTooNarrowAreNoDates() throws IOException {
        init.of("data.csv", """
                id,email,created_at
                1,ana@x.example,2026-01-15
                2,bo@x.example,########
                3,cy@x.example,2026-01-17
                """);
        assertThat(init.config()).contains("as: unix").contains("########");
        assertThat(init.sync()).as(init.config() + init.said()).isZero();
        assertThat(init.person("1")).containsEntry("created_at", "1768435200");
        assertThat(init.person("2")).doesNotContainKey("created_at");
    }

    @Test
    void numbersInPlaceOfPhonesStayTexts() throws IOException {
        init.of("data.ndjson", """
                {"id":1,"email":"ana@x.example","Phone":4915112345678}
                {"id":2,"email":"bo@x.example","Phone":14155550100}
                """);
        assertThat(init.config()).contains("as: text # numbers without + and country");
        assertThat(init.sync()).as(init.config() + init.said()).isZero();
        assertThat(init.person("1")).containsEntry("phone", "\"4915112345678\"");
    }

    @ParameterizedTest
    @CsvSource({
        "created_at, 20260115, 1768435200",
        "Signup Date, 20260115, 1768435200",
        "created_at, 20260115103000, 1768473000",
        "created_at, 202601151030, 1768473000",
        "created_at, 2026015, 1768435200",
        "created_at, 2026-015, 1768435200",
    })
    void datesInDigitsHaveTheirPattern(String column, String written, String seconds) throws IOException {
        init.send(
                "data.csv", "id,email," + column + "\n1,a@x.example," + written + "\n2,b@x.example," + written + "\n");

        assertThat(init.config()).contains("pattern: ").doesNotContain("or " + column);
        assertThat(init.person("1")).containsEntry("created_at", seconds);
    }

    @Test
    void numbersOfJsonAreReadAlike() throws IOException {
        init.send("data.ndjson", """
                {"id": "1", "email": "a@x.example", "created_at": 20260115, "unsubscribed_at": 20260116}
                {"id": "2", "email": "b@x.example", "created_at": 20260116, "unsubscribed_at": null}
                """);

        assertThat(init.person("1")).containsEntry("created_at", "1768435200");
        assertThat(init.unsubscribed("1") + " " + init.unsubscribed("2")).isEqualTo("true false");
    }

    @ParameterizedTest
    @CsvSource({
        "order_no, 20260115",
        "candidate_id, 20260115",
        "build_date_code, 20260115",
        "points, 20260115",
        "created_at, 20261315"
    })
    void otherNumbersAreNoDates(String column, String number) throws IOException {
        init.of("data.csv", "id,email," + column + "\n1,a@x.example," + number + "\n2,b@x.example," + number + "\n");

        assertThat(init.config()).doesNotContain("pattern: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"202601", "2026-W03-4", "2026W034"})
    void monthsAndWeeksAreReported(String written) throws IOException {
        init.of("data.csv", "id,email,signup_date\n1,a@x.example," + written + "\n2,b@x.example," + written + "\n");

        assertThat(init.config()).contains("dates as text, which date conditions do not see");
    }

    @ParameterizedTest
    @CsvSource({
        "created_at, 2026-01-15T10:30:00Z, 1955-01-01T00:00:00Z",
        "Created, 15/01/2026 10:30, 03/04/1955 00:00",
        "signup_date, 'Jan 15, 2026 10:30', 'Mar 3, 1955 00:00'",
        "created_at, 20260115103000, 19550101000000",
    })
    void oneDateBefore1970LeavesTheOthers(String column, String good, String early) throws IOException {
        init.of(
                "data.csv",
                "id,email," + column + "\n1,a@x.example,\"" + good + "\"\n2,b@x.example,\"" + good
                        + "\"\n3,c@x.example,\"" + early + "\"\n");

        assertThat(init.check()).isZero();
        assertThat(init.said()).contains("DATE_NEGATIVE");
        init.sync();
        assertThat(init.person("1")).containsEntry("created_at", "1768473000");
    }

    @Test
    void birthdaysBefore1970StayDays() throws IOException {
        init.send("data.csv", "id,email,birth_date\n1,a@x.example,19550103\n2,b@x.example,19800102\n");

        assertThat(init.person("1")).containsEntry("birth_date", "\"1955-01-03\"");
    }
}

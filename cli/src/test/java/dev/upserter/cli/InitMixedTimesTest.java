package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The time of an opt-out that is written otherwise than its neighbours is one, or rejects its row. */
final class InitMixedTimesTest extends InitFixture {
    private static final int ROWS = 130;

    /** One of these is odd among many of the form, and two of three are. */
    private void isOptOut(String odd, String column, IntFunction<String> usual, String json) throws IOException {
        for (int rows : new int[] {ROWS, 4}) {
            String others = IntStream.range(3, rows)
                    .mapToObj(i -> i + ",p" + i + "@x.example," + (i % 2 == 0 ? "" : usual.apply(i)) + ",no\n")
                    .collect(Collectors.joining());
            init.of(
                    "people" + rows + ".csv",
                    "id,email," + column + ",Email Opt Out\n1,a@x.example,\"" + odd + "\",no\n2,b@x.example,,no\n"
                            + others);
            assertOptOut(odd);
            init.of(
                    "alone" + rows + ".csv",
                    "id,email," + column + "\n1,a@x.example,\"" + odd + "\"\n2,b@x.example,\n"
                            + others.replace(",no\n", "\n"));
            assertOptOut(odd);
            init.of(
                    "people" + rows + ".ndjson",
                    "{\"id\":1,\"email\":\"a@x.example\",\"" + column + "\":" + json
                            + "}\n{\"id\":2,\"email\":\"b@x.example\",\"" + column + "\":null}\n"
                            + IntStream.range(3, rows)
                                    .mapToObj(i -> "{\"id\":" + i + ",\"email\":\"p" + i + "@x.example\",\"" + column
                                            + "\":" + (i % 2 == 0 ? "null" : "\"" + usual.apply(i) + "\"") + "}\n")
                                    .collect(Collectors.joining()));
            assertOptOut(odd);
        }
    }

    private void assertOptOut(String odd) {
        assertThat(init.sync()).as(odd + init.config() + init.said()).isZero();
        assertThat(init.said()).doesNotContain("OPT_OUT_NOT_MAPPED");
        assertThat(init.unsubscribed("1") + init.unsubscribed("2") + init.unsubscribed("3"))
                .as(odd + init.config())
                .isEqualTo("truefalsetrue");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "15.01.26",
                "1/15/26",
                "15/1/26 9:30",
                "18.1.2026",
                "46037",
                "1714553717",
                "1714553717123",
                "1714553717123456",
                "/Date(1614553717000)/",
                "20260115",
                "2 Jan 26",
                "KW 3/26",
                "by phone 3/2",
                "1985-03-02",
                "x",
                "X",
                "yes",
                "TRUE",
                "1",
                "Opted out",
                "Unsubscribed"
            })
    void aTimeOfAnotherFormIsOne(String odd) throws IOException {
        isOptOut(odd, "unsubscribed_at", i -> "2026-01-" + (i % 18 + 10) + " 10:20:30", "\"" + odd + "\"");
        isOptOut(odd, "Opt-out date", i -> (i % 18 + 10) + ".01.2026", "\"" + odd + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"46037", "1714553717", "1714553717123", "1714553717123456", "2026-01-15", "15.1.26", "x"})
    void aTimeOfAnotherUnitIsOneOrRejectsItsRow(String odd) throws IOException {
        for (String[] form : new String[][] {{"17000000", ""}, {"17000000", "123"}, {"460", ""}}) {
            String rows = IntStream.range(3, ROWS)
                    .mapToObj(i -> i + ",p" + i + "@x.example," + form[0] + (i % 28 + 10) + form[1] + "\n")
                    .collect(Collectors.joining());
            init.of("people.csv", "id,email,unsubscribed_at\n1,a@x.example," + odd + "\n2,b@x.example,0\n" + rows);
            int code = init.sync();
            assertThat(init.unsubscribed("2") + init.unsubscribed("3"))
                    .as(init.config() + init.said())
                    .isEqualTo("falsetrue");
            if (code == 0) {
                assertThat(init.unsubscribed("1")).as(form[0] + init.config()).isEqualTo("true");
            } else {
                assertThat(init.said()).contains("CAST_FAILED", "people.csv:2:1:");
            }
        }
    }

    @Test
    void numbersAndTruthsOfJsonAreTimes() throws IOException {
        for (String value : new String[] {"46037", "1714553717", "1714553717123.0", "true", "1"}) {
            isOptOut(value, "unsubscribed_at", i -> "2026-01-" + (i % 18 + 10) + " 10:20:30", value);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"by phone", "Mai", "########", "#REF!", "see note"})
    void whatIsNeitherATimeNorAWordForNoneRejectsItsRow(String odd) throws IOException {
        for (String beside : new String[] {"", ",no"}) {
            init.of(
                    "people.csv",
                    "id,email,unsubscribed_at" + (beside.isEmpty() ? "" : ",opt_out") + "\n1,a@x.example,2026-01-15"
                            + beside + "\n2,b@x.example," + odd + beside + "\n3,c@x.example," + beside + "\n");
            assertThat(init.config()).contains("1 value is of another form");
            assertThat(init.sync()).as(init.config()).isEqualTo(1);
            assertThat(init.said()).contains("CAST_FAILED", "people.csv:3:1:");
            assertThat(init.unsubscribed("1") + init.unsubscribed("3")).isEqualTo("truefalse");
        }
    }

    @Test
    void cellsTypedByHandAreTimes() throws IOException {
        init.of(new Sheets()
                .sheet(
                        "People",
                        "ID|E-Mail|Unsubscribed at",
                        "1|a@example.com|day:46000",
                        "2|b@example.com|15.1.26",
                        "3|c@example.com|x",
                        "4|d@example.com|",
                        "5|e@example.com|never")
                .write(folder.resolve("people.xlsx")));
        assertThat(init.config()).contains("2 values are of another form");
        assertThat(init.sync()).as(init.config() + init.said()).isZero();
        assertThat(IntStream.rangeClosed(1, 5).mapToObj(id -> init.unsubscribed(String.valueOf(id))))
                .as(init.config())
                .containsExactly("true", "true", "true", "false", "false");
    }

    @Test
    void aDayThatStandsForNoneIsNoneInEachForm() throws IOException {
        for (String[] both : new String[][] {
            {"15.01.2026", "01.01.1970"},
            {"1/15/2026", "1/1/1900"},
            {"15 Jan 2026", "1 Jan 1970"},
            {"20260115", "19700101"},
            {"2026/01/15", "0001/01/01"},
            {"15.01.26", "00.00.0000"}
        }) {
            assertThat(init.unsubscribed(
                            "people.csv",
                            "id,email,unsubscribed_at\n1,a@x.example," + both[0] + "\n2,b@x.example," + both[1]
                                    + "\n3,c@x.example," + both[0] + "\n"))
                    .as(init.config())
                    .isEqualTo("true false");
        }
    }
}

package dev.upserter.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OrderGuardTest {

    @Test
    void severalRowsOfOnePersonAreReportedWhereEachIsSent() {
        Rows rows = Rows.repeated(Map.of());

        assertThat(rows.row("{\"key\":7,\"a\":1}").findings()).isEmpty();
        assertThat(rows.row("{\"key\":8,\"a\":1}").findings()).isEmpty();
        assertThat(rows.row("{\"key\":7,\"a\":2}").messages())
                .containsExactly(
                        "KEY_DUPLICATE an earlier row is about the same person. Later values replace earlier ones");
    }

    @Test
    void whereOneRowOfAPersonIsChosenWhoeverChoosesReportsTheOthers() {
        Rows rows = Rows.guarded();

        rows.row("{\"key\":7}");
        assertThat(rows.row("{\"key\":7}").findings()).isEmpty();
    }

    @Test
    void repeatedPeopleMayBeIgnored() {
        Rows rows = Rows.repeated(Map.of(Code.KEY_DUPLICATE, Level.OFF));

        rows.row("{\"key\":7}");
        assertThat(rows.row("{\"key\":7}").findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            updated_at; 1700000001; 1700000000
            updatedAt; "2026-11-24T12:00:01Z"; "2026-11-24T12:00:00Z"
            Last Modified; "2026-11-24 12:00:00.002"; "2026-11-24 12:00:00.001"
            LastModifiedDate; "2026-11-24"; "2026-11-23"
            SystemModstamp; "2026-11-24T12:00:00+01:00"; "2026-11-24T10:59:59Z"
            modified_on; "1700000001000"; "1700000000999"
            modified_on; 9999999999999999; 9999999999999990
            modified_on; "2026-11-24T12:00:00.002Z"; "2026-11-24T12:00:00.001Z"
            modified_on; "2026-11-24 12:00:00.002 UTC"; "2026-11-24T12:00:00.001Z"
            modified_on; "2026-11-24T12:00:00.123456Z"; "2026-11-24T12:00:00.122999999Z"
            modified_on; "2026-11-24T12:00:01"; "2026-11-24T12:00Z"
            """)
    void anOlderRowAfterANewerOneIsReported(String field, String newer, String older) {
        Rows rows = Rows.guarded();
        String row = "{\"key\":7,\"" + field + "\":";

        assertThat(rows.row(row + older + "}").findings()).doesNotContain("ROW_OLDER");
        assertThat(rows.row(row + newer + "}").findings()).doesNotContain("ROW_OLDER");
        assertThat(rows.row(row + newer + "}").findings()).doesNotContain("ROW_OLDER");
        assertThat(rows.row(row + older + "}").messages())
                .contains("ROW_OLDER an earlier row of the same person is newer, says the field " + field
                        + ". This older row comes after it");
        assertThat(rows.row(row.replace("7", "8") + older + "}").findings()).doesNotContain("ROW_OLDER");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            plan; 2; 1
            updated_at; 1700000001; "2026-11-24"
            updated_at; true; false
            updated_at; "yesterday"; "today"
            updated_at; 1.5; 1.25
            updated_at; null; null
            updated_at; "2026-11-24"; 1700000001
            updated_at; 5; "today"
            updated_at; 5; ""
            updated_at; 5; null
            updated_at; 5; 1.5
            updated_at; 99999999999999999; 11111111111111111
            updated_at; "2026-11-24"; "2026-02-30T12:00:00+01:00"
            updated_at; "2026-11-24T12:00:00.1234Z"; "2026-11-24T12:00:00.1231Z"
            """)
    void whatCannotBeComparedSaysNothing(String field, String first, String second) {
        Rows rows = Rows.guarded();
        String row = "{\"key\":7,\"" + field + "\":";

        rows.row(row + first + "}");
        assertThat(rows.row(row + second + "}").findings()).doesNotContain("ROW_OLDER");
        rows.row("{\"key\":7}");
        assertThat(rows.row(row + second + "}").findings()).doesNotContain("ROW_OLDER");
    }

    @Test
    void manyPeopleAreRememberedInConstantMemoryAndNobodyIsInvented() {
        var recent = new RecentPeople();
        for (long person = 1; person <= 500_000; person++) {
            assertThat(recent.has(person * 0x9E37_79B9_7F4A_7C15L)).isFalse();
            recent.put(person * 0x9E37_79B9_7F4A_7C15L, RecentPeople.UNDATED);
        }
        long remembered = 0;
        for (long person = 1; person <= 500_000; person++) {
            remembered += recent.has(person * 0x9E37_79B9_7F4A_7C15L) ? 1 : 0;
        }
        assertThat(remembered).isBetween(50_000L, 65_536L);
    }
}

package dev.upserter.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.JsonText;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NoticeGuardTest {
    private static final String NONE = "ID_MALFORMED row: data.json:1:2: the row is no row: ";

    private static String json(String text) {
        return new String(JsonText.quote(text), StandardCharsets.UTF_8);
    }

    /** Rows of people who have an address. */
    private static Rows after(int count) {
        Rows rows = Rows.guarded();
        for (int i = 1; i <= count; i++) {
            assertThat(rows.row("{\"key\":\"u" + i + "\",\"email\":\"p" + i + "@x.example\"}")
                            .sent())
                    .startsWith("{");
        }
        return rows;
    }

    private static String lone(Rows rows, String key) {
        return rows.row("{\"key\":" + json(key) + ",\"email\":null}").sent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Exported data exceeded the allowed volume. Some data may have been omitted.",
                "ERROR 2013 (HY000): Lost connection to MySQL server during query",
                "ERROR:  canceling statement due to statement timeout",
                "Killed",
                "Segmentation fault (core dumped)",
                "... 4 more",
                "-- 4 more rows --",
                "curl: (18) transfer closed with outstanding read data remaining",
                "Time: 0.123s",
                "Connection to db closed.",
                "502 Bad Gateway",
                "Query exceeded limit of 36 rows",
                "Truncated",
                "<!DOCTYPE html>",
                "<html><head>",
                "{\"error\":\"timeout\"}",
                "Results are limited to 36 rows",
                "Fehler: Zeit\u00fcberschreitung",
                "Unsubscribed",
                "Do not contact:",
                "D\u00e9sabonn\u00e9s",
                "Former customers"
            })
    void aNoteInPlaceOfAnIdentifierIsNobody(String note) {
        assertThat(lone(after(4), note)).startsWith(NONE);
        assertThat(after(4).row("{\"key\":" + json(note) + "}").sent()).startsWith(NONE);

        Rows column = Rows.guarded();
        for (int i = 1; i <= 10; i++) {
            assertThat(column.row("{\"key\":\"u" + i + "\"}").sent()).isEqualTo("{}");
        }
        assertThat(column.row("{\"key\":" + json(note) + "}").sent()).startsWith(NONE);
    }

    @Test
    void anErrorIsKnownWithoutRowsBeforeIt() {
        assertThat(lone(Rows.guarded(), "ERROR: could not connect")).startsWith(NONE);
        assertThat(lone(Rows.guarded(), "Report of Ana")).startsWith("{");
    }

    @Test
    void aRowWithOtherValuesIsOne() {
        Rows rows = after(20);
        assertThat(rows.row("{\"key\":\"Ana Smith\",\"email\":\"a@x.example\"}").sent())
                .startsWith("{");
        assertThat(rows.row("{\"key\":\"error\",\"vip\":true}").sent()).startsWith("{");
    }

    @Test
    void identifiersMayBeNamesWhereOthersAre() {
        Rows rows = after(4);
        rows.row("{\"key\":\"Bo Berg\",\"email\":\"b@x.example\"}");
        rows.row("{\"key\":\"ana\",\"email\":\"a@x.example\"}");
        assertThat(lone(rows, "Ana Smith")).startsWith("{");
        assertThat(lone(rows, "cy")).startsWith("{");
        assertThat(lone(rows, "Query exceeded limit of 36 rows")).startsWith(NONE);

        Rows column = Rows.guarded();
        for (String name : new String[] {"ana1", "bo", "cy2", "dora", "Ed Berg", "killer-7", "u 12"}) {
            assertThat(column.row("{\"key\":\"" + name + "\"}").sent()).isEqualTo("{}");
        }
        Rows numbers = Rows.guarded();
        for (int i = 0; i < 20; i++) {
            assertThat(numbers.row("{\"key\":" + i + "}").sent()).isEqualTo("{}");
        }
        assertThat(numbers.row("{\"key\":\"Unsubscribed\"}").sent()).startsWith(NONE);
        for (String id : new String[] {"admin", "a-1", "cus_NffrFeUfNVHibc", "GHiJkLmNoPqRsTuVwXyZabcdefgh"}) {
            assertThat(numbers.row("{\"key\":\"" + id + "\"}").sent()).isEqualTo("{}");
        }
    }

    @Test
    void anObjectOfAnotherThingIsNobody() {
        assertThat(after(2).row("{\"error\":\"timeout\",\"key\":\"req_8f3a\"}").sent())
                .startsWith(NONE + "no other row has its fields");
        assertThat(after(2).row("{\"key\":\"_meta\",\"version\":3}").sent())
                .startsWith(NONE + "no other row has its fields");
        assertThat(after(2).row("{\"error\":\"timeout\",\"key\":\"u3\",\"email\":\"c@x.example\"}")
                        .sent())
                .startsWith("{");
        assertThat(after(2).row("{\"key\":\"u3\",\"plan\":\"pro\"}").sent()).startsWith("{");
        assertThat(Rows.guarded().row("{\"key\":\"u3\",\"error\":\"x\"}").sent())
                .startsWith("{");
    }
}

package dev.upserter.operation.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoticesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Exported data exceeded the allowed volume. Some data may have been omitted.",
                "ERROR 2013 (HY000): Lost connection to MySQL server during query",
                "Query exceeded limit of 36 rows",
                "Showing 1 to 50 of 120 entries",
                "Only 1000 rows are shown",
                "Results limited to the first 10,000",
                "... and 4,000 more rows",
                "Not all rows: the data could not be exported",
                "Rows were skipped",
                "403 Forbidden",
                "502 Bad Gateway",
                "Row limit reached"
            })
    void whatSaysThatRowsAreMissingIsANotice(String text) {
        assertThat(Notices.isNotice(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,024 records have been exported.",
                "This data may not be shared",
                "Data has been exported by Ana",
                "Unauthorized use is prohibited",
                "Acme Limited is registered in England",
                "Access is limited to staff",
                "Showing 1 to 50 of 50 entries",
                "Showing 50 of 50 rows",
                "Gateway Foods",
                "Forbidden Planet",
                "cus_NffrFeUfNVHibc",
                "admin",
                "More results for customers"
            })
    void whatOnlySoundsAlikeIsNone(String text) {
        assertThat(Notices.isNotice(text)).isFalse();
    }
}

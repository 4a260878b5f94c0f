package dev.upserter.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What identifies beside the key of a row is treated as the key is: an event's own id, an object's, a token, who goes. */
class OtherIdentifierTest {
    private static final String ORDERS =
            "type: event, userId: who, event: Order Placed, time: at, eventId: no, mappings: []";

    private static Rows orders(String more) {
        return Rows.configured("{" + ORDERS + more + "}");
    }

    private static String order(String no) {
        return "{\"who\":7,\"at\":1790000000,\"no\":" + no + "}";
    }

    private static String id(Rows rows, String no) {
        rows.row(order(no));
        return rows.entries().getLast().replaceAll(".*\"id\":\"([0-9A-Z]{26})\".*", "$1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\" A-1 \"", "\"A-1\\u00a0\"", "\"1001.0\"", "1001.0", "\"=\\\"1001\\\"\"", "\"'1001\""})
    void anEventIdThatASpreadsheetOrACopyChangedIsReported(String no) {
        Rows.Outcome outcome = orders("").row(order(no));

        assertThat(outcome.sent()).startsWith("{");
        assertThat(outcome.findings()).isEqualTo("ID_DAMAGED warn");
        assertThat(outcome.messages()).singleElement().asString().startsWith("ID_DAMAGED the value of eventId ");
        assertThat(orders(", guards: {ID_DAMAGED: row}").row(order(no)).sent()).startsWith("ID_DAMAGED row");
        assertThat(orders(", guards: {ID_DAMAGED: off}").row(order(no)).findings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {"\" A-1 \", \"A-1\"", "\"1001.0\", 1001", "\"'1001\", \"1001\"", "\"A\u200b-1\", \"A-1\""})
    void aRepairedEventIdMakesTheSameEvent(String damaged, String sound) {
        String repairing = ", guards: {ID_DAMAGED: fix}";
        assertThat(id(orders(repairing), damaged)).isEqualTo(id(orders(""), sound));
        assertThat(orders(repairing).row(order(damaged)).findings()).isEqualTo("ID_DAMAGED fix");
        assertThat(id(orders(""), damaged)).isNotEqualTo(id(orders(""), sound));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"null\"", "\"N/A\"", "\" n/a \"", "\"-\"", "\"#REF!\""})
    void aWordForNothingIsNoEventId(String no) {
        assertThat(orders("").row(order(no)).sent())
                .startsWith("ID_MALFORMED row")
                .contains("the value of eventId is a word or a sign that names nothing");
        Rows asTheyAre = orders(", guards: {ID_MALFORMED: warn}");
        assertThat(asTheyAre.row(order(no)).sent()).startsWith("{");
    }

    @Test
    void numbersAndTruthsAreEventIds() {
        for (String no : List.of("0", "10.5", "true", "\"unknown-1\"", "\"A 1\"")) {
            assertThat(orders("").row(order(no)).findings()).as(no).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: merge, userId: who, duplicate: other|other|duplicate",
                "type: device, userId: who, platform: ios, device: other|other|device",
                "type: relationship, userId: who, objectType: 1, objectId: other|other|objectId",
                "type: object, objectType: 1, objectId: who, mappings: [], person: {userId: other}|other|person.userId",
            })
    void everyOtherIdentifierIsRepaired(String yaml, String field, String key) {
        String row = "{\"who\":7,\"" + field + "\":\" 17.0\"}";

        Rows reporting = Rows.configured("{" + yaml + "}");
        assertThat(reporting.row(row).messages())
                .singleElement()
                .asString()
                .startsWith("ID_DAMAGED the value of " + key + " ends");
        assertThat(reporting.entries()).singleElement().asString().contains("\" 17.0\"");
        Rows repairing = Rows.configured("{" + yaml + ", guards: {ID_DAMAGED: fix}}");
        assertThat(repairing.row(row).findings()).isEqualTo("ID_DAMAGED fix");
        assertThat(repairing.entries())
                .singleElement()
                .asString()
                .contains("\"17\"")
                .doesNotContain("17.0");
        assertThat(Rows.configured("{" + yaml + ", guards: {ID_DAMAGED: row}}")
                        .row(row)
                        .sent())
                .startsWith("ID_DAMAGED row");
    }
}

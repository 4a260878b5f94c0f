package dev.upserter.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventGuardTest {
    private static final String EVENTS = "{type: event, userId: who, event: {from: what}, time: at}";
    private static final String SINGLE = "{type: event, api: single, userId: who, event: {from: what}, time: at}";
    private static final String ANONYMOUS = "{type: event, anonymousId: who, event: {from: what}, time: at}";
    private static final String OWN = "{type: event, userId: who, event: {from: what}, time: at, eventId: no}";
    private static final long NOW = Rows.NOW.getEpochSecond();
    private static final long DAY = 86_400;

    private static String row(String what, long at, String fields) {
        return "{\"who\":7,\"what\":\"" + what + "\",\"at\":" + at + fields + "}";
    }

    private static String findings(String yaml, String row) {
        return Rows.configured(yaml).row(row).findings();
    }

    private static String sent(String yaml, String row) {
        return Rows.configured(yaml).row(row).sent();
    }

    @Test
    void anEventThatCustomerIoTakesIsSentAsItIs() {
        Rows.Outcome outcome = Rows.configured(EVENTS).row(row("e", NOW, ",\"total\":1"));

        assertThat(outcome.sent()).contains("\"data\":{\"total\":1}");
        assertThat(outcome.findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u00e9", "\\u00e9"})
    void aNameHasAHundredBytesAtMost(String letter) {
        int bytes = letter.equals("x") ? 1 : 2;
        assertThat(sent(EVENTS, row(letter.repeat(100 / bytes), NOW, ""))).startsWith("{");
        assertThat(sent(EVENTS, row(letter.repeat(100 / bytes) + "y", NOW, "")))
                .startsWith("EVENT_NAME_TOO_LONG")
                .contains("the name of the event has 101 bytes, more than 100");
    }

    @Test
    void eachRowsNameIsLookedAt() {
        Rows rows = Rows.configured(EVENTS);
        assertThat(rows.row(row("e", NOW, "")).sent()).startsWith("{");
        assertThat(rows.row(row("x".repeat(101), NOW, "")).sent()).startsWith("EVENT_NAME_TOO_LONG");
        assertThat(rows.row(row("x".repeat(101), NOW, "")).sent()).startsWith("EVENT_NAME_TOO_LONG");
    }

    @Test
    void aTimeIsAtMostADayAhead() {
        Rows rows = Rows.configured(EVENTS);

        assertThat(rows.row(row("a", NOW + DAY, "")).findings()).isEmpty();
        assertThat(rows.row(row("b", NOW + DAY + 1, "")).sent()).startsWith("EVENT_TIME_FUTURE");
        assertThat(rows.row(row("c", NOW + DAY, "")).findings()).isEmpty();
        assertThat(rows.row(row("d", 0, "")).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "recipient, true",
        "from_address, true",
        "reply_to, true",
        "reply_tos, false",
        "sender, false",
        "from_addresses, false",
        "recipientx, false"
    })
    void dataThatOverrideAMessageAreReported(String name, boolean told) {
        assertThat(findings(EVENTS, row("e", NOW, ",\"" + name + "\":\"a\"")).startsWith("EVENT_KEY_RESERVED"))
                .isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"\\ud800\"|true",
                "[\"\\udc00\"]|true",
                "{\"a\":\"\\ud800\"}|true",
                "\"\\ud83d\\ude00\"|false",
                "\"\\n\"|false",
                "1|false",
                "\"a\"|false"
            })
    void halfOfACharacterIsNotSent(String value, boolean rejected) {
        assertThat(sent(EVENTS, row("e", NOW, ",\"a\":" + value)).startsWith("VALUE_MALFORMED"))
                .isEqualTo(rejected);
    }

    /** By themselves events may have more data than in a batch. */
    @Test
    void dataHaveAHundredThousandBytesWhereEachEventIsARequest() {
        String empty = ",\"a\":\"\"";
        for (String yaml : new String[] {SINGLE, ANONYMOUS}) {
            String most = "x".repeat(100_000 - "{\"a\":\"\"}".length());
            assertThat(sent(yaml, row("e", NOW, empty.replace("\"\"", '"' + most + '"'))))
                    .startsWith("{");
            assertThat(sent(yaml, row("e", NOW, empty.replace("\"\"", "\"x" + most + '"'))))
                    .startsWith("EVENT_DATA_TOO_LARGE")
                    .contains(
                            "the event has 100,001 bytes of data, more than 100,000. Its largest fields are a (99,995 bytes)");
        }
    }

    @Test
    void anEventInABatchHas32KilobytesAtMost() {
        Rows rows = Rows.configured(EVENTS);
        rows.row(row("e", NOW, ",\"a\":\"\""));
        int room = Limits.ENTRY - rows.entries().getFirst().length();

        assertThat(sent(EVENTS, row("e", NOW, ",\"a\":\"" + "x".repeat(room) + "\"")))
                .startsWith("{");
        Rows.Outcome refused = Rows.configured(EVENTS).row(row("e", NOW, ",\"a\":\"" + "x".repeat(room + 1) + "\""));
        assertThat(refused.sent())
                .startsWith("ENTRY_TOO_LARGE")
                .contains("the event makes 32,001 bytes, more than 32,000");
        assertThat(sent(EVENTS, row("e", NOW, ",\"a\":\"" + "x".repeat(100_000) + "\"")))
                .startsWith("ENTRY_TOO_LARGE");
    }

    @Test
    void theLargestFieldsAreNamedLargestFirst() {
        String fields = "";
        for (int i = 1; i <= 4; i++) {
            fields += ",\"f" + i + "\":\"" + "x".repeat(9_000 + i) + "\"";
        }
        assertThat(sent(EVENTS, row("e", NOW, fields)))
                .contains("Its largest fields are f4 (9,006 bytes), f3 (9,005 bytes), f2 (9,004 bytes)")
                .doesNotContain("f1");
    }

    @Test
    void theSameEventAgainIsNotSentAndOtherDataOfItsIdAreAConflict() {
        Rows rows = Rows.configured(OWN);
        assertThat(rows.row(row("e", NOW, ",\"no\":1,\"total\":1")).sent()).startsWith("{");
        assertThat(rows.row(row("e", NOW, ",\"no\":1,\"total\":\"1\"")).sent()).isEqualTo("repeated");
        Rows.Outcome other = rows.row(row("e", NOW, ",\"no\":1,\"total\":2"));
        assertThat(other.sent()).startsWith("EVENT_ID_CONFLICT");
        assertThat(rows.row(row("e", NOW, ",\"no\":2,\"total\":2")).sent()).startsWith("{");
    }

    @Test
    void aRepeatedEventIsSentWhereNobodyWantsToKnow() {
        Rows rows = Rows.configured(OWN.replace("type:", "guards: {EVENT_REPEATED: off}, type:"));
        String row = row("e", NOW, ",\"no\":1");
        assertThat(rows.row(row).sent()).startsWith("{");
        assertThat(rows.row(row).sent()).startsWith("{");
    }

    /** It has not been sent. */
    @Test
    void aRejectedEventIsNoEarlierRow() {
        Rows rows = Rows.configured(OWN);
        String future = row("e", NOW + 2 * DAY, ",\"no\":1");
        assertThat(rows.row(future).sent()).startsWith("EVENT_TIME_FUTURE");
        assertThat(rows.row(future).sent()).startsWith("EVENT_TIME_FUTURE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"N/A", "null", "undefined", "anonymous", "-"})
    void aWordForNobodyIsNoAnonymousId(String word) {
        String row = row("e", NOW, "").replace(":7", ":\"" + word + "\"");

        assertThat(sent(ANONYMOUS, row)).startsWith("ID_MALFORMED");
        assertThat(sent(EVENTS, row)).startsWith("ID_MALFORMED");
    }

    @Test
    void whoDidItIsLookedAtToo() {
        assertThat(sent(EVENTS, row("e", NOW, "").replace(":7", ":\"" + "x".repeat(151) + "\"")))
                .startsWith("ID_MALFORMED");
        assertThat(sent(ANONYMOUS, row("e", NOW, "").replace(":7", ":\"" + "x".repeat(151) + "\"")))
                .startsWith("{");
    }
}

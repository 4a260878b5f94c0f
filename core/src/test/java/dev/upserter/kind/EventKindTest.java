package dev.upserter.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.batch.Api;
import dev.upserter.batch.Ordering;
import dev.upserter.batch.Route;
import dev.upserter.operation.Form;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.TrackEvent;
import dev.upserter.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventKindTest {
    private static final String ORDERS = "{type: event, userId: who, event: Order Placed, time: at, mappings: []}";
    private static final String NAMED = "{type: event, userId: who, event: {from: what}, time: at, mappings: []}";

    private static String event(String row) {
        return KindRows.of(NAMED).one("{\"who\": 7, \"at\": 1, \"what\": " + row + "}");
    }

    private static String id(String yaml, String row) {
        String entry = KindRows.of(yaml).one(row);
        int start = entry.indexOf("\"id\":\"", entry.indexOf("\"action\"")) + 6;
        return entry.substring(start, entry.indexOf('"', start));
    }

    @Test
    void aRowIsTheEventOfAPersonAtItsTimeWithItsData() {
        String entry = KindRows.of("{type: event, userId: who, event: Order Placed, time: at}")
                .one("{\"who\": 7, \"at\": \"2026-01-01T00:00:00Z\", \"total\": 49.90}");

        assertThat(entry)
                .startsWith("{\"type\":\"person\",\"identifiers\":{\"id\":\"7\"},\"action\":\"event\","
                        + "\"name\":\"Order Placed\",\"id\":\"")
                .endsWith("\",\"timestamp\":1767225600,\"attributes\":{\"total\":49.90}}");
    }

    @Test
    void manyRowsOfOneNameAreEventsOfThisName() {
        assertThat(KindRows.of(ORDERS).sent("{\"who\": 7, \"at\": 1}", "{\"who\": 8, \"at\": 2}"))
                .allSatisfy(entry -> assertThat(entry).contains("\"name\":\"Order Placed\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"a\"|a",
                "\"!\"|!",
                "\"~\"|~",
                "\"Order Placed\"|Order Placed",
                "\" Order Placed\"|Order Placed",
                "\"Order Placed \"|Order Placed",
                "\"\\tOrder Placed\\n\"|Order Placed",
                "\"\\u00a0Order Placed\"|Order Placed",
                "\"Order Placed\u00a0\"|Order Placed",
                "\"Order\\u0020\"|Order",
                "\"Bestellung f\u00fcr\"|Bestellung f\u00fcr",
                "\"caf\u00e9\"|caf\u00e9",
                "\"say \\\"hi\\\"\"|say \\\"hi\\\"",
                "12|12",
                "1.50|1.50",
                "true|true",
                "false|false",
            })
    void aNameIsSentWithoutBlanksAroundIt(String value, String name) {
        assertThat(event(value)).contains("\"name\":\"" + name + "\",\"id\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null|PART_MISSING: the row has no value for event",
                "\"\"|PART_MISSING: the row has no value for event: it is empty",
                "\" \"|PART_MISSING: the row has no value for event: it is blank",
                "\"\\u00a0\"|PART_MISSING: the row has no value for event: it is blank",
                "[1]|CAST_FAILED: the value of event is a list or an object, not a text or a number",
                "{}|CAST_FAILED: the value of event is a list or an object, not a text or a number",
            })
    void aRowWithoutANameIsNoEvent(String value, String problem) {
        assertThat(event(value)).isEqualTo(problem);
    }

    /** A row that cannot be sent is not taken for the one before it. */
    @Test
    void eachRowHasItsOwnName() {
        String who = "{\"who\": 7, \"at\": 1, \"what\": ";
        assertThat(KindRows.of(NAMED).sent(who + "\"a\"}", who + "\" \"}", who + "\"b\"}", who + "\"b\"}"))
                .extracting(entry -> entry.replaceAll(".*\"name\":\"(.)\".*", "$1"))
                .containsExactly("a", "PART_MISSING: the row has no value for event: it is blank", "b", "b");
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "1767225600", "281474976709"})
    void anEventHappensFrom1970ToTheYear10000(long seconds) {
        assertThat(KindRows.of(ORDERS).one("{\"who\": 7, \"at\": " + seconds + "}"))
                .contains("\"timestamp\":" + seconds + ",");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "-1|is before 1970",
                "-99999999999999999|is before 1970",
                "281474976710|is after the year 10000: it seems to count milliseconds",
                "999999999999999999|is after the year 10000: it seems to count milliseconds",
                "1000000000000000000|does not count seconds",
                "\"2026-01-01\"|is a text after its cast: a date that names no zone, or one before 1970",
            })
    void aTimeThatIsNoneIsNotSentAsNow(String time, String problem) {
        assertThat(KindRows.of(ORDERS).one("{\"who\": 7, \"at\": " + time + "}"))
                .isEqualTo("EVENT_TIME_INVALID: the value of time " + problem);
    }

    @Test
    void rowsWithAnIdOfTheirOwnAreTheSameEventWhateverTheirDataSay() {
        String own = "{type: event, userId: who, event: e, time: at, eventId: no}";
        String row = "{\"who\": 7, \"at\": 1, \"no\": \"A-1\", \"total\": ";

        assertThat(id(own, row + "1}")).isEqualTo(id(own, row + "2}"));
        assertThat(id(own, row + "1}")).isNotEqualTo(id(own, row.replace("A-1", "A-2") + "1}"));
        assertThat(KindRows.of(own).one(row.replace("\"A-1\"", "[]") + "1}"))
                .isEqualTo("CAST_FAILED: the value of eventId is a list or an object, not a text or a number");
        assertThat(KindRows.of(own).kind().hasOwnIds()).isTrue();
        String without = "{type: event, userId: who, event: e, time: at}";
        assertThat(id(without, row + "1}")).isNotEqualTo(id(without, row + "2}"));
        assertThat(KindRows.of(without).kind().hasOwnIds()).isFalse();
    }

    @Test
    void aScopeSetsTheSameRowsOfTwoSourcesApart() {
        String row = "{\"who\": 7, \"at\": 1}";
        String scoped = ORDERS.replace("time:", "eventScope: shop, time:");

        assertThat(id(scoped, row)).isEqualTo(id(scoped, row)).isNotEqualTo(id(ORDERS, row));
        assertThat(id(scoped.replace("shop", "app"), row)).isNotEqualTo(id(scoped, row));
    }

    @Test
    void eventsOfSomebodyAnonymousAreRequestsOfTheirOwn() {
        KindRows rows = KindRows.of(
                "{type: page, anonymousId: visitor, page: {from: path}, time: at, mappings: [{from: n, to: n}]}");
        String row = "{\"visitor\": \"v1\", \"path\": \"/a\", \"at\": 1, \"n\": 2}";

        assertThat(rows.one(row))
                .startsWith("{\"type\":\"page\",\"name\":\"/a\",\"id\":\"")
                .endsWith("\",\"timestamp\":1,\"anonymous_id\":\"v1\",\"data\":{\"n\":2}}");
        assertThat(((TrackEvent) rows.operation(row)).isAnonymous()).isTrue();
        for (Api api : Api.values()) {
            assertThat(rows.kind().routing(api, IdentifierType.ID).route(rows.operation(row)))
                    .isEqualTo(new Route.Fixed("POST", "/api/v1/events"));
        }
    }

    @Test
    void eventsOfPeopleGoTogetherOrEachToItsPerson() {
        KindRows rows = KindRows.of(ORDERS);
        var operation = rows.operation("{\"who\": 7, \"at\": 1}");

        assertThat(rows.kind().routing(Api.BATCH, IdentifierType.ID).route(operation))
                .isEqualTo(new Route.Entries());
        assertThat(rows.kind().routing(Api.SINGLE, IdentifierType.ID).route(operation))
                .isEqualTo(new Route.Alone("POST", "/api/v1/customers/", "/events"));
        assertThat(KindRows.text(operation, Form.BODY)).startsWith("{\"type\":\"event\",");
        assertThat(rows.kind().routing(Api.BATCH, IdentifierType.ID).ordering()).isEqualTo(Ordering.FREE);
    }

    /** By the other API, Customer.io would not know whose view it is. */
    @Test
    void viewsOfScreensGoTogetherAlone() {
        KindRows rows = KindRows.of("{type: screen, userId: who, screen: Home, time: at, mappings: []}");
        var operation = rows.operation("{\"who\": 7, \"at\": 1}");

        assertThat(rows.kind().routing(Api.SINGLE, IdentifierType.ID).route(operation))
                .isEqualTo(new Route.Entries());
        assertThat(rows.kind().kind().apis()).isEmpty();
        assertThat(Kinds.spelled("page").apis()).containsExactly(Api.BATCH, Api.SINGLE);
    }

    @Test
    void theTimeOfTheRunNeedsAnIdThatIsTheSameInTheNextRun() {
        String withId = "{type: event, userId: who, event: e, time: {run: time}, eventId: no, mappings: []}";

        assertThat(KindRows.of(withId).one("{\"who\": 7, \"no\": 1}")).contains("\"timestamp\":1767225600");
        assertThatThrownBy(() -> KindRows.of(withId.replace(" eventId: no,", "")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(
                        "eventId must be there where time is that of the run: each run would make other events");
        assertThatThrownBy(() -> KindRows.of(withId.replace("run: time", "run: id")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("time must be a time: {run: time} is one");
    }

    @Test
    void whetherCampaignsMayStartIsAskedForButChangesNoRow() {
        KindRows held = KindRows.of(ORDERS.replace("time:", "triggers: hold, time:"));

        assertThat(held.kind().triggers()).contains(Triggers.HOLD);
        assertThat(KindRows.of(ORDERS).kind().triggers()).isEmpty();
        assertThat(held.kind()).hasToString(KindRows.of(ORDERS).kind().toString());
    }

    @Test
    void eventsAloneAreEvents() {
        assertThat(Kinds.ALL.stream().filter(Kind::isEvent).map(Kind::spelling))
                .containsExactly("event", "page", "screen");
    }
}

package dev.upserter.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.JsonValue;
import dev.upserter.json.Nested;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.EventId;
import dev.upserter.operation.EventType;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Payload;
import dev.upserter.operation.Subject;
import dev.upserter.operation.TrackEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class EventIdsTest {
    private static final long TIME = 1_704_103_200;
    private static final Subject ADA = person(IdentifierType.ID, "u-1001");

    private final EventIds ids = new EventIds();

    /** Ids that were sent once must stay what they are: a change makes each event that was sent before a new one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "id|u-1001|EVENT|Order Placed|1704103200|||{}|01HK27EH8063CTNW21ERDXH1EW",
                "id|u-1001|EVENT|Order Placed|1704103200|||{\"total\":49.90,\"plan\":\"pro\"}|01HK27EH80W89ZRXHF5ZAQQW11",
                "id|u-1001|EVENT|Order Placed|1704103200|A-7||{\"total\":49.90}|01HK27EH80KD2DK5B7K37YGERK",
                "id|u-1001|EVENT|Order Placed|1704103200|A-7|shop|{}|01HK27EH80F89BAF4Z8ZCSRPVA",
                "email|Ada@Example.com|PAGE|/pricing|0|||{\"a\":{\"c\":[1,null,true],\"b\":\"x\"}}|00000000002P98BMA0ZQZGY2EB",
                "anonymous_id|v-1|SCREEN|Ünïcode|281474976709|||{}|7ZZZZZZYC8621PPT0B4KR8ZCHE",
            })
    void theIdsOfTheseEventsNeverChange(
            String kind,
            String who,
            EventType type,
            String name,
            long time,
            String own,
            String scope,
            String data,
            String id) {
        Subject subject = kind.equals(TrackEvent.ANONYMOUS_ID)
                ? TrackEvent.anonymous(JsonValue.ofText(who))
                : person(IdentifierType.valueOf(kind.toUpperCase(Locale.ROOT)), who);
        EventId found = ids.of(
                subject,
                type,
                JsonValue.ofText(name),
                time,
                own == null ? null : JsonValue.ofText(own),
                scope == null ? "" : scope,
                data(data));
        assertThat(found).hasToString(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"a\":10,\"b\":\"x\"}|{\"b\":\"x\",\"a\":10}",
                "{\"a\":10}|{\"a\":\"10\"}",
                "{\"a\":true}|{\"a\":\"true\"}",
                "{\"a\":49.90}|{\"a\":\"49.90\"}",
                "{\"a\":null}|{}",
                "{\"a\":\"\"}|{\"a\":null}",
                "{\"a\":\"\\u00e9\\/\"}|{\"a\":\"é/\"}",
                "{\"a\":{\"x\":1,\"y\":null,\"z\":\"2\"}}|{\"a\":{\"z\":2,\"x\":1}}",
                "{\"a\":[1, 2]}|{\"a\":[\"1\",\"2\"]}",
                "{\"a\":{\"x\":\"\"}}|{\"a\":{}}",
                "{\"a\":{\"x\":1,\"x\":null}}|{\"a\":{}}",
                "{\"a\":{\"x\":1,\"x\":2}}|{\"a\":{\"x\":2}}",
                "{\"a\":[null]}|{\"a\":[\"\"]}",
            })
    void theSameDataInAnyFormAreOneEvent(String one, String other) {
        assertThat(id(data(one))).isEqualTo(id(data(other)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"a\":10}|{\"a\":10.0}",
                "{\"a\":10}|{\"b\":10}",
                "{\"a\":\"bc\"}|{\"ab\":\"c\"}",
                "{\"a\":[1,2]}|{\"a\":[12]}",
                "{\"a\":[1,2]}|{\"a\":[2,1]}",
                "{\"a\":{\"b\":{}}}|{\"a\":{},\"b\":{}}",
                "{\"a\":{\"x\":\"1\"}}|{\"a\":{}}",
                "{\"a\":[null]}|{\"a\":[]}",
                "{\"a\":\"x\",\"b\":\"y\"}|{\"a\":\"x\"}",
            })
    void otherDataAreAnotherEvent(String one, String other) {
        assertThat(id(data(one))).isNotEqualTo(id(data(other)));
    }

    @Test
    void whoWhatAndWhenTellEventsApart() {
        EventId first = id(ADA, EventType.EVENT, "Order Placed", TIME);
        assertThat(id(person(IdentifierType.CIO_ID, "u-1001"), EventType.EVENT, "Order Placed", TIME))
                .isNotEqualTo(first);
        assertThat(id(person(IdentifierType.ID, "u-1002"), EventType.EVENT, "Order Placed", TIME))
                .isNotEqualTo(first);
        assertThat(id(ADA, EventType.PAGE, "Order Placed", TIME)).isNotEqualTo(first);
        assertThat(id(ADA, EventType.EVENT, "Order placed", TIME)).isNotEqualTo(first);
        assertThat(id(ADA, EventType.EVENT, "Order Placed", TIME + 1)).isNotEqualTo(first);
    }

    @Test
    void anEmailAddressIsOnePersonInAnyLetterCase() {
        assertThat(id(person(IdentifierType.EMAIL, "Ada@X.com"), EventType.EVENT, "e", TIME))
                .isEqualTo(id(person(IdentifierType.EMAIL, "ada@x.com"), EventType.EVENT, "e", TIME));
    }

    @Test
    void anIdOfItsOwnLeavesTheDataOutAndStillTellsThatTheyDiffer() {
        EventId one = own(data("{\"total\":1}"));
        EventId other = own(data("{\"total\":2}"));
        assertThat(one).isEqualTo(other);
        assertThat(one.data()).isNotEqualTo(other.data());
        assertThat(own(data("{\"total\":\"1\"}")).data()).isEqualTo(one.data());
    }

    /** The bits of an event's data are of its own, whatever came before. */
    @Test
    void theDataOfOneEventLeaveNothingBehind() {
        long first = own(data("{\"total\":1}")).data();
        own(data("{\"comment\":\"" + "x".repeat(500) + "\",\"total\":1}"));
        assertThat(own(data("{\"total\":1}")).data()).isEqualTo(first);
        own(data("{\"comment\":\"" + "y".repeat(500) + "\"}"));
        assertThat(own(data("{\"total\":1}")).data()).isEqualTo(first);
    }

    /** Events are told apart by the upper bits of the key and of the data, too: a window compares those alone. */
    @Test
    void keysAndDataUseAllTheirUpperBits() {
        var keys = new HashSet<Long>();
        var data = new HashSet<Long>();
        for (int i = 0; i < 2_000; i++) {
            EventId event = own(data("{\"total\":" + i + "}"));
            data.add(event.data() >>> 56);
            keys.add(id(data("{\"total\":" + i + "}")).key() >>> 56);
        }
        assertThat(keys).hasSizeGreaterThan(240);
        assertThat(data).hasSizeGreaterThan(240);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "1970-01-01T00:00:00.001Z",
                "2026-08-01T12:30:45.678Z",
                "10889-08-02T05:31:50.655Z",
            })
    void anIdSaysWhenItsEventWas(String text) {
        Instant time = Instant.parse(text.length() > 24 ? "+" + text : text);

        assertThat(EventIds.startAt(time)).hasSize(10);
        assertThat(EventIds.time(EventIds.startAt(time) + "ZZZZZZZZZZZZZZZZ")).isEqualTo(time);
    }

    @Test
    void idsAreInTheOrderOfTheirTimes() {
        assertThat(id(ADA, EventType.EVENT, "e", TIME).toString())
                .startsWith(EventIds.startAt(Instant.ofEpochSecond(TIME)))
                .isLessThan(EventIds.startAt(Instant.ofEpochSecond(TIME, 1_000_000)));
        assertThat(EventIds.startAt(Instant.ofEpochSecond(-1))).isEqualTo("0000000000");
    }

    private EventId own(Payload data) {
        return ids.of(ADA, EventType.EVENT, JsonValue.ofText("e"), TIME, JsonValue.ofInteger(7), "", data);
    }

    private EventId id(Payload data) {
        return ids.of(ADA, EventType.EVENT, JsonValue.ofText("e"), TIME, null, "", data);
    }

    private EventId id(Subject who, EventType type, String name, long time) {
        return ids.of(who, type, JsonValue.ofText(name), time, null, "", Payload.NONE);
    }

    private static Subject person(IdentifierType type, String value) {
        return new Identifier(type, JsonValue.ofText(value));
    }

    private static Payload data(String json) {
        var attributes = new ArrayList<Attribute>();
        JsonMapper.shared()
                .readTree(json)
                .propertyNames()
                .forEach(name -> attributes.add(new Attribute(new AttributeName(name), value(json, name))));
        return new Payload(attributes);
    }

    private static JsonValue value(String json, String name) {
        return Nested.find(JsonValue.ofJson(json), name).orElseThrow();
    }
}

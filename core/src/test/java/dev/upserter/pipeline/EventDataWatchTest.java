package dev.upserter.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.JsonValue;
import dev.upserter.json.Nested;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.EventId;
import dev.upserter.operation.EventType;
import dev.upserter.operation.Payload;
import dev.upserter.operation.TrackEvent;
import dev.upserter.pipeline.EventData.Share;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names the data of events hold, and what says that the same rows make other events now. */
class EventDataWatchTest {
    private static final EventData NOTHING = new EventData(Map.of(), 100);

    private static TrackEvent event(long seconds, String json) {
        JsonValue data = JsonValue.ofJson(json);
        List<Attribute> attributes = Nested.names(data).stream()
                .map(name -> new Attribute(
                        new AttributeName(name), Nested.find(data, name).orElseThrow()))
                .toList();
        return new TrackEvent(
                TrackEvent.anonymous(JsonValue.ofText("v")),
                EventType.EVENT,
                JsonValue.ofText("bought"),
                seconds,
                new EventId("0".repeat(EventId.LENGTH).getBytes(StandardCharsets.US_ASCII), 0, 0),
                null,
                new Payload(attributes));
    }

    private static EventDataWatch watch(@Nullable EventData before, String... events) {
        var watch = new EventDataWatch(Optional.ofNullable(before));
        for (String data : events) {
            watch.take(event(50, data));
        }
        return watch;
    }

    private static EventData before(String names) {
        var before = new HashMap<String, Share>();
        for (String name : names.isEmpty() ? new String[0] : names.split(" ")) {
            boolean isSome = name.endsWith("?");
            before.put(isSome ? name.substring(0, name.length() - 1) : name, isSome ? Share.SOME : Share.ALL);
        }
        return new EventData(before, 100);
    }

    @Test
    void aNameIsOfAllEventsOrOfSome() {
        EventData data = watch(
                        null, "{\"total\":1,\"plan\":\"a\",\"note\":\"\"}", "{\"total\":2,\"plan\":null,\"tax\":0}")
                .data()
                .orElseThrow();

        assertThat(data.names()).isEqualTo(Map.of("total", Share.ALL, "plan", Share.SOME, "tax", Share.SOME));
        assertThat(data.until()).isEqualTo(50);
        assertThat(data.valued()).containsExactlyInAnyOrder("total", "plan", "tax");
        assertThat(data.hasMembers()).isFalse();
    }

    @Test
    void membersOfObjectsHaveTheirPathAndThoseInListsToo() {
        EventData data = watch(
                        null,
                        "{\"cart\":{\"items\":[{\"sku\":1,\"tags\":[\"x\"]},{\"sku\":2,\"gift\":true}],\"none\":null,"
                                + "\"empty\":\"\"}}")
                .data()
                .orElseThrow();

        assertThat(data.names())
                .containsOnlyKeys("cart", "cart.items", "cart.items.sku", "cart.items.tags", "cart.items.gift")
                .containsEntry("cart.items.sku", Share.ALL);
        assertThat(data.hasMembers()).isTrue();
    }

    @Test
    void columnsWithoutAValueAreKnownToo() {
        EventDataWatch watch = watch(null, "{\"total\":1}");
        watch.columns(List.of("total", "plan"));
        watch.leaveOut(event(60, "{\"later\":1}"));

        assertThat(watch.data().orElseThrow().names())
                .isEqualTo(Map.of("total", Share.ALL, "plan", Share.NONE, "later", Share.NONE));
        assertThat(watch.data().orElseThrow().until())
                .as("what is left out is not sent")
                .isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            total          | {"total":1}                 |        |
            total          | {"total":1,"tax":2}         | tax    |
            total tax      | {"total":1}                 |        | tax
            total tax?     | {"total":1}                 |        |
            total cart     | {"total":1,"cart":{"n":1}}  | cart.n |
            total cart cart.n | {"total":1}              |        | cart
            total          | {"total":1,"cart":{"n":1}}  | cart   |
            total          | {"tax":1}                   | tax    | total
            total          | {"total":1,"tax":null}      |        |
            """)
    void whatAnEventSentBeforeHasMoreOrLessMakesItAnother(String names, String data, String added, String gone) {
        Optional<EventData.Change> change = watch(before(names), data).change();

        if (added == null && gone == null) {
            assertThat(change).isEmpty();
        } else {
            assertThat(change)
                    .contains(new EventData.Change(
                            added == null ? List.of() : List.of(added), gone == null ? List.of() : List.of(gone), 1));
        }
    }

    @Test
    void eventsAfterAllThatWereSentAreNoOthers() {
        var watch = new EventDataWatch(Optional.of(before("total")));
        watch.take(event(101, "{\"tax\":1}"));
        assertThat(watch.change()).isEmpty();

        watch.take(event(100, "{\"total\":1}"));
        assertThat(watch.change()).as("the name is in later events alone").isEmpty();
        watch.take(event(100, "{\"total\":1,\"tax\":1}"));
        watch.take(event(99, "{\"total\":1,\"tax\":1}"));
        assertThat(watch.change()).contains(new EventData.Change(List.of("tax"), List.of(), 2));
    }

    /** A column that is gone makes other events of each row that had a value in it. */
    @Test
    void aColumnThatIsGoneIsMissedEvenWhereSomeEventsHadAValue() {
        EventDataWatch watch = watch(before("total tax?"), "{\"total\":1}");
        watch.columns(List.of("total"));

        assertThat(watch.change()).contains(new EventData.Change(List.of(), List.of("tax"), 1));
    }

    @Test
    void whereNothingIsKnownOfEarlierRunsNothingIsAnother() {
        assertThat(watch(null, "{\"total\":1}").change()).isEmpty();
        assertThat(watch(NOTHING).change()).as("no event was sent").isEmpty();
    }

    /** Then the names are data themselves, such as ids. */
    @Test
    void moreNamesThanAnyTableHasColumnsAreNotWatched() {
        var watch = new EventDataWatch(Optional.of(before("total")));
        for (int i = 0; i < 5_000; i++) {
            watch.take(event(50, "{\"n" + i + "\":1}"));
        }
        assertThat(watch.data()).isPresent();
        assertThat(watch.change()).isPresent();

        watch.take(event(50, "{\"one more\":1}"));
        assertThat(watch.data()).isEmpty();
        assertThat(watch.change()).isEmpty();
    }

    @Test
    void whatIsKnownGrowsFromRunToRun() {
        EventData first = new EventData(Map.of("a", Share.ALL, "b", Share.SOME, "c", Share.ALL, "c.x", Share.ALL), 10);
        EventData second = new EventData(Map.of("a", Share.ALL, "c", Share.ALL, "d", Share.ALL), 5);

        assertThat(first.and(second, false))
                .isEqualTo(new EventData(
                        Map.of("a", Share.ALL, "b", Share.SOME, "c", Share.ALL, "c.x", Share.SOME, "d", Share.SOME),
                        10));
        assertThat(first.and(second, true).names())
                .as("a column that is gone is forgotten, a member of a value that is there is not")
                .isEqualTo(Map.of("a", Share.ALL, "c", Share.ALL, "c.x", Share.SOME, "d", Share.SOME));
        assertThat(second.and(first, false).until()).isEqualTo(10);
    }

    @Test
    void namesThatNoEventHadMayBeAdded() {
        EventData data = new EventData(Map.of("a", Share.ALL), 10).with(Set.of("a", "b"));

        assertThat(data.names()).isEqualTo(Map.of("a", Share.ALL, "b", Share.NONE));
        assertThat(data.valued()).containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource({"cart.n, true", "cart.items.sku, true", "cart, false", "cartx.n, false", "total.n, false", ".n, false"})
    void aMemberHasThePathOfItsValueInFront(String name, boolean isMember) {
        assertThat(EventData.isMember(name, Set.of("cart", "tot"))).isEqualTo(isMember);
    }
}

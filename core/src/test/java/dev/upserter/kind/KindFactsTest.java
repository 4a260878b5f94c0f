package dev.upserter.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.batch.Api;
import dev.upserter.batch.Ordering;
import dev.upserter.batch.Route;
import dev.upserter.json.JsonValue;
import dev.upserter.mapping.RowToOperation;
import dev.upserter.mapping.RowValues;
import dev.upserter.mapping.UnfitException;
import dev.upserter.operation.ActOnPerson;
import dev.upserter.operation.Form;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Operation;
import dev.upserter.operation.Payload;
import dev.upserter.operation.Subject;
import dev.upserter.operation.text.Role;
import dev.upserter.plan.Mode;
import dev.upserter.plan.TypedKey;
import dev.upserter.problem.ProblemException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each kind answers that asks for nothing but the configuration. */
class KindFactsTest {
    private static final String OBJECT = "{type: object, objectType: 1, objectId: company}";
    private static final String WITH_PERSON =
            "{type: object, objectType: 1, objectId: company, person: {userId: owner, identifyBy: email}}";
    private static final String RELATIONSHIP =
            "{type: relationship, userId: who, objectType: 1, objectId: company, MODE}";
    private static final String DEVICE = "{type: device, userId: who, device: token, platform: ios, MODE}";
    private static final String SEGMENT = "{type: segment, userId: who, segment: 7, MODE}";

    private static KindConfig config(String yaml, String mode) {
        return KindRows.of(yaml.replace("MODE", "mode: " + mode)).kind();
    }

    private static KindConfig config(String yaml) {
        return KindRows.of(yaml).kind();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            person       | people        | person       | ON_REQUEST      | NONE   | false | true  |
            event        | events        | event        | ONCE_ON_REQUEST | NONE   | false | true  |
            page         | page views    | page view    | ONCE_ON_REQUEST | NONE   | false | true  |
            screen       | screen views  | screen view  | ONCE_ON_REQUEST | NONE   | false | true  |
            object       | objects       | object       | ON_REQUEST      | NONE   | true  | false |
            relationship | relationships | relationship | ON_REQUEST      | NONE   | true  | true  |
            segment      | members       | member       | ON_REQUEST      | NONE   | true  | true  |
            device       | devices       | device       | ON_REQUEST      | NONE   | true  | true  |
            delete       | people        | person       | ONCE            | NONE   | false | true  | delete a person, and all that Customer.io knows of them
            suppress     | people        | person       | ONCE            | STARTS | false | true  | delete a person, and have Customer.io ignore whatever is sent of them later
            unsuppress   | people        | person       | EACH_TIME       | ENDS   | false | true  |
            merge        | people        | person       | ONCE            | NONE   | true  | true  | merge two people into one
            """)
    void eachKindSaysWhatItsRowsAreAndWhatBecomesOfThem(
            String spelling,
            String things,
            String thing,
            Memory memory,
            Suppression suppression,
            boolean ignoresUnknown,
            boolean hasUserId,
            String irreversible) {
        Kind kind = Kinds.spelled(spelling);

        assertThat(kind.things()).isEqualTo(things);
        assertThat(kind.thing()).isEqualTo(thing);
        assertThat(kind.memory()).isEqualTo(memory);
        assertThat(kind.suppression()).isEqualTo(suppression);
        assertThat(kind.ignoresUnknown()).isEqualTo(ignoresUnknown);
        assertThat(kind.hasUserId()).isEqualTo(hasUserId);
        assertThat(kind.irreversible()).isEqualTo(Optional.ofNullable(irreversible));
    }

    @Test
    void onlyWhatIsOnceOrSentEachTimeIsAlwaysRemembered() {
        assertThat(List.of(Memory.values()).stream().filter(Memory::isAlways))
                .containsExactly(Memory.ONCE, Memory.EACH_TIME);
    }

    @Test
    void aKindIsItselfOnly() {
        assertThat(Kinds.ALL)
                .allSatisfy(
                        kind -> assertThat(Kinds.ALL.stream().filter(kind::is)).containsExactly(kind));
    }

    @ParameterizedTest
    @CsvSource({
        "person,     BATCH SINGLE", "event,      BATCH SINGLE", "page,       BATCH SINGLE", "screen,     ''",
        "object,     ''", "relationship, ''", "segment,    ''", "device,     ''",
        "delete,     BATCH SINGLE", "suppress,   BATCH SINGLE", "unsuppress, BATCH SINGLE", "merge,      BATCH SINGLE",
    })
    void anApiIsChosenOnlyWhereThereAreSeveral(String spelling, String apis) {
        assertThat(Kinds.spelled(spelling).apis().stream().map(Api::name).collect(Collectors.joining(" ")))
                .isEqualTo(apis);
    }

    private static List<String> rests(KindConfig config, IdentifierType type, String key) {
        return config.kind().restsOn(config, new TypedKey(type, key)).stream()
                .map(KindFactsTest::named)
                .toList();
    }

    private static String named(Subject subject) {
        return subject.keyName() + " " + subject.text();
    }

    /** Once somebody is deleted, their devices, relationships and memberships are gone with them. */
    @Test
    void whatBelongsToSomebodyRestsOnThem() {
        assertThat(rests(config("{userId: who}"), IdentifierType.EMAIL, "a@x.org"))
                .containsExactly("email a@x.org");
        assertThat(rests(config(DEVICE, "upsert"), IdentifierType.ID, "[\"7\",\"token\"]"))
                .containsExactly("id 7");
        assertThat(rests(config(SEGMENT, "add"), IdentifierType.ID, "7")).containsExactly("id 7");
        assertThat(rests(config(RELATIONSHIP, "upsert"), IdentifierType.ID, "[\"7\",\"1\",\"acme\"]"))
                .hasSize(2)
                .startsWith("id 7")
                .allSatisfy(named -> assertThat(named).matches("id 7|\\w+ \\[\"1\",\"acme\"]"));
        assertThat(rests(config(OBJECT), IdentifierType.ID, "[\"1\",\"acme\"]"))
                .singleElement()
                .asString()
                .endsWith(" [\"1\",\"acme\"]");
        assertThat(rests(config(WITH_PERSON), IdentifierType.ID, "[\"1\",\"acme\",\"a@x.org\"]"))
                .hasSize(2)
                .endsWith("email a@x.org");
        assertThat(rests(config(WITH_PERSON), IdentifierType.ID, "[\"1\",\"acme\"]"))
                .as("a row that relates nobody")
                .hasSize(1);
    }

    /** A later run of what was removed has nothing to hear: it stays removed. */
    @Test
    void whatWasRemovedRestsOnNobody() {
        assertThat(rests(config(DEVICE, "remove"), IdentifierType.ID, "[\"7\",\"token\"]"))
                .isEmpty();
        assertThat(rests(config(SEGMENT, "remove"), IdentifierType.ID, "7")).isEmpty();
        assertThat(rests(config(RELATIONSHIP, "remove"), IdentifierType.ID, "[\"7\",\"1\",\"acme\"]"))
                .isEmpty();
        assertThat(rests(config("{type: event, userId: who, event: e, time: at}"), IdentifierType.ID, "01HK"))
                .isEmpty();
    }

    private static Optional<String> gone(String yaml, String key) {
        KindConfig config = config(yaml);
        return config.kind()
                .takesAway(config, new TypedKey(IdentifierType.EMAIL, key))
                .map(KindFactsTest::named);
    }

    @Test
    void whoIsDeletedSuppressedOrMergedIsGone() {
        assertThat(gone("{type: delete, userId: who}", "a@x.org")).contains("email a@x.org");
        assertThat(gone("{type: suppress, userId: who}", "a@x.org")).contains("email a@x.org");
        assertThat(gone("{type: unsuppress, userId: who}", "a@x.org")).isEmpty();
        assertThat(gone("{type: merge, userId: who, duplicate: other}", "[\"a@x.org\",\"b@x.org\"]"))
                .contains("email b@x.org");
        assertThat(gone("{type: merge, userId: who, duplicate: other, duplicateBy: id}", "[\"a@x.org\",\"b\"]"))
                .contains("id b");
        assertThat(gone("{userId: who}", "a@x.org")).isEmpty();
    }

    private static Optional<String> about(String yaml, String mode, Map<String, String> parts) throws Exception {
        KindConfig config = config(yaml, mode);
        var layout = new RowValues.Layout(IdentifierType.ID, List.copyOf(parts.keySet()), "", false);
        JsonValue[] values = parts.values().stream().map(JsonValue::ofText).toArray(JsonValue[]::new);
        return config.maker()
                .about(new RowValues(layout, JsonValue.ofText("7"), values, Payload.NONE))
                .map(operation -> KindRows.text(operation, Form.ENTRY));
    }

    /** A mirror must not remove what a rejected row is about; what is made for it is never sent. */
    @Test
    void aRowThatCannotBeSentIsAboutSomethingAllTheSame() throws Exception {
        String person = "{\"type\":\"person\",\"identifiers\":{\"id\":\"7\"},\"action\":\"";
        Map<String, String> object = Map.of("objectType", "1", "objectId", "acme");

        assertThat(about("{userId: who, MODE}", "mirror", Map.of())).contains(person + "delete\"}");
        assertThat(about(DEVICE, "mirror", Map.of("device", "t")))
                .contains(person + "delete_device\",\"device\":{\"token\":\"t\"}}");
        assertThat(about(RELATIONSHIP, "mirror", object))
                .contains(person + "delete_relationships\",\"cio_relationships\":[{\"identifiers\":"
                        + "{\"object_type_id\":\"1\",\"object_id\":\"acme\"}}]}");
        assertThat(about(SEGMENT, "mirror", Map.of())).contains("\"7\"");
        assertThat(about("{type: object, objectType: 1, objectId: company, MODE}", "mirror", object))
                .contains("{\"type\":\"object\",\"identifiers\":{\"object_type_id\":\"1\",\"object_id\":\"7\"},"
                        + "\"action\":\"identify\",\"attributes\":{}}");
    }

    @Test
    void aRowThatDoesNotTellItIsAboutNothing() throws Exception {
        assertThat(about(DEVICE, "mirror", Map.of("device", " "))).isEmpty();
        assertThat(about(RELATIONSHIP, "mirror", Map.of("objectType", "1", "objectId", " ")))
                .isEmpty();
    }

    @Test
    void whatTakesSomethingAwayOnlyRemoves() {
        assertThat(config(DEVICE, "remove").onlyRemoves()).isTrue();
        assertThat(config(DEVICE, "mirror").onlyRemoves()).isFalse();
        assertThat(config("{type: delete, userId: who}").onlyRemoves()).isTrue();
        assertThat(config("{type: unsuppress, userId: who}").onlyRemoves()).isFalse();
    }

    @Test
    void rowsAboutPeopleWhomCustomerIoIgnoresNeedThem() {
        assertThat(config(DEVICE, "upsert").needsPeople()).isTrue();
        assertThat(config(WITH_PERSON).needsPeople()).isTrue();
        assertThat(config(OBJECT).needsPeople()).as("nobody is related").isFalse();
        assertThat(config("{userId: who}").needsPeople()).isFalse();
    }

    @Test
    void aSegmentIsMeantByItsNumberOrByItsName() {
        KindConfig numbered = config(SEGMENT, "add");
        KindConfig named = config("{type: segment, userId: who, segment: Readers, createSegment: true, appApiKey: k}");
        KindConfig found = named.withSegment(9);

        assertThat(numbered.segmentName()).isEmpty();
        assertThat(numbered.createsSegment()).isFalse();
        assertThat(numbered.withSegmentToMake()).isEmpty();
        assertThat(named.segmentName()).contains("Readers");
        assertThat(named.createsSegment()).isTrue();
        assertThat(found.segmentName()).isEmpty();
        assertThat(found.segment()).contains(new SegmentRef(9, "Readers"));
        assertThat(found.withSegmentToMake().orElseThrow().segment()).contains(SegmentRef.named("Readers"));
        assertThat(config("{type: segment, userId: who, segment: Readers, appApiKey: k}")
                        .withSegmentToMake())
                .isEmpty();
        assertThat(config("{userId: who}").segment()).isEmpty();
        assertThat(new SegmentRef(1, "").hasNumber()).isTrue();
        assertThat(SegmentRef.named("x").hasNumber()).isFalse();
        assertThat(SegmentRef.named("x")).hasToString("named x");
    }

    @Test
    void aSegmentIsMadeByItsNameAlone() {
        assertThatThrownBy(() -> config("{type: segment, userId: who, segment: 7, createSegment: true}"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("createSegment must be absent or false where segment is a number");
    }

    @Test
    void anObjectTypeIsMeantByItsNumberOrByItsName() {
        KindConfig numbered = config(OBJECT);
        KindConfig named = config("{type: object, objectType: Companies, objectId: company, appApiKey: k}");

        assertThat(numbered.objectType()).contains("1");
        assertThat(numbered.objectTypeName()).isEmpty();
        assertThat(named.objectTypeName()).contains("Companies");
        assertThat(named.withObjectType("3").objectType()).contains("3");
        assertThat(config("{type: object, objectType: {from: t}, objectId: company}")
                        .objectType())
                .isEmpty();
    }

    @Test
    void anonymousEventsAreOfNobodyWhomCustomerIoKnows() {
        assertThat(config("{type: event, anonymousId: who, event: e, time: at}").isAnonymous())
                .isTrue();
        assertThat(config("{type: event, userId: who, event: e, time: at}").isAnonymous())
                .isFalse();
    }

    @Test
    void aRowOfAnObjectMayRelateNobodyThoughItNamesSomebody() throws Exception {
        KindConfig config = config(WITH_PERSON);
        var layout = new RowValues.Layout(
                IdentifierType.ID, List.of("objectType", "person" + KindConfig.USER_ID), "", false);
        var row = new RowValues(
                layout,
                JsonValue.ofText("acme"),
                new JsonValue[] {JsonValue.ofInteger(1), JsonValue.ofText("a@x.org")},
                Payload.NONE);

        assertThat(text(config.maker().of(row))).contains("a@x.org");
        assertThat(text(config.maker().of(config.relatingNobody(row)))).doesNotContain("a@x.org");
        assertThat(config(OBJECT).relatingNobody(row)).isSameAs(row);
    }

    private static String text(Operation operation) {
        return KindRows.text(operation, Form.ENTRY);
    }

    /** What identifies is repaired and checked as the key is. */
    @Test
    void theKeysThatIdentifySomethingAreThose() {
        assertThat(config(DEVICE, "upsert").maker().identifying()).containsExactly("device");
        assertThat(config(RELATIONSHIP, "upsert").maker().identifying()).containsExactly("objectId");
        assertThat(config(WITH_PERSON).maker().identifying()).contains("person.userId");
        assertThat(config("{type: merge, userId: who, duplicate: other}")
                        .maker()
                        .identifying())
                .containsExactly("duplicate");
        assertThat(config("{userId: who}").maker().identifying()).isEmpty();
    }

    @Test
    void anAttributeMeansWhatItsKindSays() {
        RowToOperation people = config("{userId: who}").maker();

        assertThat(people.role("email")).isEqualTo(Role.EMAIL);
        assertThat(people.role("plan")).isEqualTo(Role.PLAIN);
        assertThat(config(OBJECT).maker().role("email")).isEqualTo(Role.PLAIN);
    }

    @Test
    void eventsThatAreNoRowsGoByTheApiOfTheirSync() {
        assertThat(List.of(Api.values()).stream().map(Kinds::routingOfEvents))
                .allSatisfy(routing -> assertThat(routing.ordering()).isEqualTo(Ordering.FREE))
                .extracting(routing -> routing.route(new ActOnPerson(
                        new Identifier(IdentifierType.ID, JsonValue.ofText("7")), ActOnPerson.Action.DELETE)))
                .containsExactly(Api.BATCH.route(), new Route.Alone("POST", "/api/v1/customers/", "/events"));
    }

    /** A configuration tells at once what no row could mend. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {type: device, userId: w, device: t, platform: windows}                       | the platform is neither ios nor android
            {type: device, userId: w, device: t, platform: ios, lastUsed: {value: -1}}    | the value of lastUsed is not a time in whole Unix seconds
            {type: device, userId: w, device: {value: true}, platform: ios}               | the value of device is not a text with something in it
            {type: object, objectType: 0, objectId: c}                                    | the object type is not a whole number from 1, of nine digits at most
            {type: object, objectType: 1234567890, objectId: c}                           | the object type is not a whole number from 1, of nine digits at most
            {type: object, objectType: 1, objectId: {value: 1.5}}                         | objectId is a number with a fraction or an exponent
            {type: relationship, userId: w, objectType: 1, objectId: {value: true}}       | objectId is true or false
            {type: relationship, userId: w, objectType: -1, objectId: c}                  | the object type is not a whole number from 1
            {type: event, userId: w, event: e, time: {value: -1}}                         | the value of time is before 1970
            {type: merge, userId: w, duplicate: {value: true}}                            | the value of duplicate is neither a text nor a whole number
            """)
    void aConstantThatNoRowCouldBeSentWithIsRefused(String yaml, String message) {
        assertThatThrownBy(() -> config(yaml))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"100, true", "101, false"})
    void aNameOfEventsForAllRowsHasAHundredBytesAtMost(int length, boolean isTaken) {
        String yaml = "{type: event, userId: w, event: " + "x".repeat(length) + ", time: at}";

        if (isTaken) {
            assertThat(config(yaml).constants()).containsKey("event");
        } else {
            assertThatThrownBy(() -> config(yaml)).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void slotsDifferInWhateverTheySay() {
        var slot = new Slot<>("a", SlotType.PerRow.ofTime(), true, "h", "d", "m");
        List<Slot<?>> others = List.of(
                new Slot<>("b", SlotType.PerRow.ofTime(), true, "h", "d", "m"),
                new Slot<>("a", SlotType.PerRow.ofIdentifier(), true, "h", "d", "m"),
                new Slot<>("a", SlotType.PerRow.ofTime(), false, "h", "d", "m"),
                new Slot<>("a", SlotType.PerRow.ofTime(), true, "x", "d", "m"),
                new Slot<>("a", SlotType.PerRow.ofTime(), true, "h", "x", "m"),
                new Slot<>("a", SlotType.PerRow.ofTime(), true, "h", "d", "x"));

        assertThat(new Slot<>("a", SlotType.PerRow.ofTime(), true, "h", "d", "m"))
                .isEqualTo(slot)
                .hasSameHashCodeAs(slot);
        assertThat(others).doesNotContain(slot);
        assertThat(new HashSet<>(others)).hasSize(others.size());
        assertThat(slot.hashCode()).isNotEqualTo(others.getFirst().hashCode());
    }

    /** Whether Customer.io takes it is told by the row, not by the configuration. */
    @Test
    void aDeviceTakesMessagesOrNotByTextOrBoolean() throws UnfitException {
        KindRows rows = KindRows.of(
                "{type: device, userId: w, device: t, platform: ios," + " mappings: [{from: push, to: push_enabled}]}");
        String row = "{\"w\": 7, \"t\": \"x\", \"push\": ";

        for (String value : List.of("true", "false", "\"true\"", "\"false\"")) {
            assertThat(rows.one(row + value + "}"))
                    .as(value)
                    .endsWith("\"attributes\":{\"push_enabled\":\"" + value.replace("\"", "") + "\"}}}");
        }
        for (String value : List.of("1", "\"yes\"", "\"True\"", "null", "[]", "1.0", "\"\"")) {
            assertThat(rows.one(row + value + "}")).as(value).startsWith("PART_MALFORMED: push_enabled is neither");
        }
        assertThat(config(DEVICE, "mirror").mode()).isEqualTo(Mode.MIRROR);
    }
}

package dev.upserter.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.batch.Api;
import dev.upserter.batch.Ordering;
import dev.upserter.batch.Route;
import dev.upserter.batch.Routing;
import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.mapping.RowToOperation;
import dev.upserter.mapping.RowValues;
import dev.upserter.mapping.UnfitException;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.mapping.spec.ValueOrigin;
import dev.upserter.operation.ActOnPerson;
import dev.upserter.operation.ChangeMembership;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.operation.Operation;
import dev.upserter.operation.Payload;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KindConfigTest {
    private static final Kind SEGMENT = Kinds.spelled("segment");
    private static final Kind DELETE = Kinds.spelled("delete");
    private static final Identifier ANA = ana();

    private static Identifier ana() {
        byte[] json = "\"ana\"".getBytes(StandardCharsets.UTF_8);
        return new Identifier(IdentifierType.ID, new JsonValue(json, 0, json.length, ValueKind.TEXT));
    }

    private static KindConfig segment(Mode mode) {
        return new KindConfig(SEGMENT, mode, Map.of("segment", SegmentRef.numbered(7)));
    }

    private static Operation operation(KindConfig config) {
        var layout = new RowValues.Layout(IdentifierType.ID, List.of(), "", false);
        try {
            return config.maker().of(new RowValues(layout, ANA.value(), layout.room(), Payload.NONE));
        } catch (UnfitException e) {
            throw new AssertionError(e);
        }
    }

    private static Routing routing(KindConfig config, Api api) {
        return config.routing(api, IdentifierType.EMAIL);
    }

    @Test
    void aKindIsFoundByItsSpelling() {
        assertThat(Kinds.ALL)
                .allSatisfy(kind -> assertThat(Kinds.spelled(kind.spelling())).isSameAs(kind));
        assertThatThrownBy(() -> Kinds.spelled("people"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no type people");
    }

    @Test
    void theModesOfAllKindsAreInTheOrderOfTheDocumentation() {
        assertThat(Kinds.modes())
                .containsExactly(
                        Mode.UPSERT, Mode.UPDATE, Mode.CREATE, Mode.MIRROR, Mode.APPEND, Mode.ADD, Mode.REMOVE);
    }

    @Test
    void rowsOfPeopleSayWhetherAPersonMayBecomeOne() {
        var upsert = new KindConfig(Kinds.PERSON, Mode.UPSERT, Map.of());
        var update = new KindConfig(Kinds.PERSON, Mode.UPDATE, Map.of());

        assertThat(operation(upsert))
                .isInstanceOfSatisfying(
                        IdentifyPerson.class,
                        person -> assertThat(person.updateOnly()).isFalse());
        assertThat(operation(update))
                .isInstanceOfSatisfying(
                        IdentifyPerson.class,
                        person -> assertThat(person.updateOnly()).isTrue());
        assertThat(routing(upsert, Api.SINGLE).route(operation(upsert))).isEqualTo(Api.SINGLE.route());
        assertThat(routing(upsert, Api.BATCH).ordering()).isEqualTo(Ordering.EXCLUSIVE);
    }

    @Test
    void membersOfASegmentAreAddedAndRemovedByPathsOfItsNumber() {
        assertThat(operation(segment(Mode.ADD))).isEqualTo(new ChangeMembership(ANA, true));
        assertThat(operation(segment(Mode.REMOVE))).isEqualTo(new ChangeMembership(ANA, false));
        assertThat(routing(segment(Mode.ADD), Api.BATCH).route(operation(segment(Mode.ADD))))
                .isEqualTo(new Route.Ids("/api/v1/segments/7/add_customers?id_type=email", 1000));
        assertThat(routing(segment(Mode.REMOVE), Api.BATCH).route(operation(segment(Mode.REMOVE))))
                .isEqualTo(new Route.Ids("/api/v1/segments/7/remove_customers?id_type=email", 1000));
        assertThat(routing(segment(Mode.ADD), Api.BATCH).ordering()).isEqualTo(Ordering.FREE);
    }

    @Test
    void aPersonIsDeletedAndMayComeBack() {
        var config = new KindConfig(DELETE, Mode.APPEND, Map.of());

        assertThat(operation(config)).isEqualTo(new ActOnPerson(ANA, ActOnPerson.Action.DELETE));
        assertThat(routing(config, Api.BATCH).route(operation(config))).isEqualTo(Api.BATCH.route());
        assertThat(routing(config, Api.SINGLE).route(operation(config)))
                .isEqualTo(new Route.Alone("DELETE", "/api/v1/customers/"));
        assertThat(routing(config, Api.BATCH).ordering()).isEqualTo(Ordering.FREE);
    }

    @Test
    void modeAndKeysAreThoseOfTheKind() {
        assertThatThrownBy(() -> new KindConfig(
                        SEGMENT, Mode.UPDATE, Map.of("segment", SegmentRef.numbered(7), "colour", "red")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::message)
                                .containsExactly(
                                        "mode must be one of the type's modes",
                                        "colour must be absent: the type is segment"));
        assertThatThrownBy(() -> new KindConfig(SEGMENT, Mode.ADD, Map.of()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("segment must be given");
    }

    /** A run goes on only with the same words: they are in its digest. */
    @Test
    void itsWordsSayWhatDecidesWhatIsSent() {
        assertThat(List.of(segment(Mode.ADD), segment(Mode.REMOVE), new KindConfig(DELETE, Mode.APPEND, Map.of())))
                .extracting(KindConfig::toString)
                .containsExactly("segment ADD {segment=7}", "segment REMOVE {segment=7}", "delete APPEND {}");
        assertThat(SEGMENT.slots()).extracting(Slot::toString).containsExactly("segment", "createSegment");
        assertThat(segment(Mode.ADD).withSegment(7)).hasToString("segment ADD {segment=7}");
        assertThat(new KindConfig(
                        SEGMENT, Mode.ADD, Map.of("segment", new SegmentRef(7, "Readers"), "createSegment", true)))
                .hasToString("segment ADD {segment=7}");
    }

    /** Who joins and who leaves are two requests. */
    @Test
    void aMirrorOfASegmentAddsAndRemovesMembers() {
        KindConfig mirror = segment(Mode.MIRROR);
        Operation leaves = SEGMENT.removal(mirror, IdentifierType.EMAIL, "a@x.org", Removal.DETACH, Payload.NONE);

        assertThat(operation(mirror)).isEqualTo(new ChangeMembership(ANA, true));
        assertThat(leaves)
                .isEqualTo(
                        new ChangeMembership(new Identifier(IdentifierType.EMAIL, JsonValue.ofText("a@x.org")), false));
        assertThat(routing(mirror, Api.BATCH).route(operation(mirror)))
                .isEqualTo(new Route.Ids("/api/v1/segments/7/add_customers?id_type=email", 1000));
        assertThat(routing(mirror, Api.BATCH).route(leaves))
                .isEqualTo(new Route.Ids("/api/v1/segments/7/remove_customers?id_type=email", 1000));
        assertThat(SEGMENT.ordering()).isEqualTo(Ordering.FREE);
    }

    @Test
    void aRequestOfASegmentNamesOneChangeAndOneKindOfIdentifier() {
        assertThat(SEGMENT.route(segment(Mode.ADD), Api.BATCH, IdentifierType.ID))
                .isEqualTo(new Route.Ids("/api/v1/segments/7/add_customers?id_type=id", 1000));
        assertThat(SEGMENT.route(segment(Mode.REMOVE), Api.BATCH, IdentifierType.ID))
                .isEqualTo(new Route.Ids("/api/v1/segments/7/remove_customers?id_type=id", 1000));
    }

    /** People who joined and people who left are not each other's state. */
    @Test
    void aStateBelongsToWhatItsRowsAre() {
        assertThat(SEGMENT.stateScope(segment(Mode.MIRROR), IdentifierType.ID)).isEqualTo("members of segment 7 by id");
        assertThat(SEGMENT.stateScope(segment(Mode.REMOVE), IdentifierType.ID))
                .isEqualTo("no members of segment 7 by id");
        Kind device = Kinds.spelled("device");
        Map<String, Object> token = Map.of("device", Expression.of(new ValueOrigin.Field(new FieldPath("token"))));
        assertThat(device.stateScope(new KindConfig(device, Mode.MIRROR, token), IdentifierType.EMAIL))
                .isEqualTo("devices by email");
        assertThat(device.stateScope(new KindConfig(device, Mode.REMOVE, token), IdentifierType.EMAIL))
                .isEqualTo("no devices by email");
        assertThat(DELETE.stateScope(new KindConfig(DELETE, Mode.APPEND, Map.of()), IdentifierType.EMAIL))
                .isEqualTo("delete email");
    }

    @Test
    void rowsThatSayNothingOfASegmentMemberMayNotMixIdentifiers() {
        assertThat(Kinds.ALL.stream().filter(kind -> !kind.mixesIdentifiers()).map(Kind::spelling))
                .containsExactly("object", "segment");
    }

    /** Relationships and devices without mappings say whom and what alone. */
    @Test
    void rowsOfPeopleEventsAndObjectsSendAllFieldsUnlessMappingsSayWhich() {
        assertThat(Kinds.ALL.stream().filter(Kind::sendsAllFields).map(Kind::spelling))
                .containsExactly("person", "event", "page", "screen", "object");
    }

    @Test
    void suppressionStartsAndEndsByTheRowsThatSayIt() {
        assertThat(Kinds.spelled("suppress").suppression()).isEqualTo(Suppression.STARTS);
        assertThat(Kinds.spelled("unsuppress").suppression()).isEqualTo(Suppression.ENDS);
        assertThat(Kinds.ALL.stream()
                        .filter(kind -> kind.suppression() == Suppression.NONE)
                        .map(Kind::spelling))
                .hasSize(Kinds.ALL.size() - 2)
                .doesNotContain("suppress", "unsuppress");
    }

    @Test
    void aProblemOfTheKeyNamesTheKeyOfTheConfiguration() {
        assertThat(KindRows.of("{userId: who}").kind().maker().key()).isEqualTo("the user id");
        RowToOperation anonymous = KindRows.of("{type: event, anonymousId: who, event: e, time: at}")
                .kind()
                .maker();
        assertThat(anonymous.key()).isEqualTo("the key anonymousId");
        assertThat(anonymous.parts()).extracting(Rule::to).containsExactly("event", "time");
    }

    /** It chooses between rows of one person. */
    @Test
    void theTimeOfAChangeIsNamedWhereThereIsOne() {
        assertThat(KindRows.of("{userId: who, timestamp: at}").kind().maker().time())
                .isEqualTo("timestamp");
        assertThat(KindRows.of("{userId: who}").kind().maker().time()).isEmpty();
        assertThat(KindRows.of("{type: event, userId: who, event: e, time: at}")
                        .kind()
                        .maker()
                        .time())
                .isEmpty();
    }

    @Test
    void textsThatStandForThemselvesAreConstants() {
        assertThat(KindRows.of("{type: event, userId: who, event: Order Placed, time: at}")
                        .kind()
                        .constants())
                .containsExactly(Map.entry("event", "Order Placed"));
        assertThat(KindRows.of("{type: event, userId: who, event: {from: what}, time: at}")
                        .kind()
                        .constants())
                .isEmpty();
        assertThat(segment(Mode.ADD).constants()).isEmpty();
    }
}

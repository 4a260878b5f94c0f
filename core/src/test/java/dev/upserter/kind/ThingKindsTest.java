package dev.upserter.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.batch.Api;
import dev.upserter.batch.Ordering;
import dev.upserter.json.JsonValue;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.Form;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Payload;
import dev.upserter.operation.text.Role;
import dev.upserter.plan.Removal;
import dev.upserter.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objects, and relationships to them. */
class ThingKindsTest {
    private static final String OBJECTS =
            "{type: object, objectType: 1, objectId: company, mappings: [{from: name, to: name}]}";
    private static final String WITH_OWNER =
            "{type: object, objectType: 1, objectId: company, person: {userId: owner, identifyBy: email, mappings:"
                    + " [{from: role, to: role}]}, mappings: [{from: name, to: name}]}";
    private static final String RELATIONSHIPS =
            "{type: relationship, userId: who, objectType: 1, objectId: company, mappings: [{from: role, to: role}]}";
    private static final String RELATED = "{\"type\":\"person\",\"identifiers\":{\"id\":\"7\"},\"action\":\"%s\","
            + "\"cio_relationships\":[{\"identifiers\":{\"object_type_id\":\"1\",\"object_id\":\"%s\"}%s}]}";

    private static String removed(KindRows rows, String key, Removal how, Payload payload) {
        return KindRows.text(rows.kind().kind().removal(rows.kind(), IdentifierType.ID, key, how, payload), Form.ENTRY);
    }

    @Test
    void aRowIsAnObjectWithItsAttributes() {
        assertThat(KindRows.of(OBJECTS).one("{\"company\": \"acme\", \"name\": \"Acme\", \"other\": 1}"))
                .isEqualTo("{\"type\":\"object\",\"identifiers\":{\"object_type_id\":\"1\",\"object_id\":\"acme\"},"
                        + "\"action\":\"identify\",\"attributes\":{\"name\":\"Acme\"}}");
    }

    @Test
    void aRowMayRelateAPersonToItsObject() {
        KindRows rows = KindRows.of(WITH_OWNER);

        assertThat(rows.one("{\"company\": 7, \"name\": \"Acme\", \"owner\": \"ana@x.org\", \"role\": \"boss\"}"))
                .isEqualTo(
                        "{\"type\":\"object\",\"identifiers\":{\"object_type_id\":\"1\",\"object_id\":\"7\"},"
                                + "\"action\":\"identify\",\"attributes\":{\"name\":\"Acme\"},\"cio_relationships\":[{"
                                + "\"identifiers\":{\"email\":\"ana@x.org\"},\"relationship_attributes\":{\"role\":\"boss\"}}]}");
        assertThat(rows.kind().kind().stateScope(rows.kind(), IdentifierType.ID))
                .isEqualTo("objects with a person by email");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"null", "\"\"", "\" \"", "\"\\t\"", "\"\\u00a0\"", "\"\u00a0\u3000\""})
    void aRowThatNamesNobodyIsAnObjectAlone(String owner) {
        assertThat(KindRows.of(WITH_OWNER).one("{\"company\": 7, \"role\": \"boss\", \"owner\": " + owner + "}"))
                .doesNotContain("cio_relationships")
                .contains("\"object_id\":\"7\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"a\"|\"a\"",
                "\"!\"|\"!\"",
                "\"~\"|\"~\"",
                "\" a\"|\" a\"",
                "\"\\\"\"|\"\\\"\"",
                "\"\\\\\"|\"\\\\\"",
                "\"\u00e9\"|\"\u00e9\"",
                "0|\"0\"",
                "-5|\"-5\"",
            })
    void textsThatShowSomethingAndWholeNumbersIdentify(String id, String sent) {
        assertThat(KindRows.of(RELATIONSHIPS).one("{\"who\": 7, \"company\": " + id + "}"))
                .contains("\"object_id\":" + sent + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null|PART_MISSING: the row has no value for objectId",
                "\"\"|PART_MISSING: the row has no value for objectId: it is empty",
                "\" \"|PART_MISSING: the row has no value for objectId: it is blank",
                "\"\\n\"|PART_MISSING: the row has no value for objectId: it is blank",
                "\"\\u00a0\"|PART_MISSING: the row has no value for objectId: it is blank",
                "\"\u3000\"|PART_MISSING: the row has no value for objectId: it is blank",
                "\"\u007f\"|PART_MISSING: the row has no value for objectId: it is blank",
                "1.5|KEY_TYPE: objectId is a number with a fraction or an exponent",
                "true|KEY_TYPE: objectId is true or false",
                "{}|KEY_TYPE: objectId is an object",
                "[]|KEY_TYPE: objectId is a list",
            })
    void whatIdentifiesNoObjectIsNotSent(String id, String problem) {
        assertThat(KindRows.of(RELATIONSHIPS).one("{\"who\": 7, \"company\": " + id + "}"))
                .isEqualTo(problem);
    }

    @Test
    void aTypeMayComeFromEachRow() {
        KindRows rows = KindRows.of("{type: object, objectType: {from: kind}, objectId: company, mappings: []}");

        assertThat(rows.one("{\"company\": 7, \"kind\": 2}")).contains("\"object_type_id\":\"2\"");
        assertThat(rows.one("{\"company\": 7, \"kind\": \" \"}"))
                .isEqualTo("PART_MISSING: the row has no value for objectType: it is blank");
        assertThat(rows.kind().constants()).isEmpty();
        assertThat(KindRows.of(OBJECTS).kind().constants()).hasToString("{objectType=1}");
    }

    @Test
    void anObjectThatIsGoneIsDeletedOrItsAttributesAreCleared() {
        KindRows rows = KindRows.of(OBJECTS.replace("objectType", "mode: mirror, objectType"));
        String key = rows.operation("{\"company\": \"a,b\"}").stateKey().text();
        var cleared = new Payload(List.of(new Attribute(new AttributeName("name", Role.PLAIN), JsonValue.NULL)));

        assertThat(removed(rows, key, Removal.DELETE, Payload.NONE))
                .isEqualTo("{\"type\":\"object\",\"identifiers\":{\"object_type_id\":\"1\",\"object_id\":\"a,b\"},"
                        + "\"action\":\"delete\"}");
        assertThat(removed(rows, key, Removal.CLEAR, cleared))
                .isEqualTo("{\"type\":\"object\",\"identifiers\":{\"object_type_id\":\"1\",\"object_id\":\"a,b\"},"
                        + "\"action\":\"identify\",\"attributes\":{\"name\":null}}");
        assertThat(rows.kind().kind().removals()).containsExactly(Removal.NOTHING, Removal.CLEAR, Removal.DELETE);
        assertThat(rows.kind().kind().stateScope(rows.kind(), IdentifierType.ID))
                .isEqualTo("objects");
        assertThat(rows.kind().kind().mayClear(new AttributeName("name", Role.PLAIN), IdentifierType.ID))
                .isTrue();
    }

    /** Without the row, the object need not be gone. */
    @Test
    void rowsThatRelatePeopleAreNoMirrorOfObjects() {
        assertThatThrownBy(() -> KindRows.of(WITH_OWNER.replace("objectType", "mode: mirror, objectType")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("mode must be other than mirror where person is given");
    }

    @Test
    void aRowRelatesItsPersonToItsObject() {
        KindRows rows = KindRows.of(RELATIONSHIPS);

        assertThat(rows.one("{\"who\": 7, \"company\": \"acme\", \"role\": \"boss\"}"))
                .isEqualTo(RELATED, "add_relationships", "acme", ",\"relationship_attributes\":{\"role\":\"boss\"}");
        assertThat(rows.kind().kind().stateScope(rows.kind(), IdentifierType.EMAIL))
                .isEqualTo("relationships by email");
    }

    @Test
    void withoutMappingsARelationshipHasNoAttributes() {
        assertThat(KindRows.of("{type: relationship, userId: who, objectType: 1, objectId: company}")
                        .one("{\"who\": 7, \"company\": \"acme\", \"role\": \"boss\"}"))
                .isEqualTo(RELATED, "add_relationships", "acme", "");
    }

    @Test
    void aRelationshipEndsWhateverItsAttributes() {
        KindRows rows =
                KindRows.of("{type: relationship, mode: remove, userId: who, objectType: 1, objectId: company}");

        assertThat(rows.one("{\"who\": 7, \"company\": \"acme\", \"role\": \"boss\"}"))
                .isEqualTo(RELATED, "delete_relationships", "acme", "");
        assertThat(rows.kind().kind().stateScope(rows.kind(), IdentifierType.ID))
                .isEqualTo("no relationships by id");
    }

    @Test
    void aRelationshipThatIsGoneEnds() {
        KindRows rows = KindRows.of(RELATIONSHIPS.replace("userId", "mode: mirror, userId"));
        String key =
                rows.operation("{\"who\": 7, \"company\": \"a,b\"}").stateKey().text();

        assertThat(removed(rows, key, Removal.DETACH, Payload.NONE))
                .isEqualTo(RELATED, "delete_relationships", "a,b", "");
        assertThat(rows.kind().kind().removals()).containsExactly(Removal.DETACH);
    }

    /** Customer.io gives no meaning to the names of their attributes. */
    @Test
    void anAttributeOfAThingIsNoAddress() {
        for (String yaml : List.of(OBJECTS, RELATIONSHIPS)) {
            Kind kind = KindRows.of(yaml).kind().kind();
            assertThat(kind.role("email")).isEqualTo(Role.PLAIN);
            assertThat(kind.role("created_at")).isEqualTo(Role.ofThing("created_at"));
            assertThat(kind.ordering()).isEqualTo(Ordering.EXCLUSIVE);
            assertThat(kind.apis()).isEmpty();
            assertThat(kind.route(KindRows.of(yaml).kind(), Api.BATCH, IdentifierType.ID))
                    .isEqualTo(Api.BATCH.route());
        }
    }

    /** What one row says of a relationship, the next does not say. */
    @Test
    void eachRowHasItsOwnRelationship() {
        assertThat(KindRows.of(WITH_OWNER)
                        .sent(
                                "{\"company\": 7, \"owner\": \"ana@x.org\", \"role\": \"boss\"}",
                                "{\"company\": 8, \"owner\": \"bo@x.org\"}"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("{\"role\":\"boss\"}"),
                        second -> assertThat(second).contains("bo@x.org").doesNotContain("boss"));
    }

    @Test
    void anObjectAndItsRelationshipMayHaveAttributesOfOneName() {
        String yaml = "{type: object, objectType: 1, objectId: company, person: {userId: owner, mappings:"
                + " [{template: \"{{ role }}\", to: name}]}, mappings: [{template: \"{{ name }}\", to: name}]}";

        assertThat(KindRows.of(yaml).one("{\"company\": 7, \"owner\": 1, \"role\": \"boss\", \"name\": \"Acme\"}"))
                .contains("\"attributes\":{\"name\":\"Acme\"}")
                .contains("\"relationship_attributes\":{\"name\":\"boss\"}");
    }
}

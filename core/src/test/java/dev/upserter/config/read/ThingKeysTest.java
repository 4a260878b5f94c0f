package dev.upserter.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.kind.Kinds;
import dev.upserter.mapping.spec.RelatedPerson;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.Mode;
import dev.upserter.preview.MappingTests;
import dev.upserter.preview.TestOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of objects and relationships. */
class ThingKeysTest {
    @TempDir
    Path folder;

    @Test
    void anObjectIsKnownByTypeAndIdAndMayRelateAPerson() {
        var config = Reading.yaml("""
                type: object
                objectType: 1
                objectId: company
                person: {userId: owner, identifyBy: email, mappings: [{from: role, to: role}]}
                """);

        RelatedPerson person = Objects.requireNonNull(config.mapping().related());
        assertThat(config.kind().kind()).isEqualTo(Kinds.spelled("object"));
        assertThat(config.mapping().userId().field().orElseThrow().text()).isEqualTo("company");
        assertThat(person.identifyBy()).isEqualTo(IdentifierType.EMAIL);
        assertThat(person.mappings()).hasSize(1);
    }

    @Test
    void aRelationshipIsAddedUnlessTheModeSaysOtherwise() {
        String keys = "\"type\": \"relationship\", \"objectType\": \"1\", \"objectId\": \"company\"";
        assertThat(Reading.with(keys).kind().mode()).isEqualTo(Mode.UPSERT);
        assertThat(Reading.with(keys + ", \"mode\": \"remove\"").kind().mode()).isEqualTo(Mode.REMOVE);
    }

    @Test
    void whatIsWrongIsToldAtItsPlace() {
        assertThat(Reading.mistakes("{\"type\": \"object\"}", Reading.JSON))
                .containsExactlyInAnyOrder(
                        "1:1: the key objectType is missing, which type: object needs",
                        "1:1: the key objectId is missing, which type: object needs");
        assertThat(Reading.mistakes("""
                {"type": "object", "objectType": 1, "objectId": "company",
                 "userId": "id",
                 "identifyBy": "id",
                 "person": {"identifyBy": "phone",
                  "mappings": [{"from": "a", "to": "cio_x"},
                   {"from": "a", "to": "relationship"}]}}\
                """, Reading.JSON))
                .containsExactlyInAnyOrder(
                        "2:2: userId says nothing where type is object",
                        "3:2: identifyBy says nothing where type is object",
                        "4:12: person has no key \"userId\"",
                        "4:27: identifyBy must be id, email or cio_id, not \"phone\"",
                        "5:36: Customer.io keeps \"cio_x\" for itself",
                        "6:24: Customer.io keeps \"relationship\" for itself");
        assertThat(Reading.mistakes("""
                {"type": "relationship", "userId": "id", "identifyBy": "phone", "objectType": 1,
                 "objectId": "company", "person": {"userId": "a"}}\
                """, Reading.JSON))
                .containsExactlyInAnyOrder(
                        "1:56: identifyBy must not be phone where type is relationship",
                        "2:25: person says nothing where type is relationship");
    }

    /** A rule for an attribute that is true or false for a person may say anything here. */
    @Test
    void attributesMeanNothingOfWhatTheyMeanForPeople() {
        var config = Reading.yaml(
                "{type: object, objectType: 1, objectId: c, mappings: [{value: maybe, to: unsubscribed}]}");
        assertThat(config.mapping().mappings()).hasSize(1);
    }

    @Test
    void aFieldThatNeverLeavesIdentifiesNobody() {
        assertThat(Reading.mistakes(
                        "{type: object, objectType: 1, objectId: c, deny: [owner], person: {userId: owner}}",
                        Reading.YAML))
                .singleElement()
                .asString()
                .startsWith("1:76: userId is a field that deny keeps back");
    }

    @Test
    void testsKnowTheObjectAndThePerson() throws IOException {
        String config = """
                type: object
                objectType: 1
                objectId: company
                mappings: [{from: name, to: name}]
                person: {userId: owner, mappings: [{from: role, to: role}]}
                tests:
                  - name: right
                    row: {company: 7, name: Acme, owner: ana, role: boss}
                    expect:
                      objectType: "1"
                      objectId: 7
                      person: {userId: ana, attributes: {role: boss}}
                      attributes: {name: Acme}
                  - name: wrong
                    row: {company: 7, name: Acme, owner: ana, role: boss}
                    expect: {objectId: 8, person: {userId: bo}, attributes: {name: Acme}}
                  - name: nobody
                    row: {company: 7, name: Acme, owner: null, role: boss}
                    expect: {person: {userId: ana}, attributes: {name: Acme}}
                """;
        Path file = Files.writeString(folder.resolve("object.yaml"), config);
        List<TestOutcome> outcomes = new MappingTests(Reading.yaml(config), Instant.EPOCH)
                .run(ConfigReader.local(Map.of()).readTests(file));

        assertThat(outcomes.get(0).differences()).isEmpty();
        assertThat(outcomes.get(1).differences())
                .containsExactly(
                        "- objectId: 8",
                        "+ objectId: 7",
                        "- person: {\"userId\":\"bo\"}",
                        "+ person: {\"userId\":\"ana\",\"attributes\":{\"role\":\"boss\"}}");
        assertThat(outcomes.get(2).differences()).containsExactly("- person: {\"userId\":\"ana\"}");
    }
}

package dev.upserter.mapping;

import static dev.upserter.mapping.Mappings.config;
import static dev.upserter.mapping.Mappings.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.mapping.spec.Unmapped;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.IdentifyPerson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MapperTest {
    private static final String RECORD = "[{\"id\":\"7\",\"a\":1.10,\"b\":\"x\",\"c\":null}]";

    @Test
    void onlyMappedFieldsLeaveUnderTheirNewNamesInTheOrderOfTheRules() {
        assertThat(map(config("id", "b->name", "a->amount"), RECORD)).containsExactly("\"7\" name=\"x\" amount=1.10");
    }

    @Test
    void withoutRulesEveryFieldButTheUserIdLeavesUnderItsOwnName() {
        assertThat(map(config("id"), RECORD)).containsExactly("\"7\" a=1.10 b=\"x\" c=null");
    }

    @Test
    void theUserIdIsAnAttributeOnlyWhereItIsMapped() {
        assertThat(map(config("id", "a->a"), RECORD)).containsExactly("\"7\" a=1.10");
        assertThat(map(config("id", "a->a", "id->customer", "id->id"), RECORD))
                .containsExactly("\"7\" a=1.10 customer=\"7\" id=\"7\"");
    }

    @Test
    void oneFieldMayFeedSeveralAttributes() {
        assertThat(map(config("id", "b->x", "b->y", "b->b"), RECORD)).containsExactly("\"7\" x=\"x\" y=\"x\" b=\"x\"");
    }

    @Test
    void rulesReadTheRecordAsItWasSoThatTwoNamesCanBeSwapped() {
        assertThat(map(config("id", "a->b", "b->a"), RECORD)).containsExactly("\"7\" b=1.10 a=\"x\"");
    }

    @Test
    void aMissingFieldSendsNothingANullSendsNullAndAnEmptyTextStaysOne() {
        assertThat(map(
                        config("id", "a->a", "b->b"),
                        "[{\"id\":1},{\"id\":2,\"a\":null},{\"id\":3,\"a\":\"\",\"b\":0}]"))
                .containsExactly("1", "2 a=null", "3 a=\"\" b=0");
    }

    @Test
    void nullsAreLeftOutWhereTheConfigurationSaysSkip() {
        assertThat(map(
                        config("id", Unmapped.KEEP, Nulls.SKIP, "a->a", "d.e->e"),
                        "[{\"id\":1,\"a\":null,\"b\":null,\"c\":\"\",\"d\":{\"e\":null}}]"))
                .containsExactly("1 c=\"\" d={\"e\":null}");
    }

    @Test
    void unmappedFieldsLeaveWhereTheConfigurationSaysKeep() {
        assertThat(map(config("id", Unmapped.KEEP, Nulls.KEEP, "b->name"), RECORD))
                .containsExactly("\"7\" name=\"x\" a=1.10 c=null");
    }

    @Test
    void aRuleOwnsItsAttributeEvenWhereAnUnmappedFieldHasTheName() {
        var mapper = new Mapper(config("id", Unmapped.KEEP, Nulls.KEEP, "a->b"));
        assertThat(map(mapper, "[{\"id\":1,\"a\":2,\"b\":3,\"c\":4},{\"id\":1,\"b\":3}]"))
                .containsExactly("1 b=2 c=4", "1");
        assertThat(mapper.summary().leftBehind()).containsExactly("b");
    }

    @Test
    void aPathLeadsIntoNestedObjects() {
        assertThat(
                        map(
                                config("id", "a.b.c->x", "a.b->y"),
                                "[{\"id\":1,\"a\":{\"b\":{\"c\":1.10}}},{\"id\":2,\"a\":{\"b\":{\"c\":null}}},{\"id\":3,\"a\":{\"b\":{}}},"
                                        + "{\"id\":4,\"a\":{\"b\":5}},{\"id\":5,\"a\":null},{\"id\":6,\"a\":[{\"b\":{\"c\":1}}]},{\"id\":7}]"))
                .containsExactly(
                        "1 x=1.10 y={\"c\":1.10}", "2 x=null y={\"c\":null}", "3 y={}", "4 y=5", "5", "6", "7");
    }

    @Test
    void aFieldWithADotInItsNameComesBeforeAPath() {
        assertThat(
                        map(
                                config("id", "a.b->x"),
                                "[{\"id\":1,\"a.b\":1,\"a\":{\"b\":2}},{\"id\":2,\"a\":{\"b\":2},\"a.b\":null},{\"id\":3,\"a\":{\"b\":2}}]"))
                .containsExactly("1 x=1", "2 x=null", "3 x=2");
    }

    @Test
    void emptyStepsOfAPathAreFieldsWithAnEmptyName() {
        assertThat(map(config("id", "a.->x", ".a->y"), "[{\"id\":1,\"a\":{\"\":2},\"\":{\"a\":3}}]"))
                .containsExactly("1 x=2 y=3");
    }

    @Test
    void anObjectOfWhichRulesTakeOnlyAPartIsKeptAsAWhole() {
        assertThat(map(
                        config("user.id", Unmapped.KEEP, Nulls.KEEP, "address.city->city"),
                        "[{\"user\":{\"id\":1,\"x\":2},\"address\":{\"city\":\"Oslo\",\"zip\":3}}]"))
                .containsExactly("1 city=\"Oslo\" user={\"id\":1,\"x\":2} address={\"city\":\"Oslo\",\"zip\":3}");
        assertThat(map(config("user.id"), "[{\"user\":{\"id\":1,\"x\":2}}]"))
                .containsExactly("1 user={\"id\":1,\"x\":2}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', textBlock = """
        "abc"; "abc"
        "007"; "007"
        " 7 "; " 7 "
        "\\u0037"; "\\u0037"
        "null"; "null"
        7; 7
        -7; -7
        0; 0
        -0; -0
        12345678901234567890; 12345678901234567890
        """)
    void aUserIdKeepsItsExactText(String json, String identifier) {
        assertThat(map(config("id", "x->x"), "[{\"id\":" + json + "}]")).containsExactly(identifier);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', textBlock = """
        null; ID_MISSING; is null
        ""; ID_MISSING; is blank
        1.0; KEY_TYPE; is a number with a fraction or an exponent
        1e3; KEY_TYPE; is a number with a fraction or an exponent
        true; KEY_TYPE; is true or false
        false; KEY_TYPE; is true or false
        {"id":1}; KEY_TYPE; is an object
        [1]; KEY_TYPE; is a list
        """)
    void aUserIdOfAnotherKindIsRejected(String json, String code, String message) {
        assertThat(map(config("id"), "[\n {\"id\":" + json + "}]"))
                .containsExactly(code + " data.json:2:2: the user id (id) " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "   ",
                "\\t",
                "\\n\\r",
                "\\u0000",
                "\u00A0",
                "\\u00a0",
                "\u2007",
                "\u202F",
                "\u3000",
                "\u200B",
                "\uFEFF",
                "\u2028",
                "\u0085",
                "\u2060",
                "\u00AD",
                " \u00A0\u200B "
            })
    void aUserIdOfNothingVisibleIsBlank(String text) {
        assertThat(map(config("id"), "[{\"id\":\"" + text + "\"}]"))
                .containsExactly("ID_MISSING data.json:1:2: the user id (id) is blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00A0x", "é", "😀", "\\\\", "\\\"", "-", "\\u0041", "\uE000", "\\ud83d\\ude00"})
    void aUserIdWithAnythingVisibleIsNotBlank(String text) {
        assertThat(map(config("id"), "[{\"id\":\"" + text + "\"}]")).containsExactly("\"" + text + "\"");
    }

    @Test
    void aMissingUserIdIsRejectedWhereverItWouldStand() {
        assertThat(map(config("user.id"), "[{},{\"user\":1},{\"user\":{}},{\"user\":null},{\"user.id\":5}]"))
                .containsExactly(
                        "ID_MISSING data.json:1:2: the user id (user.id) is missing",
                        "ID_MISSING data.json:1:5: the user id (user.id) is missing",
                        "ID_MISSING data.json:1:16: the user id (user.id) is missing",
                        "ID_MISSING data.json:1:28: the user id (user.id) is missing",
                        "5");
    }

    @Test
    void ofAFieldThatStandsTwiceTheLastValueIsTakenAndTheFieldIsNamed() {
        assertThat(
                        map(
                                config("id", "a->a", "b.c->c"),
                                "[{\"id\":1,\"a\":1,\"a\":2,\"z\":1,\"z\":2,\"b\":{\"c\":1},\"b\":{\"c\":2,\"c\":3},\"id\":9}]"))
                .containsExactly("9 a=2 c=3 twice [id, a, b]");
        assertThat(map(config("id"), "[{\"id\":1,\"a\":1,\"z\":0,\"a\":2,\"a\":3}]"))
                .containsExactly("1 z=0 a=3 twice [a]");
    }

    @Test
    void recordsOfDifferentShapesAreMappedEachByItsOwn() {
        assertThat(
                        map(
                                config("id", "a->x", "b->y"),
                                "[{\"id\":1,\"a\":1,\"b\":2},{\"b\":2,\"a\":1,\"id\":1},{\"id\":1,\"b\":2},{},{\"id\":1,\"a\":1,\"b\":2}]"))
                .containsExactly(
                        "1 x=1 y=2",
                        "1 x=1 y=2",
                        "1 y=2",
                        "ID_MISSING data.json:1:59: the user id (id) is missing",
                        "1 x=1 y=2");
    }

    @Test
    void theOperationIsAnUpdateOnlyWhereTheConfigurationSaysSo() {
        for (boolean updateOnly : new boolean[] {true, false}) {
            var config = new MappingConfig(
                    new FieldPath("mail"), IdentifierType.EMAIL, List.of(), Unmapped.DROP, Nulls.KEEP, updateOnly);
            var person = (Mapped.Made) new Mapper(config).map(Mappings.record("{\"mail\":\"a@b.example\"}"));
            assertThat(((IdentifyPerson) person.operation()).updateOnly()).isEqualTo(updateOnly);
            assertThat(person.operation().subject().keyName()).isEqualTo("email");
        }
    }

    @Test
    void theKeyOfARecordIsKnownWithoutItsAttributes() {
        var mapper = new Mapper(config("id", "a->a"));

        assertThat(mapper.key(Mappings.record("{\"id\":\"x7\"}"))).hasValue("x7");
        assertThat(mapper.key(Mappings.record("{\"a\":1,\"id\":7}"))).hasValue("7");
        for (String none : List.of("{}", "{\"id\":null}", "{\"id\":true}", "{\"id\":1.5}", "{\"id\":[1]}")) {
            assertThat(mapper.key(Mappings.record(none))).isEmpty();
        }
        assertThat(mapper.hasMapped()).isFalse();
    }

    @Test
    void aMapperKnowsWhetherAnyRecordHadAMappedField() {
        var mapper = new Mapper(config("id", "a->a", "b.c->c"));
        map(mapper, "[{\"id\":1,\"x\":2},{\"id\":2,\"b\":{}}]");
        assertThat(mapper.hasMapped()).isFalse();

        map(mapper, "[{\"id\":1,\"b\":{\"c\":3}}]");
        assertThat(mapper.hasMapped()).isTrue();
    }
}

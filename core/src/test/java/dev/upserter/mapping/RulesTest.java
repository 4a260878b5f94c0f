package dev.upserter.mapping;

import static dev.upserter.mapping.Mappings.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.mapping.spec.Expression;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.mapping.spec.RunVariable;
import dev.upserter.mapping.spec.Unmapped;
import dev.upserter.mapping.spec.ValueOrigin;
import dev.upserter.operation.IdentifierType;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.ProblemLog;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What rules do that only their use in a program shows; docs/mapping.md and its further pages have the rest, and are run by a test. */
final class RulesTest {
    private static final String SECRET = "{\"street\":\"SECRET\",\"city\":\"Porto\"}";

    @Test
    void plainRulesBesideOthersKeepTheBytesOfTheirValues() {
        assertThat(map(
                        config(null, List.of(), plain("a"), rule("t", liquid("{{ a }}!")), plain("b.c")),
                        "[{\"id\":1,\"a\":\"\\u0041\",\"b\":{\"c\":[ 1.10"
                                + " ]}},{\"id\":2,\"a\":null,\"b\":1},{\"id\":3,\"a\":1}]"))
                .containsExactly(
                        "1 a=\"\\u0041\" t=\"A!\" b.c=[ 1.10 ]",
                        "TEMPLATE_FAILED data.json:1:43: the template of t makes nothing: a has no value in this row",
                        "3 a=1 t=\"1!\"");
    }

    @Test
    void aRuleThatCannotBeDoneIsLeftOutWhereTheConfigurationSaysWarn() {
        var log = new ProblemLog();
        var mapper = new Mapper(
                config(null, List.of(), rule("t", liquid("{{ a }}")), plain("b")),
                new RunVariables("r", 5),
                code -> Level.WARN,
                log);
        assertThat(map(mapper, "[{\"id\":1,\"b\":2}]")).containsExactly("1 b=2");
        assertThat(log.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.code()).isEqualTo(Code.TEMPLATE_FAILED);
            assertThat(entry.subjects()).containsEntry("t", 1L);
            assertThat(entry.examples().getFirst())
                    .hasToString("data.json:1:2: the template of t makes nothing: a has no value in this row");
        });
    }

    @Test
    void aRowThatTheFilterLeavesOutIsNotLookedAtAnyFurther() {
        Mapper mapper = new Mapper(config("keep", List.of(), plain("a"), rule("t", liquid("{{ b }}"))));
        assertThat(map(
                        mapper,
                        "[{},{\"keep\":false},{\"id\":1,\"keep\":1,\"b\":2},{\"id\":2,\"keep\":1,\"a\":1,\"b\":3}]"))
                .containsExactly("filtered out", "filtered out", "1 t=\"2\"", "2 a=1 t=\"3\"");
        assertThat(mapper.summary().missing()).isEqualTo(Map.of("a", 1L));
        assertThat(mapper.summary().absent()).isEmpty();
    }

    @Test
    void whatARuleNeedNotHaveItsPartsNeedNotHaveEither() {
        var inner = new ValueOrigin.Fields(List.of(
                plain("a"),
                new Rule("b", new Expression(null, new ValueOrigin.Field(new FieldPath("b")), "1", null, null, null))));
        var optional = new Expression(null, inner, null, null, null, null, true);
        var mapper = new Mapper(config(
                "keep",
                List.of(),
                plain("c.d"),
                new Rule("strict", Expression.of(inner)),
                new Rule("lenient", optional),
                rule("t", liquid("{{ e }}{% if f %}{{ f }}{% endif %}")),
                rule("u", liquid("{{ h }}"), "g")));

        assertThat(mapper.fields())
                .extracting(field -> field.path() + " " + field.part() + " " + field.need())
                .containsExactlyInAnyOrder(
                        "id USER_ID REQUIRED",
                        "keep FILTER REQUIRED",
                        "c.d RULE REQUIRED",
                        "a RULE REQUIRED",
                        "b RULE PROVIDED_FOR",
                        "a RULE OPTIONAL",
                        "b RULE OPTIONAL",
                        "e RULE REQUIRED",
                        "f RULE PROVIDED_FOR",
                        "g CONDITION PROVIDED_FOR",
                        "h RULE PROVIDED_FOR");
    }

    @Test
    void anOptionalFieldThatNoRowHasIsMissingAndNoProblem() {
        var optional = new Expression(null, new ValueOrigin.Field(new FieldPath("b")), null, null, null, null, true);
        var mapper = new Mapper(config(null, List.of(), plain("a"), new Rule("b", optional)));
        assertThat(map(mapper, "[{\"id\":1,\"a\":1},{\"id\":2,\"a\":2}]")).containsExactly("1 a=1", "2 a=2");
        assertThat(mapper.summary().absent()).isEmpty();
        assertThat(mapper.summary().missing()).isEqualTo(Map.of("b", 2L));
    }

    @Test
    void aTextThatSaysFalseIsNoAnswerToAFieldAlone() {
        String rows = "[{\"id\":1,\"a\":1,\"vip\":\"WORD\"}]";
        for (String word : List.of("false", "FALSE", " no ", "0", "f", "off", "null", "\\\\N")) {
            assertThat(map(config("vip", List.of(), plain("a")), rows.replace("WORD", word)))
                    .singleElement()
                    .asString()
                    .startsWith("CONDITION_FAILED data.json:1:2: the filter cannot be decided: vip is a text that says"
                            + " false or null");
        }
        for (String word : List.of("true", "yes", "1", "t", "Nora", "")) {
            assertThat(map(config("vip", List.of(), plain("a")), rows.replace("WORD", word)))
                    .containsExactly("1 a=1");
        }
        assertThat(map(config("vip and vip == 'no'", List.of(), plain("a")), rows.replace("WORD", "no")))
                .containsExactly("1 a=1");
        assertThat(map(config("vip", List.of(), plain("a")), "[{\"id\":1,\"a\":1,\"vip\":true},{\"id\":2,\"vip\":0}]"))
                .containsExactly("1 a=1", "2");
    }

    @Test
    void aFilterThatCannotBeToldRejectsTheRow() {
        assertThat(map(
                        config("age > 18", List.of(), plain("a")),
                        "[{\"id\":1,\"age\":\"SECRET\"},{\"id\":2,\"age\":19}]"))
                .containsExactly(
                        "CONDITION_FAILED data.json:1:2: the filter cannot be decided: values of different types"
                                + " cannot be compared. Write both alike, as age >= '18' for a text",
                        "2");
    }

    @Test
    void fieldsThatNoRowHasAreNamedWhoeverReadsThem() {
        Mapper mapper = new Mapper(config(
                "satus == 'x'",
                List.of(),
                rule("t", liquid("{{ naem | default: '' }}")),
                new Rule("w", new Expression("pln", new ValueOrigin.Constant("1"), null, null, null, null))));
        map(mapper, "[{\"id\":1,\"status\":\"x\",\"name\":1,\"plan\":1}]");
        assertThat(mapper.summary().absent())
                .extracting(absent -> absent.field().path() + " " + absent.nearest())
                .containsExactly("satus status");

        Mapper other = new Mapper(config(
                null,
                List.of(),
                rule("t", liquid("{{ naem | default: '' }}")),
                new Rule("w", new Expression("pln", new ValueOrigin.Constant("1"), null, null, null, null))));
        map(other, "[{\"id\":1,\"status\":\"x\",\"name\":1,\"plan\":1}]");
        assertThat(other.summary().absent())
                .extracting(absent -> absent.field().path() + " " + absent.nearest())
                .containsExactly("naem name", "pln plan");
    }

    @Test
    void aFieldThatOnlyAConditionReadsIsNotLeftBehind() {
        Mapper mapper = new Mapper(config("keep", List.of(), rule("t", liquid("{{ a }}"))));
        map(mapper, "[{\"id\":1,\"keep\":1,\"a\":2,\"b\":3}]");
        assertThat(mapper.summary().leftBehind()).containsExactly("b");
    }

    @Test
    void deniedFieldsAreInNothingThatLeaves() {
        List<FieldPath> deny = List.of(new FieldPath("address.street"), new FieldPath("ssn"), new FieldPath("x.y"));
        MappingConfig config = new MappingConfig(
                new FieldPath("id"),
                IdentifierType.ID,
                List.of(
                        plain("address"),
                        rule("t", liquid("{{ address.street | default: 'none' }}")),
                        rule(
                                "all",
                                liquid("{{ row['ssn'] | default: 'none' }} {{ row['address'].street | default: 'none'"
                                        + " }}")),
                        rule("if", new ValueOrigin.Constant("1"), "ssn == 'SECRET'")),
                Unmapped.KEEP,
                Nulls.KEEP,
                false,
                null,
                deny);
        String row = "{\"id\":1,\"ssn\":\"SECRET\",\"x.y\":\"SECRET\",\"address\":" + SECRET + ",\"home\":" + SECRET
                + ",\"x\":[{\"y\":\"SECRET\",\"z\":1},[{\"y\":2}],3]}";
        assertThat(map(config, "[" + row + "]"))
                .containsExactly("1 address={\"city\":\"Porto\"} t=\"none\" all=\"none none\" if=1 home=" + SECRET
                        + " x=[{\"z\":1},[{}],3]");
    }

    @Test
    void ofAllFieldsTheDeniedStayBehindAndAreNamed() {
        Mapper mapper = new Mapper(config(null, List.of(new FieldPath("ssn"))));
        assertThat(map(mapper, "[{\"id\":1,\"ssn\":2,\"a\":3}]")).containsExactly("1 a=3");
        assertThat(mapper.summary().leftBehind()).containsExactly("ssn");
    }

    @Test
    void aCutEndsBetweenTwoCharactersAndIsCounted() {
        var log = new ProblemLog();
        var cut = new Expression(null, new ValueOrigin.Field(new FieldPath("a")), null, null, null, 5);
        var mapper = new Mapper(config(null, List.of(), new Rule("a", cut)), RunVariables.NONE, Code::level, log);
        assertThat(map(
                        mapper,
                        "[{\"id\":1,\"a\":\"12345\"},{\"id\":2,\"a\":\"123😀\"},{\"id\":3,\"a\":\"\\u0031\\n"
                                + "345\"},{\"id\":4,\"a\":1234567}]"))
                .containsExactly("1 a=\"12345\"", "2 a=\"123\"", "3 a=\"\\u0031\\n345\"", "4 a=1234567");
        assertThat(log.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.code()).isEqualTo(Code.VALUE_CUT);
            assertThat(entry.examples().getFirst().message()).isEqualTo("the attribute a had 7 bytes and was cut to 5");
        });
    }

    @Test
    void theRunIsTheSameInEveryRow() {
        var mapper = new Mapper(
                config(
                        null,
                        List.of(),
                        rule("i", new ValueOrigin.OfRun(RunVariable.ID)),
                        rule("t", new ValueOrigin.OfRun(RunVariable.TIME)),
                        rule("x", liquid("{{ run.id }}/{{ run.time }}"))),
                new RunVariables("the-run", 5),
                Code::level,
                new ProblemLog());
        assertThat(map(mapper, "[{\"id\":1},{\"id\":2}]"))
                .containsExactly("1 i=\"the-run\" t=5 x=\"the-run/5\"", "2 i=\"the-run\" t=5 x=\"the-run/5\"");
    }

    @Test
    void theKeyOfARowIsKnownWhateverTheRulesSay() {
        Mapper mapper = new Mapper(config("keep", List.of(), rule("t", liquid("{{ a }}"))));
        assertThat(mapper.key(Mappings.record("{\"id\":\"x\"}"))).contains("x");
        assertThat(mapper.key(Mappings.record("{\"id\":12}"))).contains("12");
        assertThat(mapper.key(Mappings.record("{\"id\":true}"))).isEmpty();
        assertThat(mapper.key(Mappings.record("{}"))).isEmpty();
    }

    @Test
    void emptyTextsOfAllFieldsBecomeNullWhereTheConfigurationSaysClear() {
        var config =
                new MappingConfig(new FieldPath("id"), IdentifierType.ID, List.of(), Unmapped.DROP, Nulls.CLEAR, false);
        assertThat(map(config, "[{\"id\":1,\"a\":\"\",\"b\":null,\"c\":\" \"}]"))
                .containsExactly("1 a=null b=null c=\" \"");
    }

    private static MappingConfig config(@Nullable String filter, List<FieldPath> deny, Rule... rules) {
        return new MappingConfig(
                new FieldPath("id"), IdentifierType.ID, List.of(rules), Unmapped.DROP, Nulls.KEEP, false, filter, deny);
    }

    private static Rule plain(String field) {
        return new Rule(new FieldPath(field), field);
    }

    private static ValueOrigin liquid(String text) {
        return new ValueOrigin.Liquid(text);
    }

    private static Rule rule(String to, ValueOrigin origin) {
        return rule(to, origin, null);
    }

    private static Rule rule(String to, ValueOrigin origin, @Nullable String when) {
        return new Rule(to, new Expression(when, origin, null, null, null, null));
    }

    /** What one row settles says nothing of the next. */
    @Test
    void eachRowAsksTheConditionsOfAnAttributeAgain() {
        Mapper mapper = new Mapper(config(
                null,
                List.of(),
                rule("tier", liquid("gold {{ n }}"), "n > 10"),
                rule("tier", liquid("silver {{ n }}"), "n > 5"),
                rule("tier", liquid("plain {{ n }}"))));

        assertThat(map(mapper, "[{\"id\":1,\"n\":11},{\"id\":2,\"n\":6},{\"id\":3,\"n\":1},{\"id\":4,\"n\":12}]"))
                .containsExactly(
                        "1 tier=\"gold 11\"", "2 tier=\"silver 6\"", "3 tier=\"plain 1\"", "4 tier=\"gold 12\"");
    }

    @Test
    void aRejectedRowDoesNotRejectTheNext() {
        assertThat(map(
                        config(null, List.of(), rule("t", liquid("{{ a }}"))),
                        "[{\"id\":1},{\"id\":2,\"a\":3},{\"id\":3,\"a\":null},{\"id\":4,\"a\":5}]"))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("TEMPLATE_FAILED"),
                        second -> assertThat(second).isEqualTo("2 t=\"3\""),
                        third -> assertThat(third).startsWith("TEMPLATE_FAILED"),
                        fourth -> assertThat(fourth).isEqualTo("4 t=\"5\""));
    }

    @Test
    void aConditionOfAPartDecidesAboutThatPart() {
        var inner = new ValueOrigin.Fields(
                List.of(plain("a"), rule("b", new ValueOrigin.Field(new FieldPath("b")), "b > 1")));

        assertThat(map(
                        config(null, List.of(), new Rule("o", Expression.of(inner))),
                        "[{\"id\":1,\"a\":1,\"b\":2},{\"id\":2,\"a\":1,\"b\":1}]"))
                .containsExactly("1 o={\"a\":1,\"b\":2}", "2 o={\"a\":1}");
    }
}

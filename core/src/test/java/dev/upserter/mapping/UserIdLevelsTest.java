package dev.upserter.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.mapping.spec.Cast;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.mapping.spec.Unmapped;
import dev.upserter.mapping.spec.UserId;
import dev.upserter.mapping.spec.ValueOrigin;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.ProblemLog;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a row whose identifier is damaged or missing, or one of several. */
class UserIdLevelsTest {
    private final ProblemLog log = new ProblemLog();

    private static Expression field(String name) {
        return Expression.of(new ValueOrigin.Field(new FieldPath(name)));
    }

    private static UserId.Choice choice(Expression value, IdentifierType type) {
        return new UserId.Choice(value, type);
    }

    private Mapper mapper(UserId userId, Level level, Rule... rules) {
        var config = new MappingConfig(
                userId, IdentifierType.ID, List.of(rules), Unmapped.DROP, Nulls.KEEP, false, null, List.of());
        return new Mapper(config, RunVariables.NONE, code -> level, log);
    }

    private String map(UserId userId, String row) {
        return Mappings.map(mapper(userId, Level.ROW), "[" + row + "]").getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "OFF, '\"17.0\"', 0",
        "WARN, '\"17.0\"', 1",
        "FIX, '\"17\"', 1",
    })
    void aDamagedIdentifierIsSentRepairedReportedOrAsItIs(Level level, String sent, long told) {
        assertThat(Mappings.map(mapper(UserId.of(new FieldPath("id")), level), "[{\"id\":\"17.0\"}]"))
                .containsExactly(sent);
        assertThat(log.entries().stream().mapToLong(ProblemLog.Entry::count).sum())
                .isEqualTo(told);
        if (told > 0) {
            ProblemLog.Entry entry = log.entries().getFirst();
            assertThat(entry.code()).isEqualTo(Code.ID_DAMAGED);
            assertThat(entry.level()).isEqualTo(level == Level.FIX ? Level.FIX : Code.ID_DAMAGED.level());
            assertThat(entry.examples().getFirst().message().endsWith(". It was repaired"))
                    .isEqualTo(level == Level.FIX);
        }
    }

    @ParameterizedTest
    @CsvSource({"ROW", "STOP"})
    void aDamagedIdentifierRejectsItsRowWhereTheConfigurationSaysSo(Level level) {
        var mapped = (Mapped.Rejected)
                mapper(UserId.of(new FieldPath("id")), level).map(Mappings.record("{\"id\":\"17.0\"}"));
        assertThat(mapped.problem().code()).isEqualTo(Code.ID_DAMAGED);
        assertThat(mapped.problem().level()).isEqualTo(level);
        assertThat(log.entries()).isEmpty();
    }

    @Test
    void whatCannotBeRepairedIsSentAsItIsAndReported() {
        assertThat(Mappings.map(mapper(UserId.of(new FieldPath("id")), Level.FIX), "[{\"id\":\"1.00123E+15\"}]"))
                .containsExactly("\"1.00123E+15\"");
        assertThat(log.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.level()).isEqualTo(Code.ID_DAMAGED.level()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{} ~ ID_MISSING data.json:1:2: the user id (id) is missing",
                "{\"id\":null} ~ ID_MISSING data.json:1:2: the user id (id) is null",
                "{\"id\":\"\"} ~ ID_MISSING data.json:1:2: the user id (id) is blank",
                "{\"id\":\" \"} ~ ID_MISSING data.json:1:2: the user id (id) is blank",
                "{\"id\":\"\\u00a0\\n\"} ~ ID_MISSING data.json:1:2: the user id (id) is blank",
                "{\"id\":\"\u007f\"} ~ ID_MISSING data.json:1:2: the user id (id) is blank",
                "{\"id\":1.5} ~ KEY_TYPE data.json:1:2: the user id (id) is a number with a fraction or an exponent",
                "{\"id\":true} ~ KEY_TYPE data.json:1:2: the user id (id) is true or false",
                "{\"id\":{}} ~ KEY_TYPE data.json:1:2: the user id (id) is an object",
                "{\"id\":[]} ~ KEY_TYPE data.json:1:2: the user id (id) is a list",
                "{\"id\":\"!\"} ~ \"!\"",
                "{\"id\":\"\\\"\"} ~ \"\\\"\"",
            })
    void anIdentifierIsATextThatShowsSomethingOrAWholeNumber(String row, String outcome) {
        assertThat(map(UserId.of(new FieldPath("id")), row)).isEqualTo(outcome);
    }

    /** Rows are asked for the first identifier that they have. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{\"mail\":\"a@x.org\",\"no\":7} ~ EMAIL \"a@x.org\"",
                "{\"no\":7} ~ ID 7",
                "{\"mail\":null,\"no\":7} ~ ID 7",
                "{\"mail\":\"\",\"no\":7} ~ ID 7",
                "{\"mail\":\" \",\"no\":7} ~ ID 7",
                "{\"mail\":\"a@x.org\"} ~ EMAIL \"a@x.org\"",
                "{} ~ ID_MISSING data.json:1:2: the user id (mail or no) is missing",
                "{\"mail\":null,\"no\":\"\"} ~ ID_MISSING data.json:1:2: the user id (mail or no) is null",
                "{\"mail\":\"\",\"no\":null} ~ ID_MISSING data.json:1:2: the user id (mail or no) is blank",
            })
    void ofSeveralIdentifiersTheFirstThatARowHasCounts(String row, String outcome) {
        UserId userId = UserId.firstOf(
                List.of(choice(field("mail"), IdentifierType.EMAIL), choice(field("no"), IdentifierType.ID)));
        Mapped mapped = mapper(userId, Level.ROW).map(Mappings.record(row));
        assertThat(
                        mapped instanceof Mapped.Made made
                                ? ((Identifier) made.operation().subject()).type() + " " + Mappings.show(mapped)
                                : Mappings.show(mapped))
                .isEqualTo(outcome);
    }

    @Test
    void aTemplateThatMakesNothingLeavesItToTheNext() {
        var template = Expression.of(new ValueOrigin.Liquid("{{ a }}-{{ b }}"));
        UserId userId = UserId.firstOf(
                List.of(choice(template, IdentifierType.ID), choice(field("mail"), IdentifierType.EMAIL)));

        assertThat(map(userId, "{\"a\":1,\"b\":2,\"mail\":\"m\"}")).isEqualTo("\"1-2\"");
        assertThat(map(userId, "{\"a\":1,\"mail\":\"m\"}")).isEqualTo("\"m\"");
        assertThat(map(userId, "{\"a\":1,\"mail\":\"\"}"))
                .isEqualTo("ID_MISSING data.json:1:2: the user id (made by a template or mail) is blank");
        assertThat(map(userId, "{\"a\":1}")).startsWith("TEMPLATE_FAILED").contains("b has no value in this row");
        assertThat(map(new UserId(template), "{\"a\":1,\"mail\":\"m\"}")).startsWith("TEMPLATE_FAILED");
    }

    /** A value that is wrong is somebody, though it is not known whom. */
    @Test
    void aValueThatCannotBeMadeWhatItIsToBeIsNotPassedOver() {
        UserId userId = UserId.firstOf(List.of(
                choice(field("no").as(new Cast.WholeNumber()), IdentifierType.ID),
                choice(field("mail"), IdentifierType.EMAIL)));

        assertThat(map(userId, "{\"no\":\"x\",\"mail\":\"m\"}")).startsWith("CAST_FAILED");
        assertThat(map(userId, "{\"no\":\"7\",\"mail\":\"m\"}")).isEqualTo("7");
    }

    @Test
    void withoutAnIdentifierNoLevelSendsARow() {
        UserId userId = new UserId(field("id").as(new Cast.WholeNumber()));
        for (Level level : List.of(Level.OFF, Level.WARN, Level.ROW)) {
            var mapped = (Mapped.Rejected) mapper(userId, level).map(Mappings.record("{\"id\":\"x\"}"));
            assertThat(mapped.problem().level()).isEqualTo(Level.ROW);
        }
        assertThat(((Mapped.Rejected) mapper(userId, Level.STOP).map(Mappings.record("{\"id\":\"x\"}")))
                        .problem()
                        .level())
                .isEqualTo(Level.STOP);
    }

    @Test
    void aRowWhoseIdentifierIsUnfitHadOneForTheSummary() {
        Mapper mapper = mapper(new UserId(field("id").as(new Cast.WholeNumber())), Level.ROW);
        Mappings.map(mapper, "[{\"id\":\"x\"},{\"id\":\"y\"}]");
        assertThat(mapper.summary().absent()).isEmpty();

        Mapper without = mapper(new UserId(field("nope").as(new Cast.WholeNumber())), Level.ROW);
        Mappings.map(without, "[{\"id\":\"x\"},{\"nope2\":\"y\"}]");
        assertThat(without.summary().absent())
                .extracting(absent -> absent.field().shown() + " " + absent.asked() + " " + absent.nearest())
                .containsExactly("the field of userId nope 2 nope2");
    }

    @Test
    void theKeyOfARowIsKnownWhereARuleMakesIt() {
        Mapper mapper = mapper(
                new UserId(Expression.of(new ValueOrigin.Liquid("x-{{ a }}"))),
                Level.ROW,
                new Rule(new FieldPath("a"), "a"));

        assertThat(mapper.key(Mappings.record("{\"a\":1}"))).contains("x-1");
        assertThat(mapper.key(Mappings.record("{\"a\":2}"))).contains("x-2");
        assertThat(mapper.key(Mappings.record("{}"))).isEmpty();
        assertThat(mapper.hasMapped()).isFalse();
    }
}

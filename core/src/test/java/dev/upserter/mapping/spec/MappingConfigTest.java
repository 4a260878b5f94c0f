package dev.upserter.mapping.spec;

import static dev.upserter.mapping.Mappings.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.operation.IdentifierType;
import dev.upserter.problem.Location;
import dev.upserter.problem.ProblemException;
import dev.upserter.record.Header;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MappingConfigTest {

    @Test
    void twoRulesToOneAttributeAreAProblem() {
        assertThatThrownBy(() -> config("id", "a->x", "b->y", "c->x"))
                .isInstanceOf(ProblemException.class)
                .hasMessage("mappings must be rules to different attributes");
    }

    @Test
    void namesAreNotEmpty() {
        assertThatThrownBy(() -> new FieldPath("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rule(new FieldPath("a"), "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void allFieldsAreSentWithoutRulesOrWhereUnmappedOnesAreKept() {
        assertThat(config("id").sendsAllFields()).isTrue();
        assertThat(config("id", Unmapped.KEEP, Nulls.KEEP, "a->a").sendsAllFields())
                .isTrue();
        assertThat(config("id", "a->a").sendsAllFields()).isFalse();
    }

    @Test
    void aPathHasOneStepMoreThanDots() {
        assertThat(new FieldPath("a").steps()).containsExactly(new Step.Field("a"));
        assertThat(new FieldPath("a.b.c").steps())
                .containsExactly(new Step.Field("a"), new Step.Field("b"), new Step.Field("c"));
        assertThat(new FieldPath(".a.").steps())
                .containsExactly(new Step.Field(""), new Step.Field("a"), new Step.Field(""));
        assertThat(new FieldPath("a.b")).hasToString("a.b");
    }

    @Test
    void bracketsBehindANameAreThePlacesOfElements() {
        assertThat(new FieldPath("a[0].b[-1][12]").steps())
                .containsExactly(
                        new Step.Field("a"),
                        new Step.Element(0),
                        new Step.Field("b"),
                        new Step.Element(-1),
                        new Step.Element(12));
        assertThat(new FieldPath("a[x].[0].b[").steps())
                .containsExactly(new Step.Field("a[x]"), new Step.Field("[0]"), new Step.Field("b["));
    }

    @Test
    void severalRulesFillOneAttributeOnlyWhereAllButTheLastHaveConditions() {
        Rule gold = rule("tier", "plan == 'gold'");
        Rule any = rule("tier", null);
        assertThat(with(gold, any).mappings()).containsExactly(gold, any);
        assertThat(with(gold, gold).mappings()).hasSize(2);
        assertThatThrownBy(() -> with(any, gold)).isInstanceOf(ProblemException.class);
    }

    @Test
    void theUserIdCannotBeDenied() {
        assertThatThrownBy(() -> new MappingConfig(
                        new FieldPath("user.id"),
                        IdentifierType.ID,
                        List.of(),
                        Unmapped.KEEP,
                        Nulls.KEEP,
                        false,
                        null,
                        List.of(new FieldPath("user"))))
                .hasMessage("deny must be without the field of userId, which leaves as the identifier");
    }

    private static MappingConfig with(Rule... rules) {
        return new MappingConfig(
                new FieldPath("id"), IdentifierType.ID, List.of(rules), Unmapped.DROP, Nulls.KEEP, false);
    }

    private static Rule rule(String to, @Nullable String when) {
        return new Rule(to, new Expression(when, new ValueOrigin.Constant("1"), null, null, null, null));
    }

    @Test
    void whatNoValueClearsIsSaidByEachRuleAndElseByTheConfiguration() {
        Rule clears =
                new Rule("a", new Expression("when", new ValueOrigin.Constant("1"), null, null, Nulls.CLEAR, null));
        Rule says = new Rule("b", new Expression(null, new ValueOrigin.Constant("1"), null, null, Nulls.KEEP, null));
        Rule keeps = new Rule("a", new Expression(null, new ValueOrigin.Constant("1"), null, null, Nulls.SKIP, null));

        Predicate<String> kept = with(clears, says).clearing();
        assertThat(kept.test("a")).isTrue();
        assertThat(kept.test("b")).isFalse();
        assertThat(kept.test("other")).isFalse();
        assertThat(with(clears, keeps).clearing().test("a")).isFalse();

        Predicate<String> cleared =
                config("id", Unmapped.KEEP, Nulls.CLEAR, "c->c").clearing();
        assertThat(cleared.test("c")).isTrue();
        assertThat(cleared.test("other")).isTrue();
        assertThat(config("id", Unmapped.KEEP, Nulls.CLEAR)
                        .clearing(List.of(says))
                        .test("b"))
                .isFalse();
    }

    @Test
    void anAttributeIsADayAsTextWhereAllItsRulesMakeItOne() {
        var day = Expression.of(new ValueOrigin.Field(new FieldPath("v"))).as(new Cast.Day(Unit.SECONDS, null, null));
        Rule dayIf = new Rule("a", new Expression("x", day.origin(), null, day.cast(), null, null));

        assertThat(with(new Rule("a", day)).daysAsText().test("a")).isTrue();
        assertThat(with(dayIf, new Rule("a", day)).daysAsText().test("a")).isTrue();
        assertThat(with(dayIf, rule("a", null)).daysAsText().test("a")).isFalse();
        assertThat(with(new Rule("a", day)).daysAsText().test("other")).isFalse();
    }

    @Test
    void theFirstOfAListOfUserIdsIsWhatRowsHaveAndEachIsAnIdentifierOfItsOwn() {
        var email = Expression.of(new ValueOrigin.Field(new FieldPath("mail")));
        var id = Expression.of(new ValueOrigin.Field(new FieldPath("no")));
        UserId list =
                UserId.firstOf(List.of(new UserId.Choice(email, IdentifierType.EMAIL), new UserId.Choice(id, null)));

        assertThat(list.isList()).isTrue();
        assertThat(list.isPlain()).isFalse();
        assertThat(list.value()).isEqualTo(email);
        assertThat(list.identifiers(IdentifierType.ID)).containsExactly(IdentifierType.EMAIL, IdentifierType.ID);
        assertThat(list.field()).isEmpty();
        assertThat(list.fields()).containsExactly(new FieldPath("mail"), new FieldPath("no"));
        assertThat(list).hasToString("mail or no");
        assertThat(UserId.of(new FieldPath("id")).identifiers(IdentifierType.ID))
                .containsExactly(IdentifierType.ID);
    }

    @Test
    void whatEachRowRelatesIsPartOfTheSameRules() {
        MappingConfig alone = config("id", "a->a");
        var person = new RelatedPerson(
                Expression.of(new ValueOrigin.Field(new FieldPath("owner"))), IdentifierType.EMAIL, alone.mappings());

        assertThat(alone.relationshipRules()).isEmpty();
        assertThat(alone.relating(person).relationshipRules()).isEqualTo(alone.mappings());
        assertThat(alone.relating(person).relating(null)).isEqualTo(alone);
    }

    @Test
    void aTextThatIsNoTemplateIsRefused() {
        assertThatThrownBy(() -> LiquidText.template("{{ a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a template that cannot be used: ");
        assertThatThrownBy(() -> LiquidText.condition("a =")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDeniedFieldIsRemovedWithWhatIsInIt() {
        DeniedFields denied = DeniedFields.of(List.of(new FieldPath("a.b"), new FieldPath("c")));

        assertThat(denied.removes("c")).isTrue();
        assertThat(denied.removes("a")).isFalse();
        assertThat(denied.removes("a.b")).isTrue();
        assertThat(denied.removes("x")).isFalse();
        assertThat(denied.removes(new FieldPath("c.d"))).isTrue();
        assertThat(denied.removes(new FieldPath("a"))).isFalse();
        assertThat(denied.removes(new FieldPath("a.b[0]"))).isTrue();
        assertThat(denied.removes(new FieldPath("a.x"))).isFalse();
    }

    @Test
    void rowsWithNestedValuesCanHaveAPathOfTheirFields() {
        var nested = new Header(new Location.InFile("rows.json"), List.of("a", "x.y"), true);
        var flat = new Header(new Location.InFile("rows.csv"), List.of("a", "x.y"), false);

        assertThat(new FieldPath("a").isIn(flat)).isTrue();
        assertThat(new FieldPath("x.y").isIn(flat)).isTrue();
        assertThat(new FieldPath("a.b").isIn(flat)).isFalse();
        assertThat(new FieldPath("a.b").isIn(nested)).isTrue();
        assertThat(new FieldPath("b.a").isIn(nested)).isFalse();
        assertThat(new FieldPath("b").isIn(nested)).isFalse();
    }

    @Test
    void aNamedFieldSaysWhatNamesIt() {
        assertThat(new NamedField(new FieldPath("a.b"), NamedField.Part.CONDITION, Need.REQUIRED).shown())
                .isEqualTo("the field of a condition a.b");
    }
}

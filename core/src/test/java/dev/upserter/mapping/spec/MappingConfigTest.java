package dev.upserter.mapping.spec;

import static dev.upserter.mapping.Mappings.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.operation.IdentifierType;
import dev.upserter.problem.ProblemException;
import java.util.List;
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
}

package dev.upserter.mapping;

import static dev.upserter.mapping.Mappings.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.problem.ProblemException;
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
        assertThat(new FieldPath("a").steps()).containsExactly("a");
        assertThat(new FieldPath("a.b.c").steps()).containsExactly("a", "b", "c");
        assertThat(new FieldPath(".a.").steps()).containsExactly("", "a", "");
        assertThat(new FieldPath("a.b")).hasToString("a.b");
    }
}

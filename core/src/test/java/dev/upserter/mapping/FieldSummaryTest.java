package dev.upserter.mapping;

import static dev.upserter.mapping.Mappings.config;
import static dev.upserter.mapping.Mappings.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.mapping.spec.Expression;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.Need;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.mapping.spec.Unmapped;
import dev.upserter.mapping.spec.ValueOrigin;
import dev.upserter.operation.IdentifierType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FieldSummaryTest {

    @Test
    void fieldsThatStayedBehindAreNamedInOrderOfAppearance() {
        assertThat(summary(config("id", "a->a"), "[{\"id\":1,\"z\":1,\"a\":1},{\"id\":1,\"y\":1,\"z\":2}]")
                        .leftBehind())
                .containsExactly("z", "y");
        assertThat(summary(config("id"), "[{\"id\":1,\"z\":1}]").leftBehind()).isEmpty();
        assertThat(summary(config("id", Unmapped.KEEP, Nulls.KEEP, "a->a"), "[{\"id\":1,\"z\":1,\"a\":1}]")
                        .leftBehind())
                .isEmpty();
    }

    @Test
    void aFieldThatAConditionOrATemplateReadsIsNotCalledLeftBehind() {
        String row = "[{\"id\":1,\"plan\":\"pro\",\"country\":\"DE\",\"nick\":\"a\",\"other\":1}]";
        var mapping = new MappingConfig(
                new FieldPath("id"),
                IdentifierType.ID,
                List.of(
                        new Rule(
                                "x",
                                new Expression(
                                        "country == 'DE'", new ValueOrigin.Constant("1"), null, null, null, null)),
                        new Rule("y", Expression.of(new ValueOrigin.Liquid("{{ nick }}")))),
                Unmapped.DROP,
                Nulls.KEEP,
                false,
                "plan == 'pro'",
                List.of());

        assertThat(summary(mapping, row).leftBehind()).containsExactly("other");
    }

    @Test
    void whereATemplateReadsTheWholeRowNothingIsCalledLeftBehind() {
        var mapping = new MappingConfig(
                new FieldPath("id"),
                IdentifierType.ID,
                List.of(new Rule("y", Expression.of(new ValueOrigin.Liquid("{{ row | json }}")))),
                Unmapped.DROP,
                Nulls.KEEP,
                false);

        assertThat(summary(mapping, "[{\"id\":1,\"nick\":\"a\",\"other\":1}]").leftBehind())
                .isEmpty();
    }

    @Test
    void anObjectOfWhichAPartWasSentIsNotCalledLeftBehind() {
        assertThat(summary(config("u.id", "a.b->b"), "[{\"u\":{\"id\":1},\"a\":{\"b\":1,\"c\":2},\"d\":3}]")
                        .leftBehind())
                .containsExactly("d");
    }

    @Test
    void aFieldThatSomeRecordsLackIsCountedWhetherTheRowIsRejectedOrNot() {
        assertThat(summary(
                                config("id", "a->a", "b->b", "a->again", "c.d->d"),
                                "[{\"id\":1,\"a\":1,\"b\":null,\"c\":{\"d\":1}},{\"id\":2,\"b\":1,\"c\":{}},{\"b\":1,\"c\":1}]")
                        .missing())
                .isEqualTo(Map.of("a", 2L, "c.d", 2L));
    }

    @Test
    void aFieldThatNoRecordHasIsNamedOnceWithTheNameThatWasMeant() {
        FieldSummary summary = summary(
                config("id", "fistName->first", "firstName->x", "fistName->again", "plan->plan"),
                "[{\"id\":1,\"firstName\":1},{\"id\":2,\"firstName\":1}]");
        assertThat(summary.absent())
                .extracting(absent -> absent.field().path() + " " + absent.nearest())
                .containsExactly("fistName firstName", "plan null");
        assertThat(summary.absent().getFirst().suggestion()).contains("firstName");
        assertThat(summary.absent().getLast().suggestion()).isEmpty();
        assertThat(summary.missing()).isEmpty();
    }

    @Test
    void aPathWhoseFirstStepIsMisspeltIsSuggestedAsAWhole() {
        assertThat(summary(config("id", "adress.city->city"), "[{\"id\":1,\"address\":{\"city\":1}}]")
                        .absent())
                .extracting(absent -> absent.field().path() + " " + absent.nearest())
                .containsExactly("adress.city address.city");
        assertThat(summary(config("id", "address.ctiy->city"), "[{\"id\":1,\"address\":{\"city\":1}}]")
                        .absent())
                .extracting(absent -> absent.field().path() + " " + absent.nearest())
                .containsExactly("address.ctiy null");
    }

    @Test
    void aUserIdThatNoRecordHasIsNamedToo() {
        assertThat(summary(config("userId", "a->a", "userId->key"), "[{\"user_id\":1,\"a\":1},{\"user_id\":2}]")
                        .absent())
                .extracting(absent -> absent.field().path() + " " + absent.nearest())
                .containsExactly("userId user_id");
        assertThat(summary(config("userId"), "[{\"userId\":null}]").absent()).isEmpty();
    }

    @Test
    void withoutRecordsNothingIsMissing() {
        FieldSummary summary = summary(config("id", "a->a"), "[]");
        assertThat(summary).isEqualTo(FieldSummary.NONE);
    }

    @Test
    void namesWithoutEndAreKeptUpToAThousand() {
        String json = IntStream.range(0, 5_000)
                .mapToObj(i -> "{\"id\":1,\"field" + i + "\":1}")
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(summary(config("id", "a->a"), json).leftBehind()).hasSize(1_000);
    }

    private static FieldSummary summary(MappingConfig config, String json) {
        var mapper = new Mapper(config);
        map(mapper, json);
        return mapper.summary();
    }

    /** What a rule needs counts more than what a template provides for. */
    @Test
    void aFieldThatSeveralNameIsAbsentForWhatNeedsItMost() {
        Rule provided = new Rule("x", Expression.of(new ValueOrigin.Liquid("{{ gone | default: 1 }}")));
        Rule needed = new Rule("y", Expression.of(new ValueOrigin.Field(new FieldPath("gone"))));
        for (List<Rule> rules : List.of(List.of(provided, needed), List.of(needed, provided))) {
            var mapping =
                    new MappingConfig(new FieldPath("id"), IdentifierType.ID, rules, Unmapped.DROP, Nulls.KEEP, false);
            assertThat(summary(mapping, "[{\"id\":1}]").absent())
                    .singleElement()
                    .satisfies(absent -> assertThat(absent.field().need()).isEqualTo(Need.REQUIRED));
        }
    }

    @Test
    void whetherAnyRowHadAMappedFieldIsKnown() {
        assertThat(summary(config("id", "a->a"), "[{\"id\":1,\"a\":1},{\"id\":2}]")
                        .hasMapped())
                .isTrue();
        assertThat(summary(config("id", "a->a"), "[{\"id\":1,\"b\":1}]").hasMapped())
                .isFalse();
    }

    @Test
    void anOptionalFieldThatNoRowHasIsNamedAsSuch() {
        var optional = new Expression(null, new ValueOrigin.Field(new FieldPath("b")), null, null, null, null, true);
        var mapping = new MappingConfig(
                new FieldPath("id"),
                IdentifierType.ID,
                List.of(new Rule("b", optional)),
                Unmapped.DROP,
                Nulls.KEEP,
                false);

        assertThat(summary(mapping, "[{\"id\":1}]").optional()).containsExactly("b");
        assertThat(summary(mapping, "[{\"id\":1},{\"id\":2,\"b\":1}]").optional())
                .isEmpty();
    }
}

package dev.upserter.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.guard.GuardConfig;
import dev.upserter.mapping.spec.Cast;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.mapping.spec.Unit;
import dev.upserter.mapping.spec.Unmapped;
import dev.upserter.mapping.spec.UserId;
import dev.upserter.mapping.spec.ValueOrigin;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.IncrementalConfig;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Location;
import dev.upserter.source.DatabaseConfig;
import dev.upserter.source.EmptyCells;
import dev.upserter.source.EngineConfig;
import dev.upserter.source.QueryConfig;
import dev.upserter.source.SourceConfig;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordTextTest {
    record Inner(int number, boolean truth) {}

    record Outer(@Nullable String text, Optional<Inner> perhaps, List<Inner> list, Level level) {}

    @Test
    void saysEachComponentOfEachRecord() {
        var record = new Outer(null, Optional.of(new Inner(1, true)), List.of(new Inner(2, false)), Level.WARN);

        assertThat(RecordText.of(record))
                .isEqualTo("Outer(text=null,perhaps=Inner(number=1,truth=true,),"
                        + "list=[Inner(number=2,truth=false,),],level=WARN,)");
    }

    @Test
    void leavesOutWhatDecidesOnlyWhetherARunContinues() {
        var field = new ValueOrigin.Field(new FieldPath("a"));
        assertThat(RecordText.of(new Expression(null, field, null, null, null, null, true)))
                .isEqualTo(RecordText.of(new Expression(null, field, null, null, null, null, false)))
                .isEqualTo("Expression(when=null,origin=Field(path=FieldPath(text=a,),),fallback=null,cast=null,"
                        + "nulls=null,maxBytes=null,)");
        assertThat(RecordText.of(IncrementalConfig.OFF)).doesNotContain("maxChanged");
    }

    @Test
    void aUserIdThatIsAFieldIsWrittenAsBeforeItCouldBeARule() {
        var field = UserId.of(new FieldPath("a"));
        assertThat(RecordText.of(field)).isEqualTo("FieldPath(text=a,)");
        assertThat(RecordText.of(new UserId(field.value().as(new Cast.WholeNumber()))))
                .startsWith("UserId(value=Expression(")
                .contains("cast=WholeNumber()");
    }

    @ParameterizedTest
    @CsvSource({"SECONDS, S", "MILLISECONDS, MS", "MICROSECONDS, US", "NANOSECONDS, NS", "EXCEL, EXCEL"})
    void aUnitIsWrittenAsItWasCalledOnce(Unit unit, String name) {
        assertThat(RecordText.of(new Cast.Unix(unit, null, null)))
                .isEqualTo("Unix(unit=" + name + ",zone=null,pattern=null,)");
    }

    @Test
    void sortsWhatHasNoOrder() {
        assertThat(RecordText.of(new LinkedHashSet<>(List.of("b", "a"))))
                .isEqualTo(RecordText.of(new LinkedHashSet<>(List.of("a", "b"))))
                .isEqualTo("[a,b,]");
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("b", 1);
        map.put("a", 2);
        assertThat(RecordText.of(map)).isEqualTo("[a=2,b=1,]");
        assertThat(RecordText.of(Set.of())).isEqualTo("[]");
    }

    @Test
    void tellsConfigurationsApart() {
        assertThat(mapping(Nulls.CLEAR, List.of()))
                .isEqualTo(mapping(Nulls.CLEAR, List.of()))
                .isNotEqualTo(mapping(Nulls.SKIP, List.of()))
                .isNotEqualTo(mapping(Nulls.CLEAR, List.of(new FieldPath("secret"))));
        assertThat(RecordText.of(new GuardConfig(Map.of(Code.NULL_CLEARS, Level.OFF))))
                .isNotEqualTo(RecordText.of(new GuardConfig(Map.of(Code.NULL_CLEARS, Level.ROW))));
    }

    private static String mapping(Nulls nulls, List<FieldPath> deny) {
        return RecordText.of(new MappingConfig(
                new FieldPath("id"), IdentifierType.ID, List.of(), Unmapped.KEEP, nulls, false, null, deny));
    }

    @Test
    void saysNothingOfCredentials() {
        var database = new DatabaseConfig("jdbc:postgresql://host/db?password=inUrl", "somebody", "sesame", 10);
        var query = new QueryConfig("select 1", database, new Location.InFile("q.sql"));
        var source =
                new SourceConfig(null, null, null, null, EmptyCells.SKIP, query, EngineConfig.DEFAULT, Long.MAX_VALUE);

        assertThat(RecordText.of(source)).contains("select 1").doesNotContain("sesame", "inUrl", "somebody");
    }
}

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
import dev.upserter.operation.IdentifierType;
import dev.upserter.problem.Code;
import dev.upserter.problem.ProblemLog;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Identifiers whose digits a spreadsheet has lost are reported, and sent as they are. */
final class UserIdsTest {
    private final ProblemLog log = new ProblemLog();

    private List<String> map(Expression userId, String... ids) {
        var config = new MappingConfig(
                new UserId(userId), IdentifierType.ID, List.of(), Unmapped.DROP, Nulls.KEEP, false, null, List.of());
        var mapper = new Mapper(config, RunVariables.NONE, Code::level, log);
        String rows = Arrays.stream(ids).map(id -> "{\"id\":" + id + "}").collect(Collectors.joining(",", "[", "]"));
        return Mappings.map(mapper, rows);
    }

    private static Expression plain() {
        return Expression.of(new ValueOrigin.Field(new FieldPath("id")));
    }

    private long damaged() {
        return log.entries().stream()
                .filter(entry -> entry.code() == Code.ID_DAMAGED)
                .mapToLong(ProblemLog.Entry::count)
                .sum();
    }

    @Test
    void aWholeNumberWithoutItsDigitsIsReportedAndStaysWhatItIs() {
        Expression whole = plain().as(new Cast.WholeNumber());
        assertThat(map(whole, "\"1.00123E+15\"", "1.0158212345678904E+16", "\"1.00123E+05\"", "1.5e3", "\" 007 \""))
                .containsExactly("\"1.00123E+15\"", "\"1.0158212345678904E+16\"", "100123", "1500", "7");
        assertThat(damaged()).isEqualTo(2);
    }

    @Test
    void anAttributeOfTheNameOfTheUserIdIsAnAttribute() {
        var config = new MappingConfig(
                new UserId(plain()),
                IdentifierType.ID,
                List.of(new Rule("userId", plain().as(new Cast.WholeNumber()))),
                Unmapped.DROP,
                Nulls.KEEP,
                false,
                null,
                List.of());
        var mapper = new Mapper(config, RunVariables.NONE, Code::level, log);
        assertThat(Mappings.map(mapper, "[{\"id\":\"1.00123E+15\"}]"))
                .containsExactly("\"1.00123E+15\" userId=1001230000000000");
    }

    @Test
    void manyZerosAfterTheFifteenthDigitAreReported() {
        map(plain(), "1234567890123450000", "\"123456789012345000\"", "1234567890123450000");
        assertThat(damaged()).as("the first may be chance").isEqualTo(2);
        assertThat(log.entries().getFirst().examples().getFirst().message())
                .isEqualTo("the identifier has zeros after its 15th digit, as Excel writes longer numbers");
    }

    @Test
    void sixteenDigitsAreReportedWhereAllEndInAZero() {
        map(plain(), "1234567890123450", "1234567890123460");
        assertThat(damaged()).as("two may be chance").isZero();
        map(plain(), "1234567890123450", "1234567890123460", "1234567890123470", "\"4234567890123470\"");
        assertThat(damaged()).isEqualTo(2);
    }

    @Test
    void longNumbersAreSoundWhereOneHasOtherDigits() {
        map(plain(), "1234567890123456789", "1234567890123450000", "1234567890123460", "1234567890123470");
        map(plain(), "1234567890123450000", "1234567890123450000", "\"1234567890123450000\"");
        map(plain(), "\"0001234567890100\"", "\"0001234567890200\"", "\"0001234567890300\"", "\"000123456789010000\"");
        map(plain(), "123456789012340", "\"100000000000000000x\"", "100000000000000", "1000");
        assertThat(damaged()).isZero();
    }

    @Test
    void fifteenDigitsAreKeptAndMoreThanThirtyAreNoNumber() {
        map(plain(), "100000000000000", "200000000000000", "300000000000000", "400000000000000");
        assertThat(damaged()).isZero();
        String zeros = "0".repeat(16);
        map(
                plain(),
                "\"123456789012345" + zeros + "\"",
                "\"223456789012345" + zeros + "\"",
                "\"323456789012345" + zeros + "\"");
        assertThat(damaged()).isZero();
        map(plain(), "\"12345678901234" + zeros + "\"", "\"22345678901234" + zeros + "\"");
        assertThat(damaged()).isEqualTo(1);
    }

    @Test
    void whatIsNoNumberIsNotCounted() {
        map(plain(), "\"12345678901234a0000\"", "\"22345678901234/0000\"", "\"32345678901234:0000\"");
        assertThat(damaged()).isZero();
    }
}

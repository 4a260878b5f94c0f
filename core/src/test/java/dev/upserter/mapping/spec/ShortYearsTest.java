package dev.upserter.mapping.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.mapping.Mapper;
import dev.upserter.mapping.Mappings;
import dev.upserter.mapping.RunVariables;
import dev.upserter.operation.IdentifierType;
import dev.upserter.problem.Code;
import dev.upserter.problem.ProblemLog;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ShortYearsTest {
    private static String day(String attribute, String pattern, String value) {
        var rule = new Rule(
                attribute,
                Expression.of(new ValueOrigin.Field(new FieldPath("v"))).as(new Cast.Day(Unit.SECONDS, null, pattern)));
        var config = new MappingConfig(
                new FieldPath("id"), IdentifierType.ID, List.of(rule), Unmapped.DROP, Nulls.KEEP, false);
        long run = LocalDate.of(2026, 11, 28).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        var mapper = new Mapper(config, new RunVariables("r", run), Code::level, new ProblemLog());
        return Mappings.map(mapper, "[{\"id\":7,\"v\":\"" + value + "\"}]").getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "61, 1961",
        "84, 1984",
        "05, 2005",
        "26, 2026",
        "27, 1927",
        "00, 2000",
    })
    void nobodyIsBornInTheFuture(String year, String full) {
        assertThat(day("birthday", "dd.MM.yy", "03.05." + year)).isEqualTo("7 birthday=\"" + full + "-05-03\"");
    }

    @ParameterizedTest
    @CsvSource({"61, 1961", "47, 1947", "46, 2046", "31, 2031", "26, 2026"})
    void anyOtherDateIsAtMostTwentyYearsAhead(String year, String full) {
        assertThat(day("renewal", "dd.MM.yy", "03.05." + year)).isEqualTo("7 renewal=\"" + full + "-05-03\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ddMMuu|030561",
                "yy'yy'MMdd|61yy0503",
                "EEE dd-MMM-yy|Wed 03-May-61",
                "dd/MM[/yy]|03/05/61",
                "dd.MM.yyyy|03.05.1961"
            })
    void patternsOfEachKindAreReadSo(String pattern, String value) {
        assertThat(day("dob", pattern, value)).isEqualTo("7 dob=\"1961-05-03\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"birthdate", "Date of Birth", "user_dob", "Geburtstag", "data di nascita", "born"})
    void birthdaysAreKnownByTheirName(String name) {
        assertThat(day(name, "yyMMdd", "310503")).contains("1931-05-03");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reborn_at", "adobe_until", "stubborn"})
    void otherWordsAreNoBirthdays(String name) {
        assertThat(day(name, "yyMMdd", "310503")).contains("2031-05-03");
    }
}

package dev.upserter.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.JsonValue;
import dev.upserter.mapping.spec.Cast;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.mapping.spec.Unit;
import dev.upserter.mapping.spec.Unmapped;
import dev.upserter.mapping.spec.ValueOrigin;
import dev.upserter.operation.IdentifierType;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.ProblemLog;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CastingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
            text    ~ "x"                        ~ "x"
            text    ~ 1.10                       ~ "1.10"
            text    ~ true                       ~ "true"
            text    ~ [1, "a"]                   ~ "[1, \\"a\\"]"
            integer ~ 12345678901234567890123    ~ 12345678901234567890123
            text    ~ "=\\"00123\\""             ~ "00123"
            integer ~ "=\\"00123\\""             ~ 123
            unix    ~ "=\\"2026-01-01T00:00Z\\"" ~ 1767225600
            text    ~ "=A1"                      ~ "=A1"
            integer ~ 1.0                        ~ 1
            integer ~ 1e3                        ~ 1000
            integer ~ " 007 "                    ~ 7
            integer ~ "+5"                       ~ 5
            integer ~ "-0"                       ~ 0
            integer ~ "1.50e1"                   ~ 15
            number  ~ "1.10"                     ~ 1.10
            number  ~ "007.50"                   ~ 7.50
            number  ~ 1e400                      ~ 1e400
            boolean ~ true                       ~ true
            boolean ~ " Yes "                    ~ true
            boolean ~ "OFF"                      ~ false
            boolean ~ 1                          ~ true
            boolean ~ "0"                        ~ false
            unix    ~ 1767225600                 ~ 1767225600
            unix    ~ 1767225600.9               ~ 1767225600
            unix    ~ 1.7672256E9                ~ 1767225600
            unix    ~ "1.7672256E9"              ~ 1767225600
            unix    ~ "1.767225600E+09"          ~ 1767225600
            integer ~ "1.00123E+15"              ~ 1001230000000000
            unix    ~ "1767225600"               ~ 1767225600
            unix    ~ "2026-01-01T00:00:00Z"     ~ 1767225600
            unix    ~ "2026-01-01 00:00:00.999Z" ~ 1767225600
            unix    ~ "2026-01-01T01:00:00+01:00" ~ 1767225600
            unix    ~ "2026-01-01T01:00+0100"    ~ 1767225600
            unix    ~ "2026-01-01t01:00:00 +01"  ~ 1767225600
            unix    ~ "Thu, 1 Jan 2026 00:00:00 GMT" ~ 1767225600
            unix    ~ "1 Jan 2026 01:00:00 +0100" ~ 1767225600
            ms      ~ 1767225600999              ~ 1767225600
            ms      ~ "1767225600999"            ~ 1767225600
            us      ~ 1767225600999999           ~ 1767225600
            ns      ~ 1767225600999999999        ~ 1767225600
            berlin  ~ "2026-07-01"               ~ 1782856800
            berlin  ~ "2026-01-01T01:00:00"      ~ 1767225600
            berlin  ~ "2026-01-01T00:00:00Z"     ~ 1767225600
            berlin  ~ "2026-03-29T02:30:00"      ~ 1774747800
            berlin  ~ "2026-10-25T02:30:00"      ~ 1792888200
            dots    ~ "01.07.2026 00:00"         ~ 1782856800
            digits  ~ 20260701                   ~ 1782856800
            digits  ~ "20260701"                 ~ 1782856800
            named   ~ "01-Jul-26 02:00 +0200"    ~ 1782864000
            date    ~ "1961-05-06"               ~ "1961-05-06"
            date    ~ "1961-05-06T23:30:00"      ~ "1961-05-06"
            date    ~ "1961-05-06T23:30:00-08:00" ~ "1961-05-06"
            date    ~ "Fri, 5 May 1950 12:00:00 GMT" ~ "1950-05-05"
            date    ~ -86400                     ~ "1969-12-31"
            date    ~ "0"                        ~ "1970-01-01"
            dateDots ~ "06.05.1961"              ~ "1961-05-06"
            dateDigits ~ 19610506                ~ "1961-05-06"
            dateBerlin ~ 1767221999              ~ "2025-12-31"
            dateBerlin ~ 1767222000              ~ "2026-01-01"
            dateBerlin ~ "2025-12-31T23:30:00Z"  ~ "2026-01-01"
            dateBerlin ~ "2025-12-31T23:30:00"   ~ "2025-12-31"
            list    ~ "a, b"                     ~ ["a","b"]
            list    ~ "[\\"a\\", \\"b,c\\"]"    ~ ["a", "b,c"]
            list    ~ " [1, [2]] "               ~ [1, [2]]
            list    ~ "[]"                       ~ []
            list    ~ "[\\"a\\", \\"\\", null, 1.50, \\" \\"]" ~ ["a",1.50]
            list    ~ "[VIP]"                    ~ ["[VIP]"]
            list    ~ "[VIP],[new]"              ~ ["[VIP]","[new]"]
            list    ~ "{a} and b"                ~ ["{a} and b"]
            """)
    void aValueBecomesWhatItIsMade(String as, String value, String made) {
        assertThat(map(as, value, Map.of())).isEqualTo("7 a=" + made);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
            integer ~ 1.5            ~ a whole number: it is a number with a fraction
            list    ~ 1              ~ a list: it is a whole number
            list    ~ "{a,b}"        ~ a list: the brackets or braces around its elements are no part of them. A template with remove_first and remove_last takes them away
            list    ~ "{}"           ~ a list: the brackets or braces around its elements are no part of them. A template with remove_first and remove_last takes them away
            list    ~ "[a, b]"       ~ a list: the brackets or braces around its elements are no part of them. A template with remove_first and remove_last takes them away
            list    ~ "['a']"        ~ a list: the brackets or braces around its elements are no part of them. A template with remove_first and remove_last takes them away
            integer ~ "1,000"        ~ a whole number: it is a text that says something else
            integer ~ ""             ~ a whole number: it is an empty text
            integer ~ true           ~ a whole number: it is true or false
            integer ~ 1e999999       ~ a whole number: it is a number with a fraction or an exponent
            integer ~ {"x":1}        ~ a whole number: it is an object
            number  ~ "12 EUR"       ~ a number: it is a text that says something else
            number  ~ "NaN"          ~ a number: it is a text that says something else
            number  ~ [1]            ~ a number: it is a list
            boolean ~ "maybe"        ~ true or false: it is a text that says something else
            boolean ~ 2              ~ true or false: it is a whole number
            boolean ~ 1.5            ~ true or false: it is a number with a fraction or an exponent
            unix    ~ "yesterday"    ~ Unix seconds: it is a text that says something else
            unix    ~ "2026-02-30T00:00:00Z" ~ Unix seconds: there is no such day in that month
            unix    ~ "2026-13-01"   ~ Unix seconds: there is no such month
            unix    ~ "2026-01-15T24:00:00Z" ~ Unix seconds: its hour is 24, which is hour 00 of the next day
            unix    ~ "2026-01-15T10:61:00Z" ~ Unix seconds: there is no such time
            unix    ~ "2016-12-31T23:59:60Z" ~ Unix seconds: its second is 60, a leap second, which Unix time has not
            unix    ~ "30 Feb 2026 10:20:00 GMT" ~ Unix seconds: there is no such day in that month
            unix    ~ "Mon, 15 Jul 2026 10:20:00 GMT" ~ Unix seconds: that day is another day of the week
            date    ~ "1/15/2026 10:20 AM" ~ a date: it is written like a date, in a form that needs a pattern, such as pattern: dd.MM.yyyy
            unix    ~ "Wed Jan 15 2026 10:20:30 GMT+0100" ~ Unix seconds: that day is another day of the week
            unix    ~ "Feb 30 2026 10:20AM" ~ Unix seconds: there is no such day in that month
            unix    ~ "Thu Jan 15 10:20:30 CET 2026" ~ Unix seconds: it names its zone by an abbreviation, which several zones may have: write it into a pattern, such as "d MMM uuuu HH:mm 'BST'", and give zone, such as Europe/London
            unix    ~ "15 Jul 2026 10:20 BST" ~ Unix seconds: it names its zone by an abbreviation, which several zones may have: write it into a pattern, such as "d MMM uuuu HH:mm 'BST'", and give zone, such as Europe/London
            unix    ~ "01.07.2026"   ~ Unix seconds: it is written like a date, in a form that needs a pattern, such as pattern: dd.MM.yyyy
            unix    ~ "1.7053E+09"   ~ Unix seconds: it is a number in scientific notation, as a spreadsheet rounds it
            date    ~ "1.7053E+09"   ~ a date: it is a number in scientific notation, as a spreadsheet rounds it
            unix    ~ false          ~ Unix seconds: it is true or false
            date    ~ "06.05.1961"   ~ a date: it is written like a date, in a form that needs a pattern, such as pattern: dd.MM.yyyy
            date    ~ "2026-02-30"   ~ a date: there is no such day in that month
            date    ~ true           ~ a date: it is true or false
            date    ~ 1e30           ~ a date: it is a number with a fraction or an exponent
            dateDots ~ "1961-05-06"  ~ a date: it is written like a date, but not as pattern says
            dots    ~ "2026-07-01"   ~ Unix seconds: it is written like a date, but not as pattern says
            dots    ~ 1767225600     ~ Unix seconds: it is a whole number
            dots    ~ "31.02.2026 00:00" ~ Unix seconds: there is no such day in that month
            """)
    void aValueThatCannotBeMadeSoRejectsItsRow(String as, String value, String why) {
        assertThat(map(as, value, Map.of()))
                .isEqualTo("CAST_FAILED data.json:1:2: the attribute a cannot be made " + why);
    }

    @Test
    void atTheLevelWarnTheRowIsSentWithoutTheAttributeAndThatIsCounted() {
        var log = new ProblemLog();
        assertThat(map("integer", "\"x\"", Map.of(Code.CAST_FAILED, Level.WARN), log))
                .isEqualTo("7");
        assertThat(log.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.code()).isEqualTo(Code.CAST_FAILED);
            assertThat(entry.level()).isEqualTo(Level.WARN);
            assertThat(entry.subjects()).containsEntry("a", 1L);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
        unix ~ "2026-07-01"           ~ DATE_WITHOUT_ZONE
        unix ~ "2026-07-01T10:00:00"  ~ DATE_WITHOUT_ZONE
        unix ~ "1969-12-31T23:59:59Z" ~ DATE_NEGATIVE
        unix ~ -1                     ~ DATE_NEGATIVE
        """)
    void aDateThatCannotBeKeptAsSecondsStaysAndIsTold(String as, String value, Code code) {
        var log = new ProblemLog();
        assertThat(map(as, value, Map.of(), log)).isEqualTo("7 a=" + value);
        assertThat(log.entries()).extracting(ProblemLog.Entry::code).containsExactly(code);
        assertThat(map(as, value, Map.of(code, Level.OFF), new ProblemLog())).isEqualTo("7 a=" + value);
        assertThat(map(as, value, Map.of(code, Level.ROW)))
                .startsWith(code + " data.json:1:2: the attribute a is a date");
    }

    @Test
    void anAttributeThatIsANumberInSomeRowsAndATextInOthersIsReportedByBothCounts() {
        var rule = new Rule(
                "a", Expression.of(new ValueOrigin.Field(new FieldPath("v"))).as(cast("berlin")));
        var mapper = new Mapper(new MappingConfig(
                new FieldPath("id"), IdentifierType.ID, List.of(rule), Unmapped.DROP, Nulls.KEEP, false));

        Mappings.map(mapper, "[{\"id\":1,\"v\":\"1985-04-01\"},{\"id\":2,\"v\":\"1990-04-01\"},{\"id\":3}]");
        assertThat(mapper.mixed()).isEmpty();
        Mappings.map(mapper, "[{\"id\":4,\"v\":\"1958-04-01\"}]");
        assertThat(mapper.mixed()).containsExactly(new MixedTypes.Mixed("a", 2, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "20260115, true",
        "46037, true",
        "2026, true",
        "492000, true",
        "19650230, false",
        "36460800, false",
        "99999999, false",
        "0, false"
    })
    void aNumberThatWouldBeAMomentOfTheFirstYearsIsTold(String number, boolean told) {
        for (String value : List.of(number, '"' + number + '"')) {
            var log = new ProblemLog();
            assertThat(map("unix", value, Map.of(), log)).isEqualTo("7 a=" + number);
            assertThat(log.entries())
                    .extracting(ProblemLog.Entry::code)
                    .isEqualTo(told ? List.of(Code.DATE_EARLY) : List.of());
        }
        assertThat(map("unix", "\"1970-01-02T00:00:00Z\"", Map.of(Code.DATE_EARLY, Level.ROW)))
                .isEqualTo("7 a=86400");
    }

    @ParameterizedTest
    @CsvSource({
        "ms, 36460800000, false",
        "ms, 1767225600, true",
        "us, 36460800000000, false",
        "us, 1767225600000, true",
        "ns, 36460800000000000, false",
        "ns, 1767225600000000, true"
    })
    void secondsTakenForASmallerUnitAreToldAndTrueBirthdaysAreNot(String unit, String number, boolean told) {
        var log = new ProblemLog();
        map(unit, number, Map.of(), log);
        assertThat(log.entries())
                .extracting(ProblemLog.Entry::code)
                .isEqualTo(told ? List.of(Code.DATE_EARLY) : List.of());
    }

    @ParameterizedTest
    @CsvSource({"19850506, 1970-08-18, true", "46037, 1970-01-01, true", "483840000, 1985-05-02, false"})
    void aDayMadeOfANumberThatIsEarlyIsToldToo(String number, String day, boolean told) {
        for (String value : List.of(number, '"' + number + '"')) {
            var log = new ProblemLog();
            assertThat(map("date", value, Map.of(), log)).contains(day);
            assertThat(log.entries())
                    .extracting(ProblemLog.Entry::code)
                    .isEqualTo(told ? List.of(Code.DATE_EARLY) : List.of());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "12 EUR, true",
        "$12.00 USD, true",
        "\u20ac 12 EUR, true",
        "(\u20ac12), true",
        "$ 12 $, false",
        "EUR 12 USD, false"
    })
    void aNumberHasOneSignAndOneNameOfACurrencyAtMost(String text, boolean isNumber) {
        assertThat(new Cast.WrittenNumber(".", false).reads(JsonValue.ofText(text)))
                .isEqualTo(isNumber);
    }

    @Test
    void nullIsNotCast() {
        assertThat(map("integer", "null", Map.of())).isEqualTo("7 a=null");
    }

    private static String map(String as, String value, Map<Code, Level> levels) {
        return map(as, value, levels, new ProblemLog());
    }

    private static String map(String as, String value, Map<Code, Level> levels, ProblemLog log) {
        var rule = new Rule(
                "a", Expression.of(new ValueOrigin.Field(new FieldPath("v"))).as(cast(as)));
        var config = new MappingConfig(
                new FieldPath("id"), IdentifierType.ID, List.of(rule), Unmapped.DROP, Nulls.KEEP, false);
        var mapper = new Mapper(
                config, new RunVariables("", 1_764_288_000), code -> levels.getOrDefault(code, code.level()), log);
        return Mappings.map(mapper, "[{\"id\":7,\"v\":" + value + "}]").getFirst();
    }

    private static Cast cast(String as) {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        return switch (as) {
            case "text" -> new Cast.Text();
            case "integer" -> new Cast.WholeNumber();
            case "number" -> new Cast.Decimal();
            case "boolean" -> new Cast.ToBoolean();
            case "list" -> new Cast.Elements(",");
            case "ms" -> unix(Unit.MILLISECONDS, null, null);
            case "us" -> unix(Unit.MICROSECONDS, null, null);
            case "ns" -> unix(Unit.NANOSECONDS, null, null);
            case "berlin" -> unix(Unit.SECONDS, berlin, null);
            case "dots" -> unix(Unit.SECONDS, berlin, "dd.MM.yyyy HH:mm");
            case "digits" -> unix(Unit.SECONDS, berlin, "yyyyMMdd");
            case "named" -> unix(Unit.SECONDS, null, "dd-MMM-yy HH:mm xx");
            case "date" -> new Cast.Day(Unit.SECONDS, null, null);
            case "dateDots" -> new Cast.Day(Unit.SECONDS, null, "dd.MM.yyyy");
            case "dateDigits" -> new Cast.Day(Unit.SECONDS, null, "yyyyMMdd");
            case "dateBerlin" -> new Cast.Day(Unit.SECONDS, berlin, null);
            default -> unix(Unit.SECONDS, null, null);
        };
    }

    private static Cast unix(Unit unit, @Nullable ZoneId zone, @Nullable String pattern) {
        return new Cast.Unix(unit, zone, pattern);
    }

    @ParameterizedTest
    @CsvSource({"ja, true, false", "Ja, true, false", "nein, false, true"})
    void wordsOfOnesOwnAreTrueOrFalseOrTheOpposite(String word, boolean made, boolean opposite) {
        List<String> yes = List.of("ja");
        List<String> no = List.of("nein");
        assertThat(cast(new Cast.BooleanByWords(yes, no, false), '"' + word + '"'))
                .isEqualTo("7 a=" + made);
        assertThat(cast(new Cast.BooleanByWords(yes, no, true), '"' + word + '"'))
                .isEqualTo("7 a=" + opposite);
    }

    @Test
    void whereWordsOfOnesOwnAreMissingTheUsualOnesCount() {
        assertThat(cast(new Cast.BooleanByWords(List.of("ja"), List.of(), false), "\"no\""))
                .isEqualTo("7 a=false");
        assertThat(cast(new Cast.BooleanByWords(List.of(), List.of("nein"), false), "\"yes\""))
                .isEqualTo("7 a=true");
        assertThat(cast(new Cast.BooleanByWords(List.of("ja"), List.of(), false), "\"yes\""))
                .startsWith("CAST_FAILED");
        assertThat(cast(new Cast.BooleanByWords(List.of("ja"), List.of(), true), "true"))
                .isEqualTo("7 a=false");
    }

    @Test
    void aNumberIsAWrittenNumberAlreadyButNoShare() {
        assertThat(cast(new Cast.WrittenNumber(".", false), "1.50")).isEqualTo("7 a=1.50");
        assertThat(cast(new Cast.WrittenNumber(".", false), "\"1,000\"")).isEqualTo("7 a=1000");
        assertThat(cast(new Cast.WrittenNumber(".", true), "\"5%\"")).isEqualTo("7 a=0.05");
        assertThat(cast(new Cast.WrittenNumber(".", true), "5"))
                .isEqualTo("CAST_FAILED data.json:1:2: the attribute a cannot be made a number: it is a whole number");
    }

    @ParameterizedTest
    @CsvSource({"999999999", "1000000000", "9999999999", "99999999999", "100000000000"})
    void secondsOfAnyLengthStayWhatTheyAre(String seconds) {
        assertThat(map("unix", seconds, Map.of())).isEqualTo("7 a=" + seconds);
    }

    @Test
    void secondsBefore1970AreReportedHoweverManyDigitsTheyHave() {
        for (String seconds : List.of("-1", "-100000000", "-1000000000")) {
            assertThat(map("unix", seconds, Map.of(Code.DATE_NEGATIVE, Level.ROW)))
                    .startsWith("DATE_NEGATIVE data.json:1:2: the attribute a is a date before 1970");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "45672, UTC, 7 a=1736899200",
        "45672.43090277777, UTC, 7 a=1736936430",
        "45672.5, Europe/Berlin, 7 a=1736938800",
        "'\"45672.5\"', America/New_York, 7 a=1736960400",
        "2958465.999, UTC, 7 a=253402300714",
        "'\"2026-01-15\"', UTC, 7 a=1768435200"
    })
    void daysOfASpreadsheetAreMomentsOfTheZoneOfTheRule(String number, String zone, String made) {
        assertThat(cast(unix(Unit.EXCEL, ZoneId.of(zone), null), number)).isEqualTo(made);
    }

    @ParameterizedTest
    @CsvSource({"1, 1900-01-01", "59, 1900-02-28", "61, 1900-03-01", "22000, 1960-03-25", "45672.99, 2025-01-15"})
    void daysOfASpreadsheetAreTheDaysThatItShows(String number, String day) {
        assertThat(cast(new Cast.Day(Unit.EXCEL, ZoneId.of("Asia/Tokyo"), null), number))
                .isEqualTo("7 a=\"" + day + "\"");
    }

    @ParameterizedTest
    @CsvSource({"0", "0.75", "-1", "2958466", "1736899200"})
    void whatIsNoDayOfASpreadsheetIsNoDate(String number) {
        assertThat(cast(unix(Unit.EXCEL, ZoneId.of("UTC"), null), number)).startsWith("CAST_FAILED");
    }

    @Test
    void whyAMomentIsEarlyIsSaid() {
        assertThat(map("unix", "2026", Map.of(Code.DATE_EARLY, Level.ROW)))
                .isEqualTo(
                        "DATE_EARLY data.json:1:2: the attribute a becomes a moment before March 1973: the number may"
                                + " count something else than its unit");
    }

    private static String cast(Cast cast, String value) {
        var rule = new Rule(
                "a", Expression.of(new ValueOrigin.Field(new FieldPath("v"))).as(cast));
        return Mappings.map(
                        new MappingConfig(
                                new FieldPath("id"),
                                IdentifierType.ID,
                                List.of(rule),
                                Unmapped.DROP,
                                Nulls.KEEP,
                                false),
                        "[{\"id\":7,\"v\":" + value + "}]")
                .getFirst();
    }
}

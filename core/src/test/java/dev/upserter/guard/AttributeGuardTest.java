package dev.upserter.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.guard.Rows.Outcome;
import dev.upserter.mapping.spec.Cast;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.mapping.spec.Unit;
import dev.upserter.mapping.spec.ValueOrigin;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AttributeGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"a\":1",
                "\"a\":-1.5e3",
                "\"a\":12345678901234567890",
                "\"a\":true,\"b\":false",
                "\"a\":\"x\"",
                "\"a\":\"é😀\\n\\ud83d\\ude00\"",
                "\"a\":\"nullable\"",
                "\"a\":\"no\"",
                "\"email\":\"zoe@example.com\"",
                "\"created_at\":1700000000",
                "\"created_at\":\"1700000000\"",
                "\"unsubscribed\":true",
                "\"cio_subscription_preferences.topics.topic_1\":false",
                "\"phone\":\"+4915112345678\"",
                "\"ean\":4006381333931",
                "\"phone\":\"+351912345678\"",
                "\"timezone\":\"Europe/Berlin\"",
                "\"balance\":-50",
                "\"balance\":\"-12345.67\"",
                "\"a\":20261305",
                "\"a\":\"99999999\"",
                "\"a\":\"1.2.3\"",
                "\"a\":\"12/34/5678\"",
                "\"a\":\"March for our lives\"",
                "\"a\":\"Mary Smith 1234\"",
                "\"a\":\"0123-45-67\"",
            })
    void whatCustomerIoKeepsAsItIsPassesUnchanged(String fields) {
        assertThat(Rows.guarded().attributes(fields))
                .isEqualTo(new Outcome("{" + fields + "}", "", java.util.List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', textBlock = """
        "a":null; NULL_CLEARS warn a; NULL_CLEARS null removes the attribute a
        "a":""; NULL_CLEARS warn a; NULL_CLEARS empty text removes the attribute a
        "id":null; NULL_CLEARS warn id; NULL_CLEARS null removes the attribute id
        "email":null; NULL_CLEARS warn email; NULL_CLEARS null removes the attribute email
        "email":""; NULL_CLEARS warn email; NULL_CLEARS empty text removes the attribute email
        "created_at":null; NULL_CLEARS warn created_at; NULL_CLEARS null removes the attribute created_at
        "a":"null"; NULL_WORD warn a; NULL_WORD the attribute a is a word for 'no value', as text
        "a":"NULL"; NULL_WORD warn a; NULL_WORD the attribute a is a word for 'no value', as text
        "a":"NaN"; NULL_WORD warn a; NULL_WORD the attribute a is a word for 'no value', as text
        "a":"infinity"; NULL_WORD warn a; NULL_WORD the attribute a is a word for 'no value', as text
        "a":"-Infinity"; NULL_WORD warn a; NULL_WORD the attribute a is a word for 'no value', as text
        "a":"0044-03-15 BC"; DATE_AS_TEXT warn a; DATE_AS_TEXT the attribute a is a date before our era as text: date conditions will not see it
        "a":"#N/A"; NULL_WORD warn a; NULL_WORD the attribute a is a word for 'no value', as text
        "a":"n/a"; NULL_WORD warn a; NULL_WORD the attribute a is a word for 'no value', as text
        "a":"None"; NULL_WORD warn a; NULL_WORD the attribute a is a word for 'no value', as text
        "a":"nil"; NULL_WORD warn a; NULL_WORD the attribute a is a word for 'no value', as text
        "a":"undefined"; NULL_WORD warn a; NULL_WORD the attribute a is a word for 'no value', as text
        "a":"\\\\N"; NULL_WORD warn a; NULL_WORD the attribute a is a word for 'no value', as text
        "a":"=\\"00123\\""; TEXT_DAMAGED warn a; TEXT_DAMAGED the attribute a is the formula with which a spreadsheet keeps a text
        "a":"=SUM(A1:A3)"; TEXT_DAMAGED warn a; TEXT_DAMAGED the attribute a is a formula of a spreadsheet and not its result
        "a":"=A1+B2"; TEXT_DAMAGED warn a; TEXT_DAMAGED the attribute a is a formula of a spreadsheet and not its result
        "a":"=HYPERLINK(\\"https://x.example\\",\\"Ana\\")"; TEXT_DAMAGED warn a; TEXT_DAMAGED the attribute a is a formula of a spreadsheet and not its result
        "a":"4.91512E+11"; TEXT_DAMAGED warn a; TEXT_DAMAGED the attribute a is a number in scientific notation, as a spreadsheet rounds it
        "a":[]; VALUE_NESTED warn a; VALUE_NESTED the attribute a is a list or an object
        "a":{"b":1}; VALUE_NESTED warn a; VALUE_NESTED the attribute a is a list or an object
        "anonymous_id":"x"; RESERVED_MEANING warn anonymous_id; RESERVED_MEANING the attribute anonymous_id joins anonymous events to the person
        "a":1700000000000; DATE_IN_MILLISECONDS warn a; DATE_IN_MILLISECONDS the attribute a looks like a date in milliseconds
        "created_at":1700000000000; DATE_IN_MILLISECONDS warn created_at; DATE_IN_MILLISECONDS the attribute created_at looks like a date in milliseconds
        "a":"2026-11-24"; DATE_AS_TEXT warn a; DATE_AS_TEXT the attribute a is a date as text: date conditions will not see it
        "a":"2026-11-24T12:00:00Z"; DATE_AS_TEXT warn a; DATE_AS_TEXT the attribute a is a date as text: date conditions will not see it
        "a":"1950-05-05"; DATE_AS_TEXT warn a; DATE_AS_TEXT the attribute a is a date as text: date conditions will not see it
        "a":"Tue, 24 Nov 2026 12:00:00 GMT"; DATE_AS_TEXT warn a; DATE_AS_TEXT the attribute a is a date as text: date conditions will not see it
        "created_at":"2026-11-24"; DATE_AS_TEXT warn created_at; DATE_AS_TEXT the attribute created_at is a date as text: date conditions will not see it
        "created_at":"yesterday"; DATE_AS_TEXT warn created_at; DATE_AS_TEXT created_at is a text that is no date: date conditions will not see it
        "created_at":1700000000.5; DATE_AS_TEXT warn created_at; DATE_AS_TEXT created_at is a number with a fraction, not whole Unix seconds
        "created_at":true; DATE_AS_TEXT warn created_at; DATE_AS_TEXT created_at is not a number of Unix seconds
        "created_at":0; DATE_EARLY warn created_at; DATE_EARLY created_at is before March 1973 as Unix seconds: the number may count something else, or mean no date at all
        "created_at":45000; DATE_EARLY warn created_at; DATE_EARLY created_at is before March 1973 as Unix seconds: the number may count something else, or mean no date at all
        "created_at":"45000"; DATE_EARLY warn created_at; DATE_EARLY created_at is before March 1973 as Unix seconds: the number may count something else, or mean no date at all
        "created_at":99999999; DATE_EARLY warn created_at; DATE_EARLY created_at is before March 1973 as Unix seconds: the number may count something else, or mean no date at all
        "created_at":"0"; DATE_EARLY warn created_at; DATE_EARLY created_at is before March 1973 as Unix seconds: the number may count something else, or mean no date at all
        "created_at":"never"; DATE_AS_TEXT warn created_at; DATE_AS_TEXT created_at is a text that is no date: date conditions will not see it
        "created_at":"10:00"; DATE_AS_TEXT warn created_at; DATE_AS_TEXT created_at is a text that is no date: date conditions will not see it
        "created_at":20240115; DATE_IN_DIGITS warn created_at; DATE_IN_DIGITS the attribute created_at looks like a date in digits alone, year first: as Unix seconds it would be another day
        "created_at":-1; DATE_NEGATIVE warn created_at; DATE_NEGATIVE created_at is before 1970
        "created_at":-12345678901234567890; DATE_NEGATIVE warn created_at; DATE_NEGATIVE created_at is before 1970
        "created_at":1795521601; CREATED_AT_FUTURE warn created_at; CREATED_AT_FUTURE created_at is in the future
        "created_at":9999999999999; CREATED_AT_FUTURE warn created_at; CREATED_AT_FUTURE created_at is in the future
        "created_at":17000000000000000; CREATED_AT_FUTURE warn created_at; CREATED_AT_FUTURE created_at is in the future
        "created_at":"1795521601"; CREATED_AT_FUTURE warn created_at; CREATED_AT_FUTURE created_at is in the future
        "created_at":"-5"; DATE_NEGATIVE warn created_at; DATE_NEGATIVE created_at is before 1970
        "created_at":"1700000000000"; DATE_IN_MILLISECONDS warn created_at; DATE_IN_MILLISECONDS the attribute created_at looks like a date in milliseconds
        "created_at":"24.11.2026"; DATE_AS_TEXT warn created_at; DATE_AS_TEXT the attribute created_at is a date as text: date conditions will not see it
        "a":1700000000000000; DATE_IN_MILLISECONDS warn a; DATE_IN_MILLISECONDS the attribute a looks like a date in microseconds
        "a":"1700000000000000000"; DATE_IN_MILLISECONDS warn a; DATE_IN_MILLISECONDS the attribute a looks like a date in nanoseconds
        "a":"05/01/2026"; DATE_AS_TEXT warn a; DATE_AS_TEXT the attribute a is a date as text: date conditions will not see it
        "a":"5 Jan 2026"; DATE_AS_TEXT warn a; DATE_AS_TEXT the attribute a is a date as text: date conditions will not see it
        "a":"5/1/26"; DATE_AS_TEXT warn a; DATE_AS_TEXT the attribute a is a date as text: date conditions will not see it
        "a":"5. Januar 2026"; DATE_AS_TEXT warn a; DATE_AS_TEXT the attribute a is a date as text: date conditions will not see it
        "a":"2026-01-05T10:00:00Z[UTC]"; DATE_AS_TEXT warn a; DATE_AS_TEXT the attribute a is a date as text: date conditions will not see it
        "a":"20260105T100000Z"; DATE_AS_TEXT warn a; DATE_AS_TEXT the attribute a is a date as text: date conditions will not see it
        "a":"Mon Jan  5 10:00:00 2026"; DATE_AS_TEXT warn a; DATE_AS_TEXT the attribute a is a date as text: date conditions will not see it
        "a":20260105; DATE_IN_DIGITS warn a; DATE_IN_DIGITS the attribute a looks like a date in digits alone, year first: as Unix seconds it would be another day
        "a":"20260105"; DATE_IN_DIGITS warn a; DATE_IN_DIGITS the attribute a looks like a date in digits alone, year first: as Unix seconds it would be another day
        "a":"2026-13-45"; DATE_IMPOSSIBLE warn a; DATE_IMPOSSIBLE the attribute a is written as a date, but there is no such month
        "a":"2026-02-30T10:00:00Z"; DATE_IMPOSSIBLE warn a; DATE_IMPOSSIBLE the attribute a is written as a date, but there is no such day in that month
        "a":-300000000; DATE_NEGATIVE warn a; DATE_NEGATIVE the attribute a is a negative number: as Unix seconds, a date before 1970
        "signed_up_at":-5; DATE_NEGATIVE warn signed_up_at; DATE_NEGATIVE the attribute signed_up_at is a negative number: as Unix seconds, a date before 1970
        "birthday":"-86400"; DATE_NEGATIVE warn birthday; DATE_NEGATIVE the attribute birthday is a negative number: as Unix seconds, a date before 1970
        "timezone":"Berlin"; TIMEZONE_UNKNOWN warn timezone; TIMEZONE_UNKNOWN the attribute timezone names no region of the time zone database
        "timezone":"+02:00"; TIMEZONE_UNKNOWN warn timezone; TIMEZONE_UNKNOWN the attribute timezone names no region of the time zone database
        "_internal":1; ATTRIBUTE_NAME_INTERNAL warn _internal; ATTRIBUTE_NAME_INTERNAL the attribute name _internal begins with an underscore: Customer.io keeps such attributes internal
        "created_at":12345678901234567890; CREATED_AT_FUTURE warn created_at; CREATED_AT_FUTURE created_at is in the future
        """)
    void whatCustomerIoMisreadsIsSentAndTold(String fields, String findings, String message) {
        assertThat(Rows.guarded().attributes(fields))
                .isEqualTo(new Outcome("{" + fields + "}", findings, java.util.List.of(message)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', textBlock = """
        "a":"\\ud800"; VALUE_MALFORMED row: data.json:1:2: the attribute a holds half of a character
        "a":"x\\ude00\\ud83d"; VALUE_MALFORMED row: data.json:1:2: the attribute a holds half of a character
        "email":"\\ud800@example.com"; VALUE_MALFORMED row: data.json:1:2: the attribute email holds half of a character
        "email":"zoe"; EMAIL_MALFORMED row: data.json:1:2: the attribute email is not an e-mail address
        "email":" zoe@example.com"; EMAIL_MALFORMED row: data.json:1:2: the attribute email is an e-mail address with blanks around it
        "email":7; EMAIL_MALFORMED row: data.json:1:2: the attribute email is not an e-mail address
        "email":true; EMAIL_MALFORMED row: data.json:1:2: the attribute email is not an e-mail address
        "email":["zoe@example.com"]; EMAIL_MALFORMED row: data.json:1:2: the attribute email is not an e-mail address
        "unsubscribed":"yes"; UNSUBSCRIBED_UNCLEAR row: data.json:1:2: unsubscribed is neither true nor false
        "cio_id":"x"; RESERVED_NAME row: data.json:1:2: the attribute name cio_id is reserved
        "_update":true; RESERVED_NAME row: data.json:1:2: the attribute name _update is reserved
        "_timestamp":1; RESERVED_NAME row: data.json:1:2: the attribute name _timestamp is reserved
        "_created_in_customerio_at":1; RESERVED_NAME row: data.json:1:2: the attribute name _created_in_customerio_at is reserved
        "cio_subscription_preferences":{"topics":{"topic_1":true}}; SUBSCRIPTION_OVERWRITE row: data.json:1:2: the whole object cio_subscription_preferences would be replaced
        "cio_subscription_preferences.topics":null; SUBSCRIPTION_OVERWRITE row: data.json:1:2: the whole object cio_subscription_preferences.topics would be replaced
        "cio_subscription_preferences.topics.topic_1":"true"; SUBSCRIPTION_TYPE row: data.json:1:2: the topic cio_subscription_preferences.topics.topic_1 is neither true nor false
        "cio_subscription_preferences.topics.topic_1":null; SUBSCRIPTION_TYPE row: data.json:1:2: the topic cio_subscription_preferences.topics.topic_1 is neither true nor false
        "cio_subscription_preferences.topics.topic_0":true; RESERVED_NAME row: data.json:1:2: the attribute name cio_subscription_preferences.topics.topic_0 is reserved
        """)
    void whatCustomerIoWouldRefuseOrTurnAroundRejectsTheRow(String fields, String rejection) {
        assertThat(Rows.guarded().attributes(fields).sent()).isEqualTo(rejection);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
        "(415) 555-0100" | . It starts with + and the country's number
        "4155550100" | . It starts with + and the country's number
        "+44 (0)7911 123456" | . Without (0), blanks, brackets and dashes it is
        "+1-415-555-0100" | . Without blanks, brackets and dashes it is
        "0014155550100" | . With + in place of the leading 00 it is
        1735191234567 | . It starts with + and the country's number
        """)
    void aPhoneNumberThatIsNotE164IsSentAndReported(String json, String correction) {
        assertThat(Rows.guarded().attributes("\"phone\":" + json))
                .isEqualTo(new Outcome(
                        "{\"phone\":" + json + "}",
                        "PHONE_MALFORMED warn phone",
                        java.util.List.of(
                                "PHONE_MALFORMED the attribute phone is not a number in E.164 form" + correction)));
    }

    @Test
    void halfACharacterInsideANestedValueRejectsTheRow() {
        for (String json :
                new String[] {"[\"\\ud800\"]", "{\"x\":\"\\ud83d\",\"y\":\"\\ude00\"}", "[\"\\ud83d\",\"\\ude00\"]"}) {
            assertThat(Rows.guarded().attributes("\"a\":" + json).sent())
                    .isEqualTo("VALUE_MALFORMED row: data.json:1:2: the attribute a holds half of a character");
        }
        assertThat(Rows.guarded()
                        .attributes("\"a\":[\"\\ud83d\\ude00\",\"\\\\ud800\"]")
                        .sent())
                .startsWith("{");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"true", "false", "1", "0", "\"true\"", "\"TRUE\"", "\"False\"", "\"1\"", "\"0\"", "\"\\u0031\""})
    void clearSpellingsOfUnsubscribedPass(String json) {
        assertThat(Rows.guarded().attributes("\"unsubscribed\":" + json))
                .isEqualTo(new Outcome("{\"unsubscribed\":" + json + "}", "", java.util.List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2",
                "-1",
                "-0",
                "1.0",
                "0.0",
                "1e0",
                "\"yes\"",
                "\"Y\"",
                "\"no\"",
                "\"unsubscribed\"",
                "\" true\"",
                "\" \"",
                "\"2\"",
                "\"on\"",
                "\"null\"",
                "[]",
                "[true]",
                "{}",
                "{\"a\":true}"
            })
    void unclearSpellingsOfUnsubscribedRejectTheRow(String json) {
        assertThat(Rows.guarded().attributes("\"unsubscribed\":" + json).sent())
                .startsWith("UNSUBSCRIBED_UNCLEAR row: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\""})
    void unsubscribedIsNeverSentAsNull(String json) {
        assertThat(Rows.guarded().attributes("\"a\":1,\"unsubscribed\":" + json + ",\"b\":2"))
                .isEqualTo(new Outcome(
                        "{\"a\":1,\"b\":2}",
                        "UNSUBSCRIBED_NULL warn unsubscribed",
                        java.util.List.of("UNSUBSCRIBED_NULL unsubscribed is null or empty. It was left out")));
        assertThat(Rows.guarded(Map.of(Code.UNSUBSCRIBED_NULL, Level.OFF))
                        .attributes("\"a\":1,\"unsubscribed\":" + json))
                .isEqualTo(new Outcome("{\"a\":1}", "", java.util.List.of()));
    }

    @Test
    void anAttributeThatIsClearedOnPurposeIsNotReported() {
        Rows rows = Rows.mappedBy(
                new Rule("a", clearing("a", Nulls.CLEAR)),
                new Rule("b", clearing("b", Nulls.KEEP)),
                new Rule("c", clearing("c", null)));

        assertThat(rows.attributes("\"a\":null,\"b\":null,\"c\":null").findings())
                .isEqualTo("NULL_CLEARS warn b, NULL_CLEARS warn c");
        assertThat(rows.attributes("\"a\":\"\"").findings()).isEmpty();
    }

    @Test
    void aDayAsTextThatTheRuleAsksForIsNoFinding() {
        Rows rows = Rows.mappedBy(
                new Rule("born", day("born", null)),
                new Rule("created_at", day("created_at", null)),
                new Rule("mixed", day("mixed", "row['mixed'] != '1961-05-06'")),
                new Rule(new FieldPath("mixed"), "mixed"));

        assertThat(rows.attributes("\"born\":\"1961-05-06\"").findings()).isEmpty();
        assertThat(rows.attributes("\"created_at\":\"1961-05-06\"").findings())
                .isEqualTo("DATE_AS_TEXT warn created_at");
        assertThat(rows.attributes("\"mixed\":\"1961-05-06\"").findings()).isEqualTo("DATE_AS_TEXT warn mixed");
    }

    private static Expression day(String field, @Nullable String when) {
        return new Expression(
                when,
                new ValueOrigin.Field(new FieldPath(field)),
                null,
                new Cast.Day(Unit.SECONDS, null, null),
                null,
                null,
                true);
    }

    private static Expression clearing(String field, @Nullable Nulls nulls) {
        return new Expression(null, new ValueOrigin.Field(new FieldPath(field)), null, null, nulls, null);
    }

    @Test
    void createdAtMayBeNowButNotLater() {
        long now = Rows.NOW.getEpochSecond();
        assertThat(Rows.guarded().attributes("\"created_at\":" + now).findings())
                .isEmpty();
        assertThat(Rows.guarded().attributes("\"created_at\":" + (now + 1)).findings())
                .isEqualTo("CREATED_AT_FUTURE warn created_at");
    }

    @Test
    void milliSecondsAreNumbersOfThirteenDigitsOfOurTime() {
        assertThat(Rows.guarded().attributes("\"a\":1000000000000").findings()).isNotEmpty();
        assertThat(Rows.guarded().attributes("\"a\":2099999999999").findings()).isNotEmpty();
        assertThat(Rows.guarded().attributes("\"a\":2100000000000").findings()).isEmpty();
        assertThat(Rows.guarded().attributes("\"a\":999999999999").findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', textBlock = """
        "a\\u0000"; the attribute a holds a character zero (U+0000)
        "Zo\uFFFD"; the attribute a holds the sign for a character that was lost (U+FFFD)
        ["Zo\uFFFD"]; the attribute a holds the sign for a character that was lost (U+FFFD)
        "ZoÃ«"; the attribute a looks like UTF-8 that was read in another encoding
        "MÃ¼nchen"; the attribute a looks like UTF-8 that was read in another encoding
        "Donâ€™t"; the attribute a looks like UTF-8 that was read in another encoding
        "10Â°"; the attribute a looks like UTF-8 that was read in another encoding
        "ÐÐ½Ð½Ð°"; the attribute a looks like UTF-8 that was read in another encoding
        "ï»¿a"; the attribute a looks like UTF-8 that was read in another encoding
        "Don\\u0092t"; the attribute a holds control characters (U+0080 to U+009F), as windows-1252 does that was read as iso-8859-1
        "Don\u0092t"; the attribute a holds control characters (U+0080 to U+009F), as windows-1252 does that was read as iso-8859-1
        "M¸ller"; the attribute a holds a sign inside a word, as a text does that was read in another encoding
        "Garc¡a"; the attribute a holds a sign inside a word, as a text does that was read in another encoding
        "K‰se"; the attribute a holds a sign inside a word, as a text does that was read in another encoding
        "Mьller"; the attribute a holds a word with letters of two scripts
        "Mόller"; the attribute a holds a word with letters of two scripts
        "Мaрия"; the attribute a holds a word with letters of two scripts
        "Аna"; the attribute a holds a word with letters of two scripts
        "Aнна"; the attribute a holds a word with letters of two scripts
        """)
    void charactersThatWereLostOnTheWayAreTold(String value, String message) {
        assertThat(Rows.guarded().attributes("\"a\":" + value).messages()).contains("TEXT_DAMAGED " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zoë",
                "SÃO PAULO",
                "IRMÃ",
                "São João",
                "CHÂTEAU",
                "Âge",
                "Анна Ñandú",
                "O´Brien",
                "Col·lecció",
                "5 m² 20 °C ±2 µm",
                "¿Qué? ¡Sí! «Ça» 3½",
                "€20 – 100‰",
                "iPhone-ом",
                "SMSка VIPклиент",
                "IT-отдел Яндекс.Travel",
                "β-Carotin TNFα 10kΩ Δt",
                "Þórður Ðið",
                "naïve ï",
                "中文字符",
                "Ελλάδα",
                "😀",
                "â€",
                "\\n\\u00e9"
            })
    void lettersOfAnyLanguageAreSound(String value) {
        assertThat(Rows.guarded().attributes("\"a\":\"" + value + '"').findings())
                .isEqualTo(value.equals("â€") ? "TEXT_DAMAGED warn a" : "");
    }

    @Test
    void anApostropheBeforeDigitsIsToldOnceAColumn() {
        Rows rows = Rows.guarded();
        for (int i = 0; i < 6; i++) {
            rows.attributes("\"zip\":\"'0" + i + "501\",\"phone2\":" + (i < 5 ? "\"'+49" + i + "\"" : "\"\"")
                    + ",\"some\":" + (i < 3 ? "\"'12\"" : "\"12\"") + ",\"year\":\"'90s\",\"name\":\"'t Hart\"");
        }
        rows.guard().finish();
        assertThat(rows.log().entries().stream()
                        .flatMap(entry -> entry.examples().stream())
                        .filter(problem -> problem.code() == Code.TEXT_DAMAGED)
                        .map(Problem::message))
                .containsExactly(
                        "the attribute zip starts with an apostrophe before digits, as a spreadsheet keeps digits"
                                + " that are no number, in most rows",
                        "the attribute phone2 starts with an apostrophe before digits, as a spreadsheet keeps"
                                + " digits that are no number, in most rows");
    }
}

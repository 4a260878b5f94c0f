package dev.upserter.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.guard.Rows.Outcome;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.ProblemException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class GuardTest {
    private static final String HALF = "\\ud800";

    /** A row for each code that a guard finds; the rows before it that it takes. */
    private static final Map<Code, List<String>> ROWS = new EnumMap<>(Map.ofEntries(
            Map.entry(Code.FIELD_DUPLICATE, List.of("{\"key\":7,\"a\":1,\"a\":2}")),
            Map.entry(Code.ID_MALFORMED, List.of("{\"key\":\"" + "x".repeat(151) + "\"}")),
            Map.entry(Code.ID_AMBIGUOUS, List.of("{\"key\":\"zoe@example.com\"}")),
            Map.entry(Code.ID_CASE_TWINS, List.of("{\"key\":\"a\"}", "{\"key\":\"A\"}")),
            Map.entry(
                    Code.ID_CONFLICT,
                    List.of("{\"key\":1,\"email\":\"a@b.example\"}", "{\"key\":2,\"email\":\"a@b.example\"}")),
            Map.entry(Code.EMAIL_MALFORMED, List.of("{\"key\":7,\"email\":\"zoe\"}")),
            Map.entry(Code.ATTRIBUTE_NAME_TOO_LONG, List.of("{\"key\":7,\"" + "x".repeat(151) + "\":1}")),
            Map.entry(Code.ATTRIBUTE_NAME_TWINS, List.of("{\"key\":7,\"a\":1}", "{\"key\":7,\"A\":1}")),
            Map.entry(Code.VALUE_TOO_LONG, List.of("{\"key\":7,\"a\":\"" + "x".repeat(1001) + "\"}")),
            Map.entry(Code.VALUE_MALFORMED, List.of("{\"key\":7,\"a\":\"" + HALF + "\"}")),
            Map.entry(Code.VALUE_NESTED, List.of("{\"key\":7,\"a\":[1]}")),
            Map.entry(Code.TOO_MANY_ATTRIBUTES, List.of(manyFields(301))),
            Map.entry(Code.ATTRIBUTES_NEAR_LIMIT, List.of(manyFields(250))),
            Map.entry(Code.ENTRY_TOO_LARGE, List.of(largeRow())),
            Map.entry(Code.RESERVED_NAME, List.of("{\"key\":7,\"cio_id\":1}")),
            Map.entry(Code.RESERVED_MEANING, List.of("{\"key\":7,\"anonymous_id\":1}")),
            Map.entry(Code.SUBSCRIPTION_OVERWRITE, List.of("{\"key\":7,\"cio_subscription_preferences\":1}")),
            Map.entry(Code.SUBSCRIPTION_TYPE, List.of("{\"key\":7,\"cio_subscription_preferences.topics.topic_1\":1}")),
            Map.entry(Code.UNSUBSCRIBED_UNCLEAR, List.of("{\"key\":7,\"unsubscribed\":2}")),
            Map.entry(Code.UNSUBSCRIBED_NULL, List.of("{\"key\":7,\"unsubscribed\":null}")),
            Map.entry(Code.DATE_AS_TEXT, List.of("{\"key\":7,\"a\":\"2026-11-24T12:00:00Z\"}")),
            Map.entry(Code.DATE_IN_MILLISECONDS, List.of("{\"key\":7,\"a\":1700000000000}")),
            Map.entry(Code.CREATED_AT_FUTURE, List.of("{\"key\":7,\"created_at\":2000000000}")),
            Map.entry(Code.DATE_NEGATIVE, List.of("{\"key\":7,\"created_at\":-5}")),
            Map.entry(Code.DATE_IMPOSSIBLE, List.of("{\"key\":7,\"a\":\"2026-13-45\"}")),
            Map.entry(Code.DATE_IN_DIGITS, List.of("{\"key\":7,\"a\":\"20260105\"}")),
            Map.entry(Code.ATTRIBUTE_NAME_NEAR, List.of("{\"key\":7,\"E-mail\":1}")),
            Map.entry(Code.ATTRIBUTE_NAME_INTERNAL, List.of("{\"key\":7,\"_a\":1}")),
            Map.entry(Code.PHONE_MALFORMED, List.of("{\"key\":7,\"phone\":\"555-0100\"}")),
            Map.entry(Code.TIMEZONE_UNKNOWN, List.of("{\"key\":7,\"timezone\":\"Mars\"}")),
            Map.entry(
                    Code.ROW_OLDER,
                    List.of("{\"key\":7,\"updated_at\":1700000001}", "{\"key\":7,\"updated_at\":1700000000}")),
            Map.entry(Code.TEXT_DAMAGED, List.of("{\"key\":7,\"a\":\"Zo\u00c3\u00ab\"}")),
            Map.entry(Code.NULL_WORD, List.of("{\"key\":7,\"a\":\"null\"}")),
            Map.entry(Code.NULL_CLEARS, List.of("{\"key\":7,\"a\":null}"))));

    static Stream<Arguments> everyCodeAtEveryLevelItAllows() {
        return ROWS.keySet().stream()
                .flatMap(
                        code -> Stream.of(Level.values()).filter(code::allows).map(level -> Arguments.of(code, level)));
    }

    @ParameterizedTest
    @MethodSource
    void everyCodeAtEveryLevelItAllows(Code code, Level level) {
        Rows rows = Rows.guarded(Map.of(code, level));
        Outcome last = new Outcome("", "", List.of());
        for (String row : ROWS.getOrDefault(code, List.of())) {
            last = rows.row(row);
        }
        switch (level) {
            case STOP, ROW -> {
                assertThat(last.sent()).startsWith(code + " " + level.spelling() + ": data.json:1:2: ");
                assertThat(last.findings()).doesNotContain(code.name());
            }
            case DROP -> {
                String row = ROWS.getOrDefault(code, List.of()).getLast();
                assertThat(last.sent()).startsWith("{").hasSizeLessThan(row.length() - "'key':7,".length());
                assertThat(last.findings()).contains(code + " drop");
            }
            case WARN, FIX -> {
                assertThat(last.sent()).startsWith("{");
                assertThat(last.findings()).contains(code + " " + level.spelling());
                assertThat(last.messages())
                        .filteredOn(m -> m.startsWith(code + " "))
                        .hasSize(1);
            }
            case OFF -> {
                assertThat(last.sent()).startsWith("{");
                assertThat(last.findings()).doesNotContain(code.name());
            }
        }
    }

    @Test
    void theAttributeAtFaultIsLeftOutAndNoOther() {
        Map<Code, Level> drop = Map.of(Code.EMAIL_MALFORMED, Level.DROP, Code.PHONE_MALFORMED, Level.DROP);
        Outcome outcome = Rows.guarded(drop).attributes("\"email\":\"zoe\",\"a\":1,\"phone\":\"0123\",\"b\":2");
        assertThat(outcome.sent()).isEqualTo("{\"a\":1,\"b\":2}");
        assertThat(outcome.findings()).contains("EMAIL_MALFORMED drop email", "PHONE_MALFORMED drop phone");
    }

    @Test
    void aRowIsNotSentWithoutItsIdentifier() {
        Map<Code, Level> drop = Map.of(Code.TEXT_DAMAGED, Level.DROP);
        assertThat(Rows.guarded(drop)
                        .row("{\"key\":\"Zo\u00C3\u00AB\",\"a\":1}")
                        .sent())
                .startsWith("TEXT_DAMAGED row: data.json:1:2: ");
    }

    @Test
    void whatIsNoAddressIsNoConflictOfTwoPeople() {
        Rows rows = Rows.guarded();
        rows.row("{\"key\":1,\"email\":\"none yet\"}");
        assertThat(rows.row("{\"key\":2,\"email\":\"none yet\"}").sent()).startsWith("EMAIL_MALFORMED row");
    }

    @Test
    void everyCodeOfAGuardIsTried() {
        List<Code> elsewhere = List.of(
                Code.PART_MALFORMED,
                Code.CONSTANT_NAMES_FIELD,
                Code.EVENT_TIME_INVALID,
                Code.EVENT_TIME_FUTURE,
                Code.TIMESTAMP_FUTURE,
                Code.EVENT_NAME_TOO_LONG,
                Code.EVENT_KEY_RESERVED,
                Code.EVENT_DATA_TOO_LARGE,
                Code.EVENT_REPEATED,
                Code.EVENT_ID_CONFLICT,
                Code.EVENTS_MAY_TRIGGER,
                Code.EVENT_TOO_OLD_TO_TRIGGER,
                Code.EVENTS_FORGOTTEN,
                Code.MEMBER_UNKNOWN,
                Code.TAKEN_AWAY,
                Code.INPUT_EMPTY,
                Code.INPUT_EMPTY_AFTER_FILTER,
                Code.INPUT_PARTIAL,
                Code.CAST_FAILED,
                Code.TEMPLATE_FAILED,
                Code.CONDITION_FAILED,
                Code.VALUE_CUT,
                Code.DATE_WITHOUT_ZONE,
                Code.TYPES_GUESSED,
                Code.DIALECT_GUESSED,
                Code.REFUSED_ALIKE,
                Code.DATE_EARLY,
                Code.QUOTES_UNCLEAR,
                Code.HEADER_REPEATED,
                Code.FOOTER_UNCLEAR,
                Code.SHEET_NOT_NAMED,
                Code.CELLS_MERGED,
                Code.RECORD_UNREADABLE,
                Code.COLUMN_COUNT,
                Code.COLUMN_UNCLEAR,
                Code.COLUMN_MISSING,
                Code.KEY_DUPLICATE,
                Code.TYPE_MIXED,
                Code.UPDATE_UNCONFIRMED,
                Code.UPDATE_MISSED,
                Code.APP_UNCHECKED,
                Code.SEGMENT_USED,
                Code.SEGMENT_CREATED,
                Code.ID_NOT_CHANGED,
                Code.ID_TAKEN,
                Code.IDENTIFIER_CHANGED,
                Code.ANONYMOUS_WINDOW,
                Code.NEW_COST,
                Code.KEY_EXPOSED,
                Code.REQUESTS_SMALL,
                Code.ID_DAMAGED,
                Code.EMAIL_NOT_MAPPED,
                Code.OPT_OUT_NOT_MAPPED,
                Code.KEY_TYPE,
                Code.ID_MISSING,
                Code.PART_MISSING, // of objects and the like, which the tests of these types show
                Code.OBJECT_TYPE_MALFORMED,
                Code.PERSON_MISSING);
        assertThat(ROWS.keySet())
                .containsAll(Stream.of(Code.values())
                        .filter(Code::isAdjustable)
                        .filter(code -> !elsewhere.contains(code))
                        .toList());
    }

    @Test
    void whatStopsTheRunComesBeforeWhatRejectsTheRow() {
        Map<Code, Level> stop = Map.of(Code.NULL_WORD, Level.STOP);
        assertThat(Rows.guarded(stop)
                        .attributes("\"email\":\"zoe\",\"a\":\"null\",\"cio_id\":1")
                        .sent())
                .startsWith("NULL_WORD stop: ");
        assertThat(Rows.guarded(stop)
                        .attributes("\"a\":\"null\",\"email\":\"zoe\"")
                        .sent())
                .startsWith("NULL_WORD stop: ");
        assertThat(Rows.guarded().attributes("\"email\":\"zoe\",\"cio_id\":1").sent())
                .startsWith("EMAIL_MALFORMED row: ");
    }

    @Test
    void aRowWithoutProblemsIsTheSameOperation() {
        assertThat(Rows.guarded().attributes("\"a\":\"x\",\"b\":1.10"))
                .isEqualTo(new Outcome("{\"a\":\"x\",\"b\":1.10}", "", List.of()));
    }

    @Test
    void aFieldThatStandsTwiceIsTold() {
        assertThat(Rows.guarded().attributes("\"a\":1,\"a\":2"))
                .isEqualTo(new Outcome(
                        "{\"a\":2}",
                        "FIELD_DUPLICATE warn a",
                        List.of("FIELD_DUPLICATE the field a is in the row twice")));
    }

    @Test
    void howFarIdentifiersWereComparedIsToldAtTheEndWhereItWasNotAll() {
        Rows few = Rows.guarded();
        few.row("{\"key\":\"a\"}");
        few.guard().finish();
        assertThat(few.log().entries()).isEmpty();
    }

    @Test
    void onlyLevelsThatACodeAllowsCanBeChosen() {
        assertThatThrownBy(() -> new GuardConfig(
                        Map.of(Code.NULL_WORD, Level.FIX, Code.EMAIL_MALFORMED, Level.FIX, Code.INTERNAL, Level.OFF)))
                .isInstanceOf(ProblemException.class)
                .hasMessage("""
                    guards.EMAIL_MALFORMED must be row or stop or drop or warn or off
                    guards.NULL_WORD must be warn or stop or row or drop or off
                    guards.INTERNAL must be stop\
                    """);
        assertThat(GuardConfig.defaults().level(Code.NULL_WORD)).isEqualTo(Level.WARN);
        assertThat(new GuardConfig(Map.of(Code.NULL_WORD, Level.OFF)).level(Code.NULL_WORD))
                .isEqualTo(Level.OFF);
    }

    private static String manyFields(int count) {
        var json = new StringBuilder("{\"key\":7");
        for (int i = 0; i < count; i++) {
            json.append(",\"f").append(i).append("\":1");
        }
        return json.append('}').toString();
    }

    private static String largeRow() {
        var json = new StringBuilder("{\"key\":7");
        for (int i = 0; i < 33; i++) {
            json.append(",\"f")
                    .append(i)
                    .append("\":\"")
                    .append("x".repeat(1_000))
                    .append('"');
        }
        return json.append('}').toString();
    }
}

package dev.upserter.guard.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.guard.Rows;
import dev.upserter.guard.Rows.Outcome;
import dev.upserter.json.JsonText;
import dev.upserter.json.JsonValue;
import dev.upserter.operation.IdentifierType;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.source.csv.NullTexts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NullWordsTest {
    private static final String NOBODY =
            "ID_MALFORMED row: data.json:1:2: the identifier is a word or a sign that names no person";

    static Stream<String> wordsOfValues() {
        return Stream.concat(NullWords.OF_VALUES.stream(), Stream.of("##", "########"))
                .flatMap(NullWordsTest::spellings);
    }

    static Stream<String> wordsOfIdentifiers() {
        return Stream.concat(wordsOfValues(), NullWords.OF_IDENTIFIERS.stream().flatMap(NullWordsTest::spellings));
    }

    private static Stream<String> spellings(String word) {
        return Stream.of(
                word, word.toUpperCase(Locale.ROOT), " " + word, word + "\t", "\u00a0" + word + "\u200b", word + "\n");
    }

    private static String json(String text) {
        return new String(JsonText.quote(text), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource
    void wordsOfValues(String word) {
        Outcome outcome = Rows.guarded().attributes("\"a\":" + json(word));
        assertThat(outcome.findings()).contains("NULL_WORD warn a");
        assertThat(outcome.sent()).startsWith("{");
    }

    @ParameterizedTest
    @MethodSource
    void wordsOfIdentifiers(String word) {
        assertThat(Rows.guarded().row("{\"key\":" + json(word) + "}").sent()).isEqualTo(NOBODY);
    }

    /** As Excel, LibreOffice, Google Sheets and others write them in the languages they are sold in. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "#NV",
                "#N/D",
                "#N/B",
                "#I/T",
                "#\u041d/\u0414",
                "#\u0394/\u03a5",
                "#YOK",
                "#SAKNAS!",
                "#PUUTTUU!",
                "#HI\u00c1NYZIK",
                "#NEN\u00cd_K_DISPOZICI",
                "#BEZUG!",
                "#WERT!",
                "#ZAHL!",
                "#NULL!",
                "#\u00dcBERLAUF!",
                "#VALEUR!",
                "#NOM?",
                "#NOMBRE!",
                "#\u00a1REF!",
                "#\u00a1VALOR!",
                "#\u00bfNOMBRE?",
                "#\u00a1DIV/0!",
                "#DEEL/0!",
                "#DELING.DOOR.0!",
                "#D\u011aLEN\u00cd_NULOU!",
                "#\u0421\u0421\u042b\u041b\u041a\u0410!",
                "#\u0394\u0399\u0391\u0399\u03a1./0!",
                "#\u00c9RT\u00c9K!",
                "#BA\u015eV!",
                "#KALKULATION!",
                "#ERROR",
                "#Deleted",
                "#INVALID REF",
                "Err:502",
                "Fehler:508",
                "Err :522"
            })
    void errorsOfSpreadsheetsAreNobodyInAnyLanguage(String error) {
        for (String spelled : List.of(error, " " + error, error + "\u00a0")) {
            assertThat(Rows.guarded().row("{\"key\":" + json(spelled) + "}").sent())
                    .isEqualTo(NOBODY);
            assertThat(Rows.guarded().attributes("\"a\":" + json(spelled)).findings())
                    .contains("NULL_WORD warn a");
        }
        assertThat(NullTexts.isKnown(error, "column")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{user.id}}",
                "{{ customer.id | default: '' }}",
                "{{{id}}}",
                "u-{{id}}",
                "*|UNIQID|*",
                "%%subscriberkey%%",
                "%EMAIL%",
                "%user_id%",
                "${id}",
                "$(id)",
                "#{user.id}",
                "[[user_id]]",
                "[user_id]",
                "{contact.id}",
                "<%= user.id %>",
                "<user id>",
                "{% id %}",
                "<<Customer ID>>",
                "##ID##",
                "@@id@@"
            })
    void placeholdersThatNothingFilledAreNobody(String placeholder) {
        for (String spelled : List.of(placeholder, " " + placeholder + " ")) {
            assertThat(Rows.guarded().row("{\"key\":" + json(spelled) + "}").sent())
                    .startsWith("ID_MALFORMED row: data.json:1:2: the identifier holds a placeholder");
        }
        assertThat(Rows.configured("type: object\nobjectType: 1\nobjectId: id")
                        .row("{\"id\":" + json(placeholder) + "}")
                        .sent())
                .startsWith("ID_MALFORMED row: data.json:1:2: the object id holds a placeholder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{550e8400-e29b-41d4-a716-446655440000}",
                "[1]",
                "100%",
                "%41",
                "50%-off-20%",
                "a*b",
                "$5",
                "#7",
                "#ana",
                "#/a",
                "#12/34",
                "<a@x.example>",
                "a{1}",
                "user@host",
                "@ana",
                "Err:ana",
                "group:123",
                "#a/b/c",
                "%%1%%"
            })
    void signsAloneAreNoPlaceholder(String id) {
        assertThat(Rows.guarded().row("{\"key\":" + json(id) + "}").sent()).isEqualTo("{}");
    }

    @ParameterizedTest
    @EnumSource(IdentifierType.class)
    void theyAreNobodyWhateverTheKindOfIdentifier(IdentifierType type) {
        assertThat(Rows.identifiedBy(type).row("{\"key\":\"null\"}").sent()).isEqualTo(NOBODY);
        assertThat(Rows.identifiedBy(type).row("{\"key\":-1}").sent()).isEqualTo(NOBODY);
    }

    @Test
    void theLevelMayBeLowered() {
        Rows rows = Rows.guarded(Map.of(Code.ID_MALFORMED, Level.WARN));
        assertThat(rows.row("{\"key\":\"null\"}").sent()).isEqualTo("{}");
        assertThat(Rows.guarded(Map.of(Code.ID_MALFORMED, Level.OFF)).row("{\"key\":\"-\"}"))
                .isEqualTo(new Outcome("{}", "", List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "nullable",
                "nonesuch",
                "anna",
                "na1",
                "nana",
                "tester",
                "n",
                "u",
                "0000-00-01",
                "-12",
                "--a",
                "...x",
                "null null",
                "infinite",
                "ünull",
                "nullü",
                "№",
                "guest-7",
                "trueman",
                "1970-01-02",
                "#12",
                "##a",
                "#",
                "?x",
                "[1]"
            })
    void otherTextsAreIdentifiersAndValues(String text) {
        assertThat(Rows.guarded().row("{\"key\":" + json(text) + "}")).isEqualTo(new Outcome("{}", "", List.of()));
        assertThat(NullWords.isIn(JsonValue.ofText(text))).isFalse();
    }

    @Test
    void theDocumentationListsAllOfThem() throws IOException {
        String docs = Files.readString(Path.of("..", "docs", "config.md"));
        assertThat(listed(docs, "- Any value, and a value of nothing but blanks:"))
                .containsExactlyElementsOf(NullWords.OF_VALUES);
        assertThat(listed(docs, "- Identifiers besides:")).containsExactlyElementsOf(NullWords.OF_IDENTIFIERS);
    }

    private static List<String> listed(String docs, String title) {
        int start = docs.indexOf(title);
        int end = docs.indexOf("\n\n", start);
        int next = docs.indexOf("\n- ", start);
        Matcher words =
                Pattern.compile("`([^`]+)`").matcher(docs.substring(start, next < 0 ? end : Math.min(end, next)));
        return words.results().map(word -> word.group(1)).toList();
    }
}

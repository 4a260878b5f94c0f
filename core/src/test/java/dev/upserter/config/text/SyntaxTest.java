package dev.upserter.config.text;

import static dev.upserter.config.read.Reading.JSON;
import static dev.upserter.config.read.Reading.YAML;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.read.ConfigReader;
import dev.upserter.config.read.Reading;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with files before their keys are looked at. A backslash-n in a row of a table is a line break. */
final class SyntaxTest {
    private static final ConfigReader READER = ConfigReader.local(Map.of());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
        {"a":1,}              | 1:7: there is a comma before a closing bracket
        {"a":[1 ,@  ]}        | 1:9: there is a comma before a closing bracket
        {"a":1 "b":2}         | 1:8: a comma is missing before this
        {"a":1@"b":2}         | 2:1: a comma is missing before this
        {"a" 1}               | 1:6: a colon is missing between a key and its value
        {'a':1}               | 1:2: keys and texts need straight double quotation marks in JSON
        {"a":'s3cr3t'}        | 1:6: keys and texts need straight double quotation marks in JSON
        {"é":“s3cr3t”}        | 1:6: keys and texts need straight double quotation marks in JSON
        {“a”:1}               | 1:2: keys and texts need straight double quotation marks in JSON
        {a:1}                 | 1:2: a key in double quotation marks is expected here
        {"a":s3cr3t}          | 1:6: this word means nothing in JSON
        {"a":True}            | 1:6: this word means nothing in JSON
        {"a":NaN}             | 1:9: this word means nothing in JSON
        {// c@}               | 1:2: JSON has no comments
        {# c@}                | 1:2: JSON has no comments
        {"a":1} // c          | 1:9: JSON has no comments
        {"a":"s3cr3t@"}       | 1:13: a text holds a line break or another control character
        {"a":"\\q"}           | 1:8: this backslash starts nothing that JSON knows
        {"a":"\\u12g4"}       | 1:11: this backslash starts nothing that JSON knows
        {"a":01}              | 1:7: this is not a number as JSON writes it
        {"a":+1}              | 1:7: this is not a number as JSON writes it
        {"a":1.}              | 1:8: this is not a number as JSON writes it
        {"a":-}               | 1:7: this is not a number as JSON writes it
        {"a":[1}              | 1:8: this bracket closes nothing, or something of another kind
        {}}                   | 1:3: this bracket closes nothing, or something of another kind
        {"a":.5}              | 1:6: this is not valid JSON
        {"a":}                | 1:6: this is not valid JSON
        {"a":1,,"b":2}        | 1:8: a key in double quotation marks is expected here
        {"a":1                | 1:7: the file ends in the middle
        {"a":"s3cr3t          | 1:13: the file ends in the middle
        {"a":tru              | 1:6: this word means nothing in JSON
        {                     | 1:2: the file ends in the middle
        {"userId": "id"} {}   | 1:18: there is more after the end of the configuration
        {"userId": "id"},     | 1:17: this is not valid JSON
        userId: id            | 1:1: this word means nothing in JSON
        """)
    void brokenJsonIsOneMistakeAtItsPlace(String json, String mistake) {
        assertThat(Reading.mistakes(json.replace('@', '\n'), JSON)).containsExactly(mistake);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
        a:@^tb: 1             | 2:1: there is a tab here, where YAML wants blanks
        a: b: s3cr3t          | 1:5: a colon is out of place
        a:b@c: d              | 2:2: a colon is out of place
        a: 1@ b: 2            | 2:3: a colon is out of place
        a: @b@c               | 3:1: the line before has no colon
        a: %s3cr3t            | 1:4: no text can start with this character
        a: `x                 | 1:4: no text can start with this character
        a: "s3cr3t            | 1:11: the file ends in the middle of a text
        a: 's3cr3t            | 1:11: the file ends in the middle of a text
        a: [1, 2              | 1:9: a comma or a closing bracket is expected here
        a: {b: 1@c: 2}        | 2:2: a comma or a closing bracket is expected here
        a:@- b: 1@ - c: 2     | 3:2: this does not fit what is before it
        a: 1@- b              | 2:1: this does not fit what is before it
        a: - b                | 1:4: this does not fit what is before it
        a: "x" y              | 1:8: this does not fit what is before it
        a: "\\q"              | 1:6: this backslash starts nothing that YAML knows
        a: "\\UFFFFFFFF"      | 1:1: this is not valid YAML from here on
        a: ]                  | 1:4: this is not valid YAML
        a: &                  | 1:5: in YAML, a text that begins with * or & is no text
        a: */15 * * * *       | 1:5: in YAML, a text that begins with * or & is no text
        a: * * * * *          | 1:5: in YAML, a text that begins with * or & is no text
        a: *s3cr3t            | 1:4: aliases (*name) are not supported here
        a: &s3cr3t 1          | 1:4: tags (!name) and anchors (&name) are not supported here
        a: !!str 1            | 1:4: tags (!name) and anchors (&name) are not supported here
        a: !!map {}           | 1:4: tags (!name) and anchors (&name) are not supported here
        !x a: 1               | 1:1: tags (!name) and anchors (&name) are not supported here
        a: !s3cr3t!x 1        | 1:4: this is not valid YAML
        ? [a]@: 1             | 1:3: a key is a text, not a list or an object
        a: 1@---@b: 2         | 2:1: a second document starts here
        # nothing@            | 1:1: the configuration holds nothing but comments
        %YAML 3.0@---@a: 1    | 1:1: this is not valid YAML from here on
        userId: é^bx          | 1:10: YAML does not allow this control character
        """)
    void brokenYamlIsOneMistakeAtItsPlace(String yaml, String mistake) {
        String text = yaml.replace('@', '\n').replace("^t", "\t").replace("^b", "\u0007");
        assertThat(Reading.mistakes(text, YAML)).containsExactly(mistake);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n", "\uFEFF"})
    void anEmptyFileIsAMistake(String text) {
        for (String name : new String[] {JSON, YAML, "x"}) {
            assertThat(Reading.mistakes(text, name)).containsExactly("1:1: the configuration is empty");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void otherEncodingsThanUtf8AreNamed(String charset) {
        byte[] text = "{\"userId\": \"id\"}".getBytes(Charset.forName(charset));
        assertThat(Reading.mistakes(READER, text, JSON))
                .containsExactly("1:1: the file is in UTF-16 or UTF-32, or no text at all");
    }

    @Test
    void aByteThatIsNotUtf8HasItsPlace() {
        byte[] text = "{\"userId\":\n \"née\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Reading.mistakes(READER, text, JSON)).containsExactly("2:4: this byte is not UTF-8 (0xE9)");
        byte[] cut = Arrays.copyOf("userId: é".getBytes(StandardCharsets.UTF_8), 9);
        assertThat(Reading.mistakes(READER, cut, YAML)).containsExactly("1:9: this byte is not UTF-8 (0xC3)");
    }

    @Test
    void aHugeFileIsAMistake() {
        byte[] text = new byte[ConfigText.MAX_BYTES + 1];
        assertThat(Reading.mistakes(READER, text, JSON)).containsExactly("1:1: the configuration is larger than 1 MiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{a: ", "- ", "? ", "[? ", "{? "})
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void deepNestingIsAMistakeAndNeitherACrashNorAHang(String opening) {
        String deep = opening.repeat(ConfigText.MAX_BYTES / opening.length() - 1);
        for (String name : new String[] {JSON, YAML}) {
            assertThat(Reading.mistakes("{\"x\": " + deep, name)).hasSize(1);
            assertThat(Reading.mistakes(deep, name)).hasSize(1);
        }
        assertThat(Reading.mistakes("{\"x\": " + "[".repeat(30), JSON))
                .containsExactly("1:26: lists and objects are nested more than 20 deep");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1", "x", "é", "\"", "'", "#", "&a ", "*a ", "!a ", "-", "|", ">", "\\", "${", "${A}", "a\n", "\r",
                "a: 1\n"
            })
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void aMegabyteOfAnythingIsReadInAMoment(String part) {
        String much = part.repeat((ConfigText.MAX_BYTES - 100) / part.getBytes(StandardCharsets.UTF_8).length);
        assertThat(Reading.mistakes("{\"userId\": \"" + much, JSON)).isNotEmpty();
        assertThat(Reading.mistakes("{\"userId\": " + much + "}", JSON)).isNotEmpty();
        assertThat(Reading.mistakes("{\"" + much + "\": 1}", JSON)).isNotEmpty();
        assertThat(Reading.mistakes("x: 1\nuserId: " + much, YAML)).isNotEmpty();
        assertThat(Reading.mistakes(much, YAML)).isNotEmpty();
    }

    @Test
    void aliasesCannotGrowWithoutBound() {
        var bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
        for (char c = 'b'; c <= 'z'; c++) {
            bomb.append(c)
                    .append(": &")
                    .append(c)
                    .append(" [")
                    .append(("*" + (char) (c - 1) + ", ").repeat(9))
                    .append("]\n");
        }
        assertThat(Reading.mistakes(bomb.toString(), YAML))
                .containsExactly("1:4: tags (!name) and anchors (&name) are not supported here");
    }
}

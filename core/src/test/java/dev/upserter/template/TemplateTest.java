package dev.upserter.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.upserter.json.JsonValue;
import dev.upserter.template.value.TemplateException;
import dev.upserter.template.value.TemplateScope;
import dev.upserter.template.value.UnrenderableException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TemplateTest {
    private static final Map<String, String> ROW = Map.of(
            "name", "\" Ana \"",
            "n", "1.10",
            "big", "12345678901234567890",
            "huge", "1e999999999",
            "none", "null",
            "yes", "true",
            "tags", "[\"a\",\"b\",\"c\"]",
            "plan", "{\"name\":\"pro\",\"seats\":3}",
            "half", "\"\\ud83d\\ude00\"");
    private static final Map<String, String> MORE =
            Map.of("blanks", "\" \\t\"", "nothing", "[]", "lone", "\"\\ud83d\"");

    @ParameterizedTest
    @CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            {{ name | strip | upcase }}                                     ~ ANA
            {{ n }} {{ big }} {{ huge }}                                    ~ 1.10 12345678901234567890 1e999999999
            {{ n | plus: 1 }}                                               ~ 2.1
            {{ plan.name }}-{{ plan['seats'] }}                             ~ pro-3
            {{ tags | join: '+' }} {{ tags.size }} {{ tags[1] }} {{ tags.last }} ~ a+b+c 3 b c
            {% for t in tags %}{{ forloop.index }}{{ t }}{% endfor %}       ~ 1a2b3c
            {% assign name = name | strip %}<{{ name }}>                    ~ <Ana>
            {% capture x %}{{ n }}{% endcapture %}{{ x }}!                  ~ 1.10!
            {% if none %}x{% elsif yes %}y{% endif %}                       ~ y
            {{ none | default: 'nobody' }} {{ absent | default: n }}        ~ nobody 1.10
            {{ 'abc' | md5 }}                                               ~ 900150983cd24fb0d6963f7d28e17f72
            {{ 'abc' | sha1 }}                                              ~ a9993e364706816aba3e25717850c26c9cd0d89d
            {{ 'abc' | sha256 | slice: 0, 8 }} {{ 'abc' | sha512 | slice: 0, 8 }} ~ ba7816bf ddaf35a1
            {{ 'abc' | hmac_sha256: 'key' | slice: 0, 8 }}                  ~ 9c196e32
            {{ 'a?>' | base64_encode }} {{ 'a?>' | base64_url_safe_encode }} ~ YT8+ YT8-
            {{ 'YWJj' | base64_decode }}                                    ~ abc
            {{ run.id }} {{ run.time }}                                     ~ the-run 1767225600
            {{ 'now' | date: '%Y-%m-%d %H:%M' }}                            ~ 2026-01-01 00:00
            {{ 1767225600 | date: '%d.%m.%Y' }}                             ~ 01.01.2026
            {{ half }} {{ half | slice: 0, 1 }} {{ half | size }} {{ half | split: '' | size }} ~ 😀 😀 1 1
            {{ ['name'] | strip }} {{ row['n'] }}                           ~ Ana 1.10
            {{ plan }} {{ tags | json }}                                    ~ {"name":"pro","seats":3} ["a","b","c"]
            {{ yes | default: 'x' }} {{ false | default: 'x', allow_false: true }} ~ true false
            {{ absent | default: none | default: 'c' }}                     ~ c
            """)
    void aTemplateMakesAText(String template, String text) throws Exception {
        assertThat(Template.of(template).render(scope())).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "9, 18, less",
        "100, 18, more",
        "-2, 1, less",
        "1.5, 1.25, more",
        "1e3, 999, more",
        "' 9 ', 18, less",
        "18, 018.0, same",
        "9 years, 18, more",
        "b, a, more"
    })
    void twoTextsThatSpellNumbersAreOrderedAsNumbers(String left, String right, String order) throws Exception {
        String template = "{% if '" + left + "' < '" + right + "' %}less{% elsif '" + left + "' > '" + right
                + "' %}more{% else %}same{% endif %}";

        assertThat(Template.of(template).render(scope())).isEqualTo(order);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            {{ absent }}                          ~ absent has no value in this row
            {{ none }}                            ~ none has no value in this row
            {{ plan.price }}                      ~ plan.price has no value in this row
            {{ tags[9] }}                         ~ tags[9] has no value in this row
            {{ name | append: absent }}           ~ absent has no value in this row
            {% assign x = absent %}               ~ absent has no value in this row
            {% if name > 3 %}x{% endif %}         ~ values of different types cannot be compared. Write both alike, as age >= '18' for a text
            {{ absent | default: none }}          ~ none has no value in this row
            {{ absent | default: '' | append: none }} ~ none has no value in this row
            {{ name | base64_decode }}            ~ the filter base64_decode does not fit its value: it is no base64
            {{ '/w==' | base64_decode }}          ~ the filter base64_decode does not fit its value: what it makes is no text
            {{ '%ff' | url_decode }}              ~ the filter url_decode does not fit its value: what it makes is no text
            {{ 6 | divided_by: 0 }}               ~ the filter divided_by does not fit its value: nothing can be divided by zero
            {{ name | hmac_sha256: '' }}          ~ the filter hmac_sha256 does not fit its value: its key is empty
            {% if n == '1.10' %}x{% endif %}      ~ a number is compared with a text that says a number. Write both alike, as age == '18' for a text
            {% if yes != 'true' %}x{% endif %}    ~ a boolean is compared with a text that says true or false. Write both alike, as active == true for a boolean
            {{ lone }}                            ~ it would hold half of a character
            {% for i in (1..100000) %}{% endfor %} ~ its loops go round more than 10000 times
            {% assign s = 'abcdefgh' %}{% for i in (1..40) %}{% assign s = s | append: s %}{% endfor %} ~ it would become too large
            {% assign s = 'abcdefgh' %}{% for i in (1..12) %}{% assign s = s | append: s %}{% endfor %}{{ s | replace: 'a', s }} ~ it would become too large
            {% for i in (1..9000) %}{% for t in tags %}abcdefgh{% endfor %}{% endfor %} ~ its loops go round more than 10000 times
            {% for i in (1..9000) %}abcdefghabcdefghabcdefgh{% endfor %} ~ it would become too large
            """)
    void whatCannotBeMadeIsReportedWithoutAnyValue(String template, String why) throws Exception {
        Template ready = Template.of(template);
        UnrenderableException e = catchThrowableOfType(UnrenderableException.class, () -> ready.render(scope()));
        assertThat(e).isNotNull();
        assertThat(e.why()).isEqualTo(why).doesNotContain("Ana", "1.10");
        assertThat(e.getCause()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            {{ name                          ~ these braces are not closed: {{ needs }}
            {{ 'name }}                      ~ this quote is not closed
            {{ name name }}                  ~ this is not Liquid
            {% if name %}                    ~ the tag if is not closed
            {% if name = 'x' %}{% endif %}   ~ values are compared by ==
            {% if name is null %}{% endif %}  ~ Liquid has no is. Write email == nil, or email != nil
            {% if not name %}{% endif %}     ~ Liquid has no not. Write != in place of ==, or email == blank
            {% if name not in tags %}{% endif %} ~ Liquid has no not. Write != in place of ==, or email == blank
            {% if name in tags %}{% endif %} ~ Liquid has no in. Write list contains value
            {% if name like 'x' %}{% endif %} ~ Liquid has no like. Write email contains "part"
            {% if name AND n %}{% endif %}   ~ Liquid writes and in small letters
            {% if name == 'a' or 'b' %}{% endif %} ~ a text or a number alone is always true. Write the whole comparison again, as a == 'x' or a == 'y'
            {% if n == 1 or 5 or name %}{% endif %} ~ a text or a number alone is always true. Write the whole comparison again, as a == 'x' or a == 'y'
            {% endif %}                      ~ there is nothing that the tag endif belongs to
            {% if n %}{% else if m %}{% endif %} ~ an else has no condition. elsif has
            {% nonsense %}                   ~ there is no tag nonsense
            {{ name | downcas }}             ~ there is no filter downcas. Did you mean downcase?
            {{ name | append }}              ~ the filter append takes 1 value
            {{ name | round: 1, 2 }}         ~ the filter round takes at most 1 value
            {{ name | strip: 1 }}            ~ the filter strip takes no value
            {{ name | upcase, x: 1 }}        ~ this is not Liquid
            {{ name | append: x: 1 }}        ~ the filter append has no x
            {% assign row = 1 %}             ~ this can be no name of a variable
            {{ run.name }}                   ~ of the run there are run.id and run.time only
            {{ run }}                        ~ of the run there are run.id and run.time only
            {{ [1] }}                        ~ a field whose name is no word is written row["its name"]
            {% include 'x' %}                ~ a template cannot include a file
            """)
    void whatIsNoTemplateIsRefused(String template, String what) {
        TemplateException e = catchThrowableOfType(TemplateException.class, () -> Template.of(template));
        assertThat(e).as(template).isNotNull();
        assertThat(e.what()).isEqualTo(what);
        assertThat(e.line()).isEqualTo(1);
        assertThat(e.column()).isBetween(1, template.length() + 1);
    }

    @Test
    void aTemplateThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> Template.of("x".repeat(20_001))).isInstanceOf(TemplateException.class);
    }

    @Test
    void theVariablesAreThoseThatComeFromOutside() throws Exception {
        assertThat(Template.of("{% assign a = b %}{{ a }}{% for c in d %}{{ c.x }}{{ forloop.index }}{% endfor %}"
                                + "{% capture e %}{{ f }}{% endcapture %}{{ e }}{{ run.id }}{{ row['g h'] }}")
                        .variables())
                .containsExactlyInAnyOrder("b", "d", "f", "g h");
        assertThat(Template.of("{{ row[name] }}{{ [other] }}").variables())
                .containsExactlyInAnyOrder("name", "row", "other");
    }

    @Test
    void itDemandsWhatItShowsOrComparesUnlessItAsksWhetherThatIsThere() throws Exception {
        Template template = Template.of("{{ a }}{{ b | default: c }}{% if d == 'x' or e %}{{ e }}{% endif %}"
                + "{% if f == blank %}{% else %}{{ f }}{% endif %}{% case g %}{% when 'x' %}1{% endcase %}"
                + "{% for i in h %}{{ i }}{% endfor %}{% if 'x' contains k %}{% endif %}");
        assertThat(template.variables().stream().filter(template::demands))
                .containsExactlyInAnyOrder("a", "c", "d", "g", "k");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes",
                "n > 1 and n < 2",
                "tags contains 'a'",
                "plan.name == 'pro'",
                "absent == nil",
                "none == nil",
                "absent != 'x'",
                "run.id == 'the-run'",
                "absent == blank",
                "none == blank",
                "blanks == blank",
                "nothing == empty",
                "tags != blank",
                "'a' < 'b' and n != 'x'",
                "false == false and true or false"
            })
    void aConditionHolds(String condition) throws Exception {
        assertThat(Template.ofCondition(condition).render(scope())).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "absent",
                "absent > 1",
                "plan.name == 'Pro'",
                "tags contains 'x'",
                "absent contains 'x'",
                "tags contains absent",
                "tags contains nil",
                "name contains absent",
                "name == blank",
                "blanks == empty",
                "absent < 1",
                "absent >= 1",
                "true and false or false",
                "n == 'x'"
            })
    void aConditionDoesNotHold(String condition) throws Exception {
        assertThat(Template.ofCondition(condition).render(scope())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a %}x{% if b", "a ==", "== 1", "a = 1", "(a"})
    void whatIsNoConditionIsRefused(String condition) {
        assertThatThrownBy(() -> Template.ofCondition(condition)).isInstanceOf(TemplateException.class);
    }

    @Test
    void aVariableDoesNotStayForTheNextRow() throws Exception {
        TemplateScope scope = scope();
        scope.set("name", null);
        assertThatThrownBy(() -> Template.of("{{ name }}").render(scope)).isInstanceOf(UnrenderableException.class);
        assertThat(Template.of("{% assign k = 1 %}{{ k }}").render(scope)).isEqualTo("1");
        assertThatThrownBy(() -> Template.of("{{ k }}").render(scope)).isInstanceOf(UnrenderableException.class);
    }

    private static TemplateScope scope() {
        var scope = new TemplateScope("the-run", 1767225600);
        ROW.forEach((name, json) -> scope.set(name, JsonValue.ofJson(json)));
        MORE.forEach((name, json) -> scope.set(name, JsonValue.ofJson(json)));
        scope.set("row", JsonValue.ofJson("{\"name\":\"Ana\"}"));
        return scope;
    }
}

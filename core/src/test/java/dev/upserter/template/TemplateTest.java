package dev.upserter.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.upserter.source.JsonValue;
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
            {{ half }}                                                      ~ 😀
            """)
    void aTemplateMakesAText(String template, String text) throws Exception {
        assertThat(Template.of(template).render(scope())).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            {{ absent }}                          ~ absent has no value in this row
            {{ none }}                            ~ none has no value in this row
            {{ plan.price }}                      ~ plan.price has no value in this row
            {{ tags[9] }}                         ~ tags[9] has no value in this row
            {{ name | append: absent }}           ~ absent has no value in this row
            {% assign x = absent %}               ~ absent has no value in this row
            {% if name > 3 %}x{% endif %}         ~ values of different types cannot be compared; a text is made a number by | plus: 0
            {{ name | base64_decode }}            ~ a filter does not fit its value
            {{ 6 | divided_by: 0 }}               ~ a filter does not fit its value
            {{ name | hmac_sha256 }}              ~ a filter does not fit its value
            {{ half | slice: 0, 1 }}              ~ it would hold half of a character
            {% for i in (1..100000) %}{% endfor %} ~ it would become too large
            {% assign s = 'abcdefgh' %}{% for i in (1..40) %}{% assign s = s | append: s %}{% endfor %} ~ it would become too large
            {% assign s = 'abcdefgh' %}{% for i in (1..12) %}{% assign s = s | append: s %}{% endfor %}{{ s | replace: 'a', s }} ~ it would become too large
            {% for i in (1..9000) %}{% for t in tags %}abcdefgh{% endfor %}{% endfor %} ~ it would become too large
            """)
    void whatCannotBeMadeIsToldWithoutAnyValue(String template, String why) throws Exception {
        Template ready = Template.of(template);
        UnrenderableException e = catchThrowableOfType(UnrenderableException.class, () -> ready.render(scope()));
        assertThat(e).isNotNull();
        assertThat(e.why()).isEqualTo(why).doesNotContain("Ana", "1.10");
        assertThat(e.getCause()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            {{ name                          ~ this is not Liquid
            {% if name %}                    ~ this is not Liquid
            {% nonsense %}                   ~ this is not Liquid
            {{ name | downcas }}             ~ there is no filter downcas
            {{ run.name }}                   ~ of the run there are run.id and run.time only
            {{ run }}                        ~ of the run there are run.id and run.time only
            {{ ['name'] }}                   ~ a field whose name is no word is written row["its name"]
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
                .containsExactlyInAnyOrder("b", "d", "f", "row");
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
                "run.id == 'the-run'"
            })
    void aConditionHolds(String condition) throws Exception {
        assertThat(Template.ofCondition(condition).render(scope())).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"none", "absent", "absent > 1", "plan.name == 'Pro'", "tags contains 'x'", "absent contains 'x'"
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
        Scope scope = scope();
        scope.set("name", null);
        assertThatThrownBy(() -> Template.of("{{ name }}").render(scope)).isInstanceOf(UnrenderableException.class);
        assertThat(Template.of("{% assign k = 1 %}{{ k }}").render(scope)).isEqualTo("1");
        assertThatThrownBy(() -> Template.of("{{ k }}").render(scope)).isInstanceOf(UnrenderableException.class);
    }

    private static Scope scope() {
        var scope = new Scope("the-run", 1767225600);
        ROW.forEach((name, json) -> scope.set(name, JsonValue.ofJson(json)));
        return scope;
    }
}

package dev.upserter.template.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.upserter.json.JsonValue;
import dev.upserter.template.Template;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The work of one record's templates has a limit that does not depend on the machine. */
final class BudgetTest {
    private static final Duration GENEROUS = Duration.ofSeconds(20);
    private static final String TEN_CHAINS =
            "{%- assign b = s | split: '' | sort | reverse | uniq | join: '' -%}".repeat(10);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ s | strip_html | size }}",
                "{{ s | replace: '<', '>' | strip_html | size }}",
                "{{ s | strip | lstrip | rstrip | squish | size }}",
                "{{ s | escape_once | truncate: 10 }}",
                "{{ s | escape | truncatewords: 3 | size }}",
                "{{ s | url_encode | url_decode | size }}",
                "{{ s | replace_last: 'x', 'y' | remove_first: 'z' | size }}",
                "{{ s | split: '<' | size }}{{ s | truncatewords: 5 | size }}",
                "{{ s | newline_to_br | strip_newlines | capitalize | size }}",
                "{% if s contains '<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<x' %}yes{% endif %}"
            })
    void everyFilterTakesTimeInProportionToItsText(String template) throws Exception {
        String text = "<".repeat(100_000);
        Template ready = Template.of(template);
        TemplateScope scope = scope("s", '"' + text + '"');
        Assertions.assertTimeoutPreemptively(GENEROUS, () -> ready.render(scope));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
        {% assign l = s | split: '' %}{% for i in (1..40) %}{% assign l = l | concat: l %}{% endfor %}      ~ large
        {% assign t = s %}{% for i in (1..40) %}{% assign t = t | append: t %}{% endfor %}{{ t | size }}    ~ large
        {% assign t = s | replace: '<', s %}{{ t | size }}                                                ~ large
        {{ s | split: '' | join: s | size }}                                                              ~ large
        {% for i in (1..10000) %}{{ s | downcase | sha256 | size }}{% endfor %}                           ~ large
        {% for i in (1..9999999999) %}{% endfor %}                                                        ~ times
        {% for i in (1..200) %}{% for j in (1..200) %}{% endfor %}{% endfor %}                            ~ times
        {% assign l = (1..9999999999) | reverse %}                                                        ~ large
        {% tablerow i in (1..99999999) %}{% endtablerow %}                                                ~ times
        {% for i in (1..10000) %}{% if s contains 'x' %}{% endif %}{% endfor %}                           ~ work
        {{ 10 | times: 10 | times: 1e999 | times: 1e999 }}                                                ~ digits
        {% assign n = 9 %}{% for i in (1..40) %}{% assign n = n | times: n %}{% endfor %}{{ n | size }}    ~ digits
        {{ 'now' | date: '%999d%999d' | append: s | append: s | append: s | size }}                        ~ 0
        {{ 5.666 | round: 999999999 }}{{ 5.666 | round: -999999999 }}                                     ~ 0
        """)
    void whatGrowsHasAnEnd(String template, String why) throws Exception {
        Template ready = Template.of(template.replace("1e999", "'1e999'"));
        TemplateScope scope = scope("s", '"' + "<".repeat(20_000) + '"');
        Assertions.assertTimeoutPreemptively(GENEROUS, () -> {
            if (why.equals("0")) {
                ready.render(scope);
            } else {
                assertThat(catchThrowableOfType(UnrenderableException.class, () -> ready.render(scope))
                                .why())
                        .contains(why);
            }
        });
    }

    @Test
    void allTemplatesOfARecordShareWhatTheyMayDo() throws Exception {
        Template ready = Template.of(TEN_CHAINS);
        TemplateScope scope = scope("s", '"' + "ab<".repeat(1000) + '"');
        Assertions.assertTimeoutPreemptively(GENEROUS, () -> {
            int rendered = 0;
            while (rendered < 100 && renders(ready, scope)) {
                rendered++;
            }
            assertThat(rendered).isBetween(2, 50);
            assertThat(renders(Template.of("{{ 1 }}"), scope)).isFalse();
            scope.begin();
            assertThat(renders(ready, scope)).isTrue();
        });
    }

    @Test
    void theTimeOfTheProcessorIsTheLastBound() {
        var worked = new AtomicLong();
        var budget = new Budget(() -> worked.addAndGet(Bounds.NANOS / 2 + 1));
        budget.work(3_000_000);
        budget.work(3_000_000);
        assertThatThrownBy(() -> budget.work(3_000_000))
                .isInstanceOf(RenderFailure.class)
                .hasMessage("it takes too long");
        budget.begin();
        budget.work(3_000_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{%", "{{", "{{a[", "{% if a %}", "{{ a | append: ", "{{ ((((", "{% raw %}{%", "{% comment %}"})
    void aTemplateIsReadInProportionToItsLength(String part) {
        String text = part.repeat(Bounds.TEMPLATE / part.length());
        Assertions.assertTimeoutPreemptively(
                GENEROUS,
                () -> assertThat(catchThrowableOfType(TemplateException.class, () -> Template.of(text)))
                        .isNotNull());
    }

    @Test
    void longChainsAndConditionsAreRead() throws Exception {
        TemplateScope scope = scope("a", "1");
        assertThat(Template.of("{{ a" + "| plus: 1 ".repeat(1900) + "}}").render(scope))
                .isEqualTo("1901");
        assertThat(Template.ofCondition("a" + " and a".repeat(3000)).render(scope))
                .isEqualTo("true");
        assertThat(Template.of("{% if b %}x" + "{% elsif b %}".repeat(1400) + "{% else %}y{% endif %}")
                        .render(scope))
                .isEqualTo("y");
    }

    @Test
    void whatIsTooDeepInARowIsNotShown() throws Exception {
        TemplateScope scope = scope("a", "[".repeat(100_000) + "]".repeat(100_000));
        assertThat(catchThrowableOfType(
                                UnrenderableException.class,
                                () -> Template.of("{{ a }}").render(scope))
                        .why())
                .isEqualTo("its lists and objects are nested more than 200 deep");
    }

    private static boolean renders(Template template, TemplateScope scope) {
        try {
            template.render(scope);
            return true;
        } catch (UnrenderableException e) {
            return false;
        }
    }

    private static TemplateScope scope(String name, String json) {
        var scope = new TemplateScope("the-run", 1767225600);
        scope.set(name, JsonValue.ofJson(json));
        return scope;
    }
}

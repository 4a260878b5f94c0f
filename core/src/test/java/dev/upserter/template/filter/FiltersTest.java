package dev.upserter.template.filter;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.upserter.json.JsonValue;
import dev.upserter.template.Template;
import dev.upserter.template.value.TemplateScope;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** All filters: each with its result for a row, independent of the time of rendering. */
final class FiltersTest {
    /** Templates and their texts, at least one for each filter. */
    private static final String EXAMPLES = """
        {{ n | abs }} {{ n | ceil }} {{ n | floor }} {{ n | round }}                   ~ 1.5 -1 -2 -2
        {{ n | plus: 1 }} {{ n | minus: 1 }} {{ n | times: 2 }}                        ~ -0.5 -2.5 -3.0
        {{ n | divided_by: 2 }} {{ n | modulo: 1 }} {{ n | at_least: 0 }} {{ n | at_most: -2 }}  ~ -0.75 0.5 0 -2
        {{ t | append: '!' }} {{ t | prepend: '!' }} {{ t | size }} {{ t | slice: 0 }}  ~ Ana Bo! !Ana Bo 6 A
        {{ t | upcase }} {{ t | downcase }} {{ 'aNA' | capitalize }}                   ~ ANA BO ana bo Ana
        {{ t | replace: 'a', 'o' }} {{ t | replace_first: 'A', 'E' }} {{ t | replace_last: 'o', 'a' }}  ~ Ano Bo Ena Bo Ana Ba
        {{ t | remove: 'a' }} {{ t | remove_first: 'A' }} {{ t | remove_last: 'o' }}   ~ An Bo na Bo Ana B
        [{{ b | strip }}] [{{ b | lstrip }}] [{{ b | rstrip }}] [{{ b | squish }}]     ~ [x] [x ] [ x] [x]
        {{ h | strip_html }} {{ h | escape }} {{ h | h }} {{ '&lt;<' | escape_once }}  ~ y &lt;b&gt;y&lt;/b&gt; &lt;b&gt;y&lt;/b&gt; &lt;&lt;
        {{ m | strip_newlines }} {{ m | newline_to_br | strip_newlines }}              ~ ab a<br />b
        {{ 'a b&c~*' | url_encode }} {{ 'a+b%26c' | url_decode }}                      ~ a+b%26c~%2A a b&c
        {{ t | truncate: 5 }} {{ t | truncatewords: 1 }} {{ t | split: ' ' | join: '+' }}  ~ An... Ana... Ana+Bo
        {{ l | first }} {{ l | last }} {{ l | reverse | join }} {{ l | sort | join }}  ~ b a a b b a b b
        {{ 'B,a' | split: ',' | sort_natural | join }} {{ l | uniq | join }} {{ o | sum: 'k' }}  ~ a B b a 3
        {{ l | concat: l | size }} {{ o | map: 'k' | join }} {{ o | where: 'k', 1 | size }}  ~ 6 1 2 1
        {{ o | reject: 'k', 1 | size }} {{ o | has: 'k', 2 }} {{ o | find: 'k', 2 }} {{ o | find_index: 'k', 2 }}  ~ 1 true {"k":2} 1
        {{ 'a' | split: ',' | compact | size }} {{ none | default: 'd' }} {{ o | json }}  ~ 1 d [{"k":1},{"k":2}]
        {{ 'a' | md5 | slice: 0, 4 }} {{ 'a' | sha1 | slice: 0, 4 }} {{ 'a' | sha256 | slice: 0, 4 }}  ~ 0cc1 86f7 ca97
        {{ 'a' | sha512 | slice: 0, 4 }} {{ 'a' | hmac_sha1: 'k' | size }} {{ 'a' | hmac_sha256: 'k' | size }}  ~ 1f40 40 64
        {{ 'a?>' | base64_encode }} {{ 'YT8+' | base64_decode }}                       ~ YT8+ a?>
        {{ 'a?>' | base64_url_safe_encode }} {{ 'YT8-' | base64_url_safe_decode }}     ~ YT8- a?>
        {{ '2026-01-15' | date: '%s' }} {{ 'now' | date: '%s' }} {{ run.time }}        ~ 1768435200 1767225600 1767225600
        """;

    @Test
    void eachFilterHasItsExample() throws Exception {
        Set<String> shown = Filters.names().stream()
                .filter(name -> EXAMPLES.matches("(?s).*\\| " + name + "\\b.*"))
                .collect(Collectors.toSet());
        assertThat(shown).isEqualTo(Filters.names());
        for (String line : EXAMPLES.lines().toList()) {
            String[] example = line.split("  ~ ", 2);
            assertThat(Template.of(example[0].strip()).render(scope())).as(line).isEqualTo(example[1].strip());
        }
    }

    @Test
    void noTemplateKnowsTheTimeOrTheMachine() {
        Set<String> ofTheMachine =
                Set.of("now", "currentTimeMillis", "nanoTime", "getDefault", "systemDefault", "systemUTC");
        noClasses()
                .should()
                .callCodeUnitWhere(describe(
                        "asks for the time or for the machine's language or zone",
                        call -> isOfTheMachine(call.getTarget(), ofTheMachine)))
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.upserter.template"));
    }

    private static boolean isOfTheMachine(CodeUnitCallTarget target, Set<String> names) {
        boolean withoutLocale = target.getOwner().isEquivalentTo(String.class)
                && Set.of("toLowerCase", "toUpperCase", "format").contains(target.getName())
                && target.getRawParameterTypes().isEmpty();
        return withoutLocale || names.contains(target.getName());
    }

    private static TemplateScope scope() {
        var scope = new TemplateScope("the-run", 1767225600);
        scope.set("n", JsonValue.ofJson("-1.5"));
        scope.set("t", JsonValue.ofText("Ana Bo"));
        scope.set("b", JsonValue.ofText(" x "));
        scope.set("h", JsonValue.ofText("<b>y</b>"));
        scope.set("m", JsonValue.ofText("a\nb"));
        scope.set("l", JsonValue.ofJson("[\"b\",\"b\",\"a\"]"));
        scope.set("o", JsonValue.ofJson("[{\"k\":1},{\"k\":2}]"));
        return scope;
    }
}

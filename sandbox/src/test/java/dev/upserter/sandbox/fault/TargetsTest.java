package dev.upserter.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetsTest {
    private final Targets<String> targets = new Targets<>();

    @Test
    void anIdentifierTakesPrecedenceOverPatternsAndAnOlderPatternOverANewerOne() {
        targets.putPattern("*@example.com", "older");
        targets.putPattern("ana@*", "newer");
        targets.put("ana@example.com", "exact");

        assertThat(targets.of("ana@example.com")).contains("exact");
        assertThat(targets.of("bo@example.com")).contains("older");
        assertThat(targets.of("ana@example.org")).contains("newer");
        assertThat(targets.of("bo@example.org")).isEmpty();
        targets.remove("ana@example.com");
        assertThat(targets.of("ana@example.com")).contains("older");
    }

    @ParameterizedTest
    @CsvSource({
        "*@example.com, ANA@EXAMPLE.COM, true",
        "ana*, ana, true",
        "*, anything, true",
        "a*c*e, abcde, true",
        "a*c*e, abcd, false",
        "a.c, abc, false",
        "a.*, a.b, true",
        "[ab], a, false",
    })
    void onlyAnAsteriskStandsForOtherText(String pattern, String identifier, boolean matches) {
        targets.putPattern(pattern, "order");

        assertThat(targets.of(identifier).isPresent()).isEqualTo(matches);
    }

    @Test
    void whatIsRemovedOrClearedIsForgotten() {
        targets.put("ana", "one");
        targets.putPattern("b*", "two");
        var shown = new ArrayList<String>();
        targets.forEach((who, order) -> shown.add(who + "=" + order), (who, order) -> shown.add(who + "~" + order));
        assertThat(shown).containsExactly("ana=one", "b*~two");

        targets.remove("b*");
        assertThat(targets.of("bo")).isEmpty();
        assertThat(targets.isEmpty()).isFalse();
        targets.clear();
        assertThat(targets.isEmpty()).isTrue();
        assertThat(targets.of("ana")).isEmpty();
    }
}

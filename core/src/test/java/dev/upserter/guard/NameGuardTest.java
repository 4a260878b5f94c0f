package dev.upserter.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.guard.Rows.Outcome;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NameGuardTest {

    @Test
    void namesThatDifferOnlyInLetterCaseAreToldOnceForEachSpelling() {
        Rows rows = Rows.guarded();
        assertThat(rows.attributes("\"first_name\":1,\"a\":2").findings()).isEmpty();
        assertThat(rows.attributes("\"First_name\":1"))
                .isEqualTo(new Outcome(
                        "{\"First_name\":1}",
                        "ATTRIBUTE_NAME_TWINS warn First_name",
                        List.of(
                                "ATTRIBUTE_NAME_TWINS the attributes first_name and First_name differ only in letter case"
                                        + " or blanks")));
        assertThat(rows.attributes("\"First_name\":1").findings()).isEmpty();
        assertThat(rows.attributes("\"first_name\":1").findings()).isEmpty();
        assertThat(rows.attributes("\"a\":1,\"FIRST_NAME\":1").findings())
                .isEqualTo("ATTRIBUTE_NAME_TWINS warn FIRST_NAME");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', textBlock = """
            plan; ^plan ^; true
            plan; ^ Plan^; true
            ^first name^; firstname; true
            ^first name^; ^first\u00A0name^; true
            ÉTÉ; été; true
            plan; plans; false
            first_name; firstname; false
            first-name; first_name; false
            """)
    void blanksDoNotTellNamesApartButAllElseDoes(String one, String other, boolean twins) {
        String findings = Rows.guarded()
                .attributes("\"" + one + "\":1,\"" + other + "\":1")
                .findings();
        assertThat(findings).isEqualTo(twins ? "ATTRIBUTE_NAME_TWINS warn " + other : "");
    }

    @Test
    void twinsStopTheRunWhereTheConfigurationSaysSo() {
        assertThat(Rows.guarded(Map.of(Code.ATTRIBUTE_NAME_TWINS, Level.STOP))
                        .attributes("\"plan\":1,\"Plan\":1")
                        .sent())
                .isEqualTo(
                        "ATTRIBUTE_NAME_TWINS stop: data.json:1:2: the attributes plan and Plan differ only in letter case"
                                + " or blanks");
    }

    @Test
    void namesWithoutEndDoNotFillTheMemory() {
        Rows rows = Rows.guarded();
        for (int i = 0; i < 12_000; i++) {
            rows.attributes("\"name" + i + "\":1");
        }
        assertThat(rows.attributes("\"NAME11999\":1").findings()).isEmpty();
        assertThat(Rows.guarded().attributes("\"name1\":1,\"NAME1\":2").findings())
                .isNotEmpty();
    }
}

package dev.upserter.operation.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DamageTest {
    private static Damage of(String text) {
        return Damage.of(JsonValue.ofText(text)).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "1001.0;1001",
                "1001.00;1001",
                "1001,00;1001",
                "-7.0;-7",
                "'6543;6543",
                "'+14155550100;+14155550100",
                "=\"001\";001",
                "^ 12 ^;12",
                "^ 1001.0^;1001",
                "1.00123E+5;100123",
                "1.5E+1;15",
                "1.23456789012345E+14;123456789012345",
                "1,00123E+5;100123",
                "1,001;1001",
                "12,345,678;12345678",
                "-1,001;-1001"
            })
    void whatASpreadsheetDidIsUndone(String damaged, String repaired) {
        assertThat(of(damaged).repaired()).isEqualTo(repaired);
        assertThat(of(damaged).what()).doesNotContain(damaged.strip(), repaired);
    }

    @Test
    void blanksOfAllKindsGo() {
        assertThat(of("12\u00a0").repaired()).isEqualTo("12");
        assertThat(of("\ufeff12").repaired()).isEqualTo("12");
        assertThat(of("ana\t").repaired()).isEqualTo("ana");
        assertThat(of("\u200b\u00fc\u2007").repaired()).isEqualTo("\u00fc");
    }

    @Test
    void whatShowsNothingInsideIsToldAndGoesWhereItTakesNoRoom() {
        assertThat(of("A\u200b1").repaired()).isEqualTo("A1");
        assertThat(of("ana@\u00adx.example").repaired()).isEqualTo("ana@x.example");
        assertThat(of(" A\u202c1\u2060 ").repaired()).isEqualTo("A1");
        for (String blank : new String[] {"\u00a0", "\t", "\u2028", "\u0007", "\u3000"}) {
            assertThat(of("A" + blank + "1").repaired()).isNull();
            assertThat(of("A" + blank + "1").what())
                    .isEqualTo("has no-break blanks, tabs or invisible characters in it");
        }
        assertThat(Damage.of(JsonValue.ofJson("\"A\\u00a01\""))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.00123E+15",
                "1.0158212345678904E+16",
                "1.234567890123456E+15",
                "1.23457E+11",
                "1E+3",
                "4,14156E+10",
                "5E-1",
                "1,000"
            })
    void lostDigitsStayLost(String rounded) {
        assertThat(of(rounded).repaired()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-Mar", "01-MAR", "Mar-01", "1-Mar-26", "3/1/2026", "03/01/26", "Sep-2026", "2026-03-01"})
    void aDateThatWasANumberIsNotUndone(String date) {
        assertThat(of(date).repaired()).isNull();
        assertThat(of(date).what()).startsWith("is a date");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,0012",
                "1,23",
                "0,001",
                "1,001,2",
                "mar-x1",
                "mary-1",
                "1-marc",
                "12-345",
                "a/1/2026",
                "1/2",
                "10-mai",
                "a,001"
            })
    void codesAreSound(String code) {
        assertThat(Damage.of(JsonValue.ofText(code))).isEmpty();
    }

    @Test
    void aNumberOfJsonMayBeDamagedToo() {
        assertThat(Damage.of(JsonValue.ofJson("1001.0")).orElseThrow().repaired())
                .isEqualTo("1001");
        assertThat(Damage.of(JsonValue.ofJson("1001.5"))).isEmpty();
        assertThat(Damage.of(JsonValue.ofJson("1001"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1001",
                "007",
                "1.10",
                "1.2.3",
                "10.05",
                "a",
                "1e5",
                "3e-7b",
                "550e8400-e29b-41d4-a716-446655440000",
                "12 34",
                "1.000",
                "O'Neil",
                "'tis",
                "=x",
                "a.0",
                "\u00fc",
                "a@b.example",
                "Z\u00fcrich 12",
                "a\\\"b",
                "+14155550100",
                "1.0a"
            })
    void allElseIsSound(String text) {
        assertThat(Damage.of(JsonValue.ofText(text))).isEmpty();
    }
}

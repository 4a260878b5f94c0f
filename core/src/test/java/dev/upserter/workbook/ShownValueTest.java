package dev.upserter.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Formats of Excel, each with the text that Excel shows in English. */
final class ShownValueTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    General             | 1001              | 1001
                    General             | -0.5              | -0.5
                    @                   | 12                | 12
                    0                   | 2.5               | 3
                    0                   | -2.5              | -3
                    0.00                | 1234.567          | 1234.57
                    #,##0               | 1234567           | 1,234,567
                    #,##0.00            | 0.5               | 0.50
                    #                   | 7                 | 7
                    0.0#                | 1.5               | 1.5
                    0.0#                | 1.25              | 1.25
                    #,##0,              | 1234567           | 1,235
                    0.0,,"M"            | 1234567           | 1.2M
                    00000               | 501               | 00501
                    000-00-0000         | 123456789         | 123-45-6789
                    (###) ###-####      | 5551234567        | (555) 123-4567
                    0%                  | 0.155             | 16%
                    0.00%               | 0.05              | 5.00%
                    #,##0.00 "€"        | 1299.5            | 1,299.50 €
                    [$€-407]#,##0.00    | 1299.5            | €1,299.50
                    $#,##0.00_);[Red]($#,##0.00) | -15      | ($15.00)
                    0;-0;"none"         | 0                 | none
                    0.00E+00            | 12345             | 1.23E+04
                    0.00E+00            | 0.00012           | 1.20E-04
                    General" kg"        | 12.5              | 12.5 kg
                    m/d/yyyy            | 46053             | 1/31/2026
                    dd.mm.yyyy          | 46053             | 31.01.2026
                    yyyy-mm-dd hh:mm:ss | 46053.430908564815 | 2026-01-31 10:20:31
                    [$-409]d-mmm-yy;@   | 46053             | 31-Jan-26
                    dddd, mmmm d        | 46053             | Saturday, January 31
                    h:mm AM/PM          | 0.8125            | 7:30 PM
                    h:mm AM/PM          | 0                 | 12:00 AM
                    mm:ss.0             | 0.000353          | 00:30.5
                    [h]:mm:ss           | 1.128472222       | 27:05:00
                    [mm]:ss             | 0.0625            | 90:00
                    hh:mm               | 46053.9999999     | 23:59
                    """)
    void aNumberIsShownByItsFormat(String format, BigDecimal number, String shown) {
        assertThat(ShownValue.of(number, format, false)).contains(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # ?/?            | 0.5
                    [>100]0;0.00     | 5
                    ##0.0E+0         | 5
                    m/d/yyyy         | -1
                    m/d/yyyy         | 60
                    [$-411]ggge      | 46053
                    """)
    void whatIsNotKnownIsNotGuessed(String format, BigDecimal number) {
        assertThat(ShownValue.of(number, format, false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    General                  | NONE
                    0.00E+00                 | NONE
                    #,##0 "days"             | NONE
                    [Red]0.00                | NONE
                    0\\ \\d                  | NONE
                    yyyy-mm-dd               | DATE
                    mmm-yy                   | DATE
                    [$-F800]dddd, mmmm dd    | DATE
                    h:mm                     | TIME
                    mm:ss.0                  | TIME
                    h:mm AM/PM;@             | TIME
                    yyyy-mm-dd\\Thh:mm       | DATE_TIME
                    [h]:mm                   | DURATION
                    [ss]                     | DURATION
                    0;yyyy                   | NONE
                    """)
    void aFormatSaysWhetherANumberIsADate(String format, DateKind kind) {
        assertThat(DateKind.of(format)).isEqualTo(kind);
    }
}

package dev.upserter.template.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.upserter.json.JsonValue;
import dev.upserter.template.Template;
import dev.upserter.template.value.TemplateScope;
import dev.upserter.template.value.UnrenderableException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NumberFiltersTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
        9223372036854775807 ~ plus: 1           ~ 9223372036854775808
        9007199254740993    ~ times: 3          ~ 27021597764222979
        9007199254740993    ~ divided_by: 3     ~ 3002399751580331
        4611686018427387904 ~ times: 4          ~ 18446744073709551616
        "12345678901234567890.5" ~ minus: 0.5   ~ 12345678901234567890.0
        0.1                 ~ plus: 0.2         ~ 0.3
        1.10                ~ times: 2          ~ 2.2
        1e3                 ~ round: 2          ~ 1000
        "1e3"               ~ round: 2          ~ 1000
        "1.5e3"             ~ plus: 1           ~ 1501
        "19.991"            ~ round: 2          ~ 19.99
        2.5                 ~ round             ~ 3
        -2.5                ~ round             ~ -3
        1250                ~ round: -2         ~ 1300
        0.125               ~ round: 999999999  ~ 0.125
        -7                  ~ divided_by: 2     ~ -4
        -7                  ~ modulo: 3         ~ 2
        7                   ~ modulo: -3        ~ -2
        -7                  ~ divided_by: 2.0   ~ -3.5
        2                   ~ divided_by: 3.0   ~ 0.6666666666666667
        100000000000000000000 ~ divided_by: 3.0 ~ 33333333333333333333.333333333333333
        1                   ~ divided_by: 1024.0 ~ 0.0009765625
        -0.5                ~ abs               ~ 0.5
        99999999999999999.5 ~ ceil              ~ 100000000000000000
        -99999999999999999.5 ~ floor            ~ -100000000000000000
        "08.50"             ~ at_least: 9       ~ 9
        9007199254740993    ~ at_most: 9007199254740992 ~ 9007199254740992
        """)
    void calculationsAreExact(String number, String filter, String outcome) throws Exception {
        assertThat(render(number, filter)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"1.234,56\"",
                "\"12 EUR\"",
                "\"\"",
                "\" \"",
                "\"x\"",
                "\"1_000\"",
                "\"0x10\"",
                "\"1e\"",
                "\".5\"",
                "\"5.\"",
                "\"NaN\"",
                "\"Infinity\"",
                "\"١٢\"",
                "true",
                "[]",
                "{}",
                "[1]",
                "1e1001",
                "\"1e99999999999\""
            })
    void whatIsNoNumberFails(String value) throws Exception {
        for (String filter : new String[] {
            "plus: 1",
            "minus: 1",
            "times: 1",
            "divided_by: 1",
            "modulo: 2",
            "abs",
            "round",
            "round: 2",
            "ceil",
            "floor",
            "at_least: 1",
            "at_most: 1"
        }) {
            assertThat(catchThrowableOfType(UnrenderableException.class, () -> render(value, filter)))
                    .as(value + " | " + filter)
                    .isNotNull()
                    .satisfies(e -> assertThat(e.why()).endsWith("does not fit its value: it is no number"));
        }
    }

    @Test
    void anArgumentOfAFilterIsANumberToo() {
        assertThat(catchThrowableOfType(UnrenderableException.class, () -> render("1", "plus: 'x'"))
                        .why())
                .isEqualTo("the filter plus does not fit its value: what follows it is no number");
    }

    @Test
    void calculationsAgreeWithThoseOfTheJdk() throws Exception {
        var random = new Random(7);
        for (int i = 0; i < 500; i++) {
            BigDecimal left = number(random);
            BigDecimal right = number(random);
            String json = left.toPlainString();
            String other = right.toPlainString();
            assertThat(new BigDecimal(render(json, "plus: " + other))).isEqualByComparingTo(left.add(right));
            assertThat(new BigDecimal(render(json, "minus: " + other))).isEqualByComparingTo(left.subtract(right));
            assertThat(new BigDecimal(render(json, "times: " + other))).isEqualByComparingTo(left.multiply(right));
            assertThat(new BigDecimal(render(json, "round: 3")))
                    .isEqualByComparingTo(left.setScale(3, RoundingMode.HALF_UP));
            if (right.signum() != 0) {
                BigDecimal rest = new BigDecimal(render(json, "modulo: " + other));
                assertThat(left.subtract(rest).remainder(right)).isEqualByComparingTo(BigDecimal.ZERO);
                assertThat(rest.signum() * right.signum()).isNotNegative();
                assertThat(rest.abs()).isLessThan(right.abs());
            }
        }
    }

    private static BigDecimal number(Random random) {
        return new BigDecimal(new java.math.BigInteger(random.nextInt(1, 120), random), random.nextInt(0, 20))
                .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1));
    }

    private static String render(String json, String filter) throws Exception {
        var scope = new TemplateScope("the-run", 1767225600);
        scope.set("n", JsonValue.ofJson(json));
        return Template.of("{{ n | " + filter + " }}").render(scope);
    }
}

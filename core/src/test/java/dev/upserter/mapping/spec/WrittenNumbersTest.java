package dev.upserter.mapping.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.JsonValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenNumbersTest {
    private static String number(String text, String decimal, boolean percent) {
        JsonValue number = WrittenNumbers.read(JsonValue.ofText(text), new Cast.WrittenNumber(decimal, percent));
        return number == null ? "none" : number.json();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "0             ~ 0",
                "1,299.50      ~ 1299.50",
                "1'299         ~ 1299",
                "1 299 000.5   ~ 1299000.5",
                "1299.50       ~ 1299.50",
                "+5            ~ 5",
                "+ 5           ~ 5",
                "-5            ~ -5",
                "5-            ~ -5",
                "\u22125       ~ -5",
                "(5)           ~ -5",
                "( 1,299.50 )  ~ -1299.50",
                "$5            ~ 5",
                "$ 5           ~ 5",
                "5 $           ~ 5",
                "-$5           ~ -5",
                "$-5           ~ -5",
                "$5-           ~ -5",
                "($5)          ~ -5",
                "$(5)          ~ -5",
                "(5 EUR)       ~ -5",
                "(5) EUR       ~ -5",
                "EUR 1,299     ~ 1299",
                "R$ 5          ~ 5",
                "5 kr.         ~ 5",
                "5 z\u0142     ~ 5",
            })
    void aNumberIsReadAsPeopleWriteIt(String text, String number) {
        assertThat(number(text, ".", false)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {"1.299,50 ~ 1299.50", "1299,5 ~ 1299.5", "1.299 ~ 1299", "12.99 ~ none", "5,000 ~ 5.000"})
    void aCommaMayPrecedeTheFraction(String text, String number) {
        assertThat(number(text, ",", false)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+",
                "()",
                "(",
                ")",
                "$",
                "5.",
                ".5",
                "1,29",
                "1,299'000",
                "1299,000",
                "--5",
                "-5-",
                "+5-",
                "(-5)",
                "(+5)",
                "(5-)",
                "(5",
                "5)",
                "((5))",
                "5 pieces",
                "EURO 5",
                "5%",
                "1e3",
                "EUR",
                "5 EU",
            })
    void whatCouldBeReadOtherwiseIsNoNumber(String text) {
        assertThat(number(text, ".", false)).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {"12.5% ~ 0.125", "12 % ~ 0.12", "-5% ~ -0.05", "0% ~ 0.00", "12.5 ~ none", "% ~ none", "5%% ~ none"
            })
    void aShareIsAHundredthAndHasItsSign(String text, String number) {
        assertThat(number(text, ".", true)).isEqualTo(number);
    }

    @Test
    void aHundredCharactersAreReadAndNoMore() {
        assertThat(number("9".repeat(100), ".", false)).isEqualTo("9".repeat(100));
        assertThat(number("9".repeat(101), ".", false)).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({"A12, none", "AAA 12, 12", "ZZZ 12, 12", "AAA 12 ZZZ, none", "$ 12 ZZZ, 12"})
    void oneNameOfACurrencyHasThreeCapitals(String text, String number) {
        assertThat(number(text, ".", false)).isEqualTo(number);
    }

    @Test
    void onlyTextsAreWrittenNumbers() {
        assertThat(WrittenNumbers.read(JsonValue.ofJson("5"), new Cast.WrittenNumber(".", false)))
                .isNull();
        assertThat(new Cast.WrittenNumber(".", false).reads(JsonValue.ofText("5")))
                .isTrue();
        assertThat(new Cast.WrittenNumber(".", false).reads(JsonValue.ofText("x")))
                .isFalse();
    }

    /** Amounts of one column in several currencies are no numbers that can be compared. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$5.00 | USD",
                "€5,00 | EUR",
                "5 EUR | EUR",
                "£5 | GBP",
                "USD 5 $ | USD",
                "CA$ 5 CAD | CAD",
                "5.00 | ",
                "ten | "
            })
    void theCurrencyOfAnAmountIsThatOfItsNameOrElseOfItsSign(String text, @Nullable String currency) {
        assertThat(WrittenNumbers.currency(text)).isEqualTo(Optional.ofNullable(currency));
    }
}

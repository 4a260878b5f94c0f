package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One number of amounts in several currencies. */
final class CurrenciesTest extends InitFixture {
    private static final String CONFIG =
            "userId: id\nmappings:\n  - {from: ltv, to: ltv, as: number, decimal: \".\"}\n";

    private void with(String first, String second) throws IOException {
        String rows = "id,ltv\n1," + first + "\n2," + second + "\n3," + first + "\n";
        init.of(Files.writeString(folder.resolve("data.csv"), rows)).with(CONFIG);
    }

    @ParameterizedTest
    @CsvSource({"\u20ac5, $5, 'EUR, USD'", "5 EUR, 5 CHF, 'CHF, EUR'", "\u00a35.00, US$ 5, 'GBP, USD'"})
    void areReportedByCheckAndByTheRun(String first, String second, String both) throws IOException {
        with(first, second.replace("US$", "USD"));

        assertThat(init.check()).isZero();
        assertThat(init.said()).contains("TYPE_MIXED", "are in several currencies: " + both);
        assertThat(init.sync()).isZero();
        assertThat(init.said()).contains("are in several currencies: " + both);
    }

    @Test
    void oneCurrencyIsNotNorAreAmountsWithoutOne() throws IOException {
        with("\u20ac5", "5 EUR");
        init.sync();
        assertThat(init.said()).doesNotContain("TYPE_MIXED");

        with("\u20ac5", "5");
        init.sync();
        assertThat(init.said()).doesNotContain("TYPE_MIXED");
    }
}

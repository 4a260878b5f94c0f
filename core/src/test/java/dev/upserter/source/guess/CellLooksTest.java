package dev.upserter.source.guess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The look of a cell shows whether it can name a column. */
final class CellLooksTest {

    @Test
    void aLongListOfNumbersIsNoName() {
        String numbers = "0.25" + ",-0.25".repeat(20_000);
        assertThat(CellLooks.isHeader(List.of("id", numbers))).isTrue();
        assertThat(CellLooks.isHeader(List.of("id", numbers.replace("-", "")))).isFalse();
    }
}

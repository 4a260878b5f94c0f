package dev.upserter.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AmountsTest {
    @Test
    void oneIsSingular() {
        assertThat(Amounts.count(0, "row")).isEqualTo("0 rows");
        assertThat(Amounts.count(1, "row")).isEqualTo("1 row");
        assertThat(Amounts.count(1234567, "row")).isEqualTo("1,234,567 rows");
    }

    @Test
    void sizesAreThousandsOfBytes() {
        assertThat(Amounts.bytes(1)).isEqualTo("1 byte");
        assertThat(Amounts.bytes(999)).isEqualTo("999 bytes");
        assertThat(Amounts.bytes(1000)).isEqualTo("1.0 kB");
        assertThat(Amounts.bytes(999_949)).isEqualTo("999.9 kB");
        assertThat(Amounts.bytes(999_950)).isEqualTo("1.0 MB");
        assertThat(Amounts.bytes(10_500_000_000L)).isEqualTo("10.5 GB");
        assertThat(Amounts.bytes(5_000_000_000_000_000L)).isEqualTo("5,000.0 TB");
    }

    @Test
    void durationsAreAsPreciseAsTheyNeedToBe() {
        assertThat(Amounts.duration(Duration.ofMillis(210))).isEqualTo("0.21 s");
        assertThat(Amounts.duration(Duration.ofMillis(9_990))).isEqualTo("9.99 s");
        assertThat(Amounts.duration(Duration.ofMillis(9_996))).isEqualTo("10.0 s");
        assertThat(Amounts.duration(Duration.ofMillis(59_940))).isEqualTo("59.9 s");
        assertThat(Amounts.duration(Duration.ofMillis(59_960))).isEqualTo("1 min");
        assertThat(Amounts.duration(Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
        assertThat(Amounts.duration(Duration.ofMinutes(63))).isEqualTo("1 h 3 min");
        assertThat(Amounts.duration(Duration.ofSeconds(3599).plusMillis(700))).isEqualTo("1 h");
    }
}

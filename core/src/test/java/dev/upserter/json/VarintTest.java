package dev.upserter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VarintTest {
    private static byte[] written(long value) {
        var bytes = new byte[Varint.MAX_LENGTH + 1];
        return Arrays.copyOfRange(bytes, 0, Varint.write(value, bytes, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, 16_383, 16_384, 0xFFFF_FFFFL, 1L << 56, Long.MAX_VALUE})
    void whatWasWrittenIsReadAgain(long value) throws IOException {
        byte[] bytes = written(value);

        assertThat(bytes).hasSize(Varint.length(value));
        assertThat(Varint.read(bytes, 0, bytes.length)).isEqualTo(value);
        assertThat(Varint.read(new ByteArrayInputStream(bytes))).isEqualTo(value);
    }

    @Test
    void theLowestBitsComeFirst() {
        assertThat(written(300)).containsExactly(0xAC, 0x02);
    }

    @Test
    void aNumberThatIsCutOffIsNotThere() throws IOException {
        byte[] bytes = written(1 << 20);

        assertThat(Varint.read(bytes, 0, bytes.length - 1)).isEqualTo(-1);
        assertThat(Varint.read(bytes, 0, 0)).isEqualTo(-1);
        assertThat(Varint.read(new ByteArrayInputStream(bytes, 0, bytes.length - 1)))
                .isEqualTo(-1);
    }

    @Test
    void whatIsNoNumberIsRefused() {
        byte[] bytes = new byte[20];
        Arrays.fill(bytes, (byte) 0x80);

        assertThatThrownBy(() -> Varint.read(bytes, 0, bytes.length)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Varint.read(new ByteArrayInputStream(bytes)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Varint.write(-1, bytes, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}

package dev.upserter.server.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KindTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "[]",
                " \r\n\t[{",
                "\uFEFF[",
                "\uFEFF  [",
                "{\"$upserter\"",
                "{ \n\"$upserter\": 1",
                "\uFEFF{\"$upserter\":"
            })
    void anArrayOrRejectedRowsAreDataWhateverPiecesTheyComeIn(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(Kind.of(bytes)).isEqualTo(Kind.DATA);
        for (int length = 1; length < bytes.length; length++) {
            assertThat(Kind.of(Arrays.copyOf(bytes, length))).isIn(Kind.UNDECIDED, Kind.DATA);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAR1", "PK\u0003\u0004", "P*M\u0018"})
    void whatIsNoTextIsDataWhateverPiecesItComesIn(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(Kind.of(bytes)).isEqualTo(Kind.DATA);
        for (int length = 1; length < bytes.length; length++) {
            assertThat(Kind.of(Arrays.copyOf(bytes, length))).isEqualTo(Kind.UNDECIDED);
        }
        assertThat(Kind.of("PQ: 1".getBytes(StandardCharsets.UTF_8))).isEqualTo(Kind.OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"userId\": 1", "{\"$upserter \"", "userId: id", "---", "# [", "\"", "\u00e9["})
    void anythingElseIsNot(String text) {
        assertThat(Kind.of(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(Kind.OTHER);
    }

    @Test
    void moreIsAskedForOnlyUpToALimit() {
        byte[] blanks = new byte[Kind.MAX_BYTES];
        Arrays.fill(blanks, (byte) ' ');

        assertThat(Kind.of(Arrays.copyOf(blanks, Kind.MAX_BYTES - 1))).isEqualTo(Kind.UNDECIDED);
        assertThat(Kind.of(blanks)).isEqualTo(Kind.OTHER);
    }
}

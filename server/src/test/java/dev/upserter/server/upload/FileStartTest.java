package dev.upserter.server.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileStartTest {
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

        assertThat(FileStart.of(bytes)).isEqualTo(FileStart.DATA);
        for (int length = 1; length < bytes.length; length++) {
            assertThat(FileStart.of(Arrays.copyOf(bytes, length))).isIn(FileStart.UNDECIDED, FileStart.DATA);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAR1", "PK\u0003\u0004", "P*M\u0018"})
    void whatIsNoTextIsDataWhateverPiecesItComesIn(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(FileStart.of(bytes)).isEqualTo(FileStart.DATA);
        for (int length = 1; length < bytes.length; length++) {
            assertThat(FileStart.of(Arrays.copyOf(bytes, length))).isEqualTo(FileStart.UNDECIDED);
        }
        assertThat(FileStart.of("PQ: 1".getBytes(StandardCharsets.UTF_8))).isEqualTo(FileStart.OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"userId\": 1", "{\"$upserter \"", "userId: id", "---", "# [", "\"", "\u00e9["})
    void anythingElseIsNot(String text) {
        assertThat(FileStart.of(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(FileStart.OTHER);
    }

    @Test
    void moreIsAskedForOnlyUpToALimit() {
        byte[] blanks = new byte[FileStart.MAX_BYTES];
        Arrays.fill(blanks, (byte) ' ');

        assertThat(FileStart.of(Arrays.copyOf(blanks, FileStart.MAX_BYTES - 1))).isEqualTo(FileStart.UNDECIDED);
        assertThat(FileStart.of(blanks)).isEqualTo(FileStart.OTHER);
    }
}

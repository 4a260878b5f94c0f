package dev.upserter.server.upload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "users.json, users.json",
                "../../etc/passwd, passwd",
                "C:\\data\\my users.json, my users.json",
                ".hidden, hidden",
                "<.x>, x",
                ".., data",
                "a/, data",
                "``, data",
                "\"'<script>, script",
                "Kunden-Größe_1.json, Kunden-Größe_1.json",
            })
    void onlyAHarmlessLastPartIsShown(String given, String shown) {
        assertThat(FileName.shown(given, "data")).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"a", "\uD83D\uDE00a", "\u5B57"})
    void aLongNameIsCut(String repeated) {
        String shown = FileName.shown(repeated.repeat(1000), "data");

        assertThat(shown.codePointCount(0, shown.length())).isEqualTo(80);
    }
}

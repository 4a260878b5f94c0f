package dev.upserter.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void whatSteersATerminalIsShownAsAQuestionMark() {
        assertThat(Printable.of("a\033[31mb\nc\u009bd\u202ee\ud800f\u2028g")).isEqualTo("a?[31mb?c?d?e?f?g");
        assertThat(Printable.of("Zoë \uD83D\uDE00 名")).isEqualTo("Zoë \uD83D\uDE00 名");
    }

    @Test
    void resultsKeepTheirColoursAndEscapeWhatIsNotSeen() {
        assertThat(Printable.escaped("\033[31m\t\033[2J\r\"a\u202eb\u009b\u200d\uD83D\uDE00 Zoë\"\n"))
                .isEqualTo("\033[31m\t\\u001b[2J\\u000d\"a\\u202eb\\u009b\\u200d\uD83D\uDE00 Zoë\"\n");
    }

    @Test
    void longTextsAreCutBetweenCharacters() {
        assertThat(Printable.cut("abcdefgh", 8)).isEqualTo("abcdefgh");
        assertThat(Printable.cut("abcdefghi", 8)).isEqualTo("abcde...");
        assertThat(Printable.cut("\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00", 4))
                .isEqualTo("\uD83D\uDE00...");
    }
}

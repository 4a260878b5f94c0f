package dev.upserter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.problem.Code;
import dev.upserter.problem.Exhaustion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProgramHintsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    there is nothing to correct: upserter retry, or the next run that has the row, sends it again | there is nothing to correct: the next run that has the row sends it again
                    fix the data at the place named, then run the same command again | fix the data at the place named, then run again
                    check its rights, or name another with --state | check its rights, or name another folder with State.folder
                    write source.encoding, or --encoding NAME | write source.encoding
                    check the export. If these changes are right, raise maxChanged, or run once with --full | check the export. If these changes are right, raise maxChanged, or run once with --full (at the command line)
                    run once with --full to send all rows and start a new state. Or take the present data as delivered with --baseline | give the builder another State, so that all rows are sent. Or run upserter sync once with --full or, to take the present data as delivered, with --baseline (at the command line)
                    leave it out. upserter peek shows it. Then run the same command again | leave it out. upserter peek shows it (at the command line). Then run again
                    write it with psql --csv, without -x | write it with psql --csv, without -x
                    give State.folder(path), State.temporary() or State.postgres(dataSource) | give State.folder(path), State.temporary() or State.postgres(dataSource)
                    """)
    void aHintIsSaidInWordsOfTheLibrary(String hint, String said) {
        assertThat(ProgramHints.of(hint)).isEqualTo(said);
    }

    /** Of each sentence, so that what the configuration can do is not said to need a terminal. */
    @ParameterizedTest
    @EnumSource(Code.class)
    void noHintTellsAProgramToTypeACommand(Code code) {
        for (String sentence : ProgramHints.of(code.help()).split("(?<=[.;]) ", -1)) {
            assertThat(sentence).doesNotContain("same command", "over HTTP", "UPSERTER_");
            if (!sentence.contains("(at the command line)")) {
                assertThat(sentence).doesNotContainPattern("upserter [a-z]|(^| )--[a-z]");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Exhaustion.class)
    void norDoesOneOfAResource(Exhaustion exhaustion) {
        assertThat(ProgramHints.of(exhaustion.problem().hint())).doesNotContain("command", "UPSERTER_", "--state");
    }
}

package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.sandbox.fault.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --resume} as typed. */
class ResumeOptionTest {
    private static final int PEOPLE = Nights.PEOPLE;

    @TempDir
    Path folder;

    private static List<String> with(List<String> command, String option) {
        return command.stream()
                .map(word -> word.equals("--resume") ? option : word)
                .toList();
    }

    @Test
    void theOptionBeforeTheConfigurationDoesNotSwallowIt() throws IOException {
        try (var nights = new Nights(folder, false)) {
            for (String option : List.of("--resume", "--resume=strict")) {
                var command = new ArrayList<>(nights.command(nights.monday()));
                command.remove("--resume");
                command.add(1, option);
                var typed = new Typed();
                assertThat(nights.run(typed, command)).as(typed.err()).isZero();
                assertThat(typed.err()).isEmpty();
            }
        }
    }

    @Test
    void aRunThatMustGoOnIsRefusedWithAWayOut() throws IOException {
        try (var nights = new Nights(folder, false)) {
            nights.answered(Answer.status(401));
            var typed = new Typed();
            Path tuesday = nights.export("tuesday.csv", 0, PEOPLE, "c");

            assertThat(nights.run(typed, with(nights.command(tuesday), "--resume=strict")))
                    .isEqualTo(2);
            assertThat(typed.err())
                    .contains("RESUME_IMPOSSIBLE", "the data have changed", "with upserter sync --resume");
            assertThat(nights.sync(tuesday)).isZero();
        }
    }

    @Test
    void rowsThatAreLeftAreCountedAsRows() throws IOException {
        try (var nights = new Nights(folder, false)) {
            nights.answered(Answer.status(401));
            var typed = new Typed();
            assertThat(nights.sync(typed, nights.export("monday.csv", 0, 3, "c")))
                    .isEqualTo(1);
            assertThat(typed.out())
                    .containsPattern("ROWS_ABANDONED  \\d+ rows, the run does not end with 0\n"
                            + "    (at least )?\\d+ rows of the run")
                    .doesNotContain(" more\n", " times");
        }
    }

    @Test
    void twoRunsAreTwoReportsForPeopleAndOneObjectForMachines() throws IOException {
        try (var nights = new Nights(folder, false)) {
            nights.answered(Answer.status(401));
            String first = nights.lastRun();
            var people = new Typed();
            assertThat(nights.sync(people, nights.export("tuesday.csv", 0, PEOPLE, "c")))
                    .isZero();
            assertThat(people.out())
                    .startsWith("The run before, " + first + ", was finished first\nCompleted: ")
                    .contains("\nThis run, " + nights.lastRun() + "\nCompleted: ");

            nights.answered(Answer.status(401));
            var machine = new Typed();
            assertThat(nights.sync(machine, nights.export("wednesday.csv", 0, PEOPLE, "d"), "--json"))
                    .isZero();
            assertThat(objects(machine.out())).isEqualTo(1);
            assertThat(machine.out()).containsOnlyOnce("\"resumed\" : [ ]");
        }
    }

    /** How many JSON values there are, one after another. */
    private static int objects(String text) throws IOException {
        int count = 0;
        try (JsonParser json = new JsonFactory().createParser(text)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                json.skipChildren();
                count++;
            }
        }
        return count;
    }
}

package dev.upserter.run.earlier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.delivery.http.Surroundings;
import dev.upserter.problem.Code;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.Counts;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.Trial;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
    @TempDir
    Path folder;

    private final AtomicLong seconds = new AtomicLong(1_800_000_000);

    @Test
    void deadLettersAndCorrectedRowsAreSentAgainAndNothingElse() throws Exception {
        try (var sandbox = Sandbox.start()) {
            sandbox.refuse("bo", "invalid", "n", "no");
            var trial = new Trial(folder, sandbox);
            RunReport first =
                    trial.run("[{\"id\":\"ana\",\"n\":1},\n{\"id\":\"bo\",\"n\":2},\n{\"id\":\" \",\"n\":3}]");
            sandbox.heal("bo");
            Path rejected = folder.resolve("state/runs/" + first.run() + "/rejected.ndjson");
            Files.writeString(rejected, Files.readString(rejected).replace("\"id\":\" \"", "\"id\":\"cy\""));
            long before = sandbox.stats().entriesApplied();

            RunReport retry = trial.retry(first.run());

            assertThat(retry.status()).as(retry.toJson()).isEqualTo(Status.COMPLETED);
            assertThat(retry.records()).isEqualTo(new Counts(2, 0, 0, 2, 0, 0, 0));
            assertThat(sandbox.stats().entriesApplied() - before).isEqualTo(2);
            assertThat(sandbox.person("cy").orElseThrow().attributes()).containsEntry("n", "3");
        }
    }

    @Test
    void anOlderRowDoesNotReplaceALaterOneThatWasDelivered() {
        try (var sandbox = Sandbox.start()) {
            sandbox.refuse("bo", "invalid", "n", "no");
            var trial = new Trial(folder, sandbox);
            sandbox.onRequest(request -> sandbox.heal("bo"));
            RunReport first = trial.run("[{\"id\":\"bo\",\"n\":1,\"email\":\"bo@a.org\"},\n"
                    + "{\"id\":\"bo\",\"n\":2,\"email\":\"bo@b.org\"},\n{\"id\":false}]");

            RunReport retry = trial.retry(first.run());

            assertThat(first.records()).isEqualTo(new Counts(3, 0, 0, 1, 1, 1, 0));
            assertThat(retry.records()).isEqualTo(new Counts(1, 0, 0, 0, 1, 0, 0));
            assertThat(retry.problems()).anySatisfy(finding -> {
                assertThat(finding.code()).isEqualTo(Code.RETRY_SUPERSEDED);
                assertThat(finding.count()).isEqualTo(1);
            });
            assertThat(sandbox.person("bo").orElseThrow().attributes()).containsEntry("n", "2");
        }
    }

    @Test
    void aSecondRetryOfARunIsRefusedAndNamesTheRunThatHoldsWhatIsLeft() throws Exception {
        try (var sandbox = Sandbox.start()) {
            sandbox.refuse("bo", "invalid", "n", "no");
            sandbox.refuse("di", "invalid", "n", "no");
            var trial = new Trial(folder, sandbox).surroundings(this::aSecondApart);
            RunReport first = trial.run(people("users.ndjson"));
            sandbox.heal("bo");
            RunReport again = trial.retry(first.run());
            long before = sandbox.stats().entriesApplied();

            assertThatThrownBy(() -> trial.retry(first.run()))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("the run " + again.run() + " has sent its rows again. Nothing was sent");
            assertThat(sandbox.stats().entriesApplied()).isEqualTo(before);

            sandbox.heal("di");
            Path rejected = again.files().rejected();
            Files.writeString(rejected, Files.readString(rejected).replace("\"id\":\" \"", "\"id\":\"cy\""));
            RunReport third = trial.retry(again.run());
            assertThat(third.records()).isEqualTo(new Counts(2, 0, 0, 2, 0, 0, 0));
            assertThatThrownBy(() -> trial.retry(first.run()))
                    .hasMessageContaining("the run " + third.run() + " has sent its rows again");
        }
    }

    /** What a sandbox took, or a run that was refused, is still undelivered. */
    @Test
    void aRetryElsewhereDoesNotCount() throws Exception {
        try (var sandbox = Sandbox.start();
                var other = Sandbox.start()) {
            var trial = new Trial(folder, sandbox).surroundings(this::aSecondApart);
            RunReport first = trial.run("[{\"id\":\"ana\"},\n{\"id\":\" \"}]");
            Path rejected = first.files().rejected();
            Files.writeString(rejected, Files.readString(rejected).replace("\"id\":\" \"", "\"id\":\"cy\""));

            RunReport tried =
                    new Trial(folder, other).surroundings(this::aSecondApart).retry(first.run());

            assertThat(tried.records().delivered()).isEqualTo(1);
            assertThat(trial.retry(first.run()).records().delivered()).isEqualTo(1);
        }
    }

    @Test
    void whatAStoppedRetryDeliveredIsNotSentAgainAfterALaterRun() throws Exception {
        try (var sandbox = Sandbox.start()) {
            sandbox.refuse("bo", "invalid", "n", "no");
            sandbox.refuse("di", "invalid", "n", "no");
            var trial = new Trial(folder, sandbox).surroundings(this::aSecondApart);
            RunReport first = trial.run(people("users.ndjson"));
            sandbox.heal("bo");
            RunReport cut = trial.retry(first.run());
            Path journal = folder.resolve("state/runs/" + cut.run() + "/journal.txt");
            Files.writeString(journal, Files.readString(journal).replaceFirst("(?m)^end .*\n", ""));
            trial.run("[{\"id\":\"someone else\"}]");
            sandbox.heal("di");

            RunReport again = trial.retry(first.run());

            assertThat(again.records()).isEqualTo(new Counts(2, 0, 0, 1, 1, 0, 0));
            assertThat(again.problems()).anySatisfy(finding -> {
                assertThat(finding.code()).isEqualTo(Code.RETRY_DELIVERED);
                assertThat(finding.count()).isEqualTo(1);
            });
        }
    }

    @Test
    void aRunWithoutUndeliveredRowsHasNothingToRetry() {
        try (var sandbox = Sandbox.start()) {
            var trial = new Trial(folder, sandbox);
            RunReport first = trial.run("[{\"id\":\"bo\"}]");

            assertThatThrownBy(() -> trial.retry(first.run()))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("every row was delivered");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"users.csv", "users.ndjson", "users.json"})
    void aRowThatIsSentAgainIsNamedByThePlaceAtWhichItWasFirstRead(String name) throws Exception {
        try (var sandbox = Sandbox.start()) {
            sandbox.refuse("bo", "invalid", "n", "no");
            sandbox.refuse("di", "invalid", "n", "no");
            var trial = new Trial(folder, sandbox).surroundings(this::aSecondApart);
            RunReport first = trial.run(people(name));

            RunReport again = trial.retry(first.run());
            RunReport third = trial.retry(again.run());

            assertThat(places(first)).isEqualTo(places(again)).isEqualTo(places(third));
            assertThat(examples(first)).isEqualTo(examples(again)).isEqualTo(examples(third));
            assertThat(examples(third)).contains(name + (name.endsWith("csv") ? ":3:1" : ":2:1"));
            sandbox.heal("bo");
            assertThat(trial.retry(third.run()).records()).isEqualTo(new Counts(3, 0, 0, 1, 1, 1, 0));
        }
    }

    @Test
    void anIncrementalRunNamesRowsThatAreSentAgainByTheirFirstPlaceToo() throws Exception {
        try (var sandbox = Sandbox.start()) {
            sandbox.refuse("bo", "invalid", "n", "no");
            sandbox.refuse("di", "invalid", "n", "no");
            var trial = new Trial(folder, sandbox).config(config -> config.incremental(true));
            RunReport first = trial.run(people("users.ndjson"));

            RunReport again = trial.retry(first.run());

            assertThat(places(again)).isEqualTo(places(first)).hasSize(3);
            assertThat(examples(again)).isEqualTo(examples(first));
        }
    }

    /** Runs bear the second of their start in their ids, which say which run is a later one. */
    private Surroundings aSecondApart(Surroundings real) {
        return new Surroundings(
                () -> Instant.ofEpochSecond(seconds.incrementAndGet()),
                real.random(),
                real.environment(),
                real.hosts(),
                real.firstPause(),
                real.firstAnswer());
    }

    /** Of four people, of whom two will be refused; one has no id. */
    private DataFile people(String name) throws IOException {
        String lines =
                "{\"id\":\"ana\",\"n\":1}\n{\"id\":\"bo\",\"n\":2}\n{\"id\":\" \",\"n\":3}\n{\"id\":\"di\",\"n\":4}";
        String text = switch (name) {
            case "users.csv" -> "id,n\nana,1\nbo,2\n\" \",3\ndi,4\n";
            case "users.json" -> "[" + lines.replace("\n", ",\n") + "]";
            default -> lines + "\n";
        };
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return new DataFile.OnDisk(file, name);
    }

    /** Where the undelivered rows of a run are said to be. */
    private static Set<String> places(RunReport report) throws IOException {
        Pattern place = Pattern.compile("\"location\":\"([^\"]*)\",\"row\":(\\d+)");
        var found = new TreeSet<String>();
        for (Path rows : List.of(report.files().rejected(), report.files().deadLetters())) {
            Matcher matcher = place.matcher(Files.readString(rows));
            while (matcher.find()) {
                found.add(matcher.group(1) + " is row " + matcher.group(2));
            }
        }
        return found;
    }

    /** Where the report says that something happened to a row. */
    private static Set<String> examples(RunReport report) {
        return report.problems().stream()
                .flatMap(finding -> finding.examples().stream())
                .flatMap(example -> Optional.ofNullable(example.location()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

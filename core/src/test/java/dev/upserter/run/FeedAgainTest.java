package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.plan.Allowance;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.report.Counts;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of rows that were not delivered are data themselves. */
class FeedAgainTest {
    private static final String PRETTY = """
            [
              {
                "id": "ana",
                "price": 1.10,
                "big": 12345678901234567890,
                "note": "two\\nlines, \\u00fc and €",
                "nested": {
                  "list": [ 1,\r
                            2 ]
                }
              },
              {
                "id": "bo", "n": 2
              },
              {
                "id": "cy"
              }
            ]
            """;

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Trial trial() {
        return new Trial(folder, sandbox);
    }

    private static DataFile data(@Nullable Path file) {
        return DataFile.of(Objects.requireNonNull(file, "the run left this file"));
    }

    @Test
    void deadLettersArriveOnceTheCauseIsMended() throws Exception {
        sandbox.refuse("ana", "invalid", "price", "Ana pays 1.10");
        sandbox.refuse("bo", "", "", "");
        RunReport first = trial().run(PRETTY);
        assertThat(first.records()).isEqualTo(new Counts(3, 0, 0, 1, 0, 2, 0));
        Path letters = first.files().deadLetters();
        assertThat(Files.readAllLines(letters)).hasSize(2);
        sandbox.heal("ana");
        sandbox.heal("bo");

        RunReport again = trial().run(data(letters));

        assertThat(again.status()).isEqualTo(Status.COMPLETED);
        assertThat(again.records()).isEqualTo(new Counts(2, 0, 0, 2, 0, 0, 0));
        assertThat(sandbox.person("ana").orElseThrow().attributes())
                .containsEntry("price", "1.10")
                .containsEntry("big", "12345678901234567890")
                .containsEntry("note", "\"two\\nlines, \\u00fc and €\"");
        assertThat(sandbox.person("bo").orElseThrow().attributes()).containsEntry("n", "2");
    }

    @Test
    void whatARefusalSaysOfARowIsInTheDeadLettersAlone() throws Exception {
        sandbox.refuse("ana", "invalid", "price", "Ana pays 1.10");

        RunReport report = trial().run(PRETTY);

        assertThat(Files.readString(report.files().deadLetters())).contains("Ana pays 1.10");
        assertThat(Files.readString(report.files().report())).doesNotContain("Ana pays", "1.10");
        assertThat(report.problems())
                .filteredOn(finding -> finding.code() == Code.REJECTED_BY_SERVER)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.fields()).containsOnlyKeys("price");
                    assertThat(finding.examples().getFirst().message())
                            .isEqualTo("Customer.io refused the row: invalid, price, with an explanation that quotes"
                                    + " the row (the dead letters file has it)");
                });
    }

    @Test
    void rejectedRowsArriveOnceTheConfigurationIsMended() {
        String data = "[{\"id\":1,\"email\":\"ana@example.org\"},\n{\"id\":2,\n\"email\":\"no address\"}]";
        RunReport first = trial().run(data);
        assertThat(first.records()).isEqualTo(new Counts(2, 0, 0, 1, 1, 0, 0));

        RunReport again = trial().config(config -> config.guard(Code.EMAIL_MALFORMED, Level.OFF))
                .run(data(first.files().rejected()));

        assertThat(again.records()).isEqualTo(new Counts(1, 0, 0, 1, 0, 0, 0));
        assertThat(sandbox.person("2")).isPresent();
    }

    /** However many rows are rejected. */
    private Trial allowing() {
        return trial().config(config -> config.maxRejected(new Allowance(100, true)));
    }

    @Test
    void rowsThatCannotBeReadAreRejectedAgainAndNothingMangledArrives() throws Exception {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("[7,\n[1],\n\"text\",\nnull,\n{\"id\":\"m\",\"name\":\"M".getBytes(StandardCharsets.US_ASCII));
        bytes.write(0xFC);
        bytes.writeBytes("ller\"}]".getBytes(StandardCharsets.US_ASCII));
        Path file = Files.write(folder.resolve("bad.json"), bytes.toByteArray());
        RunReport first = allowing().run(DataFile.of(file));
        assertThat(first.records()).isEqualTo(new Counts(5, 0, 0, 0, 5, 0, 0));

        RunReport again = allowing().run(data(first.files().rejected()));

        assertThat(again.records()).isEqualTo(new Counts(5, 0, 0, 0, 5, 0, 0));
        assertThat(again.problems()).extracting(Finding::code).containsOnly(Code.RECORD_NOT_OBJECT);
        assertThat(sandbox.peopleCount()).isZero();
        assertThat(Files.readString(first.files().rejected())).contains("\"code\":\"INPUT_ENCODING\"");
    }

    @Test
    void bothFilesInOneAreDataToo() throws Exception {
        sandbox.refuse("bo", "invalid", "n", "no");
        RunReport first = trial().run("[{\"id\":\"bo\"},{\"name\":\"nobody\"}]");
        sandbox.heal("bo");
        Path both = folder.resolve("both.ndjson");
        Files.writeString(
                both,
                Files.readString(first.files().rejected()).replace("\"name\":\"nobody\"", "\"id\":\"somebody\"")
                        + Files.readString(first.files().deadLetters()));

        RunReport again = trial().run(DataFile.of(both));

        assertThat(again.records()).isEqualTo(new Counts(2, 0, 0, 2, 0, 0, 0));
    }
}

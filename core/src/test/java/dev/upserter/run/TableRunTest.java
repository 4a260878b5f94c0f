package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.upserter.batch.Api;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.report.Counts;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.option.Resume;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Answer;
import dev.upserter.source.DataFile;
import dev.upserter.source.Dialect;
import dev.upserter.source.SourceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableRunTest {
    @TempDir
    Path folder;

    @Test
    void aRaggedRowIsRejectedAndAllOthersArrive() throws IOException {
        try (var sandbox = Sandbox.start()) {
            RunReport report = new Trial(folder, sandbox).run(csv("id,plan,Plan\n007,pro,\n9,x,y,z\n,a,b\n10,\"\",\n"));

            assertThat(report.records()).isEqualTo(new Counts(4, 0, 0, 2, 2, 0, 0));
            assertThat(report.problems())
                    .extracting(Finding::code)
                    .containsExactly(Code.COLUMN_COUNT, Code.ID_MISSING, Code.COLUMN_UNCLEAR);
            assertThat(sandbox.person("007").orElseThrow().attributes()).containsOnly(entry("plan", "\"pro\""));
            assertThat(Files.readString(report.files().rejected()))
                    .contains("\"location\":\"users.csv:3:1\",\"row\":2,")
                    .contains("\"record\":\"9,x,y,z\"}")
                    .endsWith("\"record\":{\"plan\":\"a\",\"Plan\":\"b\"}}\n");
        }
    }

    @Test
    void rowsWithNothingInThemAreFilteredAndHoldNoRemovals() throws IOException {
        try (var sandbox = Sandbox.start()) {
            var trial = new Trial(folder, sandbox)
                    .config(config ->
                            config.mode(Mode.MIRROR).mapping("plan", "plan").removed(Removal.CLEAR));
            trial.run(csv("id,plan\n1,a\n2,b\n3,c\n"));
            RunReport report = trial.run(csv("id,plan\n1,a\n,\n2,b\n,\n,\n"));

            assertThat(report.records()).isEqualTo(new Counts(5, 1, 3, 2, 1, 0, 0, 0));
            assertThat(report.problems()).isEmpty();
            assertThat(sandbox.person("3").orElseThrow().attributes()).isEmpty();
        }
    }

    @Test
    void rowsThatTheFooterLeavesOutAreCountedAndTheOneThatLooksLikeARowIsReported() throws IOException {
        try (var sandbox = Sandbox.start()) {
            var trial = new Trial(folder, sandbox)
                    .config(config -> config.source(SourceConfig.DEFAULT.withDialect(
                            Dialect.PLAIN.but().footerLines(1).build())));
            RunReport total = trial.run(csv("id,plan\n1,a\n2,b\nTotal,2\n"));
            RunReport row = trial.run(csv("id,plan\n1,a\n2,b\n3,c\n"));
            RunReport none = trial.run(csv("id,plan\nTotal,0\n"));

            assertThat(total.records()).isEqualTo(new Counts(3, 0, 1, 0, 2, 0, 0, 0));
            assertThat(total.problems()).isEmpty();
            assertThat(row.records()).isEqualTo(new Counts(3, 0, 1, 0, 2, 0, 0, 0));
            assertThat(row.problems()).extracting(Finding::code).containsExactly(Code.FOOTER_UNCLEAR);
            assertThat(none.problems()).extracting(Finding::code).containsExactly(Code.INPUT_EMPTY);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Count Dracula,pro",
                "Total Wireless,pro",
                "Sum Ting,12",
                "x,total@x.example",
                "Total,a@x.example",
                "Gesamt GmbH,-pro"
            })
    void aPersonWithTheNameOfASumIsReportedWhereTheFooterLeavesItOut(String line) throws IOException {
        try (var sandbox = Sandbox.start()) {
            RunReport report = new Trial(folder, sandbox)
                    .config(config -> config.source(SourceConfig.DEFAULT.withDialect(
                            Dialect.PLAIN.but().footerLines(1).build())))
                    .run(csv("id,plan\n1,a\n2,b\n" + line + "\n"));

            assertThat(report.problems()).extracting(Finding::code).containsExactly(Code.FOOTER_UNCLEAR);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Total,2", "Total Orders,2", "Grand total:,\u20ac 2.50", "Average,(1.5)", ",", "---,---"})
    void sumsAreNotReported(String line) throws IOException {
        try (var sandbox = Sandbox.start()) {
            RunReport report = new Trial(folder, sandbox)
                    .config(config -> config.source(SourceConfig.DEFAULT.withDialect(
                            Dialect.PLAIN.but().footerLines(1).build())))
                    .run(csv("id,plan\n1,a\n2,b\n" + line + "\n"));

            assertThat(report.problems()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Level.class,
            names = {"STOP", "ROW", "WARN", "OFF"})
    void rowsThatBecameOneCellAreTakenAsTheConfigurationSays(Level level) throws IOException {
        try (var sandbox = Sandbox.start()) {
            RunReport report = new Trial(folder, sandbox)
                    .config(config -> config.guard(Code.QUOTES_UNCLEAR, level))
                    .run(csv("id,note,no\n1,a,b\n2,\"x,y\n3,z\",w\n4,c,d\n"));

            boolean isTaken = level == Level.WARN || level == Level.OFF;
            assertThat(report.problems())
                    .extracting(Finding::code)
                    .isEqualTo(level == Level.OFF ? List.of() : List.of(Code.QUOTES_UNCLEAR));
            assertThat(report.status())
                    .isEqualTo(
                            level == Level.STOP
                                    ? Status.REFUSED
                                    : isTaken ? Status.COMPLETED : Status.COMPLETED_WITH_PROBLEMS);
            assertThat(sandbox.person("2").isPresent()).isEqualTo(isTaken);
            assertThat(sandbox.person("4").isPresent()).isEqualTo(level != Level.STOP);
            if (level == Level.ROW) {
                assertThat(Files.readString(report.files().rejected()))
                        .contains("\"record\":\"2,\\\"x,y\\n3,z\\\",w\"}");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Total,2",
                "Grand Total,\u20ac 2.50",
                "TOTAL:,",
                "Summe,\"1.234,50\"",
                "Total (2 rows),",
                "Generated by Acme on 2026-01-01,",
                "(2 rows),"
            })
    void aLineBelowTheTableIsNobody(String line) throws IOException {
        try (var sandbox = Sandbox.start()) {
            RunReport report = new Trial(folder, sandbox).run(csv("id,plan\n1,a\n2,b\n" + line + "\n"));

            assertThat(report.records().delivered()).isEqualTo(2);
            assertThat(report.problems()).extracting(Finding::code).containsExactly(Code.ID_MALFORMED);
        }
    }

    @Test
    void twoColumnsOfOneNameStopOnlyWhereOneIsNeeded() throws IOException {
        try (var sandbox = Sandbox.start()) {
            DataFile data = csv("id,note,plan,note\n1,x,a,y\n");
            RunReport named = new Trial(folder, sandbox)
                    .config(config -> config.mapping("note", "note"))
                    .run(data);
            RunReport all = new Trial(folder, sandbox).run(data);
            RunReport denied = new Trial(folder, sandbox)
                    .config(config -> config.deny("note"))
                    .run(data);
            RunReport other = new Trial(folder, sandbox)
                    .config(config -> config.mapping("plan", "plan"))
                    .run(data);

            assertThat(named.problems()).extracting(Finding::code).containsExactly(Code.COLUMN_DUPLICATE);
            assertThat(all.problems()).extracting(Finding::code).containsExactly(Code.COLUMN_DUPLICATE);
            assertThat(denied.records().delivered()).isEqualTo(1);
            assertThat(other.records().delivered()).isEqualTo(1);
            assertThat(other.problems()).extracting(Finding::code).contains(Code.COLUMN_UNCLEAR);
            assertThat(sandbox.person("1").orElseThrow().attributes()).containsOnly(entry("plan", "\"a\""));
        }
    }

    @Test
    void aQuotationMarkThatIsNeverClosedSendsNobody() throws IOException {
        try (var sandbox = Sandbox.start()) {
            RunReport report = new Trial(folder, sandbox).run(csv("id,plan\n1,a\n2,\"b\n3,c\n"));

            assertThat(report.status()).isEqualTo(Status.REFUSED);
            assertThat(report.problems()).singleElement().satisfies(finding -> {
                assertThat(finding.code()).isEqualTo(Code.INPUT_UNREADABLE);
                assertThat(finding.examples().getFirst().location()).isEqualTo("users.csv:3:3");
            });
            assertThat(sandbox.peopleCount()).isZero();
        }
    }

    @Test
    void anOddHeaderStopsWhereTheConfigurationSaysSo() throws IOException {
        try (var sandbox = Sandbox.start()) {
            RunReport report = new Trial(folder, sandbox)
                    .config(config -> config.guard(Code.COLUMN_UNCLEAR, Level.STOP))
                    .run(csv("id,plan,Plan\n1,a,b\n"));

            assertThat(report.status()).isEqualTo(Status.REFUSED);
            assertThat(report.records()).isEqualTo(new Counts(0, 0, 0, 0, 0, 0, 0));
            assertThat(sandbox.peopleCount()).isZero();
        }
    }

    @Test
    void aRunOverSeveralFilesGoesOnWhereItStoppedAndNoticesAFileMore() throws IOException {
        for (int file = 0; file < 3; file++) {
            var rows = new StringBuilder("id,name\n");
            for (int i = 0; i < 1000; i++) {
                rows.append(file * 1000 + i).append("," + "x".repeat(900) + "\n");
            }
            Files.writeString(folder.resolve("part-" + file + ".csv"), rows);
        }
        String pattern = folder + "/part-*.csv";
        try (var sandbox = Sandbox.start()) {
            sandbox.answerNext(Answer.normal(), Answer.normal(), Answer.normal(), Answer.status(401));
            RunReport stopped = resuming(sandbox).run(DataFile.find(pattern));
            long delivered = stopped.records().delivered();
            Files.writeString(folder.resolve("part-3.csv"), "id,name\n3000,x\n");
            RunReport another = resuming(sandbox)
                    .options(options -> options.withResume(new Resume.Strict()))
                    .run(DataFile.find(pattern));
            Files.delete(folder.resolve("part-3.csv"));
            RunReport resumed = resuming(sandbox).run(DataFile.find(pattern));

            assertThat(delivered).isBetween(1L, 2999L);
            assertThat(another.problems()).extracting(Finding::code).containsExactly(Code.RESUME_IMPOSSIBLE);
            assertThat(resumed.run()).isEqualTo(stopped.run());
            assertThat(resumed.records()).isEqualTo(new Counts(3000, 0, 0, 3000, 0, 0, 0));
            assertThat(sandbox.peopleCount()).isEqualTo(3000);
        }
    }

    @Test
    void aFileMoreInAPatternSendsAllFilesFromTheStartAndLeavesNothing() throws IOException {
        Files.writeString(folder.resolve("users-00.csv"), "id,name\n0,z\n");
        Files.writeString(folder.resolve("users-01.csv"), "id,name\n1,a\n2,b\n");
        String pattern = folder + "/users-*.csv";
        try (var sandbox = Sandbox.start()) {
            sandbox.answerNext(Answer.normal(), Answer.status(401));
            RunReport stopped =
                    resuming(sandbox).config(config -> config.api(Api.SINGLE)).run(DataFile.find(pattern));
            Files.writeString(folder.resolve("users-02.csv"), "id,name\n3,c\n");
            RunReport next =
                    resuming(sandbox).config(config -> config.api(Api.SINGLE)).run(DataFile.find(pattern));

            assertThat(stopped.status()).isEqualTo(Status.STOPPED);
            assertThat(next.exitCode()).as(next.toJson()).isZero();
            assertThat(next.problems()).extracting(Finding::code).containsExactly(Code.RUN_REPLACED);
            assertThat(next.records().delivered()).isEqualTo(4);
        }
    }

    private Trial resuming(Sandbox sandbox) {
        return new Trial(folder, sandbox)
                .config(config -> config.parallelism(1).maxAttempts(1))
                .options(options -> options.withResume(new Resume.Latest()));
    }

    private DataFile csv(String text) throws IOException {
        Path file = folder.resolve("users.csv");
        Files.writeString(file, text);
        return new DataFile.OnDisk(file, "users.csv");
    }
}

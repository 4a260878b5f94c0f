package dev.upserter.run.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.config.SyncSet;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.contract.ApiContract;
import dev.upserter.problem.Code;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.RunReport;
import dev.upserter.report.SetReport;
import dev.upserter.report.Status;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StopSignal;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import dev.upserter.sync.OneSync;
import dev.upserter.sync.SeveralSyncs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SeriesTest {
    private static final String ROWS = "id,name,company\n1,Ada,acme\n2,Bob,\n";
    private static final String PEOPLE_AND_COMPANY = """
            userId: id
            syncs:
              - sync: people
                mappings: [{from: name, to: name}]
                also:
                  - {sync: company, type: relationship, objectType: 1, objectId: company, filter: company != blank}
                  - {sync: customers, type: segment, segment: 7}
            """;

    private final Sandbox sandbox = Sandbox.start();

    @TempDir
    private Path folder;

    @BeforeEach
    void watch() {
        ApiContract.watch(sandbox);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private SyncSet read(String yaml) {
        String where = "siteId: " + sandbox.siteId() + "\napiKey: " + sandbox.apiKey() + "\nendpoint: "
                + sandbox.endpoint() + "\n";
        return ConfigReader.local(Map.of()).readAll((where + yaml).getBytes(StandardCharsets.UTF_8), "c.yaml");
    }

    private RunOptions options() {
        return RunOptions.in(folder.resolve("state"));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private static DataFile.Streamed stream(String text) {
        return new DataFile.Streamed(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "<stdin>");
    }

    private static List<String> statuses(SetReport report) {
        return report.syncs().stream()
                .map(entry -> entry.sync() + " "
                        + (entry.report() == null
                                ? entry.reason()
                                : entry.report().status().spelling()))
                .toList();
    }

    @Test
    void aStreamFeedsAllSyncsOfItsRowsAndEachAccountsForItself() throws Exception {
        SetReport report = SeveralSyncs.of(read(PEOPLE_AND_COMPANY))
                .run(SeriesData.in(folder).with(stream(ROWS)), options());

        assertThat(statuses(report)).containsExactly("people completed", "company completed", "customers completed");
        assertThat(report.runs().stream()
                        .map(RunReport::records)
                        .map(counts -> counts.read() + " " + counts.filtered() + " " + counts.delivered()))
                .containsExactly("2 0 2", "2 1 1", "2 0 2");
        assertThat(sandbox.contents().get("segments")).hasToString("{7=1 2}");
        assertThat(report.exitCode()).isZero();
        try (var left = Files.list(folder.resolve("state/aside"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aPipeIsReadOnceToo() throws Exception {
        Path pipe = folder.resolve("rows");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Thread writer = Thread.ofPlatform().start(() -> {
            try {
                Files.writeString(pipe, ROWS);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        SetReport report = SeveralSyncs.of(read(PEOPLE_AND_COMPANY))
                .run(SeriesData.in(folder).with(DataFile.of(pipe)), options());
        writer.join();

        assertThat(report.runs()).hasSize(3).allMatch(run -> run.records().read() == 2);
    }

    @Test
    void whatAKilledProcessHasWrittenAsideGoesWithTheNext() throws Exception {
        Path old = Files.createDirectories(folder.resolve("state/aside/20260101-000000-0000"));
        Files.writeString(old.resolve("lock"), "");
        Files.writeString(old.resolve("rows-1"), ROWS);

        SeveralSyncs.of(read(PEOPLE_AND_COMPANY)).run(SeriesData.in(folder).with(stream(ROWS)), options());

        assertThat(old).doesNotExist();
    }

    private static final String THREE = """
            userId: id
            syncs:
              - {sync: a, source: {file: a.csv}}
              - {sync: b, source: {file: b.csv}}
              - {sync: c, source: {file: c.csv}}
            """;

    @Test
    void afterOneThatFailedTheRestIsNotRun() throws Exception {
        write("a.csv", "id\n1\n");
        write("c.csv", "id\n3\n");

        SetReport report = SeveralSyncs.of(read(THREE)).run(SeriesData.in(folder), options());

        assertThat(statuses(report)).containsExactly("a completed", "b refused", "c b was refused");
        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(report.status()).isEqualTo(Status.REFUSED);
        assertThat(report.runs().getLast().problems())
                .singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo(Code.INPUT_NOT_FOUND));
        assertThat(sandbox.peopleCount()).isEqualTo(1);
    }

    @Test
    void withContinueTheRestIsRunAndTheWorstIsTheOutcome() throws Exception {
        write("a.csv", "id\n1\n");
        write("c.csv", "id,x\n3,a\n,b\n");

        SetReport report = SeveralSyncs.of(read("onError: continue\n" + THREE)).run(SeriesData.in(folder), options());

        assertThat(statuses(report)).containsExactly("a completed", "b refused", "c completed_with_problems");
        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(sandbox.peopleCount()).isEqualTo(2);
        assertThat(report.toJson())
                .contains("\"status\" : \"refused\"")
                .contains("\"exitCode\" : 2")
                .contains("\"runs\" : [");
    }

    @Test
    void whoseMembersAreToBeHasToBeSentBefore() throws Exception {
        write("b.csv", "id\n1\n");
        write("c.csv", "id\n3\n");
        SyncSet set = read("""
                onError: continue
                userId: id
                syncs:
                  - {sync: people, source: {file: a.csv}}
                  - {sync: members, type: segment, segment: 7, source: {file: b.csv}}
                  - {sync: companies, type: object, objectType: 1, objectId: id, source: {file: b.csv}}
                  - {sync: others, source: {file: c.csv}}
                """);

        SetReport report = SeveralSyncs.of(set).run(SeriesData.in(folder), options());

        assertThat(statuses(report))
                .containsExactly(
                        "people refused", "members people was refused", "companies completed", "others completed");
        assertThat(sandbox.contents().get("segments")).isEmpty();
    }

    @Test
    void aStopEndsAllOfThemAndLooksLikeNoSuccess() throws Exception {
        write("a.csv", "id\n1\n");
        write("b.csv", "id\n2\n");
        write("c.csv", "id\n3\n");
        var stop = new StopSignal();
        SyncSet set = read("onError: continue\n" + THREE);
        RunOptions options = options().withStop(stop);

        SetReport report = new Series(set, SeriesData.in(folder), options)
                .execute(
                        (sync, rows) -> {
                            RunReport run = OneSync.of(sync).run(rows, options);
                            stop.stop();
                            return run;
                        },
                        entry -> {});

        assertThat(statuses(report))
                .containsExactly("a completed", "b the run was asked to stop", "c the run was asked to stop");
        assertThat(report.status()).isEqualTo(Status.STOPPED);
        assertThat(report.exitCode()).isEqualTo(3);
        assertThat(report.toJson()).contains("\"status\" : \"not_run\"");
    }

    @Test
    void aStreamThatBreaksOffEndsWhatDependsOnItsPeople() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }

            @Override
            public int read(byte[] into, int start, int length) throws IOException {
                throw new IOException("the disk is gone");
            }
        };

        SetReport report = SeveralSyncs.of(read("onError: continue\n" + PEOPLE_AND_COMPANY))
                .run(SeriesData.in(folder).with(new DataFile.Streamed(broken, "<stdin>")), options());

        assertThat(statuses(report))
                .containsExactly("people refused", "company people was refused", "customers people was refused");
        assertThat(report.runs().getFirst().problems().getFirst().code()).isEqualTo(Code.INPUT_UNREADABLE);
        assertThat(report.exitCode()).isEqualTo(2);
    }

    @Test
    void rowsThatNobodyReadsAndSyncsWithoutRowsAreRefusedBeforeAnythingIsSent() {
        assertThatThrownBy(() ->
                        SeveralSyncs.of(read(THREE)).run(SeriesData.in(folder).with(stream(ROWS)), options()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("DATA would feed no sync");
        assertThatThrownBy(() -> SeveralSyncs.of(read(PEOPLE_AND_COMPANY)).run(SeriesData.in(folder), options()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("for people");
    }
}

package dev.upserter.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.problem.Code;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StopSignal;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import dev.upserter.source.DatabaseConfig;
import dev.upserter.sync.OneSync;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunOverQueryTest {
    @TempDir
    Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private SyncConfigBuilder config() {
        return SyncConfig.builder("people", "id")
                .endpoint(sandbox.endpoint())
                .credentials(new Credentials(sandbox.siteId(), sandbox.apiKey()));
    }

    private OneSync upserter() {
        return OneSync.of(config().build());
    }

    private RunOptions options() {
        return RunOptions.in(folder.resolve("state"));
    }

    private DataFile query(String sql) {
        return Reading.query(sql, folder);
    }

    @Test
    void aColumnThatAQueryOrAParquetFileDoesNotHaveIsReportedBeforeTheFirstCall() throws Exception {
        Duck.execute("copy (select 1 as id, 'Ana' as first_name) to '" + folder.resolve("a.parquet") + "'");
        OneSync mapped = OneSync.of(config().mapping("firstName", "first_name").build());
        List<DataFile> sources = List.of(
                query("select 1 as id, 'Ana' as first_name"),
                query("select 1 as id, 'Ana' as first_name where false"),
                DataFile.of(folder.resolve("a.parquet")),
                Reading.query(
                        "select 1 as id, 'Ana' as first_name where false",
                        new DatabaseConfig("jdbc:duckdb:", null, null, 100)));
        for (DataFile data : sources) {
            RunReport refused = mapped.run(data, options());

            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.problems()).singleElement().satisfies(finding -> {
                assertThat(finding.code()).isEqualTo(Code.COLUMN_MISSING);
                assertThat(finding.examples().getFirst().message())
                        .contains("the mapped field firstName is not among the columns. Did you mean first_name?");
            });
        }
        OneSync nested = OneSync.of(config().mapping("name.first", "first_name").build());
        assertThat(nested.run(query("select 1 as id, {'first': 'Ana'} as name"), options())
                        .exitCode())
                .isZero();
        assertThat(sandbox.peopleCount()).isEqualTo(1);
    }

    @Test
    void aRunOverALongQueryEndsWhenItIsAskedTo() throws Exception {
        var stop = new StopSignal();
        DataFile data = query("select count(*) as id from range(100000000000) a, range(100000) b");
        Thread asking = Thread.ofVirtual().unstarted(stop::stop);
        asking.start();

        RunReport report = upserter().run(data, options().withStop(stop));

        assertThat(report.status()).isIn(Status.STOPPED, Status.REFUSED);
        assertThat(report.problems()).extracting(finding -> finding.code()).containsExactly(Code.INTERRUPTED);
        asking.join();
    }

    @Test
    void rowsThatWereNotDeliveredNameTheirRowAndAreRetried() throws Exception {
        sandbox.refuse("8", "invalid", "id", "no");
        RunReport report = upserter()
                .run(
                        query("select 7 as id union all select 8 union all select null order by id nulls first"),
                        options());
        assertThat(report.records().rejected()).isEqualTo(1);
        assertThat(report.problems().getFirst().examples().getFirst().location())
                .isEqualTo("<query> row 1");

        RunReport again = upserter().retry(report.run(), options());
        assertThat(again.records().rejected()).isEqualTo(1);
        for (RunReport run : List.of(report, again)) {
            assertThat(Files.readString(run.files().rejected())).contains("\"location\":\"<query> row 1\",\"row\":1,");
            assertThat(Files.readString(run.files().deadLetters()))
                    .contains("\"location\":\"<query> row 3\",\"row\":3,");
        }
    }

    @Test
    void aQueryThatFailsSendsNothing() {
        RunReport report = upserter().run(query("select nosuch as id"), options());

        assertThat(report.status()).isEqualTo(Status.REFUSED);
        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(report.problems()).extracting(finding -> finding.code()).containsExactly(Code.QUERY_FAILED);
    }
}

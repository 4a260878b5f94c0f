package dev.upserter.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.SyncSet;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.report.SetReport;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.series.SeriesData;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sync.SeveralSyncs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Syncs of the same rows, where these are the answer of a query that is another each time it is asked. */
class SeveralSyncsOverQueryTest {
    @TempDir
    Path folder;

    @Test
    void aQueryOverFilesIsAskedOnceForAllSyncsOfItsRows() {
        assertIsAskedOnce("{query: \"select 'ana' as id, 'bo' as twin, uuid()::varchar as drawn\"}");
    }

    @Test
    void aQueryOfPostgresIsAskedOnceForAllSyncsOfItsRows() throws Exception {
        assertIsAskedOnce("{query: \"select 'ana' as id, 'bo' as twin, gen_random_uuid()::text as drawn\", url: '"
                + WithPostgres.server().url() + "', user: " + Postgres.USER + ", password: " + Postgres.PASSWORD + "}");
    }

    private void assertIsAskedOnce(String source) {
        try (Sandbox sandbox = Sandbox.start()) {
            SyncSet set = ConfigReader.local(Map.of())
                    .readAll(
                            """
                    siteId: %s
                    apiKey: %s
                    endpoint: %s
                    userId: id
                    mappings: [{from: drawn, to: drawn}]
                    source: %s
                    also: [{sync: twins, userId: twin, mappings: [{from: drawn, to: drawn}]}]
                    """.formatted(sandbox.siteId(), sandbox.apiKey(), sandbox.endpoint(), source)
                                    .getBytes(StandardCharsets.UTF_8),
                            "people.yaml");

            SetReport report = SeveralSyncs.of(set).run(SeriesData.in(folder), RunOptions.in(folder.resolve("state")));

            assertThat(report.exitCode()).as(report.toJson()).isZero();
            String drawn = sandbox.person("ana").orElseThrow().attributes().toString();
            assertThat(drawn).contains("drawn=", "-");
            assertThat(sandbox.person("bo").orElseThrow().attributes().toString())
                    .isEqualTo(drawn);
        }
    }
}

package dev.upserter;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.report.RunReport;
import dev.upserter.run.option.RunOptions;
import dev.upserter.source.DataFile;
import dev.upserter.sync.OneSync;
import java.nio.file.Path;
import java.util.Map;

/** The README's example of the library. */
final class LibraryExample {
    private LibraryExample() {}

    static RunReport run(Path folder, String siteId, String apiKey) {
        var environment = Map.of("CUSTOMERIO_SITE_ID", siteId, "CUSTOMERIO_API_KEY", apiKey);
        // begin
        SyncConfig config = ConfigReader.local(environment).read(folder.resolve("configuration.json"));
        RunOptions options = RunOptions.in(folder.resolve(".upserter"))
                .withProgress(progress -> System.err.println(progress.delivered() + " delivered"));

        RunReport report = OneSync.of(config).run(DataFile.of(folder.resolve("data.json")), options);

        System.out.println(report.status() + ": " + report.records());
        report.problems().forEach(problem -> System.out.println(problem.code() + ": " + problem.count()));
        // end
        return report;
    }
}

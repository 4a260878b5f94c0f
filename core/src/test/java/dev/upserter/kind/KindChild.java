package dev.upserter.kind;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.delivery.http.DestinationConfig;
import dev.upserter.report.RunReport;
import dev.upserter.run.Run;
import dev.upserter.run.Trial;
import dev.upserter.run.option.Resume;
import dev.upserter.run.option.RunOptions;
import dev.upserter.source.DataFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** A run of an example in a process of its own, to be killed: goes on with the last one. */
final class KindChild {
    private KindChild() {}

    /** Arguments: configuration, endpoint, data, state folder. */
    public static void main(String[] arguments) {
        RunReport report = new Run(
                        config(Path.of(arguments[0]), URI.create(arguments[1])),
                        DataFile.of(Path.of(arguments[2])),
                        RunOptions.in(Path.of(arguments[3])).withResume(new Resume.Latest()),
                        Trial.surroundings())
                .execute();
        System.out.println(report.toJson());
        System.exit(report.exitCode());
    }

    /** What a file says, sent to a sandbox. */
    static SyncConfig config(Path file, URI endpoint) {
        return ConfigReader.local(Map.of())
                .read(file)
                .withDestination(new DestinationConfig(new Credentials("sandbox-site", "sandbox-key"), null, endpoint));
    }
}
